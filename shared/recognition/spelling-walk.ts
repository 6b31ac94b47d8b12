import { type Glyphs, glyphsOf, isLoose, KIND, type Kind, readAs } from './glyphs.ts';
import { DIGRAPHS } from './lookalikes.ts';

/** How a name was disguised. */
export type Trick =
  | 'look-alike letters'
  | 'hidden characters'
  | 'digits or signs for letters'
  | 'masked letters'
  | 'letter pairs that look like one letter'
  | 'repeated letters'
  | 'letters spaced out'
  | 'name cut in pieces'
  | 'one wrong letter'
  | 'vowels left out'
  | 'written backwards'
  | 'name shortened';

/** A brand name as the letters that a disguise must show. */
export type SpelledName = {
  name: string;
  /** As a reader takes them (i is l), and as they are. */
  letters: readonly string[];
  raw: readonly string[];
  /** Folded, in the name's own alphabet. */
  own: readonly string[];
  /** Positions before which the name itself has a gap. */
  gaps: ReadonlySet<number>;
  /** What the first glyph of a disguise may read as. */
  firstReads: ReadonlySet<string>;
  /** And the second, if it shows a letter; undefined: anything. */
  secondReads: ReadonlySet<string> | undefined;
  /** Of the first reads those that stand for a letter only with the one after them ("ri" for n), and that one. */
  firstOfPair: ReadonlyMap<string, string>;
  hasDigit: boolean;
  /** By position: those of the letter pairs that say something of the letters there. */
  digraphs: readonly (typeof DIGRAPHS)[];
};

/** Where and how a name is spelled; offsets into the title. `pieces`: cuts beyond the name's own gaps. */
export type Spelling = {
  name: SpelledName;
  start: number;
  end: number;
  tricks: ReadonlySet<Trick>;
  digits: number;
  pieces: number;
};

export function spelledName(name: string): SpelledName {
  const glyphs = glyphsOf(name);
  const raw: string[] = [];
  const own: string[] = [];
  const letters: string[] = [];
  const gaps = new Set<number>();
  let gap = false;
  for (const [index, letter] of glyphs.letters.entries()) {
    gap ||= glyphs.gapBefore[index]!;
    if (isLoose(glyphs.kinds[index]!)) continue;
    if (gap && raw.length > 0) gaps.add(raw.length);
    gap = false;
    raw.push(letter);
    own.push(glyphs.own[index]!);
    letters.push(letter === 'i' ? 'l' : letter); // a digit in a name is meant as a digit
  }
  return {
    name,
    letters,
    raw,
    own,
    gaps,
    firstReads: firstReads(letters),
    secondReads: secondReads(letters),
    firstOfPair: firstOfPair(letters),
    hasDigit: raw.some((letter) => /\d/.test(letter)),
    digraphs: letters.map((letter, at) =>
      DIGRAPHS.filter(([pair, single]) => single === letter || (pair[0] === letter && pair[1] === letters[at + 1])),
    ),
  };
}

function firstReadsByThemselves(first: string): string[] {
  const turned = first === 'u' ? ['v'] : first === 'v' ? ['u'] : [];
  return [first, readAs(first), ...turned];
}

function firstReads(letters: readonly string[]): Set<string> {
  const [first, second] = letters;
  const reads = new Set(first === undefined ? [] : firstReadsByThemselves(first));
  for (const [pair, single] of DIGRAPHS) {
    if (single === first) reads.add(pair[0]!);
    if (first === pair[0] && second === pair[1]) reads.add(single);
  }
  return reads;
}

function firstOfPair([first]: readonly string[]): Map<string, string> {
  const byItself = first === undefined ? [] : firstReadsByThemselves(first);
  return new Map(
    DIGRAPHS.flatMap(([pair, single]) =>
      single === first && !byItself.includes(pair[0]!) ? [[pair[0]!, pair[1]!]] : [],
    ),
  );
}

function secondReads(letters: readonly string[]): Set<string> | undefined {
  const [first, second] = letters;
  if (DIGRAPHS.some(([pair]) => pair[0] === first && pair[1] === second)) return undefined; // one glyph may stand for both
  const reads = firstReads(letters.slice(1));
  if (first !== undefined) reads.add(first); // repeated
  for (const [pair, single] of DIGRAPHS) if (single === first) reads.add(pair[1]!);
  return reads;
}

/** One name held against the title from one glyph on. */
type Comparison = { glyphs: Glyphs; name: SpelledName; start: number };

/** What it took to get here. `tricks` is a set of BITs. */
type Trail = {
  tricks: number;
  wrongLetters: number;
  masks: number;
  digits: number;
  pieces: number;
  changed?: { from: string; to: string };
};

const BIT = { lookalike: 1, hidden: 2, leet: 4, mask: 8, pair: 16, repeat: 32, apart: 64, wrong: 128 };
const TRICKS: readonly (readonly [bit: number, trick: Trick])[] = [
  [BIT.hidden, 'hidden characters'],
  [BIT.lookalike, 'look-alike letters'],
  [BIT.mask, 'masked letters'],
  [BIT.leet, 'digits or signs for letters'],
  [BIT.pair, 'letter pairs that look like one letter'],
  [BIT.apart, 'name cut in pieces'],
  [BIT.repeat, 'repeated letters'],
  [BIT.wrong, 'one wrong letter'],
];
const BIT_OF_KIND: Record<Kind, number> = {
  [KIND.plain]: 0,
  [KIND.lookalike]: BIT.lookalike,
  [KIND.hidden]: BIT.hidden,
  [KIND.digit]: BIT.leet,
  [KIND.sign]: BIT.leet,
  [KIND.mask]: BIT.mask,
};

/** @param wrongLetters how many letters may be changed, left out, added or swapped */
export function walkName(comparison: Comparison, wrongLetters: number): Spelling | undefined {
  return walk(comparison, comparison.start, 0, { tricks: 0, wrongLetters, masks: 0, digits: 0, pieces: 0 });
}

function walk(comparison: Comparison, at: number, position: number, trail: Trail): Spelling | undefined {
  const { glyphs, name, start } = comparison;
  if (position === name.letters.length) return finish(comparison, at, trail);
  if (at === glyphs.letters.length) {
    const lastIsLeftOut = trail.wrongLetters > 0 && position === name.letters.length - 1;
    return lastIsLeftOut ? walk(comparison, at, position + 1, spend(trail)) : undefined;
  }
  const isCut = at > start && glyphs.gapBefore[at] && !isGapOfName(name, position, trail);
  const here = isCut && position > 0 ? cut(trail) : trail;
  return (
    sameLetter(comparison, at, position, here) ??
    maskOrSeparator(comparison, at, position, here) ??
    letterPair(comparison, at, position, here) ??
    repeatedLetter(comparison, at, position, here) ??
    wrongLetter(comparison, at, position, here)
  );
}

/** Also where the letter after the gap was left out ("Nord avn" for "Nord Havn"). */
const isGapOfName = ({ gaps }: SpelledName, position: number, { tricks }: Trail): boolean =>
  gaps.has(position) || (tricks === BIT.wrong && gaps.has(position - 1));

/** A spelling ends where a word ends; a letter may be repeated until there. */
function finish(comparison: Comparison, at: number, trail: Trail): Spelling | undefined {
  const { glyphs } = comparison;
  const isEnd = at === glyphs.letters.length || glyphs.gapBefore[at] || isLoose(glyphs.kinds[at]!);
  return isEnd ? arrived(comparison, at, trail) : repeatedLetter(comparison, at, comparison.name.letters.length, trail);
}

function sameLetter(comparison: Comparison, at: number, position: number, trail: Trail): Spelling | undefined {
  const { glyphs, name } = comparison;
  const letter = glyphs.letters[at]!;
  const kind = glyphs.kinds[at]!;
  if (kind === KIND.mask) return undefined;
  const isDigit = kind === KIND.digit || kind === KIND.sign;
  const wanted = name.letters[position]!;
  let bits = BIT_OF_KIND[kind];
  const isOwn = glyphs.own[at] === name.own[position];
  if (kind === KIND.lookalike && isOwn) bits = 0;
  // The other way round: a Latin o in a name that has a Cyrillic one.
  if (kind === KIND.plain && !isOwn && letter === name.raw[position]) bits = BIT.lookalike;
  if (letter === name.raw[position]) {
    if (isDigit) return walk(comparison, at + 1, position + 1, trail);
  } else if (glyphs.reads[at] === wanted) {
    if (!isDigit) bits |= BIT.lookalike;
  } else if ((letter === 'v' && wanted === 'u') || (letter === 'u' && wanted === 'v')) bits |= BIT.leet;
  else return undefined;
  const next = add(trail, bits);
  return walk(comparison, at + 1, position + 1, isDigit ? { ...next, digits: trail.digits + 1 } : next);
}

/** "N*i*k*e" sets letters apart, "N*ke" hides one: both readings are tried. */
function maskOrSeparator(comparison: Comparison, at: number, position: number, trail: Trail): Spelling | undefined {
  const { glyphs, name } = comparison;
  const kind = glyphs.kinds[at]!;
  if (!isLoose(kind) || position === 0) return undefined; // a hidden first letter leaves too little to go by
  // One sign between letters sets them apart; a row of signs is decoration, and would cost time.
  if (!isLoose(glyphs.kinds[at + 1] ?? KIND.plain)) {
    const found = walk(comparison, at + 1, position, name.gaps.has(position) ? trail : cut(trail));
    if (found) return found;
  }
  if (kind !== KIND.mask || trail.masks >= mostMasks(name)) return undefined;
  return walk(comparison, at + 1, position + 1, { ...add(trail, BIT.mask), masks: trail.masks + 1 });
}

/** At least three letters must show. */
const mostMasks = ({ letters }: SpelledName): number => Math.min(3, Math.floor(letters.length / 2), letters.length - 3);

function letterPair(comparison: Comparison, at: number, position: number, trail: Trail): Spelling | undefined {
  const { glyphs, name } = comparison;
  const read = glyphs.reads[at];
  const wanted = name.letters[position];
  for (const [pair, single] of name.digraphs[position]!) {
    if (wanted === single && read === pair[0] && glyphs.reads[at + 1] === pair[1] && !glyphs.gapBefore[at + 1]) {
      const found = walk(comparison, at + 2, position + 1, add(trail, BIT.pair));
      if (found) return found;
    }
    if (read === single && wanted === pair[0] && name.letters[position + 1] === pair[1]) {
      const found = walk(comparison, at + 1, position + 2, add(trail, BIT.pair));
      if (found) return found;
    }
  }
  return undefined;
}

function repeatedLetter(comparison: Comparison, at: number, position: number, trail: Trail): Spelling | undefined {
  const { glyphs, name } = comparison;
  if (trail.tricks & BIT.wrong) return undefined; // a wrong letter counts only alone
  const before = name.letters[position - 1];
  const isRepeated =
    position > 0 && !glyphs.gapBefore[at] && glyphs.reads[at] === before && glyphs.reads[at - 1] === before;
  return isRepeated ? walk(comparison, at + 1, position, add(trail, BIT.repeat)) : undefined;
}

/** One letter changed (throughout the name, if it stands there twice), left out, added, or two neighbours swapped. */
function wrongLetter(comparison: Comparison, at: number, position: number, trail: Trail): Spelling | undefined {
  if (trail.tricks & ~BIT.wrong) return undefined; // it counts only alone
  const { reads } = comparison.glyphs;
  const { letters } = comparison.name;
  const from = comparison.name.raw[position]!; // an i and an l look alike, but are two letters
  const to = reads[at]!;
  if (trail.wrongLetters === 0) {
    const isChangedAgain = trail.changed?.from === from && trail.changed.to === to;
    return isChangedAgain ? walk(comparison, at + 1, position + 1, trail) : undefined;
  }
  const spent = spend(trail);
  const isSwapped = reads[at] === letters[position + 1] && reads[at + 1] === letters[position];
  return (
    (isSwapped ? walk(comparison, at + 2, position + 2, spent) : undefined) ??
    walk(comparison, at + 1, position + 1, { ...spent, changed: { from, to } }) ??
    walk(comparison, at, position + 1, spent) ??
    walk(comparison, at + 1, position, spent)
  );
}

const add = (trail: Trail, bits: number): Trail =>
  (trail.tricks & bits) === bits ? trail : { ...trail, tricks: trail.tricks | bits };
const cut = (trail: Trail): Trail => ({ ...add(trail, BIT.apart), pieces: trail.pieces + 1 });
const spend = (trail: Trail): Trail => ({ ...add(trail, BIT.wrong), wrongLetters: trail.wrongLetters - 1 });

function arrived({ glyphs, name, start }: Comparison, at: number, { tricks: bits, digits, pieces }: Trail): Spelling {
  const tricks = new Set(TRICKS.filter(([bit]) => bits & bit).map(([, trick]) => trick));
  const isSpacedOut = pieces >= name.letters.length - 1 - name.gaps.size;
  if (isSpacedOut && tricks.delete('name cut in pieces')) tricks.add('letters spaced out');
  return { name, start: glyphs.starts[start]!, end: glyphs.ends[at - 1]!, tricks, digits, pieces };
}
