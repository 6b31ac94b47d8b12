import type { Brand } from '#shared/domain/brand.ts';
import { brandProfile } from './brand-profile.ts';
import type { Mention } from './mention.ts';
import type { Trick } from './spelling-walk.ts';
import { type WordList, wordsOf } from './text-folding.ts';

const SHORTEST_SHOWN = 4;
const MASKS = '*•●∗✱⁎#_';
const MANY_MASKS = new RegExp(`[${MASKS}]{2}`);
const BEGINNING = new RegExp(`(?<![\\p{L}\\p{N}${MASKS}])(\\p{L}{${SHORTEST_SHOWN},})[${MASKS}]{2,}`, 'u');
const END = new RegExp(`[${MASKS}]{2,}(\\p{L}{${SHORTEST_SHOWN},})(?![\\p{L}\\p{N}${MASKS}])`, 'u');

/** The letters shown beside a row of masks ("Nord***", "**rdhavn"), folded. */
export function lettersBesideMasks(
  text: string,
): { beginning: string | undefined; end: string | undefined } | undefined {
  if (!MANY_MASKS.test(text)) return undefined;
  const folded = (shown: string | undefined) => shown && wordsOf(shown).words.join('');
  return { beginning: folded(BEGINNING.exec(text)?.[1]), end: folded(END.exec(text)?.[1]) };
}

/** A word that hints at a name, and is one only beside another sign of the brand. */
export function faintMention(brand: Brand, { words, starts, ends }: WordList, text: string): Mention | undefined {
  const { faintNames, joinedNames } = brandProfile(brand);
  const mention = (at: number, name: string, trick: Trick): Mention => ({
    name,
    spelled: text.slice(starts[at], ends[at]),
    from: at,
    to: at + 1,
    tricks: new Set([trick]),
  });
  for (let at = 0; at < words.length; at++) {
    const hint = faintNames.get(words[at]!);
    if (hint) return mention(at, hint.name, hint.trick);
  }
  const shown = lettersBesideMasks(text);
  if (!shown) return undefined;
  for (const [joined, name] of joinedNames) {
    const part = [
      shown.beginning && joined.startsWith(shown.beginning) ? shown.beginning : undefined,
      shown.end && joined.endsWith(shown.end) ? shown.end : undefined,
    ].find((letters) => letters !== undefined && letters.length * 2 >= joined.length && letters.length < joined.length);
    const at = part === undefined ? -1 : words.indexOf(part);
    if (at >= 0) return mention(at, name, 'masked letters');
  }
  return undefined;
}
