import type { load } from 'cheerio/slim';
import { at } from '#shared/extraction/json-path.ts';
import type { Recipe } from './contest-pages.ts';
import type { Found } from './rounds.ts';

export type Select = ReturnType<typeof load>;

/** What somebody writes who scrapes this page alone. */
export function scrape($: Select, wanted: Recipe): Found[] {
  if ('cards' in wanted)
    return $(wanted.cards)
      .toArray()
      .map((card) => ({
        title: $(card).find(wanted.title).text(),
        address: $(card).find(wanted.address).attr('href'),
        price: $(card).find(wanted.price).text(),
        picture: $(card).find(wanted.picture).attr('src'),
      }));
  const value: unknown = JSON.parse($(wanted.script).first().text());
  const lists = (wanted.lists === '' ? value : at(value, wanted.lists)) as unknown[];
  return lists
    .flatMap((list) => at(list, wanted.items) as unknown[])
    .filter((item) => at(item, wanted.only) !== undefined)
    .map((item) => ({
      title: String(at(item, wanted.title)),
      address: at(item, wanted.address),
      price: at(item, wanted.price),
      picture: at(item, wanted.picture),
    }));
}
