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

const UNITS = new Set(
  `ml cl dl l ltr liter litre litres g gr kg mg oz lb lbs mm cm m km in inch zoll ft yd w kw v mah gb tb mp hz
  pc pcs piece pieces pair pairs paar paire paires par pares paio paia para pary pack packs pk set sets stk stuck stuks szt uds pz ud adet шт pezzi piezas pecas
  size sizes groesse grosse gr taille talla taglia tamanho maat storrelse storlek rozmiar beden размер us uk eu
  years year jahre ans anos anni jaar ar lat yas лет age page pages seiten eur usd gbp euro euros x no nr`.split(/\s+/),
);

/** "ml", "pcs", "size": a word beside a number that says what is counted or measured, and not which product it is. */
export const isUnit = (word: string): boolean => UNITS.has(word);
