// Control characters but for tab, newline and return; bidi controls and marks; zero-width space, word joiner, BOM, soft hyphen.
// ZWJ and ZWNJ stay: emoji and Persian need them.
const INVISIBLE =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;

/** Two spaces, or a character that may be invisible, a space of another kind or half of one. */
const UNCLEAN =
  / {2}|[^ -~\u00a1-\u00ac\u00ae-\u061b\u061d-\u167f\u2010-\u2027\u2030-\u205e\u2070-\u2fff\u3001-\ud7ff]/;

/** A seller's text made safe to store and show: one line, no control or bidi characters, at most `maxLength` UTF-16 units. */
export function cleanText(text: string, maxLength = 2000): string {
  if (text.length <= maxLength) {
    const trimmed = text.trim();
    // Most texts are clean.
    if (!UNCLEAN.test(trimmed)) return trimmed;
  }
  // Cut before the work as well as after it: the input may be megabytes.
  const visible = text
    .slice(0, maxLength * 4)
    .replace(INVISIBLE, '')
    .replace(/\s+/g, ' ')
    .trim();
  return visible.slice(0, maxLength).toWellFormed().trim();
}
