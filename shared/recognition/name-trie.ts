import { type Glyphs, isLoose, KIND } from './glyphs.ts';
import { DIGRAPHS } from './lookalikes.ts';
import { SHORTEST, SHORTEST_WITH_WRONG_LETTER } from './name-spelling.ts';
import type { SpelledName } from './spelling-walk.ts';

/** Many names, by their letters as a reader takes them. `owners` are those whose name ends here. */
export type NameTrie = {
  id: number;
  letter: string;
  children: Map<string, NameTrie>;
  owners: number[];
  length: number;
};

const MOST_MASKS = 3;
const MOST_GLYPHS = 1e6; // far above the longest title

export function nameTrie(names: readonly { name: SpelledName; owner: number }[]): NameTrie {
  let nodes = 0;
  const newNode = (letter: string, length: number): NameTrie => ({
    id: nodes++,
    letter,
    children: new Map(),
    owners: [],
    length,
  });
  const root = newNode('', 0);
  for (const { name, owner } of names) {
    if (name.letters.length < SHORTEST) continue;
    let node = root;
    for (const letter of name.letters) {
      let child = node.children.get(letter);
      if (!child) {
        child = newNode(letter, node.length + 1);
        node.children.set(letter, child);
      }
      node = child;
    }
    node.owners.push(owner);
  }
  return root;
}

/**
 * Owners of every name that the text may spell in disguise: all that `spelling-walk.ts` would find, and some that it
 * would not, for it walks all names at once and leaves the fine points (how many pieces, which tricks together) to it.
 */
export function mayBeSpelled(glyphs: Glyphs, root: NameTrie, found: Set<number>): void {
  const search: Search = { glyphs, found, been: new Set() };
  for (let start = 0; start < glyphs.letters.length; start++) {
    if (!glyphs.gapBefore[start] && !isLoose(glyphs.kinds[start - 1]!)) continue;
    disguised(search, start, root, 0);
    misspelled(search, start, root, undefined);
  }
}

/** `been`: what was tried from some start already. Rows of masks and doubled letters can be read in very many ways. */
type Search = { glyphs: Glyphs; found: Set<number>; been: Set<number> };

/** Any mixture of tricks, every letter shown or masked. */
function disguised(search: Search, at: number, node: NameTrie, masks: number): void {
  const { glyphs } = search;
  const state = (node.id * MOST_GLYPHS + at) * (MOST_MASKS + 1) + masks;
  if (search.been.has(state)) return;
  search.been.add(state);
  arrive(search, at, node, SHORTEST);
  if (at === glyphs.letters.length) return;
  const kind = glyphs.kinds[at]!;
  const read = glyphs.reads[at]!;
  if (kind !== KIND.mask) {
    follow(search, at + 1, node.children.get(read), masks);
    follow(search, at + 1, asWritten(glyphs, at, node), masks);
    follow(search, at + 1, vForU(glyphs, at, node), masks);
  }
  if (isLoose(kind) && node.length > 0) {
    if (isAlone(glyphs, at)) disguised(search, at + 1, node, masks);
    if (kind === KIND.mask && masks < MOST_MASKS)
      for (const child of node.children.values()) disguised(search, at + 1, child, masks + 1);
  }
  for (const [pair, single] of DIGRAPHS) {
    if (read === pair[0] && glyphs.reads[at + 1] === pair[1]) follow(search, at + 2, node.children.get(single), masks);
    if (read === single) follow(search, at + 1, node.children.get(pair[0]!)?.children.get(pair[1]!), masks);
  }
  if (node.length > 0 && read === node.letter && glyphs.reads[at - 1] === read) disguised(search, at + 1, node, masks);
}

function follow(search: Search, at: number, node: NameTrie | undefined, masks: number): void {
  if (node) disguised(search, at, node, masks);
}

/** `undefined` as long as no letter is wrong. */
type Mistake = { from: string; to: string };
const NO_CHANGE: Mistake = { from: '', to: '' };

/** One letter changed, left out, added or swapped, which counts only without any other trick. */
function misspelled(search: Search, at: number, node: NameTrie, mistake: Mistake | undefined): void {
  const { glyphs } = search;
  if (!mistake) mistaken(search, at, node);
  else arrive(search, at, node, SHORTEST_WITH_WRONG_LETTER);
  if (at === glyphs.letters.length) return;
  const same = node.children.get(glyphs.reads[at]!);
  if (same) misspelled(search, at + 1, same, mistake);
  const written = asWritten(glyphs, at, node);
  if (written) misspelled(search, at + 1, written, mistake);
  const turned = vForU(glyphs, at, node);
  if (turned) misspelled(search, at + 1, turned, mistake);
  const again = mistake?.to === glyphs.reads[at] ? node.children.get(mistake!.from) : undefined;
  if (again) misspelled(search, at + 1, again, mistake);
  // A sign between the words of a name.
  if (node.length > 0 && isLoose(glyphs.kinds[at]!) && isAlone(glyphs, at)) misspelled(search, at + 1, node, mistake);
}

function mistaken(search: Search, at: number, node: NameTrie): void {
  const { letters, reads } = search.glyphs;
  for (const child of node.children.values()) {
    misspelled(search, at, child, NO_CHANGE);
    if (at === letters.length) continue;
    misspelled(search, at + 1, child, { from: child.letter, to: reads[at]! });
    const swapped = reads[at + 1] === child.letter ? child.children.get(reads[at]!) : undefined;
    if (swapped) misspelled(search, at + 2, swapped, NO_CHANGE);
  }
  if (at < letters.length) misspelled(search, at + 1, node, NO_CHANGE);
}

/** One sign between letters sets them apart; a row of signs is decoration. */
const isAlone = ({ kinds }: Glyphs, at: number): boolean => !isLoose(kinds[at + 1] ?? KIND.plain);

/** A spelling ends where a word ends. */
function arrive({ glyphs, found }: Search, at: number, node: NameTrie, shortest: number): void {
  if (node.owners.length === 0 || node.length < shortest) return;
  if (at < glyphs.letters.length && !glyphs.gapBefore[at] && !isLoose(glyphs.kinds[at]!)) return;
  for (const owner of node.owners) found.add(owner);
}

// Besides what a glyph reads as. Not gathered in a list: that took a fifth of the time of looking a title up among 250 brands.

/** A digit that the name itself has. */
function asWritten({ letters, reads }: Glyphs, at: number, { children }: NameTrie): NameTrie | undefined {
  const letter = letters[at]!;
  return letter === reads[at] ? undefined : children.get(letter);
}

function vForU({ letters }: Glyphs, at: number, { children }: NameTrie): NameTrie | undefined {
  const letter = letters[at];
  if (letter === 'u') return children.get('v');
  return letter === 'v' ? children.get('u') : undefined;
}
