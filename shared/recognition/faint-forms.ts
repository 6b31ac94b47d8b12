import { isOrdinaryWord } from './ordinary-words.ts';
import type { Trick } from './spelling-walk.ts';

const SHORTEST_SKELETON = 4;
const SHORTEST_BACKWARDS = 5;
const VOWELS = /[aeiouyаеёиоуыэюяіїєαεηιουω]/g;

/** Words that hint at names: without their vowels, and backwards. */
export function faintForms(joinedNames: ReadonlyMap<string, string>): Map<string, { name: string; trick: Trick }> {
  const forms = new Map<string, { name: string; trick: Trick }>();
  for (const [joined, name] of joinedNames) {
    const skeleton = joined.replace(VOWELS, '');
    if (skeleton.length >= SHORTEST_SKELETON && skeleton.length < joined.length && !isOrdinaryWord(skeleton))
      forms.set(skeleton, { name, trick: 'vowels left out' });
    const backwards = Array.from(joined).reverse().join('');
    if (backwards.length >= SHORTEST_BACKWARDS && backwards !== joined && !isOrdinaryWord(backwards))
      forms.set(backwards, { name, trick: 'written backwards' });
  }
  return forms;
}
