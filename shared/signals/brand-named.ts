import type { Signal } from '#shared/domain/signal.ts';
import { readTitle } from '#shared/recognition/brand-mention.ts';
import type { Mention } from '#shared/recognition/mention.ts';
import { namingsElsewhere } from '#shared/recognition/named-elsewhere.ts';

/** The title (or the brand field of the offer) names the brand, plainly or in disguise. */
export const brandNamed: Signal = {
  id: 'brand-named',
  title: 'Names the brand',
  family: 'product',
  needs: 'search-result',
  gated: true,
  notice: 'use',
  evaluate({ brand, listing }) {
    const { mentions, hint } = readTitle(brand, listing);
    if (mentions[0]) return { value: certainty(mentions[0]), evidence: `The title names ${asSpelled(mentions[0])}.` };
    const namings = namingsElsewhere(brand, listing);
    const field = namings.find(({ place }) => place === 'brand field');
    if (field?.mention)
      return {
        value: certainty(field.mention),
        evidence: `The offer's brand field says "${field.says}", the title does not.`,
      };
    if (hint && namings.length > 0)
      return {
        value: HINTED,
        evidence: `The title hints at ${asSpelled(hint)}; the ${namings[0]!.place} says the same.`,
      };
    return 'not-applicable';
  },
  bounds: () => [0, 1],
};

const HINTED = 0.7;

const certainty = ({ tricks }: Mention): number =>
  tricks.size === 0 ? 1 : tricks.has('one wrong letter') ? 0.85 : 0.95;

function asSpelled({ name, spelled, tricks, bySound }: Mention): string {
  if (tricks.size > 0) return `"${name}", spelled "${spelled}"`;
  return bySound ? `"${name}", written by its sound as "${spelled}"` : `"${name}"`;
}
