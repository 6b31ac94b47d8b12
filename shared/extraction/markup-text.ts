import { textOf } from './dom.ts';
import { parseHtml } from './parse-html.ts';

const HIGHLIGHT = /<\/?(?:b|i|u|em|strong|mark|span|font|sub|sup|small)(?:\s[^<>]{0,200})?>|<br\s?\/?>/gi;

/** A title in which a search marked the words it was asked for, "<em>Nord</em>havn", without the marks. */
export function withoutMarks(found: unknown): unknown {
  return typeof found === 'string' && found.includes('<')
    ? found.replace(HIGHLIGHT, (tag) => (/^<br/i.test(tag) ? ' ' : ''))
    : found;
}

/** The text of a string that carries markup, as JSON answers have it: "Nord<b>havn</b> &amp; Co" → "Nordhavn & Co". */
export function markupText(markup: unknown): string | undefined {
  if (typeof markup !== 'string') return undefined;
  if (!/[<&]/.test(markup)) return markup;
  const parsed = parseHtml(markup.slice(0, 10_000));
  return parsed.root && textOf(parsed.root);
}
