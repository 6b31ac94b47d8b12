import { Parser } from 'htmlparser2';
import { FeedRefusal, type FeedRow, refuseTooMany } from './feed-row.ts';
import { googleRow } from './google-fields.ts';

const MOST_FIELDS = 400;
const MOST_CHARACTERS = 20_000;
/** The parser looks through all that is open for each that closes. */
const MOST_NESTED = 50;

/**
 * A Google Merchant feed in XML, RSS 2.0 or Atom. The parser knows XML's own five entities and no others, so that a document that
 * declares some can neither grow nor read files; it is refused all the same.
 */
export function googleXmlRows(text: string): FeedRow[] {
  if (/<!DOCTYPE|<!ENTITY/i.test(text))
    throw new FeedRefusal('The feed declares a document type or entities, which no product feed needs.');
  const rows: FeedRow[] = [];
  const lineAt = lineCounter(text);
  let item: { place: number; fields: [name: string, value: string][] } | undefined;
  let field: { name: string; depth: number; value: string } | undefined;
  let depth = 0;
  let sawFeed = false;
  const parser = new Parser(
    {
      onopentag(tag) {
        if (++depth > MOST_NESTED)
          throw new FeedRefusal(
            `Line ${lineAt(parser.startIndex)}: elements are nested more than ${MOST_NESTED} deep.`,
          );
        const name = localName(tag);
        if (name === 'rss' || name === 'feed' || name === 'channel') sawFeed = true;
        else if (!item && (name === 'item' || name === 'entry'))
          item = { place: lineAt(parser.startIndex), fields: [] };
        else if (item && !field) field = { name, depth, value: '' };
      },
      ontext(data) {
        if (field && field.value.length < MOST_CHARACTERS) field.value += data;
      },
      onclosetag(tag) {
        if (item && field && depth === field.depth) {
          if (item.fields.length < MOST_FIELDS) item.fields.push([field.name, field.value.trim()]);
          field = undefined;
        } else if (item && !field && /^(item|entry)$/.test(localName(tag))) {
          rows.push(googleRow(item.place, item.fields));
          refuseTooMany(rows.length);
          item = undefined;
        }
        depth--;
      },
    },
    { xmlMode: true, decodeEntities: true, lowerCaseTags: true },
  );
  parser.write(text);
  // Before the parser closes by itself what was left open.
  if (item)
    throw new FeedRefusal(`The feed ends inside the item that begins on line ${(item as { place: number }).place}.`);
  parser.end();
  if (!sawFeed) throw new FeedRefusal('This is no RSS or Atom feed: it has neither <rss> nor <feed>.');
  return rows;
}

const localName = (tag: string): string => tag.toLowerCase().replace(/^[^:]*:/, '');

/** Lines are asked for in ascending order. */
function lineCounter(text: string): (offset: number) => number {
  let line = 1;
  let from = 0;
  return (offset) => {
    for (let at = text.indexOf('\n', from); at >= 0 && at < offset; at = text.indexOf('\n', from)) {
      line++;
      from = at + 1;
    }
    return line;
  };
}
