import type { Brand } from '#shared/domain/brand.ts';
import type { Listing } from '#shared/domain/listing.ts';
import type { Right } from '#shared/domain/right.ts';
import type { Verdict } from '#shared/domain/verdict.ts';
import { type Mention, readText } from '#shared/recognition/brand-mention.ts';
import { foldText } from '#shared/recognition/text-folding.ts';

/** A registered mark where the page shows it; `mention` where that is the title. */
export type MarkShown = { text: string; where: 'title' | 'brand' | 'picture'; mention?: Mention };

/**
 * Which of the word marks the page itself shows: in its title, plainly or in disguise, in its brand field, or read on a picture. A
 * name that the brand goes by and has not registered shows none of them.
 */
export function marksShown(brand: Brand, rights: readonly Right[], listing: Listing, verdict: Verdict): MarkShown[] {
  const texts = [...new Set(rights.flatMap(({ type, text }) => (type === 'trademark' && text ? [text] : [])))];
  return texts.flatMap((text): MarkShown[] => {
    const mention = mentionOf(brand, text, listing.title);
    if (mention) return [{ text, where: 'title', mention }];
    if (listing.brand && foldText(listing.brand) === foldText(text)) return [{ text, where: 'brand' }];
    return isOnPicture(text, verdict) ? [{ text, where: 'picture' }] : [];
  });
}

/** Read as the score reads a title, for this name alone. */
function mentionOf(brand: Brand, text: string, title: string): Mention | undefined {
  const alone: Brand = { ...brand, name: text, fingerprint: { ...brand.fingerprint, names: [text], logoTexts: [] } };
  return readText(alone, title).mentions[0];
}

function isOnPicture(text: string, { signals }: Verdict): boolean {
  const evidence = signals.find(({ id, contribution }) => id === 'logo-text' && contribution > 0)?.evidence ?? '';
  const read = / shows "([^"]+)"(?!, which may be)/.exec(evidence)?.[1];
  return read !== undefined && foldText(read) === foldText(text);
}
