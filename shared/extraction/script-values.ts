import { type AnyNode, type ArrowFunctionExpression, type FunctionExpression, type Node, parse } from 'acorn';
import { parseJson } from './embedded-json.ts';
import { isObject, type JsonObject } from './json-path.ts';

/** Beyond that a value is of no use, and of no page. */
const MAX_DEPTH = 100;
const MAX_NODES = 300_000;

/**
 * The objects and lists that a script writes out, outermost first: object literals as they stand, texts that are JSON, with `JSON.parse("…")` around them or not, and what
 * a function that is called at once returns (`(function(a){return {…}})(null)`). The script is parsed, never run; one that does not parse has none.
 */
export function scriptValues(source: string): unknown[] {
  const values: unknown[] = [];
  const stack: unknown[] = [programOf(source)];
  for (let visited = 0; stack.length > 0 && visited < MAX_NODES; visited += 1) {
    const node = stack.pop();
    if (!isNode(node)) continue;
    const written = writtenValue(node, NO_NAMES, 0);
    const value = typeof written === 'string' && /^\s*[{[]/.test(written) ? parseJson(written) : written;
    if (typeof value === 'object' && value !== null) values.push(value);
    else {
      const children = Object.values(node).flatMap((child: unknown) => (Array.isArray(child) ? child : [child]));
      for (let index = children.length - 1; index >= 0; index -= 1) stack.push(children[index]);
    }
  }
  return values;
}

/** Brackets nested a hundred thousand deep overflow the parser's stack. */
function programOf(source: string): Node | undefined {
  try {
    return parse(source, { ecmaVersion: 'latest', allowReturnOutsideFunction: true, allowHashBang: true });
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

const isNode = (value: unknown): value is AnyNode => isObject(value) && typeof value.type === 'string';

/** What the parameters of a function stand for. */
type Names = ReadonlyMap<string, unknown>;
const NO_NAMES: Names = new Map();

/** What stands written there; undefined for anything that would have to be computed. */
function writtenValue(node: AnyNode | null, names: Names, depth: number): unknown {
  if (!node || depth > MAX_DEPTH) return undefined;
  switch (node.type) {
    case 'Literal':
      return node.value instanceof RegExp || typeof node.value === 'bigint' ? undefined : node.value;
    case 'TemplateLiteral':
      return node.expressions.length === 0 ? node.quasis[0]?.value.cooked : undefined;
    case 'Identifier':
      return names.get(node.name);
    case 'UnaryExpression':
      return unary(node.operator, writtenValue(node.argument, names, depth + 1));
    case 'ArrayExpression':
      return node.elements.map((element) => writtenValue(element, names, depth + 1));
    case 'ObjectExpression':
      return objectOf(node.properties, names, depth);
    case 'NewExpression':
      return writtenValue(node.arguments[0] ?? null, names, depth + 1);
    case 'CallExpression':
      return called(node.callee, node.arguments, names, depth + 1);
    default:
      return undefined;
  }
}

function unary(operator: string, value: unknown): unknown {
  if (operator === '!') return typeof value === 'number' ? value === 0 : undefined;
  return operator === '-' && typeof value === 'number' ? -value : undefined;
}

function objectOf(properties: readonly AnyNode[], names: Names, depth: number): JsonObject {
  const object: JsonObject = {};
  for (const property of properties) {
    if (property.type !== 'Property' || property.computed) continue;
    const name = writtenName(property.key);
    if (name !== undefined) object[name] = writtenValue(property.value, names, depth + 1);
  }
  return object;
}

/** Of a property; the one that stands for the prototype is none. */
function writtenName(key: AnyNode): string | undefined {
  const name = key.type === 'Identifier' ? key.name : key.type === 'Literal' ? String(key.value) : undefined;
  return name === '__proto__' ? undefined : name;
}

function called(callee: AnyNode, given: readonly AnyNode[], names: Names, depth: number): unknown {
  if (callee.type === 'FunctionExpression' || callee.type === 'ArrowFunctionExpression')
    return returned(callee, given, names, depth);
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier') return undefined;
  const isParse =
    callee.object.name === 'JSON' && callee.property.type === 'Identifier' && callee.property.name === 'parse';
  const text = isParse ? writtenValue(given[0] ?? null, names, depth) : undefined;
  return typeof text === 'string' ? parseJson(text) : undefined;
}

/** Nuxt 2 writes what stands there often as parameters, and objects that stand there twice as `a.name="…"` before the `return`. */
function returned(
  made: FunctionExpression | ArrowFunctionExpression,
  given: readonly AnyNode[],
  names: Names,
  depth: number,
): unknown {
  const inner = new Map(names);
  for (const [index, parameter] of made.params.entries())
    if (parameter.type === 'Identifier') inner.set(parameter.name, writtenValue(given[index] ?? null, names, depth));
  if (made.body.type !== 'BlockStatement') return writtenValue(made.body, inner, depth);
  for (const statement of made.body.body) {
    if (statement.type === 'ReturnStatement') return writtenValue(statement.argument ?? null, inner, depth);
    if (statement.type === 'ExpressionStatement') assign(statement.expression, inner, depth);
  }
  return undefined;
}

function assign(expression: AnyNode, names: Names, depth: number): void {
  if (expression.type === 'SequenceExpression') {
    for (const one of expression.expressions) assign(one, names, depth);
    return;
  }
  if (expression.type !== 'AssignmentExpression' || expression.left.type !== 'MemberExpression') return;
  const { object, property, computed } = expression.left;
  const holder = writtenValue(object, names, depth);
  const name = computed && property.type !== 'Literal' ? undefined : writtenName(property);
  if (typeof holder !== 'object' || holder === null || name === undefined) return;
  if (!Array.isArray(holder) || /^\d{1,6}$/.test(name))
    (holder as JsonObject)[name] = writtenValue(expression.right, names, depth);
}
