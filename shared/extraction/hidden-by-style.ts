import { compile, is } from 'css-select';
import { type AnyNode, type Document, type Element, isTag } from 'domhandler';
import { cpuTimeMs } from './cpu-time.ts';
import { all, scriptText } from './dom.ts';
import { oncePerText } from './once-per-text.ts';

const HIDING_STYLE =
  /display\s*:\s*none|visibility\s*:\s*hidden|(?:^|[;\s])opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)|(?:^|[;\s])(?:left|top|right|text-indent)\s*:\s*-\d{3,}|transform\s*:\s*scale\(\s*0\s*\)|clip\s*:\s*rect\((?:[01](?:px)?[,\s]*){4}\)|clip-path\s*:\s*inset\((?:50|100)%|(?:^|[;\s])font-size\s*:\s*0(?:px|r?em)?\s*(?:;|!|$)/i;
/** No height, and what does not fit is cut off. */
const FLAT_STYLE = /(?:^|[;\s])(?:max-)?height\s*:\s*0(?:px|r?em)?\s*(?:;|!|$)/i;
const SHOWING_STYLE = /(?:^|[;\s])(?:display\s*:\s*(?!none)[a-z]|visibility\s*:\s*visible|opacity\s*:\s*1)/i;

/** Declarations that leave nothing to be seen. */
export const hides = (style: string): boolean =>
  HIDING_STYLE.test(style) || (FLAT_STYLE.test(style) && /overflow(?:-y)?\s*:\s*(?:hidden|clip)/i.test(style));

const MAX_STYLE = 400_000;
const MAX_RULE = 2000;
const MAX_SELECTORS = 500;
const MAX_RULES_OF_KEY = 50;
/** Of processor time that asking the rules may take on one page: "a ~ b" looks at all that stands before an element. */
const MAX_MATCHING_MS = 500;
/** Comments, strings (which end with the line at the latest) and the marks of old pages: a brace in them opens nothing. */
const NO_RULE = /\/\*.*?(?:\*\/|$)|"(?:[^"\\\n]|\\(?:.|$))*(?:"|\n|$)|'(?:[^'\\\n]|\\(?:.|$))*(?:'|\n|$)|<!--|-->/gs;

type StyleRule = {
  readonly fits: (element: Element) => boolean;
  readonly hides: boolean;
  /** Importance, specificity and place as one number: of several rules the greatest holds. */
  readonly weight: number;
};

/**
 * Whether the page's own style sheets hide an element; of several rules for it the one holds that would in a browser. A page on which that
 * takes too long to ask hides nothing more.
 */
export function hiddenByStyle(root: Document): (element: Element) => boolean {
  const rules = rulesByKey(root);
  if (rules.size === 0) return () => false;
  const hiding = new Set([...rules].filter(([, some]) => some.some((rule) => rule.hides)).map(([key]) => key));
  const hidingAttributes = [...hiding].flatMap((key) => /^\[(?!(?:class|id)$)(.*)/.exec(key)?.[1] ?? []);
  const isHidingClass = oncePerText((classes) => classes.split(/\s+/).some((one) => hiding.has(`.${one}`)));
  /** No rule that hides asks for what the element has: so it is with nearly all. */
  const isNeverHidden = ({ name, attribs }: Element): boolean =>
    !hiding.has(name) &&
    !(attribs.class !== undefined && isHidingClass(attribs.class)) &&
    !(attribs.id !== undefined && hiding.has(`#${attribs.id}`)) &&
    !hidingAttributes.some((attribute) => Object.hasOwn(attribs, attribute));
  const isHidden = (element: Element): boolean => {
    const candidates = keysOf(element).flatMap((key) => rules.get(key) ?? []);
    const strongest = candidates.toSorted((a, b) => b.weight - a.weight).find(({ fits }) => fits(element));
    return strongest?.hides === true;
  };
  let spent = 0;
  return (element) => {
    if (isNeverHidden(element) || spent > MAX_MATCHING_MS) return false;
    const since = cpuTimeMs();
    const answer = isHidden(element);
    spent += cpuTimeMs() - since;
    return answer;
  };
}

function keysOf({ name, attribs }: Element): string[] {
  const { class: classes = '', id, ...others } = attribs;
  return [
    name,
    ...classes.split(/\s+/).map((one) => `.${one}`),
    ...(id === undefined ? [] : [`#${id}`]),
    ...Object.keys(others).map((attribute) => `[${attribute}`),
  ];
}

/**
 * Compiled when it is first asked; one that is no selector fits nothing. "a b c" is asked part by part, each of the nearest element around
 * that fits: a library that tries all of them takes minutes on a deep page.
 */
function matcherOf(selector: string): (element: Element) => boolean {
  let parts: { fits: (element: Element) => boolean; levels: number }[] | undefined;
  return (element) => {
    parts ??= partsOf(selector).map((part) => ({ fits: compiled(part), levels: part.split('>').length - 1 }));
    let node: Element | undefined = element;
    for (const [at, { fits, levels }] of parts.toReversed().entries()) {
      while (at > 0 && node && !fits(node)) node = around(node);
      if (!node || !fits(node)) return false;
      for (let level = 0; level <= levels; level += 1) node = node && around(node);
    }
    return true;
  };
}

const partsOf = (selector: string): string[] => selector.replace(/\s*([>+~])\s*/g, '$1').split(/\s+/);

const around = ({ parent }: Element): Element | undefined => (parent && isTag(parent) ? parent : undefined);

function compiled(selector: string): (element: Element) => boolean {
  try {
    const query = compile<AnyNode, Element>(selector);
    return (element) => is<AnyNode, Element>(element, query);
  } catch {
    return () => false;
  }
}

/** By what the selector's last part asks for; only where some rule hides is the rest of them needed. */
function rulesByKey(root: Document): Map<string, StyleRule[]> {
  const byKey = new Map<string, StyleRule[]>();
  let count = 0;
  for (const { style, onSome } of all(root, 'style').flatMap(screensOf))
    for (const rule of rulesIn(scriptText(style).slice(0, MAX_STYLE).replace(NO_RULE, ' '))) {
      const { selectors, declarations } = rule;
      const isHiding = hides(declarations);
      // What is hidden on some screens is seen on others.
      if (isHiding ? onSome || rule.onSome : !SHOWING_STYLE.test(declarations)) continue;
      const importance = /!\s*important/i.test(declarations) ? 1e12 : 0;
      for (const selector of selectors.split(',').map((one) => one.trim())) {
        const key = keyOf(selector);
        const others = key === undefined ? undefined : (byKey.get(key) ?? []);
        if (others === undefined || others.length === MAX_RULES_OF_KEY) continue;
        count += 1;
        const weight = importance + specificity(selector) * 1e6 + count;
        byKey.set(key!, [...others, { fits: matcherOf(selector), hides: isHiding, weight }]);
      }
    }
  return [...byKey.values()].some((rules) => rules.some((rule) => rule.hides)) ? byKey : new Map();
}

/** A sheet that holds on every screen or on some; none for print, and none in what a page is without scripts. */
function screensOf(style: Element): { style: Element; onSome: boolean }[] {
  const media = style.attribs.media ?? '';
  const onAll = /^(?:\s*|.*\b(?:screen|all)\b[^()]*)$/i.test(media);
  if (!onAll && !SOME_SCREENS.test(media)) return [];
  for (let node: AnyNode | null = style.parent; node; node = node.parent)
    if ('name' in node && (node.name === 'noscript' || node.name === 'template')) return [];
  return [{ style, onSome: !onAll }];
}

/** Selectors of states, of what stands before or behind, and of whole other subtrees say nothing of a page at rest. */
const UNUSABLE = /::|:(?!not\(|first-child|last-child|empty|root)|[^\w\s.#>+~:()[\]=*^$|-]/;
const MAX_COMBINATORS = 4;
/** "a ~ b ~ c" tries every sibling for each; and so does "~", or a space, within brackets. */
const isCostly = (selector: string): boolean => /~[^=].*~[^=]|[[(][^\])]*[\s>+~][^=]/.test(selector);

/** What an element must have for the selector's last part: an id, a class, an attribute or a name, the rarest first. */
function keyOf(selector: string): string | undefined {
  if (selector === '' || selector.length > 200 || UNUSABLE.test(selector) || isCostly(selector)) return undefined;
  const parts = selector.replace(/:[\w-]+(?:\([^)]*\))?/g, '').split(/[\s>+~]+/);
  if (parts.length > MAX_COMBINATORS + 1) return undefined;
  const last = parts.at(-1)!;
  return (/#[\w-]+/.exec(last) ?? /\.[\w-]+/.exec(last) ?? /\[[\w-]+/.exec(last) ?? /^[a-z][\w-]*/i.exec(last))?.[0];
}

function specificity(selector: string): number {
  const count = (pattern: RegExp) => selector.match(pattern)?.length ?? 0;
  return count(/#[\w-]/g) * 10_000 + count(/\.[\w-]|\[|:(?!not)/g) * 100 + count(/(?:^|[\s>+~])[a-z]/gi);
}

/** Blocks that hold on every screen: what stands in them is a rule like any other. */
const OPEN_BLOCK = /^@(?:layer|media\s+(?:only\s+)?(?:screen|all))\b[^{(]*$/i;
/** Conditions that hold on screens of some size or kind. */
const SOME_SCREENS =
  /^(?!.*\b(?:print|not)\b).*\((?:[\w\s.]+[<>]=?\s*)?(?:(?:min|max)-)?(?:(?:device-)?width|orientation|hover|pointer|inline-size)\b/i;
const SOME_SCREENS_BLOCK = /^@(?:media|container)\b/i;

/** The rules of a style sheet that hold on every screen, or on some; a sheet is long, so it is walked once, from brace to brace. */
function* rulesIn(sheet: string): Iterable<{ selectors: string; declarations: string; onSome: boolean }> {
  /** Of the blocks that stand open around a rule, whether they hold on some screens only. */
  const around: boolean[] = [];
  let depth = 0;
  let from = 0;
  let opened = 0;
  for (const { index: at, 0: brace } of sheet.matchAll(/[{}]/g)) {
    if (brace === '{') {
      const block = depth === 0 ? sheet.slice(from, at).slice(-MAX_SELECTORS).trim() : '';
      const onSome = SOME_SCREENS_BLOCK.test(block) && SOME_SCREENS.test(block);
      if (onSome || OPEN_BLOCK.test(block)) {
        around.push(onSome);
        from = at + 1;
        continue;
      }
      if (depth === 0) opened = at;
      depth += 1;
      continue;
    }
    if (depth === 0) {
      around.pop();
      from = at + 1;
    }
    if (depth !== 1) {
      depth = Math.max(0, depth - 1);
      continue;
    }
    depth = 0;
    const before = sheet.slice(Math.max(from, opened - 2 * MAX_SELECTORS), opened);
    // "@import …;" ends where it ends: what follows it is the rule's own selector.
    const selectors = before.slice(before.lastIndexOf(';') + 1).trim();
    if (!selectors.startsWith('@') && selectors.length <= MAX_SELECTORS && at - opened <= MAX_RULE)
      yield { selectors, declarations: sheet.slice(opened + 1, at), onSome: around.includes(true) };
    from = at + 1;
  }
}
