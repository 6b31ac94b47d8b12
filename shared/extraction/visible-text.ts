import type { AnyNode, Document, Element } from 'domhandler';
import { hasChildren, isTag, isText } from 'domhandler';
import { cleanText } from './clean-text.ts';
import { all, isInline, scriptText } from './dom.ts';

/** Where a block of text begins, and the element that it stands in. */
type Block = { readonly start: number; readonly element: Element | undefined };

export type VisibleText = { readonly text: string; readonly blocks: readonly Block[] };

const MAX_CHARACTERS = 60_000;
const UNSEEN = new Set(
  'script style template noscript head select option datalist textarea svg iframe object canvas audio video'.split(' '),
);
/** Hidden until a script has run, or while something lies above them: what is in them is the page. */
const WHOLE_PAGE = new Set(['html', 'body', 'main']);
const HIDING_CLASS =
  /(?:^|\s)(?:(?:[a-z]{1,3}-)?(?:hidden|hide|invisible)|(?:is|u|js|has)-hidden|d-none|display-none|dn|visually-?hidden|sr-?only|screen-?reader(?:-text|-only)?|a11y-hidden|ng-hide|offscreen|off-screen|ng-cloak)(?:\s|$)/i;
const HIDING_STYLE =
  /display\s*:\s*none|visibility\s*:\s*hidden|(?:^|[;\s])opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)|(?:^|[;\s])(?:left|top|right|text-indent)\s*:\s*-\d{3,}|transform\s*:\s*scale\(\s*0\s*\)|clip\s*:\s*rect\((?:[01](?:px)?[,\s]*){4}\)|clip-path\s*:\s*inset\((?:50|100)%|(?:^|[;\s])font-size\s*:\s*0(?:px|r?em)?\s*(?:;|!|$)/i;
/** No height, and what does not fit is cut off. */
const FLAT_STYLE = /(?:^|[;\s])(?:max-)?height\s*:\s*0(?:px|r?em)?\s*(?:;|!|$)/i;

/** What a person sees on the page, and in which element each piece of it stands. What markup, classes or the page's own style sheet hide is left out. */
export function visibleText(root: Document): VisibleText {
  const isHidden = hiddenBy(hiddenSelectors(root));
  const blocks: Block[] = [{ start: 0, element: undefined }];
  // Pieces and their length: asking a growing text for its end would copy it each time.
  const pieces: string[] = [];
  let length = 0;
  let isSpaced = true;
  const stack: (AnyNode | { leave: Element | undefined })[] = [root];
  while (stack.length > 0 && length < MAX_CHARACTERS) {
    const next = stack.pop()!;
    if ('leave' in next) open(next.leave);
    else if (isText(next)) append(next.data);
    else if (hasChildren(next) && !(isTag(next) && isHidden(next))) {
      if (isTag(next) && !isInline(next)) {
        stack.push({ leave: parentOf(next) });
        open(next);
      }
      for (let index = next.children.length - 1; index >= 0; index -= 1) stack.push(next.children[index]!);
    }
  }
  return { text: pieces.join(''), blocks };

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
    if (/^\s/.test(data)) space();
    add(clean);
    if (/\s$/.test(data)) space();
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
  const isHidden = hiddenBy(hiddenSelectors(root));
  for (let node: Element | undefined = element; node; node = parentOf(node)) if (isHidden(node)) return false;
  return true;
}

export function parentOf(element: Element): Element | undefined {
  return element.parent && isTag(element.parent) ? element.parent : undefined;
}

function hiddenBy(names: ReadonlySet<string>): (element: Element) => boolean {
  return (element) => {
    const { attribs, name } = element;
    if (UNSEEN.has(name)) return true;
    if (WHOLE_PAGE.has(name)) return false;
    if (attribs.hidden !== undefined || attribs['aria-hidden'] === 'true' || attribs.inert !== undefined) return true;
    if (attribs.popover !== undefined) return true;
    if (name === 'dialog' && attribs.open === undefined) return true;
    if (name === 'details' && attribs.open === undefined) return true;
    if (attribs.style !== undefined && hides(attribs.style)) return true;
    const classes = attribs.class;
    if (classes === undefined) return attribs.id !== undefined && names.has(`#${attribs.id}`);
    if (HIDING_CLASS.test(classes)) return true;
    return (
      names.size > 0 && (classes.split(/\s+/).some((one) => names.has(`.${one}`)) || names.has(`#${attribs.id ?? ''}`))
    );
  };
}

const hides = (style: string): boolean =>
  HIDING_STYLE.test(style) || (FLAT_STYLE.test(style) && /overflow(?:-y)?\s*:\s*(?:hidden|clip)/i.test(style));

const MAX_STYLE = 400_000;
const MAX_SELECTORS = 500;
const MAX_RULE = 2000;
/** Comments, strings (which end with the line at the latest) and the marks of old pages: a brace in them opens nothing. */
const NO_RULE = /\/\*.*?(?:\*\/|$)|"(?:[^"\\\n]|\\(?:.|$))*(?:"|\n|$)|'(?:[^'\\\n]|\\(?:.|$))*(?:'|\n|$)|<!--|-->/gs;

/** The classes and ids that the page's own style sheet hides outright; rules for some screens only are left out. */
function hiddenSelectors(root: Document): ReadonlySet<string> {
  const names = new Set<string>();
  for (const style of all(root, 'style'))
    for (const { selectors, rules } of rulesIn(scriptText(style).slice(0, MAX_STYLE).replace(NO_RULE, ' '))) {
      const plain = selectors.split(',').filter((selector) => /^\s*[.#][\w-]+\s*$/.test(selector));
      if (plain.length > 0 && hides(rules)) for (const selector of plain) names.add(selector.trim());
    }
  return names;
}

/** The rules of a style sheet that stand in no other block; a sheet is long, so it is walked once, from brace to brace. */
function* rulesIn(sheet: string): Iterable<{ selectors: string; rules: string }> {
  let depth = 0;
  let from = 0;
  let opened = 0;
  for (const { index: at, 0: brace } of sheet.matchAll(/[{}]/g)) {
    if (brace === '{') {
      if (depth === 0) opened = at;
      depth += 1;
      continue;
    }
    depth = Math.max(0, depth - 1);
    if (depth > 0) continue;
    const selectors = sheet.slice(from, opened);
    const rules = sheet.slice(opened + 1, at);
    // "@import …;" ends where it ends: what follows it is the rule's own selector.
    const own = selectors.slice(selectors.lastIndexOf(';') + 1).trim();
    if (!own.startsWith('@') && own.length <= MAX_SELECTORS && rules.length <= MAX_RULE)
      yield { selectors: own, rules };
    from = at + 1;
  }
}
