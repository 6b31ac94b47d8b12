import type { Brand } from '#shared/domain/brand.ts';
import type { Strength } from '#shared/domain/claim.ts';
import type { Listing } from '#shared/domain/listing.ts';
import { readTitle } from '#shared/recognition/brand-mention.ts';
import { conditionOf } from '#shared/recognition/condition.ts';
import { wordsOf } from '#shared/recognition/text-folding.ts';
import { referenceUse } from '#shared/signals/reference-use.ts';

/** A use of the mark that its owner has to suffer, and how much must be found to say otherwise. */
export type LawfulUse = { why: string; unless: Strength };

/** Folded. A pattern, a file or instructions: no goods under the mark, whatever else the title says. */
const PATTERN = new Set(
  'schnittmuster nahanleitung strickanleitung hakelanleitung cartamodello cartamodelli wykroj wykroje naaipatroon выкройка выкройки dxf gcode'.split(
    ' ',
  ),
);
const PATTERN_PAIRS = new Set(
  'sewing pattern|sewing patterns|knitting pattern|crochet pattern|paper pattern|pattern pdf|pdf pattern|digital pattern|pattern download|instant download|digital download|pdf download|embroidery file|embroidery files|svg file|svg files|stl file|stl files|patron couture|patron costura|patrones costura|patron pdf|molde costura'.split(
    '|',
  ),
);
const PATTERN_UNSPACED = /纸样|紙樣|纸型|型紙|編み図|刺绣文件|도안|แพทเทิร์น/u;
/** May be a pattern to sew by, or the print on genuine goods. */
const MAY_BE_PATTERN = new Set(
  'pattern patterns embroidery crochet template templates svg pdf stl tutorial'.split(' '),
);

/** What is left of goods, or speaks of them. */
const NO_GOODS = new Set(
  'leerkarton leerverpackung catalogue catalog katalog prospekt brochure advert reklame'.split(' '),
);
const NO_GOODS_PAIRS = new Set(
  'empty box|empty boxes|box only|only box|nur karton|nur verpackung|leerer karton|boite vide|caja vacia|scatola vuota|solo caja|pudelko puste'.split(
    '|',
  ),
);
const NO_GOODS_UNSPACED = /空盒|空箱|カタログ|빈\s?박스/u;

/** Below, the title may be read either way. */
const PLAINLY = 0.3;

/**
 * Whether the offer is one that may lawfully name the mark: second-hand goods, something that goes with the brand's goods, a
 * pattern to make one's own, an empty box.
 */
export function lawfulUse(brand: Brand, listing: Listing, now: Date): LawfulUse | undefined {
  const refers = referenceUse.evaluate({ brand, listing, now });
  if (refers !== 'not-applicable' && refers.value >= PLAINLY) return { why: refers.evidence, unless: 'test-buy' };
  const { words, text, isAscii } = wordsOf(listing.title);
  const pairs = words.map((word, at) => `${word} ${words[at + 1] ?? ''}`);
  const found = (single: ReadonlySet<string>, double: ReadonlySet<string>, other: RegExp) =>
    pairs.find((pair) => double.has(pair)) ??
    words.find((word) => single.has(word)) ??
    (isAscii ? undefined : other.exec(text)?.[0]);
  const pattern = found(PATTERN, PATTERN_PAIRS, PATTERN_UNSPACED);
  if (pattern) return { why: `it offers a pattern or a file ("${pattern}")`, unless: 'test-buy' };
  const noGoods = found(NO_GOODS, NO_GOODS_PAIRS, NO_GOODS_UNSPACED);
  if (noGoods) return { why: `it does not offer the goods themselves ("${noGoods}")`, unless: 'test-buy' };
  const { said } = conditionOf(listing, readTitle(brand, listing).words);
  if (said) return { why: `it is offered as ${said}`, unless: 'admission' };
  const doubtful = words.find((word) => MAY_BE_PATTERN.has(word));
  return doubtful ? { why: `it may be a pattern or a file ("${doubtful}")`, unless: 'admission' } : undefined;
}
