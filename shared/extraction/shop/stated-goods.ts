import { absoluteUrl, withoutQuery } from '../absolute-url.ts';
import { all } from '../dom.ts';
import { parseJson } from '../embedded-json.ts';
import { isObject, type JsonObject, objectsWhere } from '../json-path.ts';
import type { ListingRules } from '../listing-fields.ts';
import { oncePerPage } from '../once-per-page.ts';
import type { PageDocument } from '../page-document.ts';
import { pageValues } from '../page-values.ts';
import type { PriceHints } from '../price.ts';
import { OTHER_GOODS } from '../result-words.ts';
import { path, rule, type Scope } from '../rule.ts';
import type { ListSource } from '../search-reader.ts';
import { countsExactly, countsResults } from '../shown-results.ts';
import { codeIn, type EntryFields, entryFields, wordsOf } from './entry-fields.ts';
import { sellerNamed } from './offer-seller.ts';
import { priceHintsOf } from './price-in-tile.ts';
import { idFor } from './product-fields.ts';

const MAX_VISITED = 200_000;
const MAX_ENTRIES = 1000;
const MAX_LISTS = 1000;
/** Entries of all lists together. */
const MAX_READ = 10_000;
/** A list of whose first entries none is for sale holds no goods. */
const PROBED = 5;
const MIN_ENTRIES = 2;
/** The others of a list are advertisements between the goods. */
const MIN_SHARE = 0.6;

/** A list of a page's data, with what the names around it say. */
type List = { readonly entries: readonly JsonObject[]; readonly named: string; readonly around: readonly JsonObject[] };
type Goods = { readonly list: List; readonly goods: readonly EntryFields[] };

/** Names of what is no result, wherever they stand in front of a list. */
const OTHER_LIST =
  /(?<!\p{L})(?:reco\w*|recs|related|similar\w*|correlati|relacionad\w*|ähnlich\w*|upsell\w*|cross|also|recent\w*|viewed|history|trending|popular\w*|best ?sellers?|suggest\w*|sponsored|promoted|ads?|advert\w*|banners?|promotions?|cart|basket|wishlist|favou?rites?|warenkorb|panier|carrello|carrito|koszyk|košík|carousel|slider|compare|shipping|delivery|payments?|warrant\w*|protection|insurance|featured|highlights|inspiration)(?!\p{L})/iu;
/** Names of lists that are none; what stands below a category or a brand may be its goods. */
const NO_GOODS =
  /(?<!\p{L})(?:nav\w*|menu|categor\w*|kategori\w*|facets?|filters?|filtri|aggregations?|brands?|gallery|methods?|options?|variants?|plans?|sizes?|colou?rs?|attributes?|services?|merchants?|sellers?|reviews?|faq|orders?|gift\w*|bundles?|accessor\w*)$/iu;
const OF_SEARCH =
  /(?<!\p{L})(?:results?|search\w*|hits|items|products?|listings?|ads list|offers|articles|goods|risultati|voci|prodotti|resultados|productos|produtos|résultats|produits|ergebnisse|produkte|treffer|artikel|zoekresultaten|resultaten|producten|výsledky|vysledky|produkty|wyniki|találatok|sonuclar|urunler|tuotteet|varer|produkter|annonser|results page|edges|nodes)(?!\p{L})/iu;
const TOTAL =
  /(?:^|\s)(?:total\w*|count|nb hits|num found|number of (?:items|results|products)|results? count|item count|hits count|totale|totaal|celkem|gesamt|anzahl|antal|antall|łącznie|razem|összesen|toplam|found)(?: (?:count|items|results|hits|products|elements|records))?$/iu;

/** Of all lists of the page's data the one that the page itself bears out as what was searched for. */
const chosen = oncePerPage((doc: PageDocument): Goods | undefined => {
  const hints = priceHintsOf(doc);
  let left = MAX_READ;
  let best: { found: Goods; score: number } | undefined;
  for (const value of pageValues(doc)) {
    const stated = hints.currency ? hints : { ...hints, ...currencyStated(value, hints) };
    for (const list of listsIn(value)) {
      const found = left > 0 ? goodsIn(list, doc, stated) : undefined;
      left -= found ? list.entries.length : PROBED;
      const score = found ? borneOut(found, doc) : 0;
      if (
        found &&
        score > 0 &&
        (!best || score > best.score || (score === best.score && found.goods.length > best.found.goods.length))
      )
        best = { found, score };
    }
  }
  return best?.found;
});

/** The one currency that a page's data names anywhere. */
function currencyStated(value: unknown, hints: PriceHints): PriceHints {
  const named = (object: JsonObject) =>
    Object.entries(object).flatMap(([name, said]) =>
      typeof said === 'string' &&
      said.length < 12 &&
      /^(?:price )?currency(?: code| id)?$|^(?:valuta|moneda|moeda|devise|mena|waluta|währung)$/.test(wordsOf(name))
        ? (codeIn(said, hints) ?? [])
        : [],
    );
  const codes = new Set(objectsWhere(value, (object) => named(object).length > 0).flatMap(named));
  return codes.size === 1 ? { currency: [...codes][0]! } : {};
}

type Place = { readonly value: unknown; readonly named: string; readonly around: readonly JsonObject[] };

/** Every list of objects, and every object whose values are objects of one kind; what Apollo refers to in its place. */
function listsIn(root: unknown): List[] {
  const lists: List[] = [];
  const kept = new Map<string, JsonObject>();
  const seen = new Set<unknown>();
  const stack: Place[] = [{ value: root, named: '', around: [] }];
  for (let visited = 0; stack.length > 0 && visited < MAX_VISITED && lists.length < MAX_LISTS; visited += 1) {
    const { value, named, around } = stack.pop()!;
    const here = typeof value === 'string' && /^\s*(?:\{"|\[\{")/.test(value) ? parseJson(value) : value;
    if (typeof here !== 'object' || here === null || seen.has(here)) continue;
    seen.add(here);
    const children = Object.entries(here);
    const objects = children.flatMap(([, one]) => (isObject(one) ? [one] : []));
    if (isObject(here))
      for (const [name, one] of children) if (isObject(one) && typeof one.__typename === 'string') kept.set(name, one);
    const isList = Array.isArray(here) || (!('ROOT_QUERY' in here) && objects.length === children.length);
    if (isList && objects.length >= MIN_ENTRIES) lists.push({ entries: objects.slice(0, MAX_ENTRIES), named, around });
    const next = isObject(here) ? [here, ...around].slice(0, 4) : around;
    for (let index = children.length - 1; index >= 0; index -= 1) {
      const [name, one] = children[index]!;
      if (typeof one === 'object' || typeof one === 'string')
        stack.push({
          value: one,
          named: Array.isArray(here) ? named : `${named} ${wordsOf(name)}`.slice(-300),
          around: next,
        });
    }
  }
  return lists.map((list) => ({ ...list, entries: list.entries.map((entry) => referredTo(entry, kept)) }));
}

function referredTo(entry: JsonObject, kept: ReadonlyMap<string, JsonObject>): JsonObject {
  const name = entry.__ref ?? (entry.type === 'id' ? entry.id : undefined);
  const meant = typeof name === 'string' ? kept.get(name) : undefined;
  const { node, item, product } = entry;
  const inner = [node, item, product].find(isObject);
  const whole = meant ?? (inner && typeof inner.__ref === 'string' ? (kept.get(inner.__ref) ?? inner) : entry);
  return kept.size === 0 ? whole : withParts(whole, kept);
}

/** Its seller and its price may be kept elsewhere too. */
const withParts = (entry: JsonObject, kept: ReadonlyMap<string, JsonObject>): JsonObject =>
  Object.fromEntries(
    Object.entries(entry).map(([name, one]) => [
      name,
      isObject(one) && typeof one.__ref === 'string' ? (kept.get(one.__ref) ?? one) : one,
    ]),
  );

/** Where most addresses are one address to us, as their number stands in a query that we do not know, the number tells them apart. */
function toldApart(goods: readonly EntryFields[], doc: PageDocument): EntryFields[] {
  const withIds = goods.map((one) => ({
    ...one,
    id: idFor(one.address === undefined ? one.number : undefined, one.address ?? doc.page.url, doc.baseUrl),
  }));
  if (new Set(withIds.map(({ id }) => id)).size > goods.length / 2) return withIds;
  return goods.map((one) => ({ ...one, id: idFor(one.number, doc.page.url, doc.baseUrl) }));
}

/** The goods of a list that holds little else. */
function goodsIn(list: List, doc: PageDocument, hints: PriceHints): Goods | undefined {
  const headings = list.around
    .slice(0, 2)
    .flatMap((object) =>
      Object.entries(object).flatMap(([name, said]) =>
        /^(?:title|heading|headline|name|label|type)$/i.test(name) && typeof said === 'string'
          ? [said.slice(0, 80)]
          : [],
      ),
    );
  if (
    OTHER_LIST.test(list.named) ||
    NO_GOODS.test(list.named) ||
    headings.some((said) => OTHER_GOODS.test(said) || OTHER_LIST.test(wordsOf(said)))
  )
    return undefined;
  const read = (entry: JsonObject) => {
    const fields = entryFields(entry, doc, hints);
    return fields?.hasPrice && (fields.address ?? fields.number) !== undefined ? [fields] : [];
  };
  if (list.entries.slice(0, PROBED).flatMap(read).length === 0) return undefined;
  const goods = toldApart(list.entries.flatMap(read), doc);
  const priced = goods.filter(({ price }) => price !== undefined).length;
  return goods.length >= MIN_ENTRIES &&
    goods.length >= list.entries.length * MIN_SHARE &&
    priced >= goods.length * MIN_SHARE
    ? { list, goods }
    : undefined;
}

/** How sure it is that these are what was searched for: the page shows them, counts them, or its data calls them so. */
function borneOut({ list, goods }: Goods, doc: PageDocument): number {
  const shown = doc.text();
  const linked = linkedOn(doc);
  const seen = goods.filter(
    ({ title, address }) => shown.includes(title) || (address !== undefined && linked.has(withoutQuery(address))),
  );
  if (seen.some(({ title }) => isUnderOtherHeading(title, doc))) return 0;
  if (seen.length >= goods.length / 2) return 4;
  if (isWhole({ list, goods }, doc)) return 3;
  return OF_SEARCH.test(list.named) || totalsOf(list).some((total) => total >= goods.length) ? 1 : 0;
}

/** The nearest heading above its name on the page is one over other goods. */
function isUnderOtherHeading(title: string, doc: PageDocument): boolean {
  const { text, blocks } = doc.visible();
  const at = text.indexOf(title);
  const above = blocks.findLast(
    ({ start, element }, index) =>
      start < at &&
      /^h[1-6]$/.test(element?.name ?? '') &&
      !text.slice(start, blocks[index + 1]?.start).includes(title),
  );
  return (
    at >= 0 &&
    above !== undefined &&
    above.element?.name !== 'h1' &&
    OTHER_GOODS.test(text.slice(above.start, above.start + 100).split('\n')[0]!)
  );
}

const linkedOn = oncePerPage(
  (doc: PageDocument): ReadonlySet<string> =>
    new Set(
      all(doc.root, 'a[href]').flatMap(
        ({ attribs }) => withoutQuery(absoluteUrl(attribs.href!, doc.baseUrl) ?? '') || [],
      ),
    ),
);

const totalsOf = ({ around }: List): number[] =>
  around
    .slice(0, 2)
    .flatMap((object) =>
      Object.entries(object).flatMap(([name, said]) =>
        typeof said === 'number' && TOTAL.test(wordsOf(name)) ? [said] : [],
      ),
    );

/** The page counts as many in its text; or where that counts none, its data beside the list. */
const isWhole = ({ list, goods }: Goods, doc: PageDocument): boolean =>
  goods.length === list.entries.length &&
  (countsExactly(doc, goods.length) || (!countsResults(doc) && totalsOf(list).join() === String(goods.length)));

const FIELDS: ListingRules = {
  id: path('id'),
  url: path('address'),
  title: path('title'),
  price: path('price'),
  imageUrls: path('image'),
  brand: path('brand'),
  sku: path('sku'),
  condition: path('condition'),
  stockCount: path('stock'),
  sellerId: rule('seller of the entry, else the shop', (scope) => sellerIn(scope)?.id),
  sellerName: rule('seller of the entry, else the shop', (scope) => sellerIn(scope)?.name),
};

const sellerIn = ({ item, doc }: Scope) => sellerNamed((item as EntryFields).seller, doc);

/** What a shop of which nothing is known keeps for its own scripts: complete where the page itself counts as many. */
export const statedGoods: ListSource = {
  from: "goods in the page's data",
  isDrawn: true,
  isStated: true,
  entries: (doc) => (chosen(doc)?.goods ?? []).map((item) => ({ doc, element: doc.root, item })),
  caveat: (doc) => {
    const found = chosen(doc);
    return found && isWhole(found, doc)
      ? undefined
      : 'no reader knows this site: these are the goods that the data in its page list';
  },
  fields: FIELDS,
};
