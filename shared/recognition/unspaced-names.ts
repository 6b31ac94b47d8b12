import { Converter } from 'opencc-js/t2cn';
import { cachedPerCharacter } from './caches.ts';
import { foldText, NOT_ASCII, UNSPACED } from './text-folding.ts';

/** A name in a script without spaces, as texts are searched for it. */
export type UnspacedName = {
  name: string;
  /** Folded, Chinese characters in their simplified form, kana as katakana. */
  plain: string;
  /** The name with gaps and signs between its characters. */
  apart: RegExp;
};

let toSimplified: ReturnType<typeof Converter> | undefined; // its table takes 20 ms to load
const HAN = /\p{Script=Han}/u;

const HIRAGANA = /[\u3041-\u3096]/;
const TO_KATAKANA = 0x60;
/** Of those that have another form: the radicals of Chinese. */
const FIRST_CHANGED = 0x2e80;

const simplifiedCharacter = cachedPerCharacter((character) => {
  if (HIRAGANA.test(character)) return String.fromCharCode(character.charCodeAt(0) + TO_KATAKANA);
  if (!HAN.test(character)) return character;
  toSimplified ??= Converter({ from: 't', to: 'cn' });
  const simple = toSimplified(character);
  return simple.length === character.length ? simple : character;
});

/** The same text in simplified characters and katakana: traditional ones and hiragana spell the same name. As long as before. */
export function simplified(text: string): string {
  if (!NOT_ASCII.test(text) || (!HAN.test(text) && !HIRAGANA.test(text))) return text;
  let simple = '';
  for (const character of text) {
    const codePoint = character.codePointAt(0)!;
    simple += codePoint < FIRST_CHANGED ? character : simplifiedCharacter(codePoint);
  }
  return simple;
}

const BETWEEN = '[\\s\\p{P}\\p{S}\\p{M}\\p{Cf}]{0,3}';
const CHARACTER = UNSPACED.source;
const SHORTEST_ANYWHERE = 4; // of two or three characters many stand side by side by chance

export function unspacedName(name: string): UnspacedName {
  const plain = simplified(foldText(name)).replace(/[\s\p{P}\p{S}]+/gu, '');
  const characters = Array.from(plain);
  const inside = characters.map((character) => character.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join(BETWEEN);
  const alone = characters.length < SHORTEST_ANYWHERE;
  return { name, plain, apart: new RegExp(alone ? `(?<!${CHARACTER})${inside}(?!${CHARACTER})` : inside, 'u') };
}

/** Where the text spells the name with gaps or signs between its characters; offsets into the text. */
export function spelledApart(text: string, { plain, apart }: UnspacedName): { start: number; end: number } | undefined {
  const compared = simplified(text);
  if (!compared.includes(plain[0]!)) return undefined;
  const found = apart.exec(compared);
  return found ? { start: found.index, end: found.index + found[0].length } : undefined;
}

/** The text's characters of such scripts alone: what holds none of a brand's names in this, holds none at all. */
export const unspacedCharacters = (text: string): string => simplified(foldText(text)).replace(NOT_UNSPACED, '');

const NOT_UNSPACED = new RegExp(`[^${CHARACTER.slice(1, -1)}]+`, 'gu');
