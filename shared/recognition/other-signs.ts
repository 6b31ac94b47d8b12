import type { Brand } from '#shared/domain/brand.ts';
import { brandProfile } from './brand-profile.ts';
import { isCommonWord } from './common-words.ts';
import { mayBeAccident } from './deliberate-spelling.ts';
import type { Mention } from './mention.ts';
import type { WordList } from './text-folding.ts';

const SHORTEST_SIGN = 3;

/**
 * Whether the words beside a faint mention are the brand's too: a word of its products, or one of its context words. What may be
 * a slip of the pen, or just a word, needs one that tells the brand from others, for jackets have many names; beside the word itself ("Bay
 * jacket") any will do, but not beside a shortened one.
 */
export function hasOtherSign(brand: Brand, { words }: WordList, mention: Mention): boolean {
  const { productWords, contextWords } = brandProfile(brand);
  const isShortened = mention.tricks.has('name shortened');
  const mustTell = mention.tricks.size === 0 || mayBeAccident(mention);
  return words.some((word, at) => {
    if ((at >= mention.from && at < mention.to) || word.length < SHORTEST_SIGN) return false;
    return (
      contextWords.has(word) ||
      (productWords.has(word) && !(mustTell && (isShortened || !isBeside(at, mention)) && isCommonWord(word)))
    );
  });
}

const isBeside = (at: number, { from, to }: Mention): boolean => at === from - 1 || at === to;
