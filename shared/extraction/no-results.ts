import { MAINTENANCE } from './block-phrases.ts';
import { all, type Element, first } from './dom.ts';
import {
  CONDITION_ATTRIBUTES,
  FAULT_WORDS,
  NO_RESULTS,
  OTHER_EMPTINESS,
  OTHER_SEARCH,
  OVERLAY_ELEMENT,
  OWN_ELEMENT,
  SIDE_ELEMENT,
  SIDE_HEADING,
  UNDONE_WORDS,
  UNREADY_ELEMENT,
} from './no-results-words.ts';
import { oncePerPage } from './once-per-page.ts';
import type { PageDocument } from './page-document.ts';
import { isShown, parentOf, type VisibleText } from './visible-text.ts';

/** The page's own element for "nothing found", and a person sees it. */
export function showsAny(doc: PageDocument, selector: string): boolean {
  return all(doc.root, selector).some((element) => isShown(element, doc.root) && !isAside(element));
}

/**
 * True when the page tells its reader that the search found nothing, in the words of any shop or in the site's own (`further`).
 * Text that nobody sees, and the emptiness of a cart, a filter, a list of reviews or of what was viewed last, say nothing of the search.
 */
export function saysNoResults(doc: PageDocument, further?: RegExp): boolean {
  const said = saidByAny(doc) ?? (further && saysIt(doc.visible(), new RegExp(further, 'giu')));
  return said !== undefined;
}

/** The element in which the page says so, in the words of any shop. */
export const noResultsElement = (doc: PageDocument): Element | undefined => saidByAny(doc)?.element;

const saidByAny = oncePerPage((doc: PageDocument) => saysIt(doc.visible(), NO_RESULTS));

/** The first block that says so of the search. */
function saysIt(visible: VisibleText, words: RegExp): VisibleText['blocks'][number] | undefined {
  const said = visible.text
    .matchAll(words)
    .find(({ 0: match, index }) => isOfSearch(visible, index, index + match.length));
  return said && visible.blocks[blockAt(visible, said.index)];
}

function isOfSearch(visible: VisibleText, start: number, end: number): boolean {
  const { text, blocks } = visible;
  const at = blockAt(visible, start);
  const block = blocks[at]!;
  // "Cart 0" beside "Search results": words of two blocks make one sentence only where the first holds nothing else.
  const next = blocks[at + 1]?.start ?? text.length;
  if (end > next && text.slice(block.start, start).trim() !== '') return false;
  const { sentence, isQuestion } = sentenceAround(visible, start, end, blocks[at - 1]?.start ?? 0);
  if (isQuestion || OTHER_EMPTINESS.test(sentence)) return false;
  const around = neighbourhood(visible, at);
  if ([FAULT_WORDS, MAINTENANCE, UNDONE_WORDS, OTHER_SEARCH].some((words) => words.test(around))) return false;
  return !isAside(block.element) && !SIDE_HEADING.test(headingAbove(visible, at));
}

/** The block with the one before and the one behind it. */
function neighbourhood({ text, blocks }: VisibleText, at: number): string {
  const [from, to] = [blocks[at - 1]?.start ?? 0, blocks[at + 2]?.start ?? text.length];
  return text.slice(Math.max(from, blocks[at]!.start - 200), Math.min(to, blocks[at]!.start + 500));
}

/** Index of the last block that begins at or before the position. */
function blockAt({ blocks }: VisibleText, position: number): number {
  let [low, high] = [0, blocks.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (blocks[middle]!.start <= position) low = middle;
    else high = middle - 1;
  }
  return low;
}

const SENTENCE_END = /[.!?。！？\n]/;
const REACH = 120;

/** What stands around, up to the ends of its sentence; a label in the block before it ("Cart", "Reviews:") belongs to it. What a person searched for, in quotes, is left out. */
function sentenceAround({ text }: VisibleText, start: number, end: number, blockBefore: number) {
  const before = text.slice(Math.max(blockBefore, start - REACH), start);
  const lead = before.slice(
    Math.max(...['.', '!', '?', '。', '！', '？', '"', '”', '»', '|'].map((mark) => before.lastIndexOf(mark))) + 1,
  );
  const after = text.slice(end, end + REACH);
  const stop = after.search(SENTENCE_END);
  const tail = (stop < 0 ? after : after.slice(0, stop)).replace(/["“„«»][^"”»]{0,80}["”»]?/g, ' ');
  return {
    sentence: `${lead.slice(-40)}${text.slice(start, end)}${tail.slice(0, 60)}`,
    isQuestion: stop >= 0 && /[?？]/.test(after[stop]!),
  };
}

const SIDE_TAGS = new Set(['nav', 'aside', 'footer', 'select', 'dialog', 'fieldset', 'button', 'label']);
const SIDE_ROLES = new Set([
  'dialog',
  'alertdialog',
  'listbox',
  'combobox',
  'menu',
  'navigation',
  'search',
  'complementary',
  'tooltip',
]);
const MAX_CLIMB = 6;

/** In a filter, a cart, a menu, something that lies over the page, a template …: by what the elements around are called, the nearest first. */
export function isAside(element: Element | undefined): boolean {
  let isOwn = false;
  let node = element;
  for (let climbed = 0; node && climbed < MAX_CLIMB; climbed += 1) {
    if (['main', 'body', 'html'].includes(node.name)) return false;
    const called = namesOf(node);
    if (OVERLAY_ELEMENT.test(called) || UNREADY_ELEMENT.test(called) || isConditional(node)) return true;
    isOwn ||= OWN_ELEMENT.test(called) && !SIDE_ELEMENT.test(called);
    if (
      !isOwn &&
      (isSiteHeader(node) ||
        SIDE_TAGS.has(node.name) ||
        SIDE_ROLES.has(node.attribs.role ?? '') ||
        SIDE_ELEMENT.test(called))
    )
      return true;
    node = parentOf(node);
  }
  return false;
}

/** Where the site's own search stands, and no heading of the page. */
const isSiteHeader = (element: Element): boolean =>
  element.name === 'header' && first(element, 'input, nav') !== null && first(element, 'h1, h2') === null;

const namesOf = ({ attribs: { class: classes = '', id = '' } }: Element): string =>
  `${classes} ${id}`.replace(/([a-z])([A-Z])/g, '$1-$2');

/** A framework decides whether a person sees it, or has not run yet. What AngularJS has drawn it marks with `ng-scope`. */
function isConditional({ attribs }: Element): boolean {
  if (/\bng-scope\b/.test(attribs.class ?? '')) return false;
  return (
    CONDITION_ATTRIBUTES.some((name) => attribs[name] !== undefined) ||
    /(?:^|,)\s*(?:visible|if|ifnot)\s*:/.test(attribs['data-bind'] ?? '')
  );
}

const HEADING = /^h[1-6]$|^summary$|^legend$/;

/** The heading that the block stands under, or "" when it is one itself. */
function headingAbove({ text, blocks }: VisibleText, at: number): string {
  for (let index = at; index >= 0 && index > at - 12; index -= 1) {
    const { element, start } = blocks[index]!;
    if (element && HEADING.test(element.name))
      return index === at ? '' : text.slice(start, blocks[index + 1]?.start).slice(0, 80);
  }
  return '';
}
