import type { WordList } from './text-folding.ts';

/** Letters of the shortest name that other words may be glued to. */
export const SHORTEST_GLUED = 4;
const SHORTEST_FIRST = 4;
const SHORTEST_NEXT = 3;

/**
 * The text with gaps where a name is glued to words of the brand's own goods ("#nordhavnshelljacket"), or undefined when there
 * is no such place. Any other word after the name makes another name: "bluetooth" is not Blue.
 * @param list the text's words
 * @param names folded, without gaps
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
      if (word.length < name.length + SHORTEST_FIRST || !word.startsWith(name)) continue;
      const parts = partsOf(word.slice(name.length), goods);
      if (parts) return [text.slice(0, starts[at]), [name, ...parts].join(' '), text.slice(ends[at])].join('');
    }
  }
  return undefined;
}

/** The goods' words that it begins with, longest first, and what is left. */
function partsOf(glued: string, goods: ReadonlySet<string>): string[] | undefined {
  const parts: string[] = [];
  let rest = glued;
  for (;;) {
    const shortest = parts.length === 0 ? SHORTEST_FIRST : SHORTEST_NEXT;
    let length = rest.length;
    while (length >= shortest && !goods.has(rest.slice(0, length))) length--;
    if (length < shortest) break;
    parts.push(rest.slice(0, length));
    rest = rest.slice(length);
  }
  if (parts.length === 0) return undefined;
  return rest === '' ? parts : [...parts, rest];
}
