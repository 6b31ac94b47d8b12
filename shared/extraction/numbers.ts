// First code point of each decimal digit block that shops print: full-width, Arabic-Indic, Persian, Devanagari, Bengali, Thai, Myanmar, Khmer.
const DIGIT_ZEROS = [0xff10, 0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50, 0x1040, 0x17e0];

/** Every script's digits as 0-9; full-width point, comma, dollar, slash and space as ASCII. */
export function asciiDigits(text: string): string {
  return text.replace(/[^\u0000-\u00ff]/g, (character) => {
    const code = character.charCodeAt(0);
    for (const zero of DIGIT_ZEROS) if (code >= zero && code < zero + 10) return String(code - zero);
    return FULL_WIDTH[character] ?? character;
  });
}

const FULL_WIDTH: Record<string, string> = {
  '．': '.',
  '，': ',',
  '＄': '$',
  '／': '/',
  '　': ' ',
  '％': '%',
  '＋': '+',
  '：': ':',
};

// Longest first where one begins like another. "mil" is a thousand in Portuguese and Spanish; "k" in any case.
const SCALES: readonly (readonly [RegExp, number])[] = [
  [/^\s?(?:k|tsd|тыс|mil(?!l|j|i)|bin|rb|ribu|tis|千|พัน)/iu, 1e3],
  [/^\s?(?:[万萬만]|หมื่น)/u, 1e4],
  [/^\s?(?:lakh|lac|แสน)/iu, 1e5],
  [/^\s?(?:mi?o|mln|млн|mill|mi(?![a-z])|m(?![a-z])|jt|juta|triệu|ล้าน)/iu, 1e6],
  [/^\s?[億亿억]/u, 1e8],
];

/** The first count in a text: "1,493" → 1493, "2.9K" → 2900, "1.3万" → 13000, "397 sold", "10K+". Undefined when there is none. */
export function parseCount(text: string): number | undefined {
  const plain = asciiDigits(text.slice(0, 300));
  const match = /\d+(?:[.,'’\u00a0\u202f ]\d{3}(?!\d))*(?:[.,]\d+)?/.exec(plain);
  if (!match) return undefined;
  const after = plain.slice(match.index + match[0].length);
  const scale = SCALES.find(([pattern]) => pattern.test(after))?.[1] ?? 1;
  const count = Math.round(countValue(match[0], scale) * scale);
  return Number.isSafeInteger(count) ? count : undefined;
}

/** Without a scale word a separator before three digits parts thousands; with one ("1.234 mil") it is decimal. */
function countValue(written: string, scale: number): number {
  const compact = written.replace(/['’\u00a0\u202f ]/g, '');
  if (scale === 1 && /^\d{1,3}([.,]\d{2,3})*[.,]\d{3}$/.test(compact)) return Number(compact.replace(/[.,]/g, ''));
  const mark = Math.max(compact.lastIndexOf('.'), compact.lastIndexOf(','));
  if (mark < 0) return Number(compact);
  return Number(`${compact.slice(0, mark).replace(/[.,]/g, '')}.${compact.slice(mark + 1)}`);
}

/** "99,4 %" → 0.994. Undefined when the text names no percentage between 0 and 100. */
export function parsePercent(text: string): number | undefined {
  const match = /(\d{1,3}(?:[.,]\d+)?)\s?%|%\s?(\d{1,3}(?:[.,]\d+)?)/.exec(asciiDigits(text.slice(0, 300)));
  const percent = match && Number((match[1] ?? match[2]!).replace(',', '.'));
  return percent !== null && percent <= 100 ? rounded(percent / 100) : undefined;
}

/** "4.5 out of 5 stars" → 0.9; the text's own maximum wins over `outOf`. */
export function parseRating(text: string, outOf = 5): number | undefined {
  const plain = asciiDigits(text.slice(0, 300));
  const match =
    /(\d{1,3}(?:[.,]\d+)?)(?:\s?(?:\/|out of|of|von|sur|de|su|van|из|av|z|af)\s?(\d{1,3})(?![\d.,]))?/i.exec(plain);
  if (!match) return undefined;
  const share = Number(match[1]!.replace(',', '.')) / (match[2] ? Number(match[2]) : outOf);
  return share <= 1 ? rounded(share) : undefined;
}

/** 97.4 / 100 is 0.9740000000000001. */
function rounded(share: number): number {
  return Number(share.toFixed(6));
}
