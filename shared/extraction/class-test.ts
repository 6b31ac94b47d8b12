import type { AttributeSelector, Selector } from 'css-what';

/** Whether an element whose `class` is written so is found; `lower`: the same in lower case. */
export type ClassTest = (written: string, lower: string) => boolean;

/** What a selector without combinators asks of an element's `class`; undefined where it asks for anything else. */
export function classTest(tokens: readonly Selector[]): ClassTest | undefined {
  const tests = tokens.map(testOf);
  const known = tests.filter((test) => test !== undefined);
  if (known.length < tests.length) return undefined;
  return known.length === 1 ? known[0] : (written, lower) => known.every((test) => test(written, lower));
}

function testOf(token: Selector): ClassTest | undefined {
  if (token.type === 'attribute' && token.name === 'class') return attributeTest(token);
  if (token.type !== 'pseudo' || token.name !== 'not' || !Array.isArray(token.data)) return undefined;
  const inner = token.data.map(classTest);
  return inner.includes(undefined) ? undefined : (written, lower) => !inner.some((test) => test!(written, lower));
}

function attributeTest({ action, value, ignoreCase }: AttributeSelector): ClassTest | undefined {
  const isAnyCase = ignoreCase === true;
  const wanted = isAnyCase ? value.toLowerCase() : value;
  if (wanted === '') return undefined;
  if (action === 'any') return (written, lower) => (isAnyCase ? lower : written).includes(wanted);
  if (action !== 'element' || /\s/.test(wanted)) return undefined;
  return (written, lower) => hasWord(isAnyCase ? lower : written, wanted);
}

function hasWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    if (isEdge(text[at - 1]) && isEdge(text[at + word.length])) return true;
  return false;
}

const isEdge = (neighbour: string | undefined): boolean => neighbour === undefined || /\s/.test(neighbour);
