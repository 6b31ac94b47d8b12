import { digitOf, numberOf } from '../number-words.ts';
import { foldText } from '../text-folding.ts';
import { simplified } from '../unspaced-names.ts';
import { asDevanagari } from './indic-thai.ts';
import { type Range, type Reader, rangeAt, type Script } from './scripts.ts';
import { isVowel, SKELETON, type Sounds, type Unit } from './sounds.ts';

/** A sound and the place of its character, which may have several. `begins` and `ends`: at the edge of a word. */
export type HeardUnit = Unit & {
  start: number;
  end: number;
  isFirst: boolean;
  isLast: boolean;
  begins: boolean;
  ends: boolean;
  gapBefore: boolean;
};

/** A stretch of text in one script. `skeletons`: from each unit on, the first consonants that cannot be left out. */
export type HeardRun = { script: Script; units: readonly HeardUnit[]; skeletons: readonly (readonly Sounds[])[] };

const LONGEST_GAP = 3;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

let last: { text: string; runs: HeardRun[] } | undefined; // many brands ask about one text

/** The text's stretches of other scripts, as they are heard. */
export function heardRuns(text: string): readonly HeardRun[] {
  if (last?.text !== text) last = { text, runs: runsOf(text) };
  return last.runs;
}

/** Consonants that may be left out end it: what comes behind may stand for more than one place in a name. */
function skeletonFrom(units: readonly HeardUnit[], from: number): Sounds[] {
  const skeleton: Sounds[] = [];
  for (let at = from; at < units.length && skeleton.length < SKELETON; at++) {
    const unit = units[at]!;
    if (isVowel(unit.sounds)) continue;
    if (unit.isLoose || unit.number !== undefined) break;
    skeleton.push(unit.sounds);
  }
  return skeleton;
}

function runsOf(text: string): HeardRun[] {
  const runs: { script: Script; units: HeardUnit[]; end: number }[] = [];
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    const range = rangeAt(code);
    const run = runs.at(-1);
    if (range) {
      let end = at + 1;
      while (end < text.length && isSameWord(text.charCodeAt(end), range)) end++;
      const [, , reader] = range;
      const goesOn = run?.script === reader && isGap(text.slice(run.end, at));
      const into = goesOn ? run : { script: reader, units: [], end };
      if (!goesOn) runs.push(into);
      hearWord(reader, text, at, end, into.units);
      into.end = end;
      at = end;
    } else if (digitOf(code) !== undefined) {
      const { number, end } = numberAt(text, at);
      if (run && isGap(text.slice(run.end, at))) {
        const place = {
          start: at,
          end,
          isFirst: true,
          isLast: true,
          begins: true,
          ends: true,
          gapBefore: run.end < at,
        };
        run.units.push({ sounds: 0, isLoose: false, number, ...place });
        run.end = end;
      }
      at = end;
    } else at++;
  }
  return runs.map(({ script, units }) => ({ script, units, skeletons: units.map((_, at) => skeletonFrom(units, at)) }));
}

const isGap = (between: string): boolean => between.length <= LONGEST_GAP && !LETTER_OR_DIGIT.test(between);

function numberAt(text: string, start: number): { number: number; end: number } {
  let [number, end] = [0, start];
  for (; end < text.length; end++) {
    const digit = digitOf(text.charCodeAt(end));
    if (digit === undefined) break;
    number = 10 * number + digit;
  }
  return { number, end };
}

const isMark = (code: number): boolean =>
  (code >= 0x300 && code <= 0x36f) || (code >= 0x591 && code <= 0x5c7) || (code >= 0x610 && code <= 0x61a);
const isHidden = (code: number): boolean =>
  code === 0xad || (code >= 0x200b && code <= 0x200f) || code === 0x2060 || code === 0xfeff;

const isSameWord = (code: number, [first, last]: Range): boolean =>
  (code >= first && code <= last && rangeAt(code) !== undefined) || isMark(code) || isHidden(code) || code === 0x30fc;

/** Proclitics that stand before names without a gap: a name may begin behind them. */
const PROCLITICS: Readonly<Record<string, RegExp>> = { arabic: /^(?:وال|بال|لل|ال|[وبل])/, hebrew: /^[הבלמוש]/ };
const SHORTEST_BEHIND = 4;

function hearWord(reader: Reader, text: string, start: number, end: number, into: HeardUnit[]): void {
  const letters: string[] = [];
  const places: number[] = [];
  for (let at = start; at < end; at++) {
    const folded = foldCharacter(text[at]!, reader.id);
    for (const one of folded) {
      letters.push(one);
      places.push(at);
    }
  }
  places.push(end);
  const word = reader.id === 'indic' ? asDevanagari(letters.join('')) : letters.join('');
  const number = numberOf(word);
  const proclitic = PROCLITICS[reader.id]?.exec(word)?.[0].length ?? 0;
  const behind = word.length - proclitic >= SHORTEST_BEHIND ? proclitic : 0;
  const gapBefore = into.length > 0 && into.at(-1)!.end < start;
  if (number !== undefined) {
    into.push({
      sounds: 0,
      isLoose: false,
      number,
      start,
      end,
      isFirst: true,
      isLast: true,
      begins: true,
      ends: true,
      gapBefore,
    });
    return;
  }
  for (let at = 0; at < word.length; ) {
    const { units, length } = reader.read(word, at);
    for (const [i, unit] of units.entries()) {
      const before = into.findLast((one) => !one.isLoose || !isVowel(one.sounds));
      const isFirst = i === 0;
      into.push({
        ...unit,
        isLoose: unit.isLoose || (at > 0 && before !== undefined && isSaidAgain(before, unit)),
        start: places[at]!,
        end: places[at + length]!,
        isFirst,
        isLast: i === units.length - 1,
        begins: isFirst && (at === 0 || (behind > 0 && at === behind)),
        ends: false,
        gapBefore: isFirst && at === 0 && gapBefore,
      });
    }
    at += length;
  }
  const final = into.at(-1);
  if (final && final.start >= start) Object.assign(final, { end, ends: true }); // with what is not said behind it
}

const isSaidAgain = (before: Unit, unit: Unit): boolean =>
  (before.sounds & unit.sounds) !== 0 && !isVowel(before.sounds) && !isVowel(unit.sounds);

function foldCharacter(character: string, script: string): string {
  if (script === 'indic' || script === 'thai' || script === 'hangul') return character;
  const folded = foldText(character);
  return script === 'han' || script === 'kana' ? simplified(folded) : folded;
}
