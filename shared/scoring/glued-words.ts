import type { WordList } from './text-folding.ts';

/** Letters of the shortest name that other words may be glued to. */
export const SHORTEST_GLUED = 4;
const SHORTEST_WORD = 3;
const LONGEST_WORD = 60;
/** "Nordhavnjackets", "Nordhavnjacken": what may be left after the last word. */
const ENDING = /^(?:e?s|e?n|e|er)?$/;

/**
 * The text with gaps where a name is glued to words of the brand's own goods ("#NordhavnShellJacket", "nordhavnjacke"), or
 * undefined when there is no such place. Any other rest makes another word: "BlueTooth" does not name Blue.
 * @param list the text's words
 */
export function withoutGlue(
  text: string,
  { words, starts, ends }: WordList,
  names: readonly string[],
  goods: ReadonlySet<string>,
): string | undefined {
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    for (const name of names) {
      if (word.length < name.length + SHORTEST_WORD || word.length > LONGEST_WORD || !word.startsWith(name)) continue;
      const parts = partsFrom(name.length, word, goods, new Set());
      if (parts) return [text.slice(0, starts[at]), [name, ...parts].join(' '), text.slice(ends[at])].join('');
    }
  }
  return undefined;
}

/** The goods' words that this one is made of from there on. @param dead where nothing fits, so that no place is tried twice. */
function partsFrom(
  start: number,
  word: string,
  goods: ReadonlySet<string>,
  dead: Set<number>,
): readonly string[] | undefined {
  for (let end = word.length; end >= start + SHORTEST_WORD; end--) {
    const part = word.slice(start, end);
    if (!goods.has(part) || dead.has(end)) continue;
    if (ENDING.test(word.slice(end))) return [part];
    const others = partsFrom(end, word, goods, dead);
    if (others) return [part, ...others];
    dead.add(end);
  }
  return undefined;
}
