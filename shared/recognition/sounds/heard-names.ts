import type { HeardRun, HeardUnit } from './heard-text.ts';
import type { NameSounds } from './name-sounds.ts';
import type { Script } from './scripts.ts';
import { isVowel, type Unit } from './sounds.ts';

/** A place where a text says a name in other letters, and how much that says, in bits. */
export type HeardName = { name: string; start: number; end: number; bits: number; script: Script };

/** How far below what is sure a name may stay and still hint at the brand. */
const FAINT = 4.5;

// What does not fit, in bits.
const OTHER_VOWEL = 3.5;
const VOWEL_MORE = 3;
/** A consonant that the script leaves out behind vowels. */
const MUTE = 1;
/** Between words; letters that stand alone are spaced out. */
const CUT = 3;
/** What begins or ends inside a word may be a part of that. */
const INSIDE_WORD = 2;
const NUMBER_BITS = 4;
const NEVER = Number.NEGATIVE_INFINITY;

/**
 * The best place for one of the names, if it says enough to hint at it.
 * @param mayFollow whether what follows a name within its word may stand there
 */
export function heardName(
  runs: readonly HeardRun[],
  names: readonly NameSounds[],
  mayFollow: (start: number, end: number, wordEnd: number) => boolean,
): HeardName | undefined {
  let best: HeardName | undefined;
  for (const run of runs) {
    const { script, units } = run;
    for (const name of names) {
      const worth = worthOf(name, script);
      if (worth[0]! < script.sure - FAINT) continue;
      for (let at = 0; at < units.length; at++) {
        if (!mayStart(run, at, name)) continue;
        const found = heardFrom({ script, units, name, worth, at, mayFollow });
        if (found && (!best || found.bits - script.sure > best.bits - best.script.sure)) best = found;
      }
    }
  }
  return best;
}

const known = new WeakMap<NameSounds, Map<Script, Float64Array>>();

/** What the rest of a name is worth at most, in bits, from each of its sounds on. */
function worthOf(name: NameSounds, script: Script): Float64Array {
  const byScript = known.get(name) ?? new Map<Script, Float64Array>();
  known.set(name, byScript);
  let worth = byScript.get(script);
  if (!worth) {
    worth = new Float64Array(name.units.length + 1);
    for (let i = name.units.length - 1; i >= 0; i--) {
      const { sounds, number } = name.units[i]!;
      worth[i] = worth[i + 1]! + (number === undefined ? script.information(sounds) : NUMBER_BITS);
    }
    byScript.set(script, worth);
  }
  return worth;
}

/** Whether the name may begin there, by its first sounds: most may not. */
export function mayStart({ script, units, skeletons }: HeardRun, at: number, name: NameSounds): boolean {
  const heard = units[at]!;
  if (!heard.isFirst || (!script.isOpen && !heard.begins)) return false;
  if (heard.number !== undefined) return heard.number === name.units[0]!.number;
  if ((heard.sounds & name.first) === 0 && !(heard.isLoose && ((units[at + 1]?.sounds ?? 0) & name.first) !== 0))
    return false;
  const heardSkeleton = skeletons[at]!;
  return name.skeleton.every((sounds, i) => heardSkeleton[i] === undefined || (heardSkeleton[i] & sounds) !== 0);
}

type Attempt = {
  script: Script;
  units: readonly HeardUnit[];
  name: NameSounds;
  worth: Float64Array;
  at: number;
  mayFollow: (start: number, end: number, wordEnd: number) => boolean;
};

/** Name and text side by side; `scores` by how much of the name is said so far. */
function heardFrom({ script, units, name, worth, at, mayFollow }: Attempt): HeardName | undefined {
  const wanted = name.units;
  const last = wanted.length;
  let scores = new Float64Array(last + 1).fill(NEVER);
  let best: { bits: number; end: number } | undefined;
  let least = script.sure - FAINT;
  scores[0] = units[at]!.begins ? 0 : -INSIDE_WORD;
  for (let next = at; ; next++) {
    for (let i = 0; i < last; i++) {
      const without = scores[i]! - missing(script, wanted[i]!, i);
      if (without > scores[i + 1]!) scores[i + 1] = without;
    }
    const previous = units[next - 1];
    if (next > at && scores[last]! >= least && isEnd(units, next)) {
      const inside = !previous!.ends;
      const wordEnd = inside ? endOfWord(units, next) : previous!.end;
      if (!inside || script.isOpen || mayFollow(units[at]!.start, previous!.end, wordEnd)) {
        const bits = scores[last]! - (inside && script.isOpen ? INSIDE_WORD : 0);
        if (bits >= least && bits > (best?.bits ?? 0)) {
          best = { bits, end: previous!.end };
          least = bits;
        }
      }
    }
    const heard = units[next];
    if (!heard || next - at > 3 * last) break;
    const after = new Float64Array(last + 1).fill(NEVER);
    const isCut = next > at && heard.gapBefore && !(previous!.begins && heard.ends);
    let isAlive = false;
    for (let i = 0; i <= last; i++) {
      const score = scores[i]! - (isCut && !name.gaps.has(i) ? CUT : 0);
      if (score + worth[i]! < least) continue;
      const more = score - additional(heard, i, last);
      if (more > after[i]!) after[i] = more;
      const fits = i < last ? score + fitting(script, wanted[i]!, heard) : NEVER;
      if (fits > after[i + 1]!) after[i + 1] = fits;
      isAlive ||= more > NEVER || fits > NEVER;
    }
    if (!isAlive) break;
    scores = after;
  }
  return best && { name: name.name, start: units[at]!.start, ...best, script };
}

function missing(script: Script, { isLoose, isSoft, sounds, number }: Unit, position: number): number {
  if (isLoose) return 0;
  if (position === 0 || number !== undefined) return Number.POSITIVE_INFINITY;
  if (isSoft && (sounds & script.mute) !== 0) return MUTE;
  if (!isVowel(sounds)) return Number.POSITIVE_INFINITY;
  return script.unwritten;
}

function additional({ isLoose, sounds, number }: HeardUnit, position: number, last: number): number {
  if (isLoose) return 0;
  return number === undefined && isVowel(sounds) && position > 0 && position < last
    ? VOWEL_MORE
    : Number.POSITIVE_INFINITY;
}

function fitting(script: Script, wanted: Unit, heard: HeardUnit): number {
  if (wanted.number !== undefined) return wanted.number === heard.number ? NUMBER_BITS : NEVER;
  if ((wanted.sounds & heard.sounds) !== 0) return script.information(wanted.sounds);
  return isVowel(wanted.sounds) && isVowel(heard.sounds) ? -OTHER_VOWEL : NEVER;
}

/** Between characters; what hangs on the last one must not be heard. */
const isEnd = (units: readonly HeardUnit[], next: number): boolean => units[next - 1]!.isLast;

function endOfWord(units: readonly HeardUnit[], from: number): number {
  let at = from;
  while (!units[at]!.ends) at++;
  return units[at]!.end;
}
