import { all, first, textOf } from '#shared/extraction/dom.ts';
import { at } from '#shared/extraction/json-path.ts';
import { type ListingRules, rulesInOrder } from '#shared/extraction/listing-fields.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { type PriceRange, parsePrice } from '#shared/extraction/price.ts';
import {
  addressPart,
  attr,
  image,
  longText,
  mapped,
  meta,
  path,
  product,
  type Rule,
  rule,
  text,
} from '#shared/extraction/rule.ts';
import { schemaProduct } from '#shared/extraction/schema-product.ts';
import type { OfferPages } from '../define-marketplace.ts';
import { canonicalOfferUrl, offerIdIn, supplierIdIn } from './address.ts';

/** Each step of the ladder is a price per piece from some quantity on: the lowest and the highest are the range. */
function ladder(selector: string): Rule {
  return rule(`steps of ${selector}`, ({ element }): PriceRange | undefined => {
    const texts = all(element, selector).map((step) => textOf(step, 100));
    const steps = texts.flatMap((step) => parsePrice(step, HINTS) ?? []).sort((a, b) => a.amountMinor - b.amountMinor);
    return steps.length > 0 ? { low: steps[0]!, high: steps.at(-1)! } : undefined;
  });
}

const HINTS = { currency: 'USD' };
const COMPANY =
  '[data-module-name="module_company"] .company-name a, .company-name-container a, .company-name a, a.company-name, .company-head a';

/** `detailData` is the script's state (2020 on); modules by name are what it draws; `ma-…` and JSON-LD are older. */
const FIELDS: ListingRules = {
  id: [
    path('globalData.product.productId'),
    mapped(attr('link[rel="canonical"]', 'href'), offerIdIn),
    mapped(meta('og:url'), offerIdIn),
    attr('a[href*="productId="]', 'href', /[?&]productId=(\d{7,16})\b/),
    mapped(addressPart(/.+/), offerIdIn),
  ],
  url: [mapped(attr('link[rel="canonical"]', 'href'), canonicalOfferUrl), mapped(meta('og:url'), canonicalOfferUrl)],
  title: [
    path('globalData.product.subject'),
    text('[data-module-name="module_title"] h1, .product-title-container h1, h1.ma-title, .product-title h1'),
    product('name'),
    mapped(meta('og:title'), withoutSite),
  ],
  price: [
    rule('detailData prices', ({ item }) => detailPrice(item)),
    ladder('[data-testid="ladder-price"] span, [data-testid="product-price"] [class*="price"] strong'),
    text('[data-testid="range-price"], [data-testid="fixed-price"], [data-module-name="module_price"]'),
    ladder('.price-list .price-item .price, .ma-price-wrap .priceVal, .ma-ladder-price-item .pre-inquiry-price'),
    text('.ma-reference-price, .ma-ref-price, .product-price'),
  ],
  imageUrls: [
    rule('detailData mediaItems', ({ item }) => {
      const media = at(item, 'globalData.product.mediaItems');
      return Array.isArray(media)
        ? media.map((one) => at(one, 'imageUrl.big') ?? at(one, 'imageUrl.normal'))
        : undefined;
    }),
    image('[data-testid="product-image-view"] [data-testid="media-image"] img, #ProductImageMain img.main-image'),
    image('.main-image-thumb-ul img, .bigpic img, .main-layout img.main-image, .detail-main-img img'),
  ],
  sellerId: rule('supplier link', ({ doc, item }) => {
    const links = [
      at(item, 'globalData.seller.companyProfileUrl'),
      at(item, 'globalData.seller.homeUrl'),
      ...all(doc.root, COMPANY).map((link) => link.attribs.href),
    ];
    return links.map(supplierIdIn).find(Boolean);
  }),
  sellerName: [path('globalData.seller.companyName'), attr(COMPANY, 'title'), text(`${COMPANY}, .company-name`)],
  sellerLocation: [
    path('globalData.seller.companyRegisterCountry'),
    text('[data-module-name="module_company"] .register-country, .register-country'),
  ],
  soldCount: [
    text(
      '[data-module-name="module_comment"], .detail-product-comment, .quantity-sold',
      /([\d.,]+\+?[kK]?)\s+(?:sold|vendidos?|vendus?|verkauft|buyers)/,
    ),
  ],
  availability: rule('a price is drawn', ({ doc }) =>
    first(doc.root, '[data-module-name="module_price"] [data-testid]') ? 'active' : undefined,
  ),
  description: longText('[data-module-name="module_product_specification"], .do-overview'),
};

function detailPrice(item: unknown): PriceRange | undefined {
  const prices = at(item, 'globalData.product.price');
  const steps = at(prices, 'productLadderPrices');
  const shown = Array.isArray(steps) ? steps.map((step) => at(step, 'formatPrice') ?? at(step, 'dollarPrice')) : [];
  const range = [
    at(prices, 'productRangePrices.dollarPriceRangeLow'),
    at(prices, 'productRangePrices.dollarPriceRangeHigh'),
  ];
  const money = [...shown, ...(shown.length > 0 ? [] : range)].flatMap((one) =>
    one === undefined ? [] : (parsePrice(String(one), HINTS) ?? []),
  );
  const sorted = money.sort((a, b) => a.amountMinor - b.amountMinor);
  return sorted.length > 0 ? { low: sorted[0]!, high: sorted.at(-1)! } : undefined;
}

function withoutSite(title: unknown): string {
  return String(title).replace(/\s+-\s+(?:Buy |.*Alibaba\.com).*$/, '');
}

function goneSay(doc: PageDocument): 'removed' | undefined {
  const said = doc.text().length < 6000 && doc.text();
  return said &&
    /(?:product|page) (?:you (?:are looking for|requested) )?(?:is (?:no longer available|unavailable|not available)|can(?:'|’)?t be found|could not be found|does not exist)/i.test(
      said,
    ) &&
    !first(doc.root, COMPANY)
    ? 'removed'
    : undefined;
}

export const listing: OfferPages = {
  item: (doc) => doc.json ?? doc.state('window.detailData') ?? doc.state('detailData'),
  fields: rulesInOrder(FIELDS, schemaProduct(HINTS), { imageUrls: meta('og:image') }),
  gone: goneSay,
  isListing: ({ title, price, seller }) => title !== '' && (price !== null || seller !== null),
};
