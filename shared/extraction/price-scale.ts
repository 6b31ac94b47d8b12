// A letter behind the word makes it another one: "12 Kč", "5 mil" but not "5 milk".
const SCALES: readonly (readonly [RegExp, number])[] = [
  [/^[kK](?![\p{L}\d])/u, 1e3],
  [/^\s?(?:tsd\.?|тыс\.?|mil|bin|rb|ribu|tis\.?|nghìn|ngàn)(?!\p{L})/iu, 1e3],
  [/^\s?(?:[千천]|พัน|हज़ार|हज़ार|हजार|হাজার|હજાર|ஆயிரம்|ہزار)/u, 1e3],
  [/^\s?(?:[万萬만]|หมื่น)/u, 1e4],
  [/^\s?(?:lakhs?|lacs?)(?!\p{L})/iu, 1e5],
  [/^\s?(?:แสน|लाख|লাখ|লক্ষ|લાખ|ਲੱਖ|லட்சம்|లక్ష|ಲಕ್ಷ|ലക്ഷം|لاکھ)/u, 1e5],
  [/^M(?![\p{L}\d])/u, 1e6],
  [
    /^\s?(?:mio\.?|mln\.?|млн\.?|millions?|millionen|millones|mill[oó]n|milh(?:ões|ão)|milion[ei]|milyon|jt|juta|triệu|tr)(?!\p{L})/iu,
    1e6,
  ],
  [/^\s?ล้าน/u, 1e6],
  [/^\s?(?:crores?|cr)(?!\p{L})/iu, 1e7],
  [/^\s?(?:करोड़|करोड़|करोड|কোটি|કરોડ|கோடி|కోటి|ಕೋಟಿ|കോടി|کروڑ)/u, 1e7],
  [/^\s?[億亿억]/u, 1e8],
  [/^\s?(?:billion|miliar|milyar|mrd\.?|млрд\.?|tỷ|tỉ)(?!\p{L})/iu, 1e9],
];
/** "₹2.5L"; elsewhere an L is a litre. */
const LAKH: (typeof SCALES)[number] = [/^L(?![\p{L}\d])/u, 1e5];
const SINGLE_LETTER = /^[kKM]/;
const AFTER_MYRIAD = /^[\s,]?(\d{1,3}(?:,?\d{3})*)(?![\d.])/;

export type Scaled = { amount: number; length: number; isLetter: boolean };

/**
 * A number with a scale word: "1.28" before "万", "1,2" before "jt", "1.2" before "K". Undefined when no scale word follows.
 * `length` is that of what was read of `after`; `isLetter`: a lone Latin letter, which only means a scale beside a currency sign.
 */
export function scaled(written: string, after: string, inRupees = false): Scaled | undefined {
  if (after === '') return undefined;
  const scale = [...SCALES, ...(inRupees ? [LAKH] : [])].find(([pattern]) => pattern.test(after));
  if (!scale) return undefined;
  let length = scale[0].exec(after)![0].length;
  let amount = decimal(written) * scale[1];
  // "1tr290" and "1tr2": the digits behind go on where the word stands.
  const tail = /^\s?tr$/i.test(after.slice(0, length)) && /^\d{1,3}(?![\d.,])/.exec(after.slice(length))?.[0];
  if (tail) return { amount: amount + Number(`0.${tail}`) * scale[1], length: length + tail.length, isLetter: false };
  // "3億5,000万", "1万2800": what follows is added.
  const rest =
    scale[1] >= 1e4 && /[万萬만億亿억]$/u.test(after.slice(0, length)) && AFTER_MYRIAD.exec(after.slice(length));
  if (rest) {
    length += rest[0].length;
    const further = scaled(rest[1]!, after.slice(length));
    amount += further ? further.amount : Number(rest[1]!.replaceAll(',', ''));
    length += further?.length ?? 0;
  }
  return { amount, length, isLetter: SINGLE_LETTER.test(after) };
}

/** Before a scale word the last mark is decimal, unless it repeats. */
function decimal(written: string): number {
  const digits = written.replace(/[\s'’٬·]/g, '').replaceAll('٫', '.');
  const last = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','));
  if (last < 0) return Number(digits);
  const whole = digits.slice(0, last);
  if (whole.includes(digits[last]!)) return Number(digits.replace(/[.,]/g, ''));
  return Number(`${whole.replace(/[.,]/g, '') || '0'}.${digits.slice(last + 1)}`);
}
