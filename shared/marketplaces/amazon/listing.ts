import { all, first, textOf } from '#shared/extraction/dom.ts';
import { embeddedJson } from '#shared/extraction/embedded-json.ts';
import { at, isObject } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { addressPart, attr, image, longText, mapped, meta, type Rule, rule, text } from '#shared/extraction/rule.ts';
import type { OfferPages } from '../define-marketplace.ts';
import { basketPrice, priceBox } from './prices.ts';
import { BOUGHT, boughtCount } from './search.ts';
import { ASIN, ASIN_IN_LINK } from './sites.ts';
import { soldBy } from './sold-by.ts';

// Books have their authors there.
const BYLINE = '#bylineInfo:not(:has(.author))';

const FIELDS: ListingRules = {
  // The page of a variant names its parent as canonical; the address that was asked for is the one we know it by.
  id: [
    addressPart(ASIN_IN_LINK),
    attr('link[rel="canonical"]', 'href', ASIN_IN_LINK),
    attr('input#ASIN, input[name="ASIN"], input[name="ASIN.0"]', 'value', ASIN),
    attr('#averageCustomerReviews[data-asin], #cerberus-data-metrics[data-asin], #dp [data-asin]', 'data-asin', ASIN),
  ],
  title: [
    text('#productTitle, #ebooksProductTitle'),
    text('#title, #btAsinTitle, #gc-asin-title, #aiv-content-title, [data-automation-id="title"]'),
    mapped(meta('og:title'), withoutShop),
    attr('#landingImage', 'alt'),
  ],
  price: [
    priceBox('#corePriceDisplay_desktop_feature_div, #corePrice_desktop, #corePrice_feature_div'),
    priceBox('#corePriceDisplay_mobile_feature_div, #corePrice_mobile_feature_div'),
    text('#priceblock_dealprice, #priceblock_saleprice, #priceblock_ourprice, #priceblock_pospromoprice'),
    basketPrice,
    text('#price_inside_buybox, #newBuyBoxPrice, #buyNewSection .offer-price, #kindle-price, #buybox .kindle-price'),
    text('#actualPriceValue .priceLarge, b.priceLarge, .priceLarge'),
    priceBox('#apex_desktop, #apex_offerDisplay_desktop, #buybox'),
    text('#tmmSwatches .selected .a-color-price, .swatchElement.selected .a-color-price'),
  ],
  imageUrls: [
    galleryImages(),
    attr('#landingImage, #imgBlkFront', 'data-old-hires'),
    pictureSizes(),
    image('#landingImage, #imgBlkFront, #main-image, #ebooksImgBlkFront, #prodImage'),
    meta('og:image'),
  ],
  sellerId: soldBy('id'),
  sellerName: soldBy('name'),
  condition: text('#usedItemConditionInfoLink, #usedBuySection .offer-display-condition'),
  soldCount: rule('"bought in past month"', ({ element }) => {
    const lines = all(element, '#social-proofing-faceout-title-tk_bought, [id^="social-proofing-faceout-title"]');
    const line = lines.map((found) => textOf(found, 120)).find((found) => BOUGHT.test(found));
    return line && boughtCount(line);
  }),
  availability: rule('#availability, #outOfStock', ({ doc }) => availability(doc)),
  description: [longText('#feature-bullets'), longText('#productDescription, #bookDescription_feature_div')],
  brand: [
    text('.po-brand td:last-child, .po-brand .po-break-word'),
    text(BYLINE, /^[\p{L} ]{4,30}\s?[:：]\s?(.{1,100})$/u),
    text(
      BYLINE,
      /^(?:visit the |besuchen sie den |visiter la boutique |visita (?:la tienda|lo store) (?:de |di )|visite a loja (?:de |da |do )?)(.{1,100}?)(?: store|-store)?$/i,
    ),
  ],
  gtin: rule('product details', ({ element }) =>
    all(
      element,
      '#productDetails_detailBullets_sections1 tr, #prodDetails tr, #detailBullets_feature_div li, #detailBulletsWrapper_feature_div li',
    )
      .map(
        (row) =>
          /(?:ISBN-13|EAN|UPC|GTIN|Global Trade Identification Number)\D{0,20}([\d-]{8,17})(?![\d-])/.exec(
            textOf(row, 200),
          )?.[1],
      )
      .find(Boolean)
      ?.replaceAll('-', ''),
  ),
};

/** "Nordhavn Pack 28 l : Amazon.de: Sports" → "Nordhavn Pack 28 l". */
function withoutShop(title: unknown): string {
  return String(title)
    .replace(/^Amazon\.[a-z.]{2,6}\s*:\s*/i, '')
    .replace(/\s*[:|-]\s*Amazon\.[a-z.]{2,6}.*$/i, '');
}

/** The gallery's own data, largest size first: `'colorImages': { 'initial': [{ hiRes, large }] }`. */
function galleryImages(): Rule {
  return rule('colorImages.initial', ({ doc }) => {
    const source = doc.page.body;
    for (const marker of ["'colorImages'", "'imageGalleryData'"]) {
      const start = source.indexOf(marker);
      const pictures =
        start < 0
          ? undefined
          : embeddedJson(source.slice(start, start + 200_000), marker.startsWith("'image") ? marker : "'initial'");
      const addresses = Array.isArray(pictures)
        ? pictures
            .filter(isObject)
            .map((picture) => at(picture, 'hiRes') ?? at(picture, 'large') ?? at(picture, 'mainUrl'))
        : [];
      if (addresses.some((address) => typeof address === 'string')) return addresses;
    }
    return undefined;
  });
}

/** `data-a-dynamic-image`: address → [width, height]. */
function pictureSizes(): Rule {
  return mapped(attr('[data-a-dynamic-image]', 'data-a-dynamic-image'), (json) => {
    try {
      const sizes = JSON.parse(String(json)) as Record<string, [number, number]>;
      return Object.entries(sizes)
        .toSorted(([, a], [, b]) => b[0] * b[1] - a[0] * a[1])
        .slice(0, 1)
        .map(([address]) => address);
    } catch {
      return undefined;
    }
  });
}

const OUT_OF_STOCK =
  /currently unavailable|temporarily out of stock|out of stock|no longer available|derzeit nicht (?:verfügbar|auf lager)|nicht verfügbar|nicht auf lager|actuellement indisponible|temporairement en rupture|non disponible|no disponible|agotado|non disponibile|não disponível|indisponível|niet (?:verkrijgbaar|beschikbaar|op voorraad)|inte tillgänglig|slutsåld|niedostępn|mevcut değil|stokta yok|在庫切れ|取り扱いできません|غير متوفر/iu;

function availability(doc: PageDocument): 'active' | 'ended' | undefined {
  const said = all(doc.root, '#availability, #outOfStock, #availabilityInsideBuyBox_feature_div, #availability-string')
    .map((element) => textOf(element, 300))
    .filter(Boolean);
  // An item that others sell says so there too ("available from these sellers").
  if (said.some((line) => OUT_OF_STOCK.test(line))) return 'ended';
  const canBuy = first(
    doc.root,
    '#add-to-cart-button, #buy-now-button, #buybox-see-all-buying-choices, #one-click-button',
  );
  return said.length > 0 || canBuy ? 'active' : undefined;
}

/** The dog page: "the web address you entered is not a functioning page on our site". */
function notFound(doc: PageDocument): 'removed' | undefined {
  return first(doc.root, 'a[href*="cs_404_"]') ? 'removed' : undefined;
}

export const listing: OfferPages = {
  fields: FIELDS,
  gone: notFound,
};
