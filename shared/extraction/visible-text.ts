import type { AnyNode, Document, Element } from 'domhandler';
import { isTag, isText } from 'domhandler';
import { cleanText } from './clean-text.ts';
import { isInline } from './dom.ts';
import { hiddenByStyle, hides } from './hidden-by-style.ts';
import { keptOn } from './kept-on.ts';
import { oncePerText } from './once-per-text.ts';

/** Where a block of text begins, and the element that it stands in. */
type Block = { readonly start: number; readonly element: Element | undefined };

export type VisibleText = { readonly text: string; readonly blocks: readonly Block[] };

const MAX_CHARACTERS = 60_000;
const UNSEEN = new Set(
  'script style template noscript head select option datalist textarea svg iframe object canvas audio video xmp'.split(
    ' ',
  ),
);
/** Hidden until a script has run, or while something lies above them: what is in them is the page. */
const WHOLE_PAGE = new Set(['html', 'body', 'main']);
const HIDING_CLASS =
  /(?:^|\s)(?:(?:(?!(?:x{1,2}s|sm|md|lg|x{1,3}l|mob|tab|desk)-)[a-z0-9]{1,4}-{1,2})?(?:hidden|hide|invisible|visually-?hidden|hide-element|hidden--?all)|(?:is|has)-hidden(?:--?all)?|element-(?:invisible|hidden)|d-none|display-none|dn|vh|sr-?only|screen-?reader(?:-text|-only)?|a11y-hidden|ng-hide|offscreen|off-screen|ng-cloak)(?:\s|$)/i;
const SCREEN =
  '(?:x{0,2}s|sm|md|lg|x{0,3}l|[2-9]xl|m|mobile|phone|handheld|tablet|laptop|desktop|small|medium|x?x?large|wide|landscape|portrait)';
const DISPLAY =
  '(?:block|inline|inline-block|flex|inline-flex|grid|inline-grid|table(?:-\\w+)*|contents|flow-root|list-item)';
/** Beside a class that hides: as the frameworks write that it is seen on screens of some size. */
const SHOWING_CLASS = new RegExp(
  `(?:^|\\s)(?:(?:\\w{1,3}-)?d-${SCREEN}-${DISPLAY}|(?:min-|max-|@)?(?:${SCREEN}|\\[[^\\]\\s]+\\]):!?(?:\\w{1,3}-)?(?:${DISPLAY}|visible|not-sr-only)!?|(?:\\w{1,3}-)?(?:visible|show|shown)-(?:(?:for|on|at|from|up|down|only)-)?${SCREEN}(?:-[a-z-]+)?|(?:is|has)-(?:${DISPLAY}|visible)-${SCREEN}(?:-only)?|(?:\\w{1,3}-)?(?:visible|show|${DISPLAY})@\\w+|d(?:b|i|ib|t|f)-(?:ns|m|l))(?=\\s|$)`,
  'i',
);
/** Bootstrap's panels: the one that is shown has a second class. */
const CLOSED_PANEL = /(?:^|\s)(?:collapse|tab-pane)(?:\s|$)/;
const OPEN_PANEL = /(?:^|\s)(?:show|in|active)(?:\s|$)/;
/** What a person sees on the page, and in which element each piece of it stands. What markup, classes or the page's own style sheet hide is left out. */
export function visibleText(root: Document): VisibleText {
  const isHidden = hiddenIn(root);
  const blocks: Block[] = [{ start: 0, element: undefined }];
  // Pieces and their length: asking a growing text for its end would copy it each time.
  const pieces: string[] = [];
  let length = 0;
  let isSpaced = true;
  let node: AnyNode | null = root.children[0] ?? null;
  while (node && length < MAX_CHARACTERS) {
    let inner: AnyNode | undefined;
    if (isText(node)) append(node.data);
    else if (isTag(node) && !isHidden(node)) {
      if (!isInline(node)) open(node);
      inner = node.children[0];
      if (!inner) leave(node);
    }
    node = inner ?? behind(node);
  }
  return { text: pieces.join(''), blocks };

  /** What follows a node and all that is in it. */
  function behind(last: AnyNode): AnyNode | null {
    let up = last;
    while (!up.next && up.parent && length < MAX_CHARACTERS) {
      up = up.parent;
      if (isTag(up)) leave(up);
    }
    return up.next;
  }

  function leave(element: Element): void {
    if (!isInline(element) && length < MAX_CHARACTERS) open(parentOf(element));
  }

  function open(element: Element | undefined): void {
    space();
    if (blocks.at(-1)!.start === length) blocks.pop();
    blocks.push({ start: length, element });
  }

  function append(data: string): void {
    const clean = cleanText(data, MAX_CHARACTERS);
    if (clean === '') {
      if (data !== '') space();
      return;
    }
    const isCut = clean.length < data.length;
    if (isCut && /^\s/.test(data)) space();
    add(clean);
    if (isCut && /\s$/.test(data)) space();
  }

  /** One space at most, and none at the beginning. */
  function space(): void {
    if (!isSpaced) add(' ');
  }

  function add(piece: string): void {
    pieces.push(piece);
    length += piece.length;
    isSpaced = piece === ' ';
  }
}

/** True when the element or one around it is hidden. */
export function isShown(element: Element, root: Document): boolean {
  const isHidden = hiddenIn(root);
  for (let node: Element | undefined = element; node; node = parentOf(node)) if (isHidden(node)) return false;
  return true;
}

export function parentOf(element: Element): Element | undefined {
  return element.parent && isTag(element.parent) ? element.parent : undefined;
}

/** Whether an element of the page is itself hidden. */
const hiddenIn = keptOn((root: Document) => hiddenBy(hiddenByStyle(root)));

function hiddenBy(isHiddenByStyle: (element: Element) => boolean): (element: Element) => boolean {
  const isHidingClass = oncePerText(hidesByClass);
  return (element) => {
    const { attribs, name } = element;
    if (UNSEEN.has(name)) return true;
    if (WHOLE_PAGE.has(name)) return false;
    if (attribs.hidden !== undefined || attribs['aria-hidden'] === 'true' || attribs.inert !== undefined) return true;
    if (attribs.popover !== undefined) return true;
    if (name === 'dialog' && attribs.open === undefined) return true;
    if (name === 'details' && attribs.open === undefined) return true;
    const { style, class: classes } = attribs;
    if (style !== undefined && hides(style)) return true;
    if (classes !== undefined && isHidingClass(classes)) return true;
    return !(style !== undefined && /display\s*:/i.test(style)) && isHiddenByStyle(element);
  };
}

const hidesByClass = (classes: string): boolean =>
  (HIDING_CLASS.test(classes) && !SHOWING_CLASS.test(classes)) ||
  (CLOSED_PANEL.test(classes) && !OPEN_PANEL.test(classes));
