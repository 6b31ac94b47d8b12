import { CsvError, type Options, parse } from 'csv-parse/sync';
import { FeedRefusal, refuseTooMany } from './feed-row.ts';

/** Column names are compared without case, blanks and signs. */
export const plainName = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** The first column that goes by one of these names, written as `plainName` makes them. */
export function columnOf(header: readonly string[], called: readonly string[]): number | undefined {
  const names = header.map(plainName);
  return called.map((name) => names.indexOf(name)).find((found) => found >= 0);
}

/** `place`: the line on which it begins. */
type Row = { place: number; cells: string[] };

/** A table with a header: commas, semicolons or tabs, whichever its header has most of. @throws FeedRefusal */
export function readTable(text: string): { header: string[]; rows: Row[] } {
  const firstLine = text.slice(0, 20_000).split(/\r?\n/, 1)[0]!;
  const delimiter = ['\t', ';', ','].reduce((most, each) =>
    firstLine.split(each).length > firstLine.split(most).length ? each : most,
  );
  const options: Options = {
    delimiter,
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    quote: delimiter === '\t' && !text.includes('\t"') ? null : '"', // in tables by tabs an inch is a sign like others
    max_record_size: 100_000,
  };
  try {
    const read = parse(text, options) as unknown as { record: string[]; info: { lines: number } }[];
    refuseTooMany(read.length);
    const [head, ...rest] = read;
    if (!head) throw new FeedRefusal('There is nothing in it.');
    // A record's own line is where it begins; the parser tells where it ends.
    return {
      header: head.record,
      rows: rest.map(({ record, info }) => ({
        place: info.lines - record.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0),
        cells: record,
      })),
    };
  } catch (error) {
    if (error instanceof CsvError) throw new FeedRefusal(`The table cannot be read: ${error.message}.`);
    throw error;
  }
}
