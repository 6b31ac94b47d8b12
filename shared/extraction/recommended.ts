import type { Listing } from '#shared/domain/listing.ts';
import { absoluteUrl, withoutQuery } from './absolute-url.ts';
import { titleInCard } from './card-words.ts';
import { all, type Element, textOf } from './dom.ts';
import { noResultsElement } from './no-results.ts';
import type { PageDocument } from './page-document.ts';
import { countsResults, HEADINGS } from './shown-results.ts';
import { tileGroups } from './shown-tiles.ts';

/** A row of recommendations is shorter than a page of results. */
const MAX_RECOMMENDED = 24;

/**
 * True when a page says that the search found nothing, counts no results, and links the goods that were read only behind that, under a
 * heading of their own: whatever it calls them, they are not what was searched for.
 */
export function areRecommended(doc: PageDocument, listings: readonly Listing[]): boolean {
  if (doc.json !== undefined || listings.length > MAX_RECOMMENDED) return false;
  const said = noResultsElement(doc);
  if (!said || countsResults(doc)) return false;
  const addresses = new Set(listings.map(({ url }) => withoutQuery(url)));
  const titles = new Set(listings.map(({ title }) => title));
  // A product that states no address is linked by its name.
  const areWithoutAddress = listings.every(({ url }) => url === doc.page.url);
  const goods = all(doc.root, 'a[href]').find((link) =>
    areWithoutAddress
      ? titles.has(textOf(link, 300))
      : addresses.has(withoutQuery(absoluteUrl(link.attribs.href!, doc.baseUrl) ?? '')),
  );
  return goods !== undefined && isUnderHeadingBehind(doc, said, goods, titles);
}

/** The same of goods that are only drawn. */
export function drawsRecommended(doc: PageDocument): boolean {
  const said = noResultsElement(doc);
  const tiles = [...(tileGroups(doc)[0]?.values() ?? [])].map(({ element }) => element);
  const goods = tiles.toSorted((a, b) => a.startIndex! - b.startIndex!)[0];
  if (!said || !goods || tiles.length > MAX_RECOMMENDED) return false;
  return isUnderHeadingBehind(doc, said, goods, new Set(tiles.map((tile) => titleInCard(tile) ?? '')));
}

/** Behind the regret, with a heading between that is no title of theirs. */
const isUnderHeadingBehind = ({ root }: PageDocument, said: Element, goods: Element, titles: Set<string>): boolean =>
  all(root, HEADINGS).some(
    (one) => one.startIndex! > said.endIndex! && one.endIndex! < goods.startIndex! && !titles.has(textOf(one, 300)),
  );
