import type { Facts, Signal } from '#shared/domain/signal.ts';
import { readTitle } from '#shared/recognition/brand-mention.ts';
import { deobfuscate } from '#shared/recognition/deobfuscate.ts';
import { namingsElsewhere } from '#shared/recognition/named-elsewhere.ts';
import { wordsOf } from '#shared/recognition/text-folding.ts';
import { suspiciousWording as phrasesIn, type WordingHit, wordsForCopies } from '#shared/recognition/wording.ts';

const GREATEST = 1.15; // the strongest hit in full, a second kind adds a little, more add nothing
const SECOND = 0.3;
const WITHOUT_BRAND = 0.3;
/** Not reached by a word that means a copy only beside the brand's name, where that is missing. */
const PLAINLY_SAID = 0.5;
const IN_DESCRIPTION = 0.7; // descriptions are long and say many things

/** The seller's own words say that the goods are copies. */
export const suspiciousWording: Signal = {
  id: 'suspicious-wording',
  title: 'Words used for copies',
  family: 'text',
  needs: 'search-result',
  gated: true,
  notice: 'goods',
  noticeSentence: ({ evidence, value = 0 }) => {
    const said = value >= PLAINLY_SAID ? wordsForCopies(evidence) : [];
    return said.length > 0 ? `Says ${said.join(', and ')}.` : undefined;
  },
  evaluate(facts) {
    const [first, second] = weighedHits(facts);
    if (!first) return 'not-applicable';
    const value = Math.min(GREATEST, first.weight + SECOND * (second?.weight ?? 0));
    const also = second ? `, and "${second.phrase}" (${second.meaning})` : '';
    return { value, evidence: `Says "${first.phrase}" (${first.meaning})${also}.` };
  },
  bounds: () => [0, GREATEST],
};

/** One hit of each kind, strongest first. */
function weighedHits({ brand, listing }: Facts): WordingHit[] {
  const { seen, mentions } = readTitle(brand, listing);
  const isNamed = (): boolean => mentions.length > 0 || namingsElsewhere(brand, listing).length > 0;
  const weigh = (hit: WordingHit, share: number): WordingHit => ({
    ...hit,
    weight: hit.weight * share * (hit.needsBrand && !isNamed() ? WITHOUT_BRAND : 1),
  });
  const hits = phrasesIn(seen).map((hit) => weigh(hit, 1));
  if (listing.description)
    hits.push(...phrasesIn(wordsOf(deobfuscate(listing.description))).map((hit) => weigh(hit, IN_DESCRIPTION)));
  if (hits.length === 0) return hits;
  const kinds = new Map<string, WordingHit>();
  for (const hit of hits) if (hit.weight > (kinds.get(hit.entry)?.weight ?? 0)) kinds.set(hit.entry, hit);
  return [...kinds.values()].toSorted((a, b) => b.weight - a.weight);
}
