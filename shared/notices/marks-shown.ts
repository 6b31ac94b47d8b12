import type { Brand } from '#shared/domain/brand.ts';
import type { Quote } from '#shared/domain/claim.ts';
import type { Listing } from '#shared/domain/listing.ts';
import type { Right } from '#shared/domain/right.ts';
import type { Verdict } from '#shared/domain/verdict.ts';
import { readTitle } from '#shared/recognition/brand-mention.ts';
import type { Mention } from '#shared/recognition/mention.ts';
import { namingsElsewhere, type Place } from '#shared/recognition/named-elsewhere.ts';
import { foldText } from '#shared/recognition/text-folding.ts';

/** A registered mark where the page shows it; `mention`: how it is written there. */
export type MarkShown = { text: string; where: Quote['where'] | 'picture'; mention?: Mention };

/**
 * Which of the word marks the page itself shows: in its title, its fields or its description, plainly or in disguise, or read on a
 * picture. A name that the brand goes by and has not registered shows none of them, nor does one that only sounds like the mark in another
 * script: that is another sign, and a right of its own where it is registered.
 */
export function marksShown(brand: Brand, rights: readonly Right[], listing: Listing, verdict: Verdict): MarkShown[] {
  const texts = [...new Set(rights.flatMap(({ type, text }) => (type === 'trademark' && text ? [text] : [])))];
  return texts.flatMap((text): MarkShown[] => {
    const alone = withNothingBut(text, brand);
    const mention = readTitle(alone, listing).mentions.find(isShown);
    if (mention) return [{ text, where: 'title', mention }];
    const elsewhere = namingsElsewhere(alone, listing).find(({ place, mention: one }) => WHERE[place] && isShown(one));
    if (elsewhere?.mention) return [{ text, where: WHERE[elsewhere.place]!, mention: elsewhere.mention }];
    return isOnPicture(text, verdict) ? [{ text, where: 'picture' }] : [];
  });
}

/** A shop's name is on every page of the shop, and a number is no mark. */
const WHERE: Partial<Record<Place, Quote['where']>> = {
  'brand field': 'brand',
  'item specifics': 'specifics',
  description: 'description',
};

const isShown = (mention?: Mention): boolean => mention !== undefined && !mention.bySound;

/** Read as the score reads an offer, for this name alone. */
const withNothingBut = (text: string, brand: Brand): Brand => ({
  ...brand,
  name: text,
  fingerprint: { ...brand.fingerprint, names: [text], logoTexts: [] },
});

function isOnPicture(text: string, { signals }: Verdict): boolean {
  const evidence = signals.find(({ id, contribution }) => id === 'logo-text' && contribution > 0)?.evidence ?? '';
  const read = / shows "([^"]+)"(?!, which may be)/.exec(evidence)?.[1];
  return read !== undefined && foldText(read) === foldText(text);
}
