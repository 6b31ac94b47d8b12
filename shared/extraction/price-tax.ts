const TAX = String.raw`(?:vat|gst|tax(?:es)?|mwst\.?|ust\.?|tva|iva|btw|moms|mva|dph|áfa|ндс|kdv|pdv|ddv)`;
const WITHOUT = String.raw`(?:excl?(?:uding|\.)?|ex\.?|exkl\.?|zzgl\.?|without|before|ohne|hors|sin|sem|senza|zonder|utan|uden|uten|bez|без|plus|\+)`;
const WITH = String.raw`(?:incl?(?:uding|\.)?|inkl\.?|with|mit|con|com|avec|met|med|s|vč\.?|z|с)`;
const NET = new RegExp(String.raw`^(?:${WITHOUT}\s?${TAX}|netto|net|ht|h\.t\.|税抜き?|税別)$`, 'iu');
const LABEL = String.raw`(?:(?:${WITHOUT}|${WITH})\s?${TAX}|ttc|t\.t\.c\.|ht|h\.t\.|netto|brutto|税込み?|税抜き?|税別)`;
const BEFORE = new RegExp(String.raw`(?:^|[\s(（])(${LABEL})\s*[:：]?\s*[\p{Sc}]?$`, 'iu');
const AFTER = new RegExp(String.raw`^\s?[*]?\s?[(（]?\s?(${LABEL})(?![\p{L}])`, 'iu');
/** Japanese shops put it before the second of two: "11,636円（税込12,800円）". */
const JAPANESE_BEFORE = /(税込み?|税抜き?|税別)\s*[:：]?\s*[¥￥]?$/u;

export type Tax = 'net' | 'gross' | undefined;

/** `before`: what stands before an amount and its sign; `after`: what stands behind. */
export type Surroundings = { before: string; after: string };

/**
 * What each of a text's amounts says of the tax. Where a label between two amounts belongs is told by the first and the last:
 * "ex VAT £10 inc VAT £12", "£12 inc VAT £10 ex VAT".
 */
export function taxesOf(amounts: readonly Surroundings[]): Tax[] {
  const said = (pattern: RegExp, text: string): Tax => {
    const label = pattern.exec(text)?.[1];
    return label === undefined ? undefined : NET.test(label) ? 'net' : 'gross';
  };
  const leads = amounts.length > 0 && said(BEFORE, amounts[0]!.before) !== undefined;
  const trails = amounts.length > 0 && said(AFTER, amounts.at(-1)!.after) !== undefined;
  if (leads) return amounts.map(({ before }) => said(BEFORE, before));
  if (trails) return amounts.map(({ after }) => said(AFTER, after));
  return amounts.map(({ before }) => said(JAPANESE_BEFORE, before));
}
