import { cachedPerWord } from './caches.ts';
import { phraseFinder } from './phrases.ts';
import { foldedSet, foldText, UNSPACED, type WordList } from './text-folding.ts';
import list from './wear-words.json' with { type: 'json' };

/**
 * Titles tell of wear in words that combine ("worn two winters", "reppu, yksi naarmu"): an act beside how long it was done, how often,
 * a flaw, a reason to part with it. Phrases as a list are never complete.
 */
export function tellsOfWear(title: WordList): boolean {
  const { words } = title;
  const found = phrases.find(title);
  if (found.some(({ meaning }) => meaning === 'own') || closing.has(words.at(-1) ?? '')) return true;
  if (words.some((word, at) => isFlaw(word) && !isKeptOff(words, at))) return true;
  const isBeside = (at: number, length: number): boolean =>
    words.slice(Math.max(0, at - ACT_BESIDE), at + length + ACT_BESIDE).some(isAct);
  if (found.some(({ at, length, meaning }) => at >= 0 && meaning === 'span' && isBeside(at, length))) return true;
  return !title.isAscii && UNSPACED.test(title.text) && WORN_UNSPACED.test(title.text.replace(KEPT_OFF_UNSPACED, ' '));
}

/** Words between an act and its span. */
const ACT_BESIDE = 2;
/** A shorter word is too often the beginning of another. */
const SHORTEST_STEM = 5;
const LONGEST_ENDING = 3;

type Language = { numbers?: string; times: string; acts: string; spans: string; flaws: string; reasons: string };
const isUnspaced = ({ flaws }: Language): boolean => UNSPACED.test(flaws);
const [unspaced, spaced] = [true, false].map((is) =>
  (Object.values(list.words) as Language[]).filter((language) => isUnspaced(language) === is),
) as [Language[], Language[]];

function* wearPhrases(): Generator<[string, 'own' | 'span']> {
  for (const language of Object.values(list.words) as Language[]) {
    const { times, reasons, spans, numbers = '' } = language;
    for (const phrase of [times, reasons].flatMap((some) => some.split('|'))) yield [phrase, 'own'];
    if (isUnspaced(language)) continue;
    for (const phrase of spans.split('|')) {
      yield [phrase, 'span'];
      if (phrase.startsWith('# ')) for (const number of numbers.split(' ')) yield [phrase.replace('#', number), 'span'];
    }
  }
}

const phrases = phraseFinder(wearPhrases());

/** Words, of which the longer ones take endings. */
function wordsOrStems(texts: readonly string[]): (word: string) => boolean {
  const stems = new Set(texts.flatMap((text) => foldText(text).split(' ')));
  return cachedPerWord((word) => {
    if (stems.has(word)) return true;
    const shortest = Math.max(SHORTEST_STEM, word.length - LONGEST_ENDING);
    for (let length = word.length - 1; length >= shortest; length--) if (stems.has(word.slice(0, length))) return true;
    return false;
  });
}

const closing = foldedSet(list.closing);
const isAct = wordsOrStems(spaced.map(({ acts }) => acts));
const isFlaw = wordsOrStems(spaced.map(({ flaws }) => flaws));

/** "scratch resistant", "против царапин": what the goods are made to keep off. */
const guards = foldText(list.guards).split(' ');
const isGuard = cachedPerWord((word) => guards.some((guard) => word.startsWith(guard) || word.endsWith(guard)));
const isKeptOff = (words: readonly string[], at: number): boolean =>
  words.slice(Math.max(0, at - 2), at + 3).some(isGuard);

const anyOf = (texts: readonly string[]): string => texts.flatMap((text) => foldText(text).split('|')).join('|');
const ACT = anyOf(unspaced.map(({ acts }) => acts));
const SPAN = anyOf(unspaced.map(({ spans }) => spans));
const FLAW = anyOf(unspaced.map(({ flaws }) => flaws));
/** Runs without spaces are searched by substring: the act and its span stand close to each other. */
const WORN_UNSPACED = new RegExp(`(?:${ACT}).{0,4}?(?:${SPAN})|(?:${SPAN}).{0,3}?(?:${ACT})|${FLAW}`, 'u');
const KEPT_OFF_UNSPACED = new RegExp(
  `(?:防|กัน|抗|耐)(?:${FLAW})|(?:${FLAW}) ?(?:防|消し|補修|修复|修復|がつ|が付|に強|にくい|保護|방지|제거|예방)`,
  'gu',
);
