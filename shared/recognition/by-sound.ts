import type { Brand } from '#shared/domain/brand.ts';
import { brandProfile } from './brand-profile.ts';
import { isEverydayName } from './everyday-names.ts';
import { goodsNouns, kindBits } from './goods-nouns.ts';
import { type Mention, mentionAt } from './mention.ts';
import { MIXED_ALPHABETS, withoutLatinLetters } from './mixed-alphabets.ts';
import { tailOf } from './name-tails.ts';
import { isOrdinaryWord } from './ordinary-words.ts';
import { hasOtherSign } from './other-signs.ts';
import { type HeardName, heardName } from './sounds/heard-names.ts';
import { heardRuns } from './sounds/heard-text.ts';
import type { NameSounds } from './sounds/name-sounds.ts';
import { MAY_BE_HEARD } from './sounds/scripts.ts';
import type { Trick } from './spelling-walk.ts';
import { foldText, type WordList } from './text-folding.ts';

/** What it says for the brand, in bits, that goods of its kinds are sold: about one text in ten does. */
const GOODS_OF_ITS_KIND = 3;

const NONE: ReadonlySet<Trick> = new Set();
const SPACED_OUT: ReadonlySet<Trick> = new Set<Trick>(['letters spaced out']);

/**
 * A Latin name written by its sound in another script: what a seller of that language writes is no disguise. Short names, and those
 * that are heard in part, may be other words: they need another sign of the brand.
 */
export function mentionBySound(
  brand: Brand,
  words: WordList,
  text: string,
): { mention: Mention; isSure: boolean } | undefined {
  if (words.isAscii || !MAY_BE_HEARD.test(text)) return undefined;
  const heard = hearBrand(brand, text);
  if (!heard) return undefined;
  const { name, start, end, bits, script } = heard;
  const tricks = ALL_APART.test(text.slice(start, end)) ? SPACED_OUT : NONE;
  const mention: Mention = { ...mentionAt(words, text, { name, start, end, tricks }), bySound: true };
  const nouns = goodsNouns(words);
  const said = foldText(mention.spelled);
  if (isOrdinaryWord(said) || nouns.some((noun) => noun.text === said)) return undefined;
  const missing = script.sure - bits;
  const isSure =
    (missing <= 0 && !isWordOfEnglish(name)) ||
    (missing <= GOODS_OF_ITS_KIND && (kindBits(nouns) & brandProfile(brand).productKinds) !== 0) ||
    hasOtherSign(brand, words, mention) ||
    saysProduct(brand, text, heard);
  return { mention, isSure };
}

const LOOK_ALIKE: ReadonlySet<Trick> = new Set<Trick>(['look-alike letters']);

/** The name by its sound in a word of another alphabet that has Latin letters in it ("Нoрдхавн"). */
export function mentionBehindLookAlikes(brand: Brand, words: WordList, text: string): Mention | undefined {
  if (words.isAscii || !MIXED_ALPHABETS.test(text)) return undefined;
  const found = mentionBySound(brand, words, withoutLatinLetters(text));
  if (!found?.isSure) return undefined;
  const spelled = text.slice(words.starts[found.mention.from], words.ends[found.mention.to - 1]);
  return MIXED_ALPHABETS.test(spelled) ? { ...found.mention, spelled, tricks: LOOK_ALIKE } : undefined;
}

const ALL_APART = /^\p{L}\p{M}*(?:[^\p{L}\p{N}]+\p{L}\p{M}*){3,}$/u;

/** The name that the text says, or hints at. */
export const hearBrand = (brand: Brand, text: string): HeardName | undefined =>
  hearOneOf(brandProfile(brand).heardNames, text);

function hearOneOf(names: readonly NameSounds[], text: string): HeardName | undefined {
  return heardName(heardRuns(text), names, (start, end, wordEnd) => {
    const [name, tail] = [foldText(text.slice(start, end)), foldText(text.slice(end, wordEnd))];
    return tailOf(name, tail, name + tail, false) === 'known';
  });
}

/** A word of its products elsewhere in the text, by its sound too. */
function saysProduct(brand: Brand, text: string, name: HeardName): boolean {
  const word = hearOneOf(brandProfile(brand).heardProductWords, text);
  return word !== undefined && (word.end <= name.start || word.start >= name.end);
}

/** Other languages take such words over by their sound. */
const isWordOfEnglish = (name: string): boolean => /^\p{L}+$/u.test(name) && isEverydayName(name);
