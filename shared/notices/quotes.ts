import type { Quote } from '#shared/domain/claim.ts';
import type { Listing } from '#shared/domain/listing.ts';
import { foldText, UNSPACED, wordsOf } from '#shared/recognition/text-folding.ts';
import { suspiciousWording } from '#shared/recognition/wording.ts';

const PLACES = ['title', 'description'] as const satisfies Quote['where'][];

/**
 * Words for copies as the page writes them, accents, case and all, and where. Undefined when they stand nowhere word by word (what
 * was read into a disguise is not quoted), or only where they say something else ("not a replica").
 * @param phrase as the lexicon of such words has it
 */
export function quoteOfWording(listing: Listing, phrase: string): Quote | undefined {
  for (const where of PLACES) {
    const text = listing[where];
    if (!text || !suspiciousWording(wordsOf(text)).some((hit) => hit.phrase === phrase)) continue;
    const written = placeIn(text, phrase);
    if (written) return { text: written, where };
  }
  return undefined;
}

/** Whether the page says it there, letter by letter. */
export function isVerbatim(listing: Pick<Listing, Quote['where']>, { text, where }: Quote): boolean {
  if (where === 'specifics') return (listing.specifics ?? []).some(({ value }) => value.includes(text));
  return listing[where]?.includes(text) ?? false;
}

function placeIn(text: string, phrase: string): string | undefined {
  const sought = wordsOf(phrase).words;
  if (sought.length === 0) return undefined;
  const { words, starts, ends } = wordsOf(text);
  const from = words.findIndex((_, at) => sought.every((word, offset) => words[at + offset] === word));
  if (from >= 0) return text.slice(starts[from], ends[from + sought.length - 1]);
  return UNSPACED.test(phrase) ? unspacedPlace(text, foldText(phrase)) : undefined;
}

/** In scripts without spaces a phrase is part of a longer word; folding changes no lengths there but for hidden characters. */
function unspacedPlace(text: string, phrase: string): string | undefined {
  for (let start = 0; start < text.length; start++)
    for (let end = start + 1; end <= Math.min(text.length, start + 2 * phrase.length); end++)
      if (foldText(text.slice(start, end)) === phrase) return text.slice(start, end);
  return undefined;
}
