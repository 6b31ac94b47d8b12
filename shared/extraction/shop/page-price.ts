import { priceInDescription } from '../described-price.ts';
import { all, first, textOf } from '../dom.ts';
import type { PageDocument } from '../page-document.ts';
import { currencyIn, machineAmount, parsePrice } from '../price.ts';
import { priceBeforeButton } from '../price-before-button.ts';
import { priceReported } from '../reported-price.ts';
import { type Rule, rule } from '../rule.ts';
import { priceOf } from '../schema-node.ts';
import { priceBesideHeading } from '../shown-price.ts';
import { mostTiles } from '../shown-tiles.ts';
import { productFields } from './product-fields.ts';

/** What machines are told first; then what people are shown, where it is sure that it is the product's price. */
export const PAGE_PRICE: readonly Rule[] = [
  productFields.price,
  rule('schema.org offer of what is no product', ({ doc }) => onlyOffer(doc)),
  rule('Open Graph price', ({ doc }) => metaPrice(doc)),
  rule('price in the description', ({ doc }) => priceInDescription(doc, doc.hints())),
  rule('[itemprop="price"]', ({ doc }) => loosePrice(doc)),
  rule('price reported to statistics', ({ doc }) => priceReported(doc, doc.hints())),
  rule('price beside the heading', ({ doc }) => (saysProduct(doc) ? priceBesideHeading(doc, doc.hints()) : undefined)),
  rule('price before the button to buy', ({ doc }) => priceBeforeButton(doc, doc.hints())),
];

function metaPrice(doc: PageDocument) {
  const amount =
    doc.meta('product:price:amount') ??
    doc.meta('product:sale_price:amount') ??
    doc.meta('og:price:amount') ??
    doc.meta('og:price') ??
    labelledForTwitter(doc);
  const currency = doc.meta('product:price:currency') ?? doc.meta('og:price:currency');
  return amount === undefined ? undefined : money(amount, currency);
}

/** "twitter:label1" says what "twitter:data1" is. */
function labelledForTwitter(doc: PageDocument): string | undefined {
  const place = ['1', '2'].find((one) => PRICE_LABEL.test(doc.meta(`twitter:label${one}`) ?? ''));
  return place && doc.meta(`twitter:data${place}`);
}

const PRICE_LABEL = /^(?:price|preis|prix|precio|preço|prezzo|prijs|pris|cena|цена|価格|價格|价格)\s*:?$/iu;

/** Tickets, courses and services have offers too: the price of the one such thing on the page. */
function onlyOffer(doc: PageDocument) {
  if (doc.products().length > 0) return undefined;
  const priced = [...doc.jsonLd(), ...doc.microdata()].flatMap((node) => priceOf(node, {}) ?? []);
  return priced.length === 1 ? priced[0] : undefined;
}

function money(amount: string, named: string | undefined) {
  const currency = named && (/^[A-Za-z]{3}$/.test(named.trim()) ? named.trim().toUpperCase() : currencyIn(named));
  return currency ? (machineAmount(amount.trim(), currency) ?? parsePrice(amount, { currency })) : parsePrice(amount);
}

/** In microdata, and in RDFa of schema.org or GoodRelations. */
const LOOSE_PRICE = '[itemprop="price"], [property="price"], [property$=":price"], [property$=":hasCurrencyValue"]';
const LOOSE_CURRENCY = '[itemprop="priceCurrency" i], [property$="priceCurrency"], [property$=":hasCurrency"]';
/** A shelf of that many goods names no price of its own. */
const MAX_LOOSE_PRICES = 40;

/** Prices outside any item. Several different ones are those of other goods ("customers also bought"). */
function loosePrice(doc: PageDocument) {
  const currency = all(doc.root, LOOSE_CURRENCY).map((one) => one.attribs.content ?? textOf(one, 20))[0];
  const loose = all(doc.root, LOOSE_PRICE);
  const prices = (loose.length > MAX_LOOSE_PRICES ? [] : loose).flatMap(
    (one) => money(one.attribs.content ?? textOf(one, 60), currency) ?? parsePrice(textOf(one, 60)) ?? [],
  );
  const amounts = new Set(prices.map(({ amountMinor }) => amountMinor));
  return amounts.size === 1 && prices[0]!.amountMinor > 0 ? prices[0] : undefined;
}

/** A page that calls itself a product, offers to put it into a basket, or has an offer's address with a number and draws no shelf. */
function saysProduct(doc: PageDocument): boolean {
  const basket = 'form[action*="cart" i], form[action*="basket" i], [id*="addtocart" i], [class*="add-to-cart" i]';
  return (
    PRODUCT_PAGE.test(doc.meta('og:type') ?? '') ||
    doc.products().length > 0 ||
    first(doc.root, basket) !== null ||
    isNumbered(doc)
  );
}

const isNumbered = (doc: PageDocument): boolean =>
  /\d{5}[^/]*$|-\d+\.html?$/.test(URL.parse(doc.page.url)?.pathname ?? '') && mostTiles(doc) < MAX_BESIDE;

/** More tiles than that are a shelf. */
const MAX_BESIDE = 6;

export const PRODUCT_PAGE = /\bproduct\b|og:product|product\.item/i;
