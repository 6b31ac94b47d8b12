import { siteOfPage } from '#shared/extraction/country-sites.ts';
import { first } from '#shared/extraction/dom.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { saysNoResults } from '#shared/extraction/no-results.ts';
import { oncePerPage } from '#shared/extraction/once-per-page.ts';
import { attr, image, text } from '#shared/extraction/rule.ts';
import { cards, searchReader } from '#shared/extraction/search-reader.ts';
import { goodsElsewhere } from '#shared/extraction/shop/goods-elsewhere.ts';
import { ID_IN_LINK, itemUrl, SITES } from './sites.ts';

const LINK = 'a[href*="/products/"]';

/** A saved page names its site only in the links of its goods. */
const siteOf = oncePerPage((doc) => {
  const link = first(doc.root, 'a[href*="//www.daraz."][href*="/products/"]')?.attribs.href;
  return siteOfPage(SITES, doc, URL.parse(link ?? '', 'https://page.invalid')?.hostname);
});

/** The card's class names are noise, its `data-` attributes are not. */
const CARD: ListingRules = {
  id: [attr('', 'data-item-id', /^\d{5,16}$/), attr(LINK, 'href', ID_IN_LINK)],
  url: attr(LINK, 'href', /^[^?#]+/),
  title: [attr(`${LINK}[title]`, 'title'), attr('img[type="product"]', 'alt')],
  price: [text('.ooOxS'), text('span', /^(?:Rs\.?|৳|रु\.?)\s?[\d,.]+$/)],
  imageUrls: image('img[type="product"], .picture-wrapper img'),
  itemLocation: [attr('.oa6ri', 'title'), attr('span[title]:last-of-type', 'title')],
  soldCount: text('span', /^([\d.,]+[KkMm]?\+?)\s*sold$/),
};

export const readSearch = searchReader({
  marketplace: 'daraz',
  listingUrl: (id, doc) => itemUrl(id, siteOf(doc)),
  hints: (doc) => ({ currency: SITES[siteOf(doc)] }),
  sources: [cards('[data-qa-locator="product-item"]', CARD), ...goodsElsewhere(ID_IN_LINK)],
  nothingFound: saysNoResults,
  nextPage: attr('link[rel="next"]', 'href'),
});
