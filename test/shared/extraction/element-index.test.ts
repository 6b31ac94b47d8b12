import { compile, selectAll, selectOne } from 'css-select';
import type { AnyNode, Document } from 'domhandler';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { all, type Element, first } from '#shared/extraction/dom.ts';
import { keyedQuery } from '#shared/extraction/element-index.ts';
import { parseHtml } from '#shared/extraction/parse-html.ts';

const name = fc.constantFrom('a', 'div', 'span', 'P', 'li');
const word = fc.constantFrom('card', 'title', 'price', 'card__title');
const attributes = fc
  .record({
    class: fc.array(word, { maxLength: 3 }),
    id: fc.option(word),
    href: fc.option(word),
    'data-x': fc.option(word),
  })
  .map((said) =>
    Object.entries(said)
      .flatMap(([key, value]) => (value === null ? [] : `${key}="${[value].flat().join(' ')}"`))
      .join(' '),
  );
const { tree } = fc.letrec((tie) => ({
  tree: fc
    .tuple(name, attributes, fc.oneof({ maxDepth: 4 }, fc.constant('text'), fc.array(tie('tree'), { maxLength: 4 })))
    .map(([tag, said, inner]) => `<${tag} ${said}>${[inner].flat().join('')}</${tag}>`),
}));

const compound = fc.oneof(
  name,
  word.map((one) => `.${one}`),
  word.map((one) => `#${one}`),
  fc.constantFrom(
    '[href]',
    '[data-x="card"]',
    '[class*="title"]',
    'a[href^="ca"]',
    '*',
    ':not(.card)',
    'div:has(a)',
    '.card:not([id])',
    '[class*="TITLE" i]:not([class*="card__" i])',
    '[class~="price"]:not(.card, .title)',
    '[class]',
  ),
);
const selector = fc
  .array(fc.tuple(compound, fc.constantFrom(' ', ' > ', ' + ', ' ~ '), compound), { minLength: 1, maxLength: 3 })
  .chain((parts) =>
    fc.constantFrom(parts.map((part) => part.join('')).join(', '), parts.map(([one]) => one).join(', ')),
  );

const parsed = (html: string): Document => parseHtml(html).root!;

describe('the index of a page', () => {
  it('gives the same elements in the same order as a walk over the tree, for any selector and from any element', () => {
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 3 }), selector, (html, asked) => {
        const root = parsed(html.join(''));
        const fits = compile<AnyNode, Element>(asked);
        const scopes = [root, ...selectAll<AnyNode, Element>('*', root)];
        for (const scope of scopes) {
          expect(all(scope, asked)).toEqual(selectAll<AnyNode, Element>(fits, scope));
          expect(first(scope, asked)).toBe(selectOne<AnyNode, Element>(fits, scope));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is asked for what the last part of each alternative must have', () => {
    expect(keyedQuery('.card > a.title[href], #price')?.map(({ key }) => key)).toEqual([
      { kind: 'class', name: 'title' },
      { kind: 'attribute', name: 'id' },
    ]);
    expect(keyedQuery('div > *')).toBeUndefined();
  });
});
