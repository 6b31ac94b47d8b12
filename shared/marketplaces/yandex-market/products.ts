import { withoutQuery } from '#shared/extraction/absolute-url.ts';
import { type CountrySites, siteNamed, siteOfPage } from '#shared/extraction/country-sites.ts';
import { all, first, textOf } from '#shared/extraction/dom.ts';
import { type ListingRules, rulesInOrder } from '#shared/extraction/listing-fields.ts';
import { listingReader } from '#shared/extraction/listing-reader.ts';
import { saysNoResults } from '#shared/extraction/no-results.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { addressPart, attr, image, mapped, meta, rule, text } from '#shared/extraction/rule.ts';
import { schemaProduct } from '#shared/extraction/schema-product.ts';
import { cards, searchReader } from '#shared/extraction/search-reader.ts';
import { goodsElsewhere } from '#shared/extraction/shop/goods-elsewhere.ts';

export const SITES: CountrySites = { 'market.yandex.ru': 'RUB', 'market.yandex.uz': 'UZS' };

/** A page that was saved without its address still names its site in its JSON-LD. */
function siteOf(doc: PageDocument): string {
  const site = doc.jsonLd().find((node) => node['@type'] === 'WebSite');
  const says = typeof site?.url === 'string' ? URL.parse(site.url)?.hostname : undefined;
  return siteOfPage(SITES, doc, says);
}

export function itemUrl(id: string, site?: string): string {
  return `https://${siteNamed(SITES, site)}/product/${id}`;
}

/** "/card/name/4391018866", "/product--name/1779551384?sku=…", "/product/1779551384". */
const ID_IN_LINK = /\/(?:card\/[^/?#]{1,300}|product--[^/?#]{1,300}|product|offer)\/([\w-]{6,40})(?=[/?#]|$)/;
const LINK = 'a[href*="/card/"], a[href*="/product--"], a[href*="/product/"], a[href*="/offer/"]';

function itemLink(link: string | undefined, doc: PageDocument): string | undefined {
  if (link === undefined || !ID_IN_LINK.test(link)) return undefined;
  return withoutQuery(URL.parse(link, `https://${siteOf(doc)}/`)?.href ?? '') || undefined;
}

const CARD: ListingRules = {
  id: attr(LINK, 'href', ID_IN_LINK),
  url: rule('link', ({ element, doc }) => itemLink(all(element, LINK)[0]?.attribs.href, doc)),
  title: [
    text('[data-auto="snippet-title"], [data-auto="snippet-title-header"], [data-zone-name="title"]'),
    attr('[itemprop="name"]', 'title'),
    attr('img[alt]', 'alt'),
  ],
  price: text(
    '[data-auto="snippet-price-current"], [data-auto="price-value"], [data-auto="mainPrice"], [data-zone-name="price"]',
    /\d[\d\s]{0,14}\s?(?:₽|сум|so'm|UZS|руб)?/,
  ),
  imageUrls: [image('[data-zone-name="picture"] img'), image('img[src*="avatars.mds"], img')],
  sellerName: text('[data-auto="shop-name"], [data-zone-name="shop-name"]'),
  soldCount: text('.ds-visuallyHidden', /(\d[\d\s.,]*(?:тыс|K)?\.?)\s*купили/i),
  sponsored: rule(
    'advertisement mark',
    ({ element }) => all(element, 'span').some((span) => /^реклама$/i.test(textOf(span, 20))) || undefined,
  ),
};

export const readSearch = searchReader({
  marketplace: 'yandex-market',
  listingUrl: (id, doc) => itemUrl(id, siteOf(doc)),
  hints: (doc) => ({ currency: SITES[siteOf(doc)] }),
  sources: [
    cards('[data-auto="searchOrganic"]', CARD),
    cards(
      'article[data-autotest-id="product-snippet"], [data-zone-name="snippet-card"], [data-zone-name="productSnippet"]',
      CARD,
      (card) => first(card, LINK) === null,
    ),
    ...goodsElsewhere(ID_IN_LINK),
  ],
  nothingFound: saysNoResults,
  nextPage: attr('a[data-auto="pagination-next"], link[rel="next"]', 'href'),
});

const HINTS = (doc: PageDocument) => ({ currency: SITES[siteOf(doc)] });

export const readListing = listingReader({
  marketplace: 'yandex-market',
  listingUrl: (id, doc) => itemUrl(id, siteOf(doc)),
  hints: HINTS,
  fields: rulesInOrder(
    {
      id: [
        attr('link[rel="canonical"]', 'href', ID_IN_LINK),
        mapped(meta('og:url'), (address) => ID_IN_LINK.exec(String(address))?.[1]),
        addressPart(ID_IN_LINK),
      ],
      url: rule('canonical address', ({ doc }) =>
        itemLink(first(doc.root, 'link[rel="canonical"]')?.attribs.href ?? doc.meta('og:url'), doc),
      ),
      title: text('h1[data-auto="productCardTitle"], h1'),
      price: text('[data-auto="snippet-price-current"], [data-auto="price-value"], [data-auto="mainPrice"]'),
      sellerName: text('[data-zone-name="shop-name"], [data-auto="shop-info-container"] a, [data-auto="shop-name"]'),
    },
    { ...schemaProduct(), price: [] },
    { price: schemaProduct().price!, imageUrls: meta('og:image') },
  ),
  // A search page carries a product of its own, without an item's address.
  isListing: ({ title, price }) => title !== '' && price !== null,
});
