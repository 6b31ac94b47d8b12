import { isTag } from 'domhandler';
import { absoluteUrl } from '../absolute-url.ts';
import { asTitle, linkTextInCard, titleInCard, titleOfPicture } from '../card-words.ts';
import { cleanText } from '../clean-text.ts';
import { all, type Element, textOf } from '../dom.ts';
import { parseJson } from '../embedded-json.ts';
import { isObject, type JsonObject } from '../json-path.ts';
import { patternOf } from '../linked-tiles.ts';
import type { ListingRules } from '../listing-fields.ts';
import type { PageDocument } from '../page-document.ts';
import { OTHER_GOODS } from '../result-words.ts';
import { attr, image, path, rule, type Scope, text } from '../rule.ts';
import type { ListSource } from '../search-reader.ts';
import { countsResults, HEADINGS } from '../shown-results.ts';
import { namesPrice, type Tile, type TileGroup, tileGroups } from '../shown-tiles.ts';
import { parentOf } from '../visible-text.ts';
import { isOfferAddress } from './offer-address.ts';
import { sellerNamed } from './offer-seller.ts';
import { linesIn, priceInTile } from './price-in-tile.ts';
import { idFor } from './product-fields.ts';
import { sellerInTile } from './seller-in-tile.ts';

/** Fewer tiles are a result only where the page counts its results. */
const MIN_TILES = 3;

const showsResults = (group: TileGroup, doc: PageDocument): boolean => group.size >= MIN_TILES || countsResults(doc);

const namesOffers = (group: TileGroup, doc: PageDocument): boolean =>
  group.keys().every((address) => isOfferAddress(address, doc.baseUrl));

const RECENT = /recent|zuletzt|récemment|недавно|閲覧|履歴|history/iu;

/** By the nearest heading that stands above all tiles. What the page itself is called, and its filters, say nothing of them. */
function isOfOtherGoods(group: TileGroup, doc: PageDocument): boolean {
  const first = Math.min(...[...group.values()].map(({ element }) => element.startIndex!));
  const heading = all(doc.root, HEADINGS).findLast((one) => one.endIndex! < first);
  const said = heading && heading.name !== 'h1' ? textOf(heading, 100) : '';
  return OTHER_GOODS.test(said) || RECENT.test(said);
}

/** Each tile with what lies around it and around no other: its picture, its title. */
function cardsAround(tiles: readonly Tile[]): Tile[] {
  const held = new Map<Element, number>();
  for (const { element } of tiles)
    for (let node: Element | undefined = element; node; node = parentOf(node))
      held.set(node, (held.get(node) ?? 0) + 1);
  return tiles.map(({ element, address }) => {
    let card = element;
    for (let up = parentOf(card); up && held.get(up) === 1 && !WHOLE.has(up.name); up = parentOf(up)) card = up;
    return { element: card, address };
  });
}

/** With those beside them that lead to the same kind of address and name no price: "price on request", "for free". */
function withUnpriced(cards: readonly Tile[], { baseUrl }: PageDocument): Tile[] {
  const known = new Map(cards.map((card) => [card.element, card]));
  const addresses = new Set(cards.map(({ address }) => address));
  const patterns = new Set([...addresses].map(patternOf));
  const lists = new Set(cards.flatMap(({ element }) => parentOf(element) ?? []));
  const beside = [...lists].flatMap((list) =>
    list.children.flatMap((element): Tile[] => {
      if (!isTag(element)) return [];
      const card = known.get(element);
      if (card) return [card];
      const links = element.name === cards[0]!.element.name ? all(element, 'a[href]') : [];
      const address = links[0] && absoluteUrl(links[0].attribs.href!, baseUrl);
      return address && !addresses.has(address) && patterns.has(patternOf(address)) ? [{ element, address }] : [];
    }),
  );
  return beside.length > cards.length && cards.length > 1 ? beside : [...cards];
}

/** A single tile's card is not its whole list. */
const WHOLE = new Set(['html', 'body', 'main', 'ul', 'ol', 'table', 'tbody']);

/** The links of a card that lead to its goods, also where only the query differs that says where one came from. */
function ownLinks({ element, item, doc }: Scope): Element[] {
  const own = addressIn(item);
  return all(element, 'a[href]').filter(({ attribs }) => absoluteUrl(attribs.href!, doc.baseUrl) === own);
}

/** The entry that some shops carry in an attribute of the tile, for those who count clicks. */
function dataOf(card: Element): JsonObject | undefined {
  const written = [card, ...all(card, '*').slice(0, MAX_ELEMENTS)].flatMap(({ attribs }) =>
    Object.keys(attribs).flatMap((name) =>
      name.startsWith('data-') && attribs[name]!.startsWith('{') ? [attribs[name]!] : [],
    ),
  );
  const entries = written.filter((one) => one.length < MAX_DATA).map(parseJson);
  return entries
    .filter(isObject)
    .find((entry) => entry.price !== undefined && NAMES.some((name) => typeof entry[name] === 'string'));
}

const NAMES = ['name', 'title', 'item_name', 'product_name', 'productName'];
const MAX_DATA = 20_000;
const MAX_ELEMENTS = 60;

/** Of what stands in lines of their own in the links, the longest that is a name. */
const longestLine = (links: readonly Element[]): string | undefined =>
  longest(links.flatMap((link) => linesIn(link, () => false)));

/** What stands in a line of the tile and is also what its picture or its link is called: a badge or a line about the goods is not. */
function nameSaidTwice({ element, item, doc }: Scope): string | undefined {
  const links = ownLinks({ element, item, doc }).map(({ attribs }) => attribs.title || attribs['aria-label']);
  const called = [...all(element, 'img[alt]').map(({ attribs }) => titleOfPicture(attribs.alt!)), ...links];
  const names = new Set(called.flatMap((name) => (name ? cleanText(name, MAX_NAME) : [])));
  if (names.size === 0) return undefined;
  const titles = linesIn(element as Element, () => false).flatMap((line) => asTitle(line) ?? []);
  return longest(titles.filter((title) => names.has(title)));
}

const longest = (lines: readonly string[]): string | undefined =>
  lines
    .filter((line) => asTitle(line) !== undefined && /\p{L}{2}/u.test(line) && !namesPrice(line))
    .toSorted((a, b) => b.length - a.length)[0];

const MAX_NAME = 300;

const addressIn = (item: unknown): string => (item as { address: string }).address;

/** "Fjeld Jacket, £59.00", "Fjeld Jacket, was £69, now £59": what is read out for a link ends with the price. */
const PRICE_BEHIND =
  /\s*[,;|–—]\s*(?:\p{L}+[:.]?\s){0,2}(?:\p{Sc}\s?\d|\d[\d.,]*\s?\p{Sc}).*$|\s+(?:\p{Sc}\s?\d[\d.,]*|\d[\d.,]*\s?\p{Sc})\s*$/u;
const sellerIn = (scope: Scope) => sellerNamed(sellerInTile.read(scope) as string | undefined, scope.doc);

const TILE: ListingRules = {
  id: rule('address', ({ item, doc }) => idFor(undefined, addressIn(item), doc.baseUrl)),
  url: path('address'),
  title: [
    path(...NAMES.map((name) => `data.${name}`)),
    rule('title of the tile', (scope) => {
      const [written, twice] = [titleInCard(scope.element), nameSaidTwice(scope)];
      return written !== undefined && written.length >= (twice?.length ?? 0) ? written : twice;
    }),
    rule('line of the link', (scope) => longestLine(ownLinks(scope))),
    rule('text of the picture', ({ element }) =>
      all(element, 'img[alt]')
        .map(({ attribs }) => titleOfPicture(attribs.alt!))
        .find((said) => said.length > 2),
    ),
    rule('what the link says', (scope) =>
      ownLinks(scope)
        .map(({ attribs }) => (attribs.title ?? attribs['aria-label'])?.replace(PRICE_BEHIND, ''))
        .find((said) => said),
    ),
    rule('link of the tile', ({ element }) => linkTextInCard(element)),
  ],
  price: rule('price of the tile', (scope) => priceInTile(scope)),
  imageUrls: image('img'),
  sku: [
    path('data.sku', 'data.reference', 'data.item_id', 'data.id'),
    attr('', 'data-sku'),
    attr('[data-sku]', 'data-sku'),
    text('[class~="sku" i]', /([\w./-]{3,40})$/),
  ],
};

/** What a shop of which nothing is known draws: tiles with a price and a link, the most of one shape. */
export const goodsInTiles: ListSource = {
  from: 'goods in tiles',
  isDrawn: true,
  isTiles: true,
  entries: (doc) => {
    const group = tileGroups(doc).find((tiles) => namesOffers(tiles, doc) && !isOfOtherGoods(tiles, doc));
    if (!group || !showsResults(group, doc)) return [];
    return withUnpriced(cardsAround([...group.values()]), doc).map(({ element, address }) => ({
      doc,
      element,
      item: { address, data: dataOf(element) },
    }));
  },
  fields: {
    ...TILE,
    sellerId: rule('seller of the tile, else the shop', (scope) => sellerIn(scope)?.id),
    sellerName: rule('seller of the tile, else the shop', (scope) => sellerIn(scope)?.name),
  },
};
