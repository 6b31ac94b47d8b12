import { stringify } from 'csv-stringify/sync';
import { formatMoney } from '#shared/domain/money.ts';
import type { TargetStatement } from '#shared/domain/notice-content.ts';
import type { Programme } from '#shared/domain/programme.ts';
import { oneLine } from './file-names.ts';
import type { PacketFile } from './packet-file.ts';

/** Addresses that one form takes where the venue says no number. */
const MOST_ADDRESSES = 300;

/** One address a line, at most as many in a file as one form of the venue takes. */
export function addressFiles(
  targets: readonly TargetStatement[],
  { targets: { max } }: Pick<Programme, 'targets'>,
): { path: string; text: string; count: number }[] {
  const perFile = max === 'unknown' ? MOST_ADDRESSES : Math.min(max, MOST_ADDRESSES);
  return Array.from({ length: Math.ceil(targets.length / perFile) }, (_, index) => {
    const lines = targets.slice(index * perFile, (index + 1) * perFile).map(({ url }) => oneLine(url));
    const path = `20-urls-${String(index + 1).padStart(3, '0')}.txt`;
    return { path, text: `${lines.join('\n')}\n`, count: lines.length };
  });
}

/** The offers as a table. Titles and names are the sellers': a cell that a spreadsheet would calculate is made text. */
export function targetsTable(targets: readonly TargetStatement[]): PacketFile {
  const rows = targets.map((target, index) => ({
    no: index + 1,
    url: target.url,
    item: target.itemId,
    title: oneLine(target.title),
    price: target.price ? formatMoney(target.price) : '',
    'seller id': target.sellerId ?? '',
    'seller name': oneLine(target.sellerName ?? ''),
    finding: target.sentences.map(({ en }) => oneLine(en)).join(' '),
  }));
  const text = stringify(rows, { header: true, bom: true, escape_formulas: true, record_delimiter: '\r\n' });
  return { path: '21-targets.csv', text };
}
