import { isOrdinaryWord } from './ordinary-words.ts';
import type { Trick } from './spelling-walk.ts';
import { wordsOf } from './text-folding.ts';

const SHORTEST_SKELETON = 4;
const SHORTEST_BACKWARDS = 5;
const VOWELS = /[aeiouyаеёиоуыэюяіїєαεηιουω]/g;

const SHORTEST_BEGINNING = 4;
const LONGEST_INITIALS = 4;
const NICKNAME_ENDINGS = ['', 's', 'y', 'ie', 'i', 'o'];

/** Words that hint at names: without their vowels, backwards, their initials, and their first half as nicknames have it. */
export function faintForms(joinedNames: ReadonlyMap<string, string>): Map<string, { name: string; trick: Trick }> {
  const forms = new Map<string, { name: string; trick: Trick }>();
  for (const [joined, name] of joinedNames) {
    for (const skeleton of skeletons(joined))
      if (skeleton.length >= SHORTEST_SKELETON && skeleton.length < joined.length && !isOrdinaryWord(skeleton))
        forms.set(skeleton, { name, trick: 'vowels left out' });
    const backwards = Array.from(joined).reverse().join('');
    if (backwards.length >= SHORTEST_BACKWARDS && backwards !== joined && !isOrdinaryWord(backwards))
      forms.set(backwards, { name, trick: 'written backwards' });
    for (const short of [...shortened(joined), ...initials(name)])
      if (!forms.has(short) && !isOrdinaryWord(short)) forms.set(short, { name, trick: 'name shortened' });
  }
  return forms;
}

/** Without all vowels, and with the one that it ends in, or begins with. */
const skeletons = (joined: string): string[] => [
  joined.replace(VOWELS, ''),
  joined.slice(0, -1).replace(VOWELS, '') + joined.slice(-1),
  joined.slice(0, 1) + joined.slice(1).replace(VOWELS, ''),
];

/** Not all but the last letter: that is a slip of the pen. */
function shortened(joined: string): string[] {
  const least = Math.max(SHORTEST_BEGINNING, Math.ceil(joined.length / 2));
  const lengths = Array.from({ length: Math.max(0, joined.length - 1 - least) }, (_, i) => least + i);
  return lengths.flatMap((length) => NICKNAME_ENDINGS.map((ending) => joined.slice(0, length) + ending));
}

function initials(name: string): string[] {
  const { words } = wordsOf(name);
  if (words.length < 2 || words.length > LONGEST_INITIALS) return [];
  return [words.map((word) => (/^\d/.test(word) ? word : word.slice(0, 1))).join('')];
}
