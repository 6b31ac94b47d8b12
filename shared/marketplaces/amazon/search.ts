import { all, attribute, type Element, first, matches, textOf } from '#shared/extraction/dom.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { saysNoResults, showsAny } from '#shared/extraction/no-results.ts';
import { parseCount } from '#shared/extraction/numbers.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { attr, image, type Rule, rule, text } from '#shared/extraction/rule.ts';
import { cards } from '#shared/extraction/search-reader.ts';
import type { ResultPages } from '../define-marketplace.ts';
import { priceBox, splitPrice } from './prices.ts';
import { ASIN, ASIN_IN_LINK, siteOf } from './sites.ts';

// "1K+ bought in past month" in the languages of the sites; a reader's number of the last month, not of all time.
export const BOUGHT =
  /bought in past|mal (?:im letzten|gekauft)|achetés? au cours|comprad[oa]s? (?:el|en el) (?:mes|último)|compras no mês|acquistat[oi] nel|gekocht in de afgelopen|köpta? (?:den )?senaste|kupion\w* w zeszłym|satın alındı|購入されました|تم شراؤه/iu;
const UNAVAILABLE =
  /currently unavailable|derzeit nicht verfügbar|actuellement indisponible|no disponible por el momento|no disponible actualmente|non disponibile|não disponível|momenteel niet verkrijgbaar|för närvarande inte tillgänglig|obecnie niedostępn|şu anda mevcut değil|現在在庫切れ|現在お取り扱いできません|غير متوفر حال/iu;

const sold: Rule = rule('"bought in past month"', ({ element }) => {
  const line = all(element, '.a-size-base.a-color-secondary, .a-color-secondary')
    .map((span) => textOf(span, 120))
    .find((found) => BOUGHT.test(found));
  return line && boughtCount(line);
});

/** "過去1か月で100点以上購入されました" names the month before the count. */
export function boughtCount(line: string): number | undefined {
  return parseCount(line.replace(/過去\s*\d+\s*か月で/, ''));
}

const sponsored: Rule = rule('advertisement marks', ({ element }) => {
  if ('attribs' in element && matches(element, '.AdHolder, [data-component-type="sp-sponsored-result"]')) return true;
  const marks =
    '.puis-sponsored-label-text, .s-sponsored-label-text, .s-sponsored-label-info-icon, .s-sponsored-header';
  return first(element, `${marks}, a[href*="/sspa/click"], a[href*="/gp/slredirect"]`) !== null;
});

/** "18,50 € (2 new offers)": what a new one costs where the site sets no price before the others. */
const NEW_OFFERS =
  /^([^()]{2,20}?)\s*\(\s*\d+\s(?:new|neue?s?|neufs?|nuov[oi]|nuev[oa]s?|novos?|nieuwe|nya|nowych|nowe|yeni)(?![\p{L}])[^()]{0,30}\)/iu;

const CARD: ListingRules = {
  id: [attr('', 'data-asin', ASIN), attr('a[href]', 'href', ASIN_IN_LINK)],
  title: [
    text('[data-cy="title-recipe"] h2.a-text-normal'),
    text('a h2, h2 a'),
    text('[data-cy="title-recipe"] > a, [data-cy="title-recipe"] h2:last-of-type'),
    text('h2'),
    attr('img.s-image', 'alt'),
  ],
  price: [
    priceBox('[data-cy="price-recipe"]'),
    // Before 2022 the parts of a card had no names.
    rule('.a-price of the card', (scope) =>
      first(scope.element, '[data-cy]')
        ? undefined
        : priceBox('.sg-col-inner, .a-section, .a-fixed-left-grid').read(scope),
    ),
    text('[data-cy="secondary-offer-recipe"], .a-color-secondary:has(> .a-color-base)', NEW_OFFERS),
  ],
  imageUrls: [image('img.s-image'), image('img')],
  soldCount: sold,
  availability: rule('"currently unavailable"', ({ element }) =>
    UNAVAILABLE.test(textOf(element, 4000)) ? 'ended' : undefined,
  ),
  sponsored,
};

/** 2014 to 2018. */
const OLD_CARD: ListingRules = {
  id: [attr('', 'data-asin', ASIN), attr('', 'name', ASIN), attr('a[href]', 'href', ASIN_IN_LINK)],
  title: [
    attr('h2.s-access-title', 'data-attribute'),
    text('h2.s-access-title, a.s-access-detail-page h2, h3.newaps .lrg, h3 a .lrg, h2, h3'),
  ],
  price: [
    splitPrice('.sx-price'),
    text('.a-row > a .s-price, .s-price, .newp .bld.lrg.red, .newPrice span, .price.addon'),
    text('a.a-link-normal > .a-offscreen', /^\D{0,4}\d[\d.,\s]*\D{0,4}$/),
  ],
  imageUrls: [image('img.s-access-image, img.productImage'), image('img')],
  sponsored: rule('advertisement marks', ({ element }) => first(element, 'h5.s-sponsored-list-header') !== null),
};

/** Best-seller and new-release lists, now and before 2021. */
const RANKED: ListingRules = {
  id: [
    attr('.p13n-sc-uncoverable-faceout', 'id', ASIN),
    attr('[data-asin]', 'data-asin', ASIN),
    attr('a[href]', 'href', ASIN_IN_LINK),
  ],
  title: [
    text('[class*="p13n-sc-css-line-clamp"], .p13n-sc-truncate, .p13n-sc-truncated, .zg_title'),
    attr('img', 'alt'),
  ],
  // "13 offers from $91.07" is in grey: no price of its own.
  price: [text('.a-color-price [class*="p13n-sc-price"], .a-color-price.p13n-sc-price'), text('.zg_price .price')],
  imageUrls: image('img'),
};

/** Editorial widgets between the results have neither an ASIN nor a product link. */
function isWidget(card: Element): boolean {
  if (ASIN.test(attribute(card, 'data-asin') ?? attribute(card, 'name') ?? '')) return false;
  return !all(card, 'a[href]').some((link) => ASIN_IN_LINK.test(link.attribs.href!));
}

function nothingFound(doc: PageDocument): boolean {
  if (showsAny(doc, '#noResultsTitle, .s-no-results-filler, #apsRedirectLink ~ .noResultsTitle')) return true;
  return saysNoResults(doc, /検索に一致する商品はありません|一致する結果はありません/);
}

/** Resolved against the page's own site: saved pages do not always know their address. */
function nextLink(doc: PageDocument): string | undefined {
  const link = first(
    doc.root,
    'a.s-pagination-next[href], .a-pagination .a-last a[href], a#pagnNextLink[href], link[rel="next"][href]',
  );
  return link ? URL.parse(link.attribs.href!, `https://www.${siteOf(doc)}/`)?.href : undefined;
}

export const search: ResultPages = {
  sources: [
    cards(
      '[data-component-type="s-search-result"][data-asin], [data-component-type="sp-sponsored-result"]',
      CARD,
      isWidget,
    ),
    // Between 2018 and 2019 the cards had the new classes under the old list.
    cards('.s-result-list > [data-asin].s-result-item:has(.a-price)', CARD, isWidget),
    cards('li.s-result-item[data-asin], #atfResults div.prod[name], #btfResults div.prod[name]', OLD_CARD, isWidget),
    cards(
      '.zg-grid-general-faceout, .zg-item-immersion, .zg_itemImmersion',
      RANKED,
      (card) => isWidget(card) && !first(card, '.p13n-sc-uncoverable-faceout[id]'),
    ),
  ],
  nothingFound,
  nextPage: rule('link to the next page', ({ doc }) => nextLink(doc)),
};
