import { first } from '#shared/extraction/dom.ts';
import { at, isObject, objectsWhere } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { saysNoResults, showsAny } from '#shared/extraction/no-results.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { attr, image, mapped, path, rule, text } from '#shared/extraction/rule.ts';
import { cards, entries } from '#shared/extraction/search-reader.ts';
import type { ResultPages } from '../define-marketplace.ts';
import { canonicalItemUrl, itemIdIn, lazadaSite } from './sites.ts';

const LINK = 'a[href*="/products/"]';

/** An entry of `mods.listItems`: `window.pageData` in the page, or the answer to `?ajax=true`. */
const ITEM: ListingRules = {
  id: path('itemId', 'nid'),
  url: mapped(path('itemUrl', 'productUrl'), canonicalItemUrl),
  title: path('name'),
  price: path('priceShow', 'price'),
  imageUrls: path('image', 'thumbs.0.image'),
  sellerId: path('sellerId'),
  sellerName: path('sellerName'),
  itemLocation: path('location'),
  soldCount: path('itemSoldCntShow'),
  sponsored: rule('isAD', ({ item }) =>
    isObject(item) && (item.isAD ?? item.isSponsored) !== undefined
      ? /^(?:1|true)$/.test(String(item.isAD ?? item.isSponsored))
      : undefined,
  ),
  brand: mapped(path('brandName'), (brand) => (/^no brand$/i.test(String(brand)) ? undefined : brand)),
  sku: path('skuId', 'sku'),
};

const PRICE = /^(?:₱|RM|\$|S\$|฿|₫|Rp)\s?[\d.,]+$|^[\d.,]+\s?(?:₫|đ)$/;

/** Drawn card; its class names are noise, its `data-` attributes are not. */
const CARD: ListingRules = {
  id: [attr('', 'data-item-id', /^\d+$/), mapped(attr(LINK, 'href'), itemIdIn)],
  url: mapped(attr(LINK, 'href'), canonicalItemUrl),
  title: [attr(`${LINK}[title]`, 'title'), attr('img[type="product"]', 'alt'), text(`${LINK}:not(:has(img))`)],
  price: [text('.ooOxS'), text('span[class*="price"]'), text('span', PRICE)],
  imageUrls: image('img[type="product"], .picture-wrapper img'),
  itemLocation: [attr('.oa6ri', 'title'), attr('span[title]:last-of-type', 'title')],
  soldCount: text('span', /^([\d.,]+[KkMm]?\+?)\s*(?:sold|terjual|đã bán|ขายแล้ว|ชิ้น|Đã bán)/),
};

function listItems(doc: PageDocument): unknown {
  const state = doc.json ?? doc.state('window.pageData') ?? doc.state('"mods"');
  return (
    at(state, 'mods.listItems') ??
    objectsWhere(state, ({ listItems }) => Array.isArray(listItems))[0]?.listItems ??
    doc.state('"listItems"')
  );
}

export const search: ResultPages = {
  sources: [entries('mods.listItems', listItems, ITEM), cards('[data-qa-locator="product-item"]', CARD)],
  nothingFound: (doc) =>
    at(doc.json, 'mainInfo.totalResults') === '0' ||
    at(doc.state('window.pageData'), 'mainInfo.totalResults') === '0' ||
    showsAny(doc, '[data-qa-locator="no-result"], .noresult, .c3gNPq') ||
    saysNoResults(doc),
  nextPage: [
    attr('link[rel="next"]', 'href'),
    rule('page after the active one', ({ doc }) => {
      const active = first(doc.root, 'li.ant-pagination-item-active');
      const href = active?.next && 'attribs' in active.next ? first(active.next, 'a[href]')?.attribs.href : undefined;
      return href?.startsWith('/') && !href.startsWith('//') ? `https://www.${lazadaSite(doc)}${href}` : href;
    }),
  ],
};
