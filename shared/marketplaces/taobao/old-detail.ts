import { percentDecoded } from '#shared/extraction/absolute-url.ts';
import { all } from '#shared/extraction/dom.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { markupText } from '#shared/extraction/markup-text.ts';
import { addressPart, attr, mapped, meta, type Rule, rule, source, state, text } from '#shared/extraction/rule.ts';
import { itemIdIn } from './address.ts';

/** "…/x.jpg_60x60q90.jpg" → "…/x.jpg": the picture itself instead of its thumbnail. */
function fullSize(address: string): string {
  return address.replace(/(\.(?:jpg|jpeg|png|gif|webp|heic))_[\w.]+$/i, '$1');
}

/** The gallery's thumbnails, in full size. */
function gallery(): Rule {
  return rule('#J_UlThumb img', ({ doc }) =>
    all(doc.root, '#J_UlThumb img').flatMap((img) => {
      const address = img.attribs['data-src'] ?? img.attribs.src;
      return address ? fullSize(address) : [];
    }),
  );
}

const decode = (found: unknown) => percentDecoded(String(found));

/** Pages of 2012 to 2023: `TShop.Setup({…})` on Tmall, `g_config = {…}` (no JSON) and stable element ids on Taobao. */
export const OLD_DETAIL: ListingRules = {
  id: [
    state('TShop.Setup', 'itemDO.itemId', 'rateConfig.itemId'),
    attr('#J_Pine', 'data-itemid', /^\d+$/),
    attr('input[name="item_id"], input[name="item_id_num"]', 'value', /^\d+$/),
    source(/\bitemId\s*:\s*["']?(\d{6,16})/),
    mapped(attr('link[rel="canonical"]', 'href'), itemIdIn),
    mapped(addressPart(/.+/), itemIdIn),
  ],
  title: [
    mapped(state('TShop.Setup', 'itemDO.title'), markupText),
    attr('#J_Title .tb-main-title', 'data-title'),
    text('#J_Title .tb-main-title, .tb-detail-hd h1'),
    text('h1[class*="mainTitle--"], [class*="mainTitle--"], [class*="ItemTitle--"] h1'),
    mapped(meta('og:title'), withoutSite),
    mapped(text('head > title', /^.*(?:-淘宝网|-tmall\.com天猫|-天猫Tmall\.com|-tmall\.hk天猫国际).*$/), withoutSite),
  ],
  price: [
    text('#J_PromoPriceNum, #J_PromoPrice .tm-price, .tm-promo-price .tm-price'),
    text('#J_StrPrice .tb-rmb-num, #J_StrPriceModBox .tm-price, #J_priceStd .tb-rmb-num'),
    text('[class*="highlightPrice--"] [class*="text--"], [class*="priceText--"]'),
    state('TShop.Setup', 'valItemInfo.defaultItemPrice', 'itemDO.reservePrice'),
    attr('input[name="current_price"]', 'value'),
  ],
  imageUrls: [
    gallery(),
    state('TShop.Setup', 'propertyPics.default'),
    mapped(attr('#J_ImgBooth', 'src'), (address) => fullSize(String(address))),
    meta('og:image'),
  ],
  sellerId: [
    state('TShop.Setup', 'itemDO.userId', 'rateConfig.sellerId'),
    attr('#J_Pine', 'data-sellerid', /^\d+$/),
    source(/\bsellerId\s*:\s*["']?(\d{3,16})/),
    attr('meta[name="microscope-data"]', 'content', /userid=(\d+)/),
  ],
  sellerName: [
    mapped(state('TShop.Setup', 'itemDO.sellerNickName'), decode),
    text('.slogo-shopname, .hd-shop-name a, .tb-shop-name a, .shop-name-link'),
    text('[class*="ShopHeader--title"], [class*="shopName--"]'),
    mapped(source(/\bsellerNick\s*:\s*["']([^"']{1,200})["']/), decode),
    text('.tb-seller-name'),
  ],
  itemLocation: [
    text('#J_deliveryAdd, .tb-location, #J-From'),
    mapped(state('TShop.Setup', 'itemDO.prov'), markupText),
  ],
  soldCount: [text('.tm-ind-sellCount .tm-count, #J_SellCounter'), text('[class*="salesDesc--"]')],
  availability: rule('isOnline', (scope) => {
    const online = state('TShop.Setup', 'itemDO.isOnline').read(scope);
    return online === undefined ? undefined : online ? 'active' : 'ended';
  }),
  brand: [
    mapped(state('TShop.Setup', 'itemDO.brand'), markupText),
    attr('#J_attrBrandName', 'title'),
    text('#J_attrBrandName', /[:：]\s*(.+)/),
  ],
  sku: [
    attr('#J_AttrUL li[title]:is(:contains("货号"))', 'title'),
    text('.attributes-list li', /^货号\s*[:：]\s*(.+)$/),
  ],
};

function withoutSite(title: unknown): string {
  return String(title).replace(/\s*-\s*(?:淘宝网|tmall\.(?:com|hk)天猫|天猫Tmall\.com).*$/i, '');
}
