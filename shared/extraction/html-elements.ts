// What the names of elements mean to a parser, as htmlparser2 has it: the tree must be the same.

const set = (names: string): ReadonlySet<string> => new Set(names.split(' '));

const VOID = set(
  'area base basefont br col command embed frame hr img input isindex keygen link meta param source track wbr',
);

const TEXT_ONLY = set('iframe noembed noframes plaintext script style title textarea xmp');

const FOREIGN = set('math svg');

const INTEGRATION = set('mi mo mn ms mtext annotation-xml foreignObject desc title');

const P = set('p');
const HEADING = set('h1 h2 h3 h4 h5 h6 p');
const FORM = set('input option optgroup select button datalist textarea');
const DEFINITION = set('dd dt');
const RUBY = set('rt rp');
const TABLE_SECTION = set('thead tbody');

const CLOSED_BY: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['tr', set('tr th td')],
  ['th', set('th')],
  ['td', set('thead th td')],
  ['body', set('head link script')],
  ['a', set('a')],
  ['li', set('li')],
  ['option', set('option')],
  ['optgroup', set('optgroup option')],
  ...each('p address article aside blockquote details div dl fieldset figcaption figure footer form header', P),
  ...each('hr main nav ol pre section table ul', P),
  ...each('h1 h2 h3 h4 h5 h6', HEADING),
  ...each('select input output button datalist textarea', FORM),
  ...each('dd dt', DEFINITION),
  ...each('rt rp', RUBY),
  ...each('tbody tfoot', TABLE_SECTION),
]);

function each(names: string, closed: ReadonlySet<string>): [string, ReadonlySet<string>][] {
  return names.split(' ').map((name) => [name, closed]);
}

const SVG_NAMES = new Map(
  'altGlyph altGlyphDef altGlyphItem animateColor animateMotion animateTransform clipPath feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence foreignObject glyphRef linearGradient radialGradient textPath'
    .split(' ')
    .map((name) => [name.toLowerCase(), name]),
);

/** SVG's names have capitals. */
export const adjustedSvgName = (name: string): string | undefined => SVG_NAMES.get(name);

/** What a name means, as one object: a page has thousands of tags, and each asks for all of it. */
export type Meaning = {
  /** Without content. */
  readonly isVoid: boolean;
  /** Its content is text up to its own end tag. */
  readonly isTextOnly: boolean;
  /** What its content is: HTML within SVG and MathML (''), or one of those; undefined where it changes nothing. */
  readonly context: string | undefined;
  /** Which open elements its start tag closes, from the innermost on. */
  readonly closes: ReadonlySet<string> | undefined;
};

const NOTHING: Meaning = { isVoid: false, isTextOnly: false, context: undefined, closes: undefined };
const MEANINGS = new Map(
  [...VOID, ...TEXT_ONLY, ...FOREIGN, ...INTEGRATION, ...CLOSED_BY.keys()].map((name): [string, Meaning] => [
    name,
    {
      isVoid: VOID.has(name),
      isTextOnly: TEXT_ONLY.has(name),
      context: FOREIGN.has(name) ? name : INTEGRATION.has(name) ? '' : undefined,
      closes: CLOSED_BY.get(name),
    },
  ]),
);

export const meaningOf = (name: string): Meaning => MEANINGS.get(name) ?? NOTHING;
