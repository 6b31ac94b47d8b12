export const HAS_DIGIT = /[0-9]/;
/** "007", "22l", "500gb", but not the article number "25x4f". */
const MEASURE = /^0*(\d+)([a-z]{0,3})$/;

export const beginsWithDigit = (word: string): boolean => word.charCodeAt(0) >= 48 && word.charCodeAt(0) <= 57;

/** Numbers stand apart from their unit ("22L" is 22 and l) and without leading zeros. */
export function measuresApart(words: readonly string[]): string[] {
  const apart: string[] = [];
  for (const word of words) {
    const measure = beginsWithDigit(word) ? MEASURE.exec(word) : null;
    if (!measure) apart.push(word);
    else for (const part of [measure[1]!, measure[2]!]) if (part) apart.push(part);
  }
  return apart;
}
