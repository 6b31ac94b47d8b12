/** A whole body at its cap; bounds the work on a page that repeats the marker a million times. */
const MAX_SCANNED = 8 * 1024 * 1024;
const MAX_TRIES = 20;

/**
 * The first valid JSON value that follows `marker` in a page's source, such as `window.__STATE__ =` or `"itemList":`.
 * Reads `JSON.parse("…")` wrappers too. Undefined when there is none.
 */
export function embeddedJson(source: string, marker: string): unknown {
  let budget = MAX_SCANNED;
  let at = source.indexOf(marker);
  for (let tries = 0; at >= 0 && tries < MAX_TRIES && budget > 0; tries += 1) {
    const from = at + marker.length;
    const start = valueStart(source, from);
    if (start >= 0) {
      const end = balancedEnd(source, start, budget);
      budget -= Math.max(end, start) - start;
      const value = end > 0 ? parseJson(source.slice(start, end)) : undefined;
      if (typeof value === 'string') return parseJson(value) ?? value;
      if (value !== undefined) return value;
    }
    at = source.indexOf(marker, from);
  }
  return undefined;
}

// Opening brackets take a hundred times their size to parse: eight megabytes of them 800, one 110. No page nests its data a thousand deep.
const DEPTH_CHECKED_FROM = 1024 * 1024;
const MOST_DEEP = 1_000;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** In a text that is no JSON brackets inside strings may count too: it does not parse anyway. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    let character = text.charCodeAt(index);
    if (character === QUOTE) {
      // Most strings are short: to search for their end takes longer than to walk there.
      do {
        index += character === BACKSLASH ? 2 : 1;
        character = text.charCodeAt(index);
      } while (character !== QUOTE && index < text.length);
    } else if (character === 0x7b || character === 0x5b) {
      depth += 1;
      if (depth > MOST_DEEP) return true;
    } else if (character === 0x7d || character === 0x5d) depth -= 1;
  }
  return false;
}

/** `JSON.parse` that answers undefined instead of throwing, also for what is nested beyond reason; JavaScript's `undefined` values are read as null. */
export function parseJson(text: string): unknown {
  if (text.length > DEPTH_CHECKED_FROM && isTooDeep(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    if (!text.includes('undefined')) return undefined;
  }
  try {
    return JSON.parse(text.replace(/([:[,]\s*)undefined(?=\s*[,}\]])/g, '$1null'));
  } catch {
    return undefined;
  }
}

const MAX_VALUES = 50;

/** The objects and lists that stand in a row in a text, with anything between them; undefined when none can be read. */
export function jsonValues(text: string): unknown[] | undefined {
  const values: unknown[] = [];
  for (let from = 0; values.length < MAX_VALUES; ) {
    const start = text.slice(from).search(/[{[]/);
    const end = start < 0 ? 0 : balancedEnd(text, from + start, text.length);
    if (end === 0) break;
    const value = parseJson(text.slice(from + start, end));
    if (value === undefined) break;
    values.push(value);
    from = end;
  }
  return values.length > 0 ? values : undefined;
}

/** Skips what stands between a key and its value: a closing quote or bracket, `=`, `:`, spaces, `JSON.parse(`. */
function valueStart(source: string, from: number): number {
  const gap = /^["']?\]?\s*[=:(]?\s*(?:JSON\.parse\s*\(\s*)?/.exec(source.slice(from, from + 64))![0].length;
  const character = source[from + gap];
  return character === '{' || character === '[' || character === '"' ? from + gap : -1;
}

/** Index after the bracket or quote that closes the value at `start`; 0 when it never closes within the budget. */
function balancedEnd(source: string, start: number, budget: number): number {
  const limit = Math.min(source.length, start + budget);
  let depth = 0;
  for (let index = start; index < limit; index += 1) {
    const character = source.charCodeAt(index);
    if (character === 0x22) {
      index = stringEnd(source, index, limit);
      if (depth === 0) return index < limit ? index + 1 : 0;
    } else if (character === 0x7b || character === 0x5b) depth += 1;
    else if (character === 0x7d || character === 0x5d) {
      depth -= 1;
      if (depth === 0) return index + 1;
    }
  }
  return 0;
}

/** Index of the quote that closes the string opened at `open`. */
function stringEnd(source: string, open: number, limit: number): number {
  let close = source.indexOf('"', open + 1);
  while (close >= 0 && close < limit && isEscaped(source, close, open)) close = source.indexOf('"', close + 1);
  return close < 0 ? limit : Math.min(close, limit);
}

/** After an odd number of backslashes. */
function isEscaped(source: string, at: number, open: number): boolean {
  let start = at;
  while (start - 1 > open && source.charCodeAt(start - 1) === 0x5c) start -= 1;
  return (at - start) % 2 === 1;
}
