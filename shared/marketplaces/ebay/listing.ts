import { all, first, textOf } from '#shared/extraction/dom.ts';
import { at } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { listingReader } from '#shared/extraction/listing-reader.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import {
  addressPart,
  attr,
  image,
  longText,
  mapped,
  meta,
  ownText,
  pick,
  product,
  type Rule,
  rule,
  text,
} from '#shared/extraction/rule.ts';
import { imagesOf, makersNumber, priceOf } from '#shared/extraction/schema-node.ts';
import { BROWSE_ITEM } from './browse-api.ts';
import { ITEM_ID, itemUrl, SITES, siteOfPage } from './sites.ts';

const SELLER_LINKS =
  '.x-sellercard-atf a[href], .x-sellercard a[href], [data-testid="x-sellercard-atf"] a[href], #mbgLink, .mbg a[href]';
// The name in the address of a store ("/str/NAME") is no account: another member may have that id.
const SELLER_IDS = [/\/usr\/([^/?#]+)/, /\/sch\/([^/?#]+)\/m\.html/, /[?&]_ssn=([^&#]+)/];
const LOCATION =
  /^(?:located in|item location|standort|artikelstandort|lieu où se trouve l['’]objet|se trouve à|ubicado en|ubicación del artículo|luogo in cui si trova l['’]oggetto|oggetto che si trova a|bevindt zich in|objectlocatie|lokalizacja przedmiotu|物品所在地|所在地)\s*:?\s*(.{2,200})$/iu;

const pageFields: ListingRules = {
  id: [
    mapped(meta('og:url'), (url) => pick(String(url), ITEM_ID)),
    attr('link[rel="canonical"]', 'href', ITEM_ID),
    mapped(product('offers.url', 'url'), (url) => pick(String(url), ITEM_ID)),
    addressPart(ITEM_ID),
    attr('[data-itemid]', 'data-itemid', /^\d{9,15}$/),
    text('#descItemNumber, .ux-layout-section__textual-display--itemId .ux-textspans--BOLD', /\d{9,15}/),
  ],
  title: [
    text('.x-item-title__mainTitle'),
    ownText('#itemTitle'),
    product('name'),
    mapped(meta('og:title'), (title) => String(title).replace(/\s*\|\s*eBay.*$/, '')),
  ],
  price: [
    text('.x-price-primary > .ux-textspans'),
    text('.x-price-primary'),
    text('#prcIsum, #prcIsum_bidPrice, #mm-saleDscPrc, .vi-VR-cvipPrice, .vi-VR-cvipCPrice'),
    rule('schema.org offers', ({ doc }) => doc.products()[0] && priceOf(doc.products()[0]!, {})),
  ],
  priceIsBid: rule('#prcIsum_bidPrice', ({ doc }) => first(doc.root, '#prcIsum_bidPrice') !== null),
  imageUrls: [
    rule('schema.org image', ({ doc }) =>
      doc.jsonLd().length > 0 ? imagesOf(at(doc.products()[0], 'image')) : undefined,
    ),
    carousel(),
    image('#icImg'),
    meta('og:image'),
  ],
  sellerId: accountOfSellerLink(),
  sellerName: [
    text('.x-sellercard-atf__info__about-seller .ux-textspans--BOLD'),
    text('.x-sellercard-atf__info a .ux-textspans'),
    text('.ux-seller-section__item--seller .ux-textspans--BOLD'),
    text('.mbg-nw'),
    accountOfSellerLink(),
  ],
  sellerFeedback: [
    text('.x-sellercard-atf__about-seller', /\(([\d.,\sKMk]+)\)/),
    text('.x-sellercard-atf__info', /\(([\d.,\sKMk]+)\)/),
    text('.mbg-l a'),
  ],
  sellerRating: [
    text('.x-sellercard-atf__data-item', /\d[\d.,]*\s?%/),
    text('.ux-seller-section__item', /\d[\d.,]*\s?%/),
    text('#si-fb', /\d[\d.,]*\s?%/),
  ],
  itemLocation: [
    locationIn(
      '.ux-labels-values--itemLocation .ux-textspans, .ux-labels-values--shipping .ux-textspans, .ux-layout-section--shipping .ux-textspans',
    ),
    text('[itemprop="availableAtOrFrom"]'),
    locationIn('.sh-loc'),
  ],
  condition: [
    text('.x-item-condition-text .ux-textspans'),
    text('.x-item-condition-value .ux-textspans'),
    text('.ux-labels-values--condition .ux-labels-values__values .ux-textspans'),
    text('#vi-itm-cond'),
  ],
  soldCount: [
    text(
      '.x-quantity__availability .ux-textspans, #qtyAvailability',
      /([\d.,]+\+?)\s*(?:sold|verkauft|vendus?|vendut[oi]|vendidos?|verkocht|sprzedan)/i,
    ),
    text('.vi-qty-pur-lnk a, .vi-qtyS a', /[\d.,]+/),
  ],
  availability: [product('offers.availability', 'offers.0.availability'), attr('[itemprop="availability"]', 'content')],
  description: [meta('og:description'), longText('#viTabs_0_is')],
  brand: [
    product('brand.name', 'brand'),
    text('[itemprop="brand"] [itemprop="name"], h2[itemprop="brand"]'),
    text('.ux-labels-values--brand .ux-labels-values__values'),
  ],
  sku: mapped(product('mpn'), makersNumber),
  gtin: product('gtin13', 'gtin14', 'gtin12', 'gtin8', 'gtin'),
};

/** Full-size pictures of the gallery, each once (the page carries it twice, as thumbnails and large). */
function carousel(): Rule {
  return rule('image carousel', ({ doc }) => {
    const shown = all(doc.root, '.ux-image-carousel-item img').flatMap(
      (img) => img.attribs['data-zoom-src'] ?? img.attribs.src ?? img.attribs['data-src'] ?? [],
    );
    return shown.map((address) =>
      address.replace('/thumbs/images/', '/images/').replace(/s-l\d+\.(\w+)$/, 's-l1600.$1'),
    );
  });
}

function accountOfSellerLink(): Rule {
  return rule('seller link', ({ doc }) => {
    const links = all(doc.root, SELLER_LINKS).map((link) => link.attribs.href!);
    const ids = SELLER_IDS.flatMap((pattern) => links.flatMap((link) => pattern.exec(link)?.[1] ?? []));
    return ids[0] && decoded(ids[0]);
  });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function locationIn(selector: string): Rule {
  return rule(`location ${selector}`, ({ doc }) => {
    for (const span of all(doc.root, selector)) {
      const place = LOCATION.exec(textOf(span, 300))?.[1];
      if (place) return place;
    }
    return undefined;
  });
}

/** One set of rules for the page and for an API answer: an answer has no elements, a page no entry. */
function withApi(page: ListingRules, api: ListingRules): ListingRules {
  const merged: ListingRules = { ...page };
  for (const name of Object.keys(api) as (keyof ListingRules)[])
    merged[name] = [api[name] ?? [], page[name] ?? []].flat();
  return merged;
}

const STATUS_MESSAGES =
  '.ux-layout-section__textual-display--statusMessage, [data-testid="x-status-message"], .d-statusmessage, .x-status-message, .vi-status-message, #msgPanel, .statusMsg, .msgTextAlign, .ended-listing, .ux-message, .page-notice--information, .page-notice--attention, .nodestar-item-card-details__condition-row';
const ENDED =
  /(?:listing|auction|bidding|sale|item)s? (?:has |was )?ended|^ended\b|no longer available|(?:this item is|item) (?:currently )?out of stock|^(?:currently )?out of stock|was sold|item sold|beendet|nicht mehr (?:verfügbar|vorrätig)|verkauft am|terminée?|n['’]est plus (?:disponible|en stock)|finalizad[oa]|ya no está disponible|terminat[ao]|non è più disponibile|scadut[ao]|beëindigd|niet meer beschikbaar|zakończon|終了|已结束|已結束/iu;
const REMOVED =
  /listing (?:was|has been) removed|we (?:looked everywhere|couldn['’]t find)|page is missing|item (?:you(?:'|’)re looking for )?(?:isn['’]t|is not) available|angebot wurde entfernt|artikel(?:bezeichnung)? (?:ist )?(?:ungültig|wurde entfernt)|seite (?:fehlt|nicht gefunden)|annonce (?:a été )?(?:supprimée|retirée)|page (?:est )?introuvable|anuncio (?:se ha )?(?:eliminado|retirado)|inserzione (?:è stata )?rimossa|advertentie (?:is )?verwijderd|aukcja została usunięta/iu;

function goneSay(doc: PageDocument): 'ended' | 'removed' | undefined {
  const errorPage = first(doc.root, '.error-header__headline, .error-header-v2__title, .page-not-found, #error-page');
  if (errorPage && REMOVED.test(textOf(errorPage.parent ?? errorPage, 500))) return 'removed';
  const said = all(doc.root, STATUS_MESSAGES).map((message) => textOf(message, 500));
  if (said.some((message) => REMOVED.test(message))) return 'removed';
  return said.some((message) => ENDED.test(message)) ? 'ended' : undefined;
}

export const readListing = listingReader({
  marketplace: 'ebay',
  listingUrl: (id, doc) => itemUrl(id, siteOfPage(doc)),
  hints: (doc) => ({ currency: SITES[siteOfPage(doc)] }),
  fields: withApi(pageFields, BROWSE_ITEM),
  gone: goneSay,
});
