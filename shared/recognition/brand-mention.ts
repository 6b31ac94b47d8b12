import type { Brand } from '#shared/domain/brand.ts';
import type { Listing } from '#shared/domain/listing.ts';
import { brandProfile } from './brand-profile.ts';
import { mentionBehindLookAlikes, mentionBySound } from './by-sound.ts';
import { cachedPerPair } from './caches.ts';
import { isDeliberate, isFaint } from './deliberate-spelling.ts';
import { deobfuscate } from './deobfuscate.ts';
import { faintMention } from './faint-names.ts';
import { type Mention, mentionAt } from './mention.ts';
import { findDisguise } from './name-spelling.ts';
import { withDigits } from './numbers-in-digits.ts';
import { hasOtherSign } from './other-signs.ts';
import { plainMentions } from './plain-mentions.ts';
import type { Spelling } from './spelling-walk.ts';
import { type WordList, wordsOf } from './text-folding.ts';
import { withoutGlue, withoutGlueBehindDisguise } from './unspaced-words.ts';

/**
 * A title read once for one brand. `mentions` is empty when the brand is not named in any form; their positions are those of
 * `words`. `seen`: the words as a reader takes them, cut from `seenText`. `hint`: where there is no mention, a place that
 * names the brand if something beyond the text says the same.
 */
export type TitleReading = {
  words: WordList;
  seen: WordList;
  seenText: string;
  mentions: readonly Mention[];
  hint?: Mention;
};

/** Cached: several signals ask about the same title. */
export const readTitle = cachedPerPair(
  (brand: Brand, listing: Listing): TitleReading => readText(brand, listing.title),
);

/** @param text a title, or any other words of an offer */
export function readText(brand: Brand, text: string): TitleReading {
  const words = wordsOf(text);
  const read = deobfuscate(text);
  const seen = read === text ? words : wordsOf(read);
  const asWritten = findMentions(brand, words, text);
  const disguisedTwice = read === text || asWritten.mentions.length > 0 ? asWritten : findMentions(brand, seen, read);
  const { mentions } = disguisedTwice;
  const found = { words: disguisedTwice === asWritten ? words : seen, seen, seenText: read, mentions };
  if (mentions.length > 0 && !isOneSlip(mentions)) return found;
  const unglued = readUnspaced(brand, seen, read);
  if (unglued && unglued.mentions.length > 0) return unglued;
  if (mentions.length > 0) return found;
  const cut = withoutGlueBehindDisguise(read, seen, brandProfile(brand).spelledNames);
  if (cut !== undefined) {
    const cutWords = wordsOf(cut);
    const behind = findMentions(brand, cutWords, cut);
    if (behind.mentions.length > 0)
      return { words: cutWords, seen: cutWords, seenText: cut, mentions: behind.mentions };
  }
  const counted = withDigits(read, seen, brandProfile(brand).numbers);
  if (counted !== undefined) {
    const countedWords = wordsOf(counted);
    const { mentions: numbered } = findMentions(brand, countedWords, counted);
    if (numbered.length > 0) return { words: countedWords, seen: countedWords, seenText: counted, mentions: numbered };
  }
  const heard = mentionBySound(brand, seen, read);
  if (heard?.isSure) return { words: seen, seen, seenText: read, mentions: [heard.mention] };
  const behind = mentionBehindLookAlikes(brand, words, text);
  if (behind) return { words, seen, seenText: read, mentions: [behind] };
  const hint = disguisedTwice.hint ?? faintMention(brand, seen, read) ?? heard?.mention;
  if (!hint) return unglued ?? { words: seen, seen, seenText: read, mentions: [] };
  return { words: seen, seen, seenText: read, ...judgeHint(brand, seen, hint) };
}

/** "Nordhavna" has a letter too many, or a case ending: the ending is the better reading. */
const isOneSlip = ([first, ...others]: readonly Mention[]): boolean =>
  others.length === 0 && first!.tricks.has('one wrong letter');

const judgeHint = (brand: Brand, words: WordList, hint: Mention): Pick<TitleReading, 'mentions' | 'hint'> =>
  hasOtherSign(brand, words, hint) ? { mentions: [hint] } : { mentions: [], hint };

/** A title that names the brand only in words without gaps, if it does. */
function readUnspaced(brand: Brand, words: WordList, text: string): TitleReading | undefined {
  const { gluedNames, productWords } = brandProfile(brand);
  const unglued = withoutGlue(text, words, gluedNames, productWords);
  if (!unglued) return undefined;
  const seenText = unglued.text;
  const seen = wordsOf(seenText);
  const mentions = plainMentions(brand, seen, seenText);
  if (unglued.isSure || mentions.length === 0) return { words: seen, seen, seenText, mentions };
  return { words: seen, seen, seenText, ...judgeHint(brand, seen, mentions[0]!) };
}

type Found = { mentions: Mention[]; hint?: Mention };

/** Plain ones first, and one in disguise; beside a plain one it is looked for only where there may be one. */
function findMentions(brand: Brand, words: WordList, text: string): Found {
  const { spelledNames, everydayNames } = brandProfile(brand);
  let mentions = plainMentions(brand, words, text);
  let hint: Mention | undefined;
  if (everydayNames.size > 0 && mentions.some(({ name }) => everydayNames.has(name))) {
    hint = mentions.find((mention) => everydayNames.has(mention.name) && !hasOtherSign(brand, words, mention));
    if (hint) mentions = mentions.filter(({ name }) => !everydayNames.has(name));
  }
  if (mentions.length > 0 && !mayShowDisguise(brand, words, text, mentions)) return { mentions };
  let endsInMask: Spelling | undefined;
  const other = findDisguise(withoutMentions(text, words, mentions), spelledNames, (spelling) => {
    if (spelling.tricks.size === 0 || !isDeliberate(spelling, text)) return false;
    if (isFaint(spelling, text)) hint ??= toMention(spelling, words, text);
    else if (endsBeforeMask(spelling, text)) endsInMask ??= spelling;
    else return true;
    return false;
  });
  const disguise = other ?? endsInMask;
  if (disguise) mentions.push(toMention(disguise, words, text));
  return hint ? { mentions, hint } : { mentions };
}

/** "Nordhav N*rdhavn": what looks like a name cut in pieces took the first letter of a masked one, which says more. */
const endsBeforeMask = ({ tricks, end }: Spelling, text: string): boolean =>
  tricks.has('name cut in pieces') && /^[*$@!|+#_]+\p{L}/u.test(text.slice(end, end + 4));

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

const toMention = ({ name, start, end, tricks }: Spelling, words: WordList, text: string): Mention =>
  mentionAt(words, text, { name: name.name, start, end, tricks });

const SHORTEST_LOGO = 4;

export type LogoFound = Pick<Spelling, 'tricks'> & { name: string; spelled: string };

/** A name or logo text in words read from a picture: the same rules, but a plain spelling counts too. */
export function findLogo(brand: Brand, text: string): LogoFound | undefined {
  const found = findDisguise(
    text,
    brandProfile(brand).logoTexts,
    (spelling) =>
      spelling.name.letters.length >= SHORTEST_LOGO &&
      (spelling.tricks.size === 0 || (isDeliberate(spelling, text) && !isFaint(spelling, text))),
  );
  return found && { name: found.name.name, spelled: text.slice(found.start, found.end), tricks: found.tricks };
}
