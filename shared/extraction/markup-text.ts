import { textOf } from './dom.ts';
import { parseHtml } from './parse-html.ts';

/** The text of a string that carries markup, as JSON answers have it: "Nord<b>havn</b> &amp; Co" → "Nordhavn & Co". */
export function markupText(markup: unknown): string | undefined {
  if (typeof markup !== 'string') return undefined;
  if (!/[<&]/.test(markup)) return markup;
  const parsed = parseHtml(markup.slice(0, 10_000));
  return parsed.root && textOf(parsed.root);
}
