import type { Brand } from '#shared/domain/brand.ts';
import type { Signal } from '#shared/domain/signal.ts';
import { readText, readTitle } from '#shared/recognition/brand-mention.ts';
import { brandProfile } from '#shared/recognition/brand-profile.ts';
import type { Mention } from '#shared/recognition/mention.ts';
import * as say from '#shared/recognition/reference-words.ts';
import type { WordList } from '#shared/recognition/text-folding.ts';
import { suspiciousWording } from '#shared/recognition/wording.ts';
import { deliberateness } from './evasive-spelling.ts';

/** Where the title names something else than the brand's goods, the gate stays above the limit for expediting: a person looks, whatever else it says. */
const LEAST_FOR_OTHER_GOODS = 0.33;
const MOST_CLOSED = 0.65;

/**
 * The offer is for something that goes with the brand's goods ("case for Nordhavn bottle"), which may lawfully name the
 * brand. The value is how much of the gated signals is taken back. Writing "for" before a name is easy, so the gate opens
 * fully only with an accessory noun, and little for words or spellings that an accessory seller has no use for.
 */
export const referenceUse: Signal = {
  id: 'reference-use',
  title: 'Refers to the brand',
  family: 'gate',
  needs: 'search-result',
  gated: false,
  notice: 'not quoted',
  evaluate({ brand, listing }) {
    const { words, seen, seenText, mentions } = readTitle(brand, listing);
    const asSeen = seen === words ? mentions : readText(brand, seenText).mentions;
    const reference = strongestReference(brand, seenText, seen, asSeen);
    if (!reference) return 'not-applicable';
    const open = reference.value * (1 - MOST_CLOSED * bareness(seen, mentions));
    const value = reference.isOther ? Math.max(LEAST_FOR_OTHER_GOODS, open) : open;
    return value < 0.05 ? 'not-applicable' : { value, evidence: reference.evidence };
  },
  bounds: () => [0, 1],
};

function strongestReference(
  brand: Brand,
  title: string,
  words: WordList,
  mentions: readonly Mention[],
): { value: number; evidence: string; isOther?: boolean } | undefined {
  if (mentions.length === 0) return undefined;
  const { name, from } = mentions[0]!;
  const { productWords } = brandProfile(brand);
  const accessory = accessoryNoun(words, (at) => isExtra(title, words, mentions[0]!, at), productWords);
  if (mentions.every((mention) => isReferredTo(words, mention))) {
    if (accessory)
      return { value: 0.95, evidence: `Offers an accessory or part ("${accessory}") for ${name}.`, isOther: true };
    // "Jacket for Nordhavn Fjeld": nobody sells a jacket to go with a jacket.
    if (from > 1 && !productWords.has(words.words[from - 2]!))
      return { value: 0.75, evidence: `Offers something for ${name}, not ${name} goods.`, isOther: true };
    return { value: 0.3, evidence: `The title says "for ${name}" but names no accessory.` };
  }
  if (!accessory) return undefined;
  return {
    value: 0.5,
    evidence: `The title names an accessory ("${accessory}") that the brand does not make.`,
    isOther: true,
  };
}

/** How plainly the title itself speaks of copies, 0..1. A description says many things, and cannot turn a zipper into a jacket. */
const bareness = (words: WordList, mentions: readonly Mention[]): number =>
  Math.max(0, ...mentions.map(deliberateness), ...suspiciousWording(words).map(({ weight }) => weight));

/** "for", "fits", "compatible with" directly before the name, or "için", "用" after it. */
function isReferredTo({ words, isAscii }: WordList, { from, to }: Mention): boolean {
  let before = from - 1;
  while (before >= 0 && say.ARTICLES.has(words[before]!)) before--;
  const word = words[before] ?? '';
  if (
    say.FOR.has(word) ||
    say.isCompatibleWith(words[before - 1], word) ||
    (!isAscii && say.CJK_FOR_BEFORE.test(words[from - 1] ?? ''))
  )
    return true;
  if (!isAscii && say.CJK_FOR_AFTER.test(words[to] ?? '')) return true;
  for (let at = to; at < Math.min(to + 4, words.length); at++) if (say.AFTER_BRAND.has(words[at]!)) return true;
  return false;
}

/** "Nordhavn jacket with box", "Nordhavn jacket, YKK zipper": what comes with the goods, or belongs to them, is not what is offered. */
function isExtra(title: string, { words, starts, ends }: WordList, mention: Mention, at: number): boolean {
  if (at < mention.to || say.SPARE.has(words[at]!)) return false;
  const between = title.slice(ends[mention.to - 1], starts[at]);
  return say.SEPARATOR.test(between) || words.slice(mention.to, at).some((word) => say.WITH.has(word));
}

function accessoryNoun(
  { words, text, isAscii }: WordList,
  isExtraAt: (at: number) => boolean,
  productWords: ReadonlySet<string>,
): string | undefined {
  const noun = words.find((word, at) => say.ACCESSORIES.has(word) && !productWords.has(word) && !isExtraAt(at));
  return noun ?? (isAscii ? undefined : say.CJK_ACCESSORIES.exec(text)?.[0]);
}
