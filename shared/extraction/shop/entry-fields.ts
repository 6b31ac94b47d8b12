import { type Money, minorDigits } from '#shared/domain/money.ts';
import { absoluteUrl, isSameSite } from '../absolute-url.ts';
import { all } from '../dom.ts';
import { isObject, type JsonObject } from '../json-path.ts';
import { oncePerPage } from '../once-per-page.ts';
import type { PageDocument } from '../page-document.ts';
import { currencyIn, machineAmount, machineNumber, type PriceHints, parsePrice } from '../price.ts';
import { namesPrice } from '../shown-tiles.ts';
import { isOfferAddress } from './offer-address.ts';

/** One value within an entry, and the words of the names that lead to it, in lower case: "price current value". */
type Leaf = { readonly path: string; readonly value: string | number };

/** What an entry of a list that some shop keeps for its own scripts says of one of its goods. */
export type EntryFields = {
  readonly title: string;
  /** It has a place for a price, whether one stands there or not. */
  readonly hasPrice: boolean;
  readonly price?: Money;
  readonly address?: string;
  readonly number?: string;
  /** What tells it from the other entries of its list. */
  readonly id?: string;
  readonly image?: string;
  readonly brand?: string;
  readonly seller?: string;
  readonly condition?: string;
  readonly sku?: string;
  /** Pieces. */
  readonly stock?: number;
};

const MAX_LEAVES = 120;
const MAX_DEPTH = 6;
/** No entry is put together of more parts. */
const MAX_OF_LIST = 8;

/** "saleprice", "Verkaufspreis", "produktnavn". */
const COMPOUND = /(\p{L}{3,})(price|preis|prijs|precio|preco|name|title|titel|naam|navn|namn)$/iu;

/** "priceV2", "current_price", "lowest30" → "price v 2", "current price", "lowest 30". */
export const wordsOf = (name: string): string =>
  name
    .slice(0, 60)
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replace(COMPOUND, '$1 $2')
    .replace(/(\p{L})(\d)/gu, '$1 $2')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();

/** The values of an entry, those nearest to it first. */
function leavesOf(entry: JsonObject): { leaves: Leaf[]; empty: string[] } {
  const leaves: Leaf[] = [];
  const empty: string[] = [];
  let level: { path: string; value: unknown }[] = [{ path: '', value: entry }];
  for (let depth = 0; depth < MAX_DEPTH && level.length > 0 && leaves.length < MAX_LEAVES; depth += 1) {
    const next: typeof level = [];
    for (const { path, value } of level) {
      if (typeof value === 'string' || typeof value === 'number') leaves.push({ path, value });
      else if (value === null || value === undefined) empty.push(path);
      else if (Array.isArray(value))
        next.push(...ofOneGood(value).map((one) => ({ path: `${path} ${kindOf(one)}`.trim(), value: one })));
      else if (isObject(value)) {
        const whole = withNanos(value);
        if (whole !== undefined) leaves.push({ path, value: whole });
        for (const [name, one] of Object.entries(value).slice(0, MAX_LEAVES))
          next.push({ path: `${path} ${wordsOf(name)}`.trimStart(), value: one });
      }
    }
    level = next.slice(0, 4 * MAX_LEAVES);
  }
  return { leaves, empty };
}

/** Of a list within an entry: parts that say what they are, else the first; none of things with names of their own, which are variants or other goods. */
function ofOneGood(list: readonly unknown[]): readonly unknown[] {
  const kinds = list.slice(0, MAX_OF_LIST).map(kindOf);
  if (new Set(kinds).size === kinds.length && !kinds.includes('')) return list.slice(0, MAX_OF_LIST);
  const hasName =
    list.length > 1 &&
    list.slice(0, 2).every((one) => isObject(one) && Object.keys(one).some((name) => TITLE.test(wordsOf(name))));
  return hasName ? [] : list.slice(0, 1);
}

/** `{ type: "internetPrice", … }`: what a part of an entry says that it is. */
function kindOf(part: unknown): string {
  const said = isObject(part) ? (part.type ?? part.kind ?? part.priceType) : undefined;
  return typeof said === 'string' ? wordsOf(said) : '';
}

/** Google's way to write money: `{ units: 9, nanos: 250000000 }`. */
function withNanos({ units, nanos }: JsonObject): number | undefined {
  return typeof nanos === 'number' && units !== undefined ? Number(units) + nanos / 1e9 : undefined;
}

const words = (list: string): RegExp => new RegExp(`(?<!\\p{L})(?:${list})(?!\\p{L})`, 'iu');

const NAME =
  'name|title|titel|titre|titolo|titulo|título|tytul|tytuł|nazev|název|nazov|názov|nazwa|naziv|nome|nombre|nom|naam|navn|namn|nimi|nimetus|nev|név|denumire|subject|heading|headline|baslik|başlık|isim|ad[iı]|nama|judul|bezeichnung|omschrijving|заголовок|название|наименование|商品名|タイトル|标题';
const TITLE = new RegExp(`(?:^|\\s)(?:${NAME})(?:\\s(?:text|value|rendered|main|plain))?$`, 'iu');
const NOT_OF_GOODS = words(
  'sub|type|file|class|event|brands?|marca|marke|marque|merk|märke|merke|značka|znacka|sellers?|advertiser|merchant|vendor|shop|store|stores|owner|user|author|category|categories|kategori\\w*|categor[íi]as?|collections?|images?|imgs?|photos?|pictures?|media|thumbnails?|icons?|logo|colou?rs?|sizes?|tags?|badges?|labels?|location|city|region|country|attributes?|options?|variants?|manufacturer|supplier|highlight|highlight result|filters?|facets?|breadcrumbs?|shipping|delivery|payment|features?|specs?|parameters?|parent|meta|seo|query|query id|index',
);

const PRICE = words(
  'prices?|preis|prix|prezzo|precio|preco|preço|prijs|cena|pris|hinta|hind|kaina|ar|ár|fiyat|fiyati|fiyatı|harga|gia|giá|pret|preț|цена|цены|ціна|cost|amount|price v|価格|价格|가격',
);
const NO_AMOUNT = words(
  'id|ids|nanos|micros|type|grund|kilo|litre|currency|valuta|mena|měna|moeda|moneda|code|label|valid|until|date|time|timestamp|percent|percentage|pct|procent|quantity|qty|count|decimals|precision|digits|divisor|exponent|scale|unit|units|per|instal\\w*|rate|rata|rates|months?|monthly|emi|credit|shipping|delivery|postage|savings?|saved|discount(?! price)|discounts|off|tax|taxes|vat|deposit|members?|club|coupon|points|bonus|loyalty|cashback|eco|fees?|rating|rank|level|index|position|version|tier|drop|history|alert|trend|range id|options?|variants?|offers count|dph|mwst|iva|tva|financ\\w*|bid count|step',
);
const LIST = words(
  'list|listino|streich|statt|old|was|prev|previous|before|regular|compare|compared|original|orig|msrp|rrp|uvp|srp|mrp|pvp|advi[cs]e|advies|advised|recommended|suggested|lowest|omnibus|former|strike\\w*|crossed|retail|full|max|maximum|high|highest|uvod|barre|barré|tachado|ante[sr]ior|gammel|ordinarie|vejl|vanha|eski|stara|stary|starý|původní|puvodni|старая',
);
const LESS_SURE = words('min|minimum|low|from|base|net|netto|ex|excl|excluding|starting');
const NOW = words(
  'current|sale|selling|final|special|now|gross|brutto|discounted|discount price|promo|actual|actuelle|reduced|aktuell\\w*',
);
const IN_MINOR = words('cents?|minor|pence|centimes?|centavos|kopecks?|kopeek|grosze|groszy|öre|øre|in minor units?');
const CURRENCY =
  /(?:^|\s)(?:currency(?: (?:code|id|iso|iso code|symbol))?|curr?|ccy|valuta|moeda|moneda|monnaie|devise|mena|měna|waluta|währung|waehrung|para birimi|валюта|unit|suffix|prefix|symbol)$/iu;

const ADDRESS =
  /(?:^|\s)(?:url|urls|href|link|links|permalink|uri|canonical|path|pathname|enlace|lien|odkaz|adres|web)$/iu;
const NOT_ITS_PAGE = words(
  'images?|img|photos?|pictures?|thumb\\w*|icon|logo|map|sellers?|brand|shop|store|user|advertiser|category|categories|api|video|avatar|reviews?|media|gallery|share|add|cart|wishlist|track\\w*',
);
const SLUG = /(?:^|\s)(?:slug|handle|url key|seo url|seo name|permalink|id|[a-z]+ id|sku|code|number|codigo)$/iu;
const NUMBER = /^(?:[a-z]+ )?(?:id|sku|code|number|nr|no|object id|gid)$/iu;
const IMAGE = words('images?|imgs?|photos?|pictures?|thumb\\w*|immagin[ei]|bilde?r?|foto|fotos|imagen|imagem|obrazek');

/** What an entry says of its goods; undefined of one that has no name. */
export function entryFields(entry: JsonObject, doc: PageDocument, hints: PriceHints): EntryFields | undefined {
  const { leaves, empty } = leavesOf(entry);
  const textAt = (passes: (path: string) => boolean, fits: (text: string) => boolean = () => true) =>
    leaves
      .map(({ path, value }) => (passes(path) ? String(value).trim() : ''))
      .find((text) => text !== '' && fits(text));
  const title = textAt((path) => TITLE.test(path) && !NOT_OF_GOODS.test(path), isName);
  if (title === undefined) return undefined;
  const paths = [...leaves.map(({ path }) => path), ...empty];
  return {
    title,
    hasPrice: paths.some((path) => isAmount(path) && !LIST.test(path)),
    price: priceIn(leaves, hints),
    address: addressIn(leaves, doc),
    number: textAt((path) => NUMBER.test(path)),
    image: textAt(
      (path) => IMAGE.test(path),
      (text) => /^(?:https?:)?\/\/|^\/|\.(?:jpe?g|png|webp|avif)/i.test(text) && !/\s/.test(text),
    ),
    brand: textAt((path) => BRAND.test(path), isName),
    seller: textAt((path) => SELLER.test(path), isName),
    condition: textAt(
      (path) => CONDITION.test(path),
      (text) => text.length < 60,
    ),
    sku: textAt((path) => /(?:^|\s)sku$/.test(path)),
    stock: leaves.find(({ path, value }) => STOCK.test(path) && Number.isSafeInteger(value))?.value as
      | number
      | undefined,
  };
}

const BRAND =
  /^(?:brand|marca|marke|marque|merk|märke|merke|značka|znacka|marka|manufacturer|maker|hersteller|бренд)(?: (?:name|nome|nombre|nom|title|label))?$/iu;
const SELLER =
  /^(?:seller|merchant|advertiser|sold by|shop|store|user|owner|vendedor|vendeur|verkäufer|sprzedawca|prodejce|satici|penjual)(?: (?:name|username|nickname|shop name|store name|display name|title))$|^(?:seller|shop|merchant|store) (?:info )?(?:display )?name$|^sold by$/iu;
const CONDITION =
  /(?:^|\s)(?:condition|item condition|zustand|etat|état|condicion|condición|condição|condizione|stav|stan|toestand|skick|tilstand|kunto)(?: (?:name|label|text))?$/iu;

/** "stockQuantity", "availableQuantity", "qty_in_stock"; not what can be ordered at once, nor the number of an item. */
const STOCK =
  /^(?:(?:product|item|variant) )?(?:stock(?: (?:quantity|qty|count|level|amount))?|(?:inventory|available|total available)(?: (?:quantity|qty|stock))|(?:quantity|qty) (?:available|in stock)|inventory (?:count|level)|total inventory|in stock (?:quantity|qty)|remaining (?:stock|quantity)|lagerbestand|bestand|voorraad|lagersaldo|остаток|库存)$/iu;

const isName = (text: string): boolean =>
  text.length > 1 &&
  text.length <= 500 &&
  /\p{L}/u.test(text) &&
  !/^(?:https?:)?\/\/|^[A-Z\d]+(?:_[A-Z\d]+)+$/.test(text);

const isAmount = (path: string): boolean => PRICE.test(path) && !NO_AMOUNT.test(path);

/** The amount that is asked: what is named so before a bare price, a list price only where nothing else stands. */
function priceIn(leaves: readonly Leaf[], hints: PriceHints): Money | undefined {
  const amounts = leaves.filter(({ path, value }) => isAmount(path) && /\d/.test(String(value)) && Number(value) !== 0);
  // What is as much as the list price is that, whatever it is called, where another amount stands.
  const listed = new Set(amounts.filter(({ path }) => LIST.test(path)).map(({ value }) => digitsOf(value)));
  const ranked = amounts
    .map((leaf) => ({
      leaf,
      rank:
        Math.max(rankOf(leaf.path), listed.has(digitsOf(leaf.value)) ? 2.5 : 0) +
        (typeof leaf.value === 'string' && namesPrice(leaf.value) ? 0 : 0.5),
    }))
    .toSorted((a, b) => a.rank - b.rank);
  for (const { leaf } of ranked) {
    const money = moneyOf(leaf, leaves, hints);
    if (money) return money;
  }
  return undefined;
}

const digitsOf = (value: string | number): string => String(value).replace(/[^\d.,]/g, '');

function rankOf(path: string): number {
  if (LIST.test(path)) return 3;
  if (LESS_SURE.test(path)) return 2;
  return NOW.test(path) ? 0 : 1;
}

function moneyOf({ path, value }: Leaf, leaves: readonly Leaf[], hints: PriceHints): Money | undefined {
  const currency = currencyBeside(path, leaves, hints) ?? hints.currency;
  const text = String(value).trim();
  if (typeof value === 'string' && !/^\d{1,15}(?:\.\d+)?$/.test(text))
    return parsePrice(text, { ...hints, currency }) ?? undefined;
  if (currency === undefined) return undefined;
  const digits = minorDigitsSaid(path, leaves) ?? (IN_MINOR.test(path) ? minorDigits(currency) : 0);
  if (digits > 0 && Number.isInteger(Number(text)))
    return machineNumber(Number(text) / 10 ** digits, currency) ?? undefined;
  const money = typeof value === 'number' ? machineNumber(value, currency) : machineAmount(text, currency);
  return money ?? undefined;
}

/** "currency_minor_unit": 2 beside an amount: it is written in the smallest unit. */
function minorDigitsSaid(path: string, leaves: readonly Leaf[]): number | undefined {
  const said = besideFirst(path, leaves).find((leaf) =>
    /(?:^|\s)(?:currency )?minor units?$|(?:^|\s)exponent$/.test(leaf.path),
  );
  return typeof said?.value === 'number' && said.value >= 0 && said.value <= 4 ? said.value : undefined;
}

/** In the same object before those further away. */
function besideFirst(path: string, leaves: readonly Leaf[]): readonly Leaf[] {
  const holder = path.replace(/(?:^|\s)\S+$/u, '');
  return holder === '' ? leaves : [...leaves.filter((leaf) => leaf.path.startsWith(holder)), ...leaves];
}

function currencyBeside(path: string, leaves: readonly Leaf[], hints: PriceHints): string | undefined {
  for (const { path: named, value } of besideFirst(path, leaves)) {
    const isNamed = CURRENCY.test(named) && typeof value === 'string' && value.length <= 12;
    const currency = isNamed ? codeIn(value, hints) : undefined;
    if (currency) return currency;
  }
  const written = leaves.find(
    (leaf) => PRICE.test(leaf.path) && typeof leaf.value === 'string' && parsePrice(leaf.value, hints),
  );
  return written && parsePrice(String(written.value), hints)?.currency;
}

/** "EUR", "eur", "kr". A dollar alone is nobody's. */
export const codeIn = (said: string, { locale }: PriceHints): string | undefined =>
  said.trim() === '$' && !/-\p{Lu}{2}$/u.test(locale ?? '')
    ? undefined
    : currencyIn(/^[a-z]{3}$/i.test(said.trim()) ? said.trim().toUpperCase() : said, { locale });

function addressIn(leaves: readonly Leaf[], doc: PageDocument): string | undefined {
  const host = URL.parse(doc.baseUrl)?.hostname.replace(/^www\./, '') ?? '';
  for (const { path, value } of leaves) {
    if (typeof value !== 'string' || !ADDRESS.test(path) || NOT_ITS_PAGE.test(path.replace(/share url$/, 'url')))
      continue;
    const written = value.replace(/^(?:www\.)?/, (www) =>
      host !== '' && value.startsWith(`${www}${host}/`) ? `https://${www}` : www,
    );
    if (!/^(?:https?:)?\/\/|^\/|\.html?$|\//i.test(written) || /\s/.test(written.trim())) continue;
    const address = absoluteUrl(written, doc.baseUrl);
    if (address && isSameSite(new URL(address).hostname, host) && isOfferAddress(address, doc.baseUrl)) return address;
  }
  const links = linksByEnd(doc);
  for (const { path, value } of leaves)
    if (SLUG.test(path) && String(value).length > 2 && !NOT_OF_GOODS.test(path)) {
      const address = links.get(String(value).replace(/^.*\//, '').toLowerCase());
      if (address !== undefined) return address;
    }
  return undefined;
}

const MAX_LINKS = 5000;

/** The page's links by the last part of their path: where an entry has its goods' short name only. */
const linksByEnd = oncePerPage((doc: PageDocument): ReadonlyMap<string, string> => {
  const links = new Map<string, string>();
  for (const { attribs } of all(doc.root, 'a[href]').slice(0, MAX_LINKS)) {
    const address = absoluteUrl(attribs.href!, doc.baseUrl);
    if (!address || !isOfferAddress(address, doc.baseUrl)) continue;
    const end = /([^/]+?)(?:\.html?)?\/?$/.exec(new URL(address).pathname)?.[1]?.toLowerCase();
    if (end !== undefined && !links.has(end)) links.set(end, address);
  }
  return links;
});
