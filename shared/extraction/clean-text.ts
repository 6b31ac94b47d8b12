// Control characters but for tab, newline and return; bidi controls and marks; zero-width space, word joiner, BOM, soft hyphen.
// ZWJ and ZWNJ stay: emoji and Persian need them.
const INVISIBLE =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;

/** A seller's text made safe to store and show: one line, no control or bidi characters, at most `maxLength` UTF-16 units. */
export function cleanText(text: string, maxLength = 2000): string {
  // Cut before the work as well as after it: the input may be megabytes.
  const visible = text
    .slice(0, maxLength * 4)
    .replace(INVISIBLE, '')
    .replace(/\s+/g, ' ')
    .trim();
  return visible.slice(0, maxLength).toWellFormed().trim();
}
