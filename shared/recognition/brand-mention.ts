import type { Brand } from '#shared/domain/brand.ts';
import type { Listing } from '#shared/domain/listing.ts';
import { brandProfile } from './brand-profile.ts';
import { cachedPerPair } from './cached-per-pair.ts';
import { isCommonWord } from './common-words.ts';
import { deobfuscate } from './deobfuscate.ts';
import { findDisguise } from './name-spelling.ts';
import type { Spelling, Trick } from './spelling-walk.ts';
import { foldText, type WordList, wordsOf } from './text-folding.ts';
import { withoutGlue } from './unspaced-words.ts';

/** A place where the title names the brand. `from` and `to` are word positions (to is exclusive). */
export type Mention = { name: string; spelled: string; from: number; to: number; tricks: ReadonlySet<Trick> };

/**
 * A title read once for one brand. `mentions` is empty when the brand is not named in any form; their positions are those of
 * `words`. `seen`: the words as a reader takes them, cut from `seenText`.
 */
export type TitleReading = { words: WordList; seen: WordList; seenText: string; mentions: readonly Mention[] };

const PLAIN: ReadonlySet<Trick> = new Set();

/** Cached: several signals ask about the same title. */
export const readTitle = cachedPerPair(
  (brand: Brand, listing: Listing): TitleReading => readText(brand, listing.title),
);

/** @param text a title, or any other words of an offer */
export function readText(brand: Brand, text: string): TitleReading {
  const words = wordsOf(text);
  const read = deobfuscate(text);
  const seen = read === text ? words : wordsOf(read);
  const mentions = findMentions(brand, words, text);
  if (mentions.length > 0) return { words, seen, seenText: read, mentions };
  const disguisedTwice = read === text ? [] : findMentions(brand, seen, read);
  if (disguisedTwice.length > 0) return { words: seen, seen, seenText: read, mentions: disguisedTwice };
  return readUnspaced(brand, seen, read) ?? { words: seen, seen, seenText: read, mentions: [] };
}

/** A title that names the brand only in words without gaps, if it does. */
function readUnspaced(brand: Brand, words: WordList, text: string): TitleReading | undefined {
  const { joinedNames, productWords } = brandProfile(brand);
  const seenText = withoutGlue(text, words, joinedNames, productWords);
  if (seenText === undefined) return undefined;
  const seen = wordsOf(seenText);
  return { words: seen, seen, seenText, mentions: plainMentions(brand, seen, seenText) };
}

/** Plain ones first, and one in disguise; beside a plain one it is looked for only where there may be one. */
function findMentions(brand: Brand, words: WordList, text: string): Mention[] {
  const mentions = plainMentions(brand, words, text);
  if (mentions.length > 0 && !mayShowDisguise(brand, words, text, mentions)) return mentions;
  const disguise = findDisguise(
    withoutMentions(text, words, mentions),
    brandProfile(brand).spelledNames,
    (spelling) => spelling.tricks.size > 0 && isDeliberate(spelling, text),
  );
  if (disguise) mentions.push(toMention(disguise, words, text));
  return mentions;
}

/** Characters of deliberate disguises: beyond ASCII, masks and signs, digits between letters. */
const ODD_CHARACTERS = /[^\0-\x7f]|[*$@!|+#_]|[a-z][0-9]+[a-z]/i;

/** Odd characters, or another word that begins as a name does: a slip of the pen in the first letter is let go. */
function mayShowDisguise(brand: Brand, { words }: WordList, text: string, mentions: readonly Mention[]): boolean {
  const { firstLetters } = brandProfile(brand);
  let next = 0;
  for (let at = 0; at < words.length; at++) {
    if (at === mentions[next]?.from) at = mentions[next++]!.to - 1;
    else if (firstLetters[words[at]!.charCodeAt(0)]) return true;
  }
  return ODD_CHARACTERS.test(text);
}

/** Blanks in their place, so that everything else stays where it was. */
function withoutMentions(text: string, { starts, ends }: WordList, mentions: readonly Mention[]): string {
  let rest = text;
  for (const { from, to } of mentions) {
    const [start, end] = [starts[from]!, ends[to - 1]!];
    rest = rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end);
  }
  return rest;
}

function plainMentions(brand: Brand, words: WordList, text: string): Mention[] {
  const { namesByFirstWord, unspacedNames, firstLetters } = brandProfile(brand);
  const mentions: Mention[] = [];
  for (let from = 0; from < words.words.length; from++) {
    const word = words.words[from]!;
    if (firstLetters[word.charCodeAt(0)] === 0) continue; // spares looking most words up
    const match = namesByFirstWord
      .get(word)
      ?.find((name) => name.words.every((part, offset) => words.words[from + offset] === part));
    if (!match) continue;
    const to = from + match.words.length;
    mentions.push({
      name: match.name,
      spelled: text.slice(words.starts[from], words.ends[to - 1]),
      from,
      to,
      tricks: PLAIN,
    });
  }
  if (words.isAscii) return mentions;
  for (const name of unspacedNames) {
    const from = words.words.findIndex((word) => word.includes(name));
    if (from >= 0) mentions.push({ name, spelled: name, from, to: from + 1, tricks: PLAIN });
  }
  return mentions;
}

function toMention(spelling: Spelling, words: WordList, text: string): Mention {
  const from = Math.max(
    0,
    words.ends.findIndex((end) => end > spelling.start),
  );
  const after = words.starts.findIndex((start) => start >= spelling.end);
  return {
    name: spelling.name.name,
    spelled: text.slice(spelling.start, spelling.end),
    from,
    to: after < 0 ? words.words.length : after,
    tricks: spelling.tricks,
  };
}

/** Tricks that happen by accident: a slip of the pen, or another word that is merely close. */
const ACCIDENTAL: ReadonlySet<Trick> = new Set<Trick>([
  'one wrong letter',
  'letter pairs that look like one letter',
  'repeated letters',
  'name cut in pieces',
]);

/** A name or logo text in words read from a picture: the same rules, but a plain spelling counts too. */
export function findLogo(brand: Brand, text: string): { name: string; spelled: string } | undefined {
  const found = findDisguise(
    text,
    brandProfile(brand).logoTexts,
    (spelling) => spelling.tricks.size === 0 || isDeliberate(spelling, text),
  );
  return found && { name: found.name.name, spelled: text.slice(found.start, found.end) };
}

const SHORTEST_SHOWN = 4; // "dub" is no disguise of a name with li for u

/** Keeps out other words: "channel" is no disguise of Chanel, "le go" none of Lego, "1390" none either. */
function isDeliberate(spelling: Spelling, text: string): boolean {
  const length = spelling.name.letters.length;
  const { tricks } = spelling;
  if (spelling.end - spelling.start < SHORTEST_SHOWN) return false;
  if (length - spelling.digits < (length === 4 ? 2 : 1)) return false;
  if (tricks.has('one wrong letter') && !wrongLetterCounts(spelling, text)) return false;
  if (tricks.has('name cut in pieces') && !cutCounts(spelling)) return false;
  const covered = foldText(text.slice(spelling.start, spelling.end)).split(/[^\p{L}\p{N}]+/u);
  if (tricks.has('name cut in pieces') && covered.some((word) => /^\d+$/.test(word))) return false; // "cable 5" is no "cables"
  if (!mayBeAccident(spelling)) return true;
  return !covered.every((word) => (word.length <= 1 ? false : isCommonWord(word)));
}

/** A plain spelling (no trick at all) is none either. */
export const mayBeAccident = ({ tricks }: Pick<Spelling, 'tricks'>): boolean =>
  [...tricks].every((trick) => ACCIDENTAL.has(trick));

/**
 * Who wants to be read leaves the first letter as it is, or next to its place, or slips to the key beside it; another first
 * letter makes another word ("tinted").
 */
function wrongLetterCounts(spelling: Spelling, text: string): boolean {
  if (spelling.tricks.size > 1) return false;
  const { letters, raw } = spelling.name;
  const [first, second] = foldText(text.slice(spelling.start, spelling.start + 2));
  if (letters.length >= 8 || first === raw[0]) return true;
  if (second === raw[0]) return letters.length > 5 || first === raw[1];
  return letters.length > 5 && areKeyboardNeighbours(first, raw[0]);
}

const KEY_ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

/** In the same row. Keys above one another would make "finder" a slip of Tinder. */
const areKeyboardNeighbours = (one = ' ', other = ' '): boolean =>
  KEY_ROWS.some((row) => row.includes(one + other) || row.includes(other + one));

/** One cut in a name that is long enough; after hidden characters any. */
function cutCounts(spelling: Spelling): boolean {
  return spelling.tricks.has('hidden characters') || (spelling.name.letters.length >= 5 && spelling.pieces === 1);
}
