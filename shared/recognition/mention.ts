import type { Trick } from './spelling-walk.ts';
import type { WordList } from './text-folding.ts';

/**
 * A place where a text names the brand. `from` and `to` are word positions (to is exclusive). `bySound`: in another script, which
 * says the name and does not show it.
 */
export type Mention = {
  name: string;
  spelled: string;
  from: number;
  to: number;
  tricks: ReadonlySet<Trick>;
  bySound?: true;
};

/** @param place offsets into the text */
export function mentionAt(
  { words, starts, ends }: WordList,
  text: string,
  { name, start, end, tricks }: { name: string; start: number; end: number; tricks: ReadonlySet<Trick> },
): Mention {
  const from = ends.findIndex((place) => place > start);
  const after = starts.findIndex((place) => place >= end);
  return {
    name,
    spelled: text.slice(start, end),
    from: Math.max(0, from),
    to: after < 0 ? words.length : after,
    tricks,
  };
}
