import type { Document, Element } from 'domhandler';
import { isTag } from 'domhandler';
import { all, textOf } from './dom.ts';
import type { JsonObject } from './json-path.ts';

const MAX_ITEMS = 1000;
const MAX_NESTING = 8;

/** The page's microdata items in the shape of JSON-LD nodes (`@type` without its vocabulary), those that belong to no other item. */
export function microdataNodes(root: Document): JsonObject[] {
  const byId = new Map<string, Element>();
  for (const element of all(root, '[id]')) if (!byId.has(element.attribs.id!)) byId.set(element.attribs.id!, element);
  return all(root, '[itemscope]:not([itemprop])')
    .slice(0, MAX_ITEMS)
    .map((element) => readItem(element, byId, 0));
}

function readItem(element: Element, byId: ReadonlyMap<string, Element>, nesting: number): JsonObject {
  const node: JsonObject = {};
  const type = element.attribs.itemtype?.trim().split(/\s+/)[0];
  if (type) node['@type'] = type.replace(/^.*[/#]/, '');
  if (element.attribs.itemid) node['@id'] = element.attribs.itemid;
  const referenced = (element.attribs.itemref ?? '').split(/\s+/).flatMap((id) => byId.get(id) ?? []);
  for (const property of propertiesBelow([...element.children.filter(isTag), ...referenced])) {
    const isItem = property.attribs.itemscope !== undefined;
    if (isItem && nesting === MAX_NESTING) continue;
    const value = isItem ? readItem(property, byId, nesting + 1) : propertyValue(property);
    for (const name of property.attribs.itemprop!.trim().split(/\s+/)) append(node, name, value);
  }
  return node;
}

/** Elements with `itemprop` that belong to the item itself, in document order: what is inside a nested item is its own. */
function propertiesBelow(starts: Element[]): Element[] {
  const found: Element[] = [];
  const stack = starts.toReversed();
  while (stack.length > 0) {
    const element = stack.pop()!;
    if (element.attribs.itemprop !== undefined) found.push(element);
    if (element.attribs.itemscope !== undefined) continue;
    for (let index = element.children.length - 1; index >= 0; index -= 1) {
      const child = element.children[index]!;
      if (isTag(child)) stack.push(child);
    }
  }
  return found;
}

const VALUE_ATTRIBUTE: Record<string, string> = {
  meta: 'content',
  a: 'href',
  area: 'href',
  link: 'href',
  img: 'src',
  audio: 'src',
  embed: 'src',
  iframe: 'src',
  source: 'src',
  video: 'src',
  object: 'data',
  data: 'value',
  meter: 'value',
  time: 'datetime',
};

/** `content` counts on any element: shops put the machine-readable price there. */
function propertyValue(element: Element): string {
  const named = element.attribs[VALUE_ATTRIBUTE[element.name] ?? ''];
  return (element.attribs.content ?? named)?.trim() ?? textOf(element, 5000);
}

/** Names as older vocabularies and careless shops write them. */
const SAME_PROPERTY: Record<string, string> = {
  pricecurrency: 'priceCurrency',
  currency: 'priceCurrency',
  lowprice: 'lowPrice',
  highprice: 'highPrice',
  itemcondition: 'itemCondition',
  productid: 'productID',
  productId: 'productID',
  offerdetails: 'offers',
  offerDetails: 'offers',
};

function append(node: JsonObject, written: string, value: unknown): void {
  const name = Object.hasOwn(SAME_PROPERTY, written) ? SAME_PROPERTY[written]! : written;
  if (name === '__proto__') return;
  const known = node[name];
  if (known === undefined) node[name] = value;
  else if (Array.isArray(known)) known.push(value);
  else node[name] = [known, value];
}
