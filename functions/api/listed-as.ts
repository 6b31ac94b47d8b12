import { stringify } from 'csv-stringify/sync';
import { type Money, majorAmount } from '#shared/domain/money.ts';

/** Heads and cells of a table, in order. */
export type Columns<Item> = Record<string, (item: Item) => string | number | undefined>;

/** The page as CSV or as JSON Lines, when the Accept header asks for one of them. */
export function listedAs<Item>(
  accept: string | undefined,
  { items, next }: { items: readonly Item[]; next?: string | undefined },
  columns: Columns<Item>,
) {
  const following = next === undefined ? {} : { next };
  if (accept?.includes('application/jsonl'))
    return {
      type: 'application/jsonl',
      content: items.map((item) => `${JSON.stringify(item)}\n`).join(''),
      ...following,
    };
  if (!accept?.includes('text/csv')) return undefined;
  const rows = items.map((item) => Object.values(columns).map((cell) => cell(item) ?? ''));
  // Titles and names are sellers' text: what a spreadsheet would take for a formula gets a quote in front.
  const content = stringify([Object.keys(columns), ...rows], { escape_formulas: true });
  return { type: 'text/csv; charset=utf-8; header=present', content, ...following };
}

/** The two cells of a price. */
export const amountOf = (price: Money | null | undefined): number | undefined =>
  price ? majorAmount(price) : undefined;
export const currencyOf = (price: Money | null | undefined): string | undefined => price?.currency;
