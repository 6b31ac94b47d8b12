import type { Brand } from '#shared/domain/brand.ts';
import type { Strength } from '#shared/domain/claim.ts';
import type { Listing } from '#shared/domain/listing.ts';
import { offerForm } from '#shared/recognition/offer-form.ts';
import { wordsOf } from '#shared/recognition/text-folding.ts';
import { referenceUse } from '#shared/signals/reference-use.ts';
import { secondHand } from './second-hand.ts';

/** A use of the mark that its owner has to suffer, and how much must be found to say otherwise. */
export type LawfulUse = { why: string; unless: Strength };

/** Folded. A pattern, a file or a printed matter: no goods under the mark, whatever else the title says. */
const PATTERN = new Set(
  'schnittmuster nahanleitung strickanleitung hakelanleitung cartamodello cartamodelli wykroj wykroje naaipatroon выкройка выкройки dxf gcode catalogue katalog prospekt brochure advert reklame'.split(
    ' ',
  ),
);
const PATTERN_PAIRS = new Set(
  'sewing pattern|sewing patterns|knitting pattern|crochet pattern|paper pattern|pattern pdf|pdf pattern|digital pattern|pattern download|instant download|digital download|pdf download|embroidery file|embroidery files|svg file|svg files|stl file|stl files|patron couture|patron costura|patrones costura|patron pdf|molde costura'.split(
    '|',
  ),
);
const PATTERN_UNSPACED = /纸样|紙樣|纸型|型紙|編み図|刺绣文件|도안|แพทเทิร์น|カタログ/u;
/** May be a pattern to sew by, or the print on genuine goods. */
const MAY_BE_PATTERN = new Set(
  'pattern patterns embroidery crochet template templates svg pdf stl tutorial'.split(' '),
);

/** Below, the title may be read either way. */
const PLAINLY = 0.3;

/**
 * Whether the offer is one that may lawfully name the mark: second-hand goods, something that goes with the brand's goods, a
 * pattern to make one's own, a service, an empty box. What an offer says of copies makes no genuine goods of used ones.
 */
export function lawfulUse(brand: Brand, listing: Listing, now: Date): LawfulUse | undefined {
  const refers = referenceUse.evaluate({ brand, listing, now });
  if (refers !== 'not-applicable' && refers.value >= PLAINLY) return { why: refers.evidence, unless: 'test-buy' };
  const title = wordsOf(listing.title);
  const form = offerForm(title);
  if (form) return { why: `it ${form.says} ("${form.phrase}")`, unless: form.isOtherThing ? 'test-buy' : 'admission' };
  const { words, text, isAscii } = title;
  const pattern =
    words.map((word, at) => `${word} ${words[at + 1] ?? ''}`).find((pair) => PATTERN_PAIRS.has(pair)) ??
    words.find((word) => PATTERN.has(word)) ??
    (isAscii ? undefined : PATTERN_UNSPACED.exec(text)?.[0]);
  if (pattern) return { why: `it offers a pattern, a file or printed matter ("${pattern}")`, unless: 'test-buy' };
  const owned = secondHand(brand, listing);
  if (owned) return { why: `it is offered as ${owned}`, unless: 'admission' };
  const doubtful = words.find((word) => MAY_BE_PATTERN.has(word));
  return doubtful ? { why: `it may be a pattern or a file ("${doubtful}")`, unless: 'admission' } : undefined;
}
