import { all, attribute, closest, type Element, first, textOf } from '#shared/extraction/dom.ts';
import { hashedClass } from '#shared/extraction/hashed-class.ts';
import { at, isObject, objectsWhere } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { markupText } from '#shared/extraction/markup-text.ts';
import { saysNoResults } from '#shared/extraction/no-results.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { parsePriceRange } from '#shared/extraction/price.ts';
import { attr, image, mapped, path, type Rule, rule, text } from '#shared/extraction/rule.ts';
import { cards, entries, searchReader } from '#shared/extraction/search-reader.ts';
import { goodsElsewhere } from '#shared/extraction/shop/goods-elsewhere.ts';
import { canonicalItemUrl, itemIdIn, itemUrl, STORE_ID, siteOfPage } from './sites.ts';
import { soldLine } from './sold.ts';

/** An entry of `itemList.content` (2021 on: runParams, `_dida_config_._init_data_`, API answers), or of `runParams.items` (2019–2020). */
const ENTRY: ListingRules = {
  id: path('productId', 'redirectedId', 'itemId'),
  url: mapped(path('productDetailUrl', 'itemUrl', 'detailUrl'), canonicalItemUrl),
  title: mapped(path('title.displayTitle', 'title.seoTitle', 'title'), markupText),
  price: [
    path('prices.salePrice.formattedPrice', 'prices.originalPrice.formattedPrice', 'formattedPrice'),
    path('price'),
  ],
  imageUrls: path('image.imgUrl', 'imageUrl', 'productImage', 'images.0.imgUrl'),
  sellerId: [path('store.storeId'), mapped(path('store.storeUrl'), (url) => STORE_ID.exec(String(url))?.[1])],
  sellerName: path('store.storeName'),
  soldCount: path('trade.tradeDesc', 'trade.realTradeCount', 'tradeDesc'),
  sponsored: rule('productType', ({ item }) => {
    const type = at(item, 'productType');
    return typeof type === 'string' ? type === 'ad' : undefined;
  }),
};

function listOf(doc: PageDocument): unknown {
  if (Array.isArray(doc.json)) return doc.json;
  const state = doc.json ?? doc.state('"itemList"');
  const found = objectsWhere(
    { itemList: state },
    ({ content }) => Array.isArray(content) && content.some((entry) => isObject(entry) && 'productId' in entry),
  )[0];
  return found?.content ?? at(doc.state('window.runParams'), 'items');
}

const LINK = 'a[href*="/item/"]';

/** aliexpress.ru: what a component is called stands between the component and a hash in its class names. */
const RU_CARD: ListingRules = {
  id: attr('', 'data-product-id', /^\d+$/),
  url: mapped(attr(LINK, 'href'), canonicalItemUrl),
  title: [text(hashedClass('title', 'name')), attr('img[alt]', 'alt')],
  price: [text(hashedClass('priceNew', 'mainS', 'mainM', 'mainL')), firstPrice()],
  imageUrls: [image(`${hashedClass('picture')} img, ${hashedClass('gallery')} img`), image('img')],
  sellerName: text('a[href*="/store/"]'),
  sellerId: attr('a[href*="/store/"]', 'href', STORE_ID),
  soldCount: soldLine('span, div'),
};

/** Every other drawn layout since 2017: the shape of links, and the first amount of money. */
const CARD: ListingRules = {
  id: linkPart(itemIdIn),
  url: linkPart(canonicalItemUrl),
  title: [text(`h3, ${hashedClass('titleText', 'title')}, a.product, .item-title`), attr('img[alt]', 'alt')],
  price: [text(hashedClass('price-sale')), text('[itemprop="price"], .price-current, .price .value'), firstPrice()],
  imageUrls: [image('img[class*="product-img"], img.picCore, img[class*="images--item"]'), image('img')],
  sellerName: text('a[href*="/store/"]'),
  sellerId: attr('a[href*="/store/"]', 'href', STORE_ID),
  soldCount: soldLine('span, em, a'),
};

function linkPart(change: (link: unknown) => string | undefined): Rule {
  return rule('link of the card', ({ element }) => {
    const links = [element, ...all(element, LINK)].map((link) => attribute(link, 'href') ?? '');
    return links.map(change).find(Boolean);
  });
}

/** The first short text that is money with its sign, unless it is struck out. */
function firstPrice(): Rule {
  return rule('first amount', ({ element }) =>
    all(element, 'span, div')
      .filter((box) => !closest(box, 'del, s, [style*="line-through"], [class*="original"]'))
      .map((box) => textOf(box, 60))
      .find((line) => line.length <= 30 && /\d/.test(line) && parsePriceRange(line, {}) !== null),
  );
}

function isWithinCard({ parent }: Element): boolean {
  return parent !== null && 'attribs' in parent && closest(parent, '[data-product-id]') !== null;
}

function nextPageLink(doc: PageDocument): string | undefined {
  const page = Number(/[?&]page=(\d{1,4})\b/.exec(doc.page.url)?.[1] ?? 1);
  const next = new RegExp(`[?&]page=${page + 1}(?!\\d)`);
  return all(doc.root, 'a[href*="page="]')
    .map((link) => link.attribs.href!)
    .filter((href) => next.test(href))
    .map((href) => (href.startsWith('/') && !href.startsWith('//') ? `https://${siteOfPage(doc)}${href}` : href))[0];
}

export const CARD_LISTS = [
  entries('itemList.content', listOf, ENTRY),
  cards('[data-product-id]', RU_CARD, (card) => first(card, LINK) === null || isWithinCard(card)),
  cards('.search-item-card-wrapper-gallery, .search-item-card-wrapper-list', CARD),
  cards(
    'a.search-card-item, a[class*="manhattan--container"], li.list-item, .list-items > li, .product-container .list-item',
    CARD,
  ),
];

export const readSearch = searchReader({
  marketplace: 'aliexpress',
  listingUrl: (id, doc) => itemUrl(id, siteOfPage(doc)),
  // Prices are in the visitor's currency: only what the page writes tells which. Bare amounts are the old default.
  hints: () => ({}),
  sources: [...CARD_LISTS, ...goodsElsewhere(itemIdIn)],
  nothingFound: (doc) => {
    const count = at(doc.state('"pageInfo"'), 'totalResults') ?? at(doc.state('window.runParams'), 'resultCount');
    return count === 0 || saysNoResults(doc);
  },
  nextPage: [attr('link[rel="next"]', 'href'), rule('link to the page after this one', ({ doc }) => nextPageLink(doc))],
});
