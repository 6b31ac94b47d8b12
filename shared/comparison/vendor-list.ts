import { FeedRefusal } from '#shared/catalogue/feed-row.ts';
import { columnOf, readTable } from '#shared/catalogue/table.ts';
import { dayOf } from '#shared/domain/days.ts';
import { cleanText } from '#shared/extraction/clean-text.ts';
import { plainAddress } from './offer-address.ts';

/** What another vendor or an earlier system says of one offer. `date` is the day, as far as it is told. */
export type VendorRow = { line: number; url: string; date?: string; outcome?: string; seller?: string };

export type VendorList = { rows: VendorRow[]; refused: { line: number; field: string; message: string }[] };

const USUAL = {
  url: ['url', 'address', 'link', 'listingurl', 'listinglink', 'offerurl', 'infringingurl', 'adresse'],
  date: ['date', 'founddate', 'detected', 'detectiondate', 'datefound', 'created', 'reported', 'reporteddate', 'datum'],
  outcome: ['outcome', 'status', 'state', 'result', 'ergebnis'],
  seller: ['seller', 'sellerid', 'sellername', 'shop', 'store', 'verkaeufer', 'verkäufer'],
} as const;

/** A table with a column of addresses. A row that cannot be read stops none of the others. @throws FeedRefusal */
export function readVendorList(text: string): VendorList {
  const { header, rows } = readTable(text);
  const at = {
    url: columnOf(header, USUAL.url),
    date: columnOf(header, USUAL.date),
    outcome: columnOf(header, USUAL.outcome),
    seller: columnOf(header, USUAL.seller),
  };
  if (at.url === undefined)
    throw new FeedRefusal(
      `Line 1: no column is known to hold the addresses. Call it "url". There are: ${header.join(', ')}.`,
    );
  const list: VendorList = { rows: [], refused: [] };
  for (const { place, cells } of rows) {
    const cell = (column: number | undefined) =>
      column === undefined ? undefined : cleanText(cells[column] ?? '', 2048) || undefined;
    const url = cell(at.url);
    const written = cell(at.date);
    const date = written && isoDay(written);
    const refuse = (field: string, message: string) => void list.refused.push({ line: place, field, message });
    if (!url || plainAddress(url) === undefined) refuse('url', `"${(url ?? '').slice(0, 60)}" is no web address`);
    else if (written && !date) refuse('date', `"${written.slice(0, 60)}" is no date such as 2026-10-31`);
    else list.rows.push({ line: place, url, date, outcome: cell(at.outcome), seller: cell(at.seller) });
  }
  return list;
}

/** "2026-10-31", "2026-10-31T10:00:00Z", "31.10.2026"; "10/11/2026" may be either day, and is none. */
function isoDay(written: string): string | undefined {
  const iso = /^(\d{4}-\d{2}-\d{2})(?:[T ].*)?$/.exec(written)?.[1];
  const german = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(written);
  const day = iso ?? (german && `${german[3]}-${german[2]!.padStart(2, '0')}-${german[1]!.padStart(2, '0')}`);
  if (!day || Number.isNaN(Date.parse(day))) return undefined;
  return dayOf(new Date(day)) === day ? day : undefined;
}
