import { percentDecoded } from '#shared/extraction/absolute-url.ts';
import { all, first } from '#shared/extraction/dom.ts';
import { at, isObject, objectsWhere } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { markupText } from '#shared/extraction/markup-text.ts';
import { saysNoResults, showsAny } from '#shared/extraction/no-results.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { attr, image, mapped, path, type Rule, rule, text } from '#shared/extraction/rule.ts';
import { cards, entries } from '#shared/extraction/search-reader.ts';
import type { ResultPages } from '../define-marketplace.ts';
import { canonicalOfferUrl, offerIdIn, searchUrl, supplierIdIn } from './address.ts';

/** An entry of `offerResultData`: nested records until 2022 (`offerList`, `itemInfoList[].offer`), flat ones since (`offers`). */
const OFFER: ListingRules = {
  id: path('id', 'productId', 'information.id'),
  url: mapped(path('information.productUrl', 'productUrl', 'action'), canonicalOfferUrl),
  title: mapped(path('information.puretitle', 'information.title', 'enPureTitle', 'title'), markupText),
  // The converted price is the one that is shown; the seller's own stands behind it.
  price: path(
    'promotionInfoVO.localOriginalPriceRangeStr',
    'promotionInfoVO.localOriginalPriceFromStr',
    'tradePrice.price',
    'promotionPrice',
    'price',
  ),
  imageUrls: path('image.mainImage', 'image.productImage', 'mainImage', 'productImage'),
  sellerId: [
    supplierIn('supplier.supplierHomeHref'),
    supplierIn('supplierHomeHref'),
    supplierIn('supplierHref'),
    supplierIn('supplier.supplierHref'),
  ],
  sellerName: path('supplier.supplierName', 'companyName', 'supplierName'),
  sellerLocation: path('supplier.supplierCountry.name', 'supplierCountry.name', 'countryCode'),
  soldCount: path('soldOrder', 'salesVolume'),
  sponsored: rule('p4p', ({ item }) => {
    const paid = at(item, 'information.p4p') ?? at(item, 'p4p') ?? at(item, 'isP4p');
    return typeof paid === 'boolean' ? paid : undefined;
  }),
};

function supplierIn(place: string): Rule {
  return mapped(path(place), supplierIdIn);
}

function offersOf(doc: PageDocument): unknown {
  const state = doc.json ?? doc.state('"offerResultData"') ?? doc.state('offerResultData');
  for (const name of ['offerList', 'itemInfoList', 'offers']) {
    const holder = objectsWhere(state, (object) => Array.isArray(object[name]) && object[name].some(isObject))[0];
    if (holder) return (holder[name] as unknown[]).map((entry) => at(entry, 'offer') ?? entry);
  }
  return doc.state('"offerList"');
}

const DETAIL_LINK = 'a[href*="/product-detail/"]';

/** Drawn cards: 2018 to 2022 (`elements-…`), 2023 on (`search-card-…`). */
const CARD: ListingRules = {
  id: [
    attr('[data-pid]', 'data-pid', /^\d+$/),
    attr('', 'data-ctrdot', /^\d+$/),
    attr('[data-ctrdot]', 'data-ctrdot', /^\d+$/),
    mapped(attr(DETAIL_LINK, 'href'), offerIdIn),
  ],
  url: mapped(attr(DETAIL_LINK, 'href'), canonicalOfferUrl),
  title: [
    attr('.elements-title-normal__outter, .elements-title-normal', 'title'),
    text('.search-card-e-title, .elements-title-normal__content'),
    text('h2, h4'),
    attr('img[alt]', 'alt'),
  ],
  price: [
    text('.elements-offer-price-normal, .element-offer-price-normal'),
    text('.search-card-e-price-main, [data-component="ProductPrice"]'),
    text('.gallery-offer-price, .price b, .price'),
  ],
  imageUrls: [
    image('img.J-img-switcher-item, img.search-card-e-slider__img'),
    image(`${DETAIL_LINK} img`),
    image('img'),
  ],
  sellerId: rule('supplier link', ({ element }) =>
    all(element, 'a[href*="alibaba.com"]')
      .map((link) => supplierIdIn(link.attribs.href))
      .find(Boolean),
  ),
  sellerName: [
    text(
      '.search-card-e-company, .list-no-v2-left__company, [flasher-type="supplierName"] [title], .organic-gallery-offer__seller-company',
    ),
    attr('a.search-card-e-company', 'title'),
  ],
  sellerLocation: [attr('.seller-tag__country', 'title'), attr('.search-card-e-country-flag__wrapper img', 'alt')],
};

function nextPage(doc: PageDocument): string | undefined {
  const address = URL.parse(doc.page.url);
  const inPath = /\/products\/([^/?#]+)\.html/.exec(doc.page.url)?.[1];
  const keyword =
    address?.searchParams.get('SearchText') ??
    (inPath && percentDecoded(inPath)) ??
    first(doc.root, 'input[name="SearchText"]')?.attribs.value;
  const page = Number(address?.searchParams.get('page') ?? 1);
  const state = doc.state('"offerResultData"');
  const total = Number(at(state, 'totalCount') ?? at(state, 'offerTotalCount'));
  const shown = offersOf(doc);
  // The pager itself is drawn by script.
  return keyword && Array.isArray(shown) && total > shown.length * page ? searchUrl(keyword, page + 1) : undefined;
}

export const search: ResultPages = {
  sources: [
    entries('offerResultData', offersOf, OFFER),
    cards(
      '.J-offer-wrapper, .organic-list-offer-outter, .fy23-search-card, .searchx-offer-item, .gallery-card-layout, .m-gallery-product-item-v2',
      CARD,
    ),
  ],
  nothingFound: (doc) => showsAny(doc, '.seb-noresult, .m-noresult, .no-result, .seo-no-result') || saysNoResults(doc),
  nextPage: [
    attr('a.pages-next[href], a.next[href*="page="], link[rel="next"]', 'href'),
    rule('count of offers', ({ doc }) => nextPage(doc)),
  ],
};
