import type { Specific } from '#shared/domain/listing.ts';
import { all, type Element, first, textOf } from './dom.ts';
import { isObject, type JsonObject, objectsWhere } from './json-path.ts';
import type { PageDocument } from './page-document.ts';
import { many, nameOf } from './schema-node.ts';
import { asSpecifics } from './specifics.ts';
import { parentOf } from './visible-text.ts';

/** Item specifics where no rule of the site says where: schema.org's properties, a list of names and values in the entry, the page's table. */
export function shownSpecifics(doc: PageDocument, item: unknown): Specific[] | undefined {
  return (
    asSpecifics(statedProperties(doc)) ??
    asSpecifics(listedIn(item)) ??
    (doc.json ? undefined : asSpecifics(rowsIn(doc)))
  );
}

function statedProperties(doc: PageDocument): unknown[] {
  const properties = many(doc.products()[0]?.additionalProperty).filter(isObject);
  return properties.map(({ name, value, unitText }) => [
    nameOf(name),
    [nameOf(value), nameOf(unitText)].filter(Boolean).join(' '),
  ]);
}

const NAME_KEYS = [
  'name',
  'label',
  'key',
  'title',
  'attributeName',
  'attrName',
  'displayName',
  'specName',
  'propertyName',
];
const VALUE_KEYS = [
  'value',
  'values',
  'valueName',
  'value_name',
  'attributeValue',
  'attrValue',
  'displayValue',
  'text',
  'specValue',
  'valueLabel',
];
const LIST_KEY =
  /^(?:\w*attributes?|\w*specifications?|specs?|\w*specifics|characteristics|params|parameters|properties|props|features|details|techspecs|attrs|skuProps|productProps)$/i;

/** The longest list of names and values below a key that is called like one. */
function listedIn(item: unknown): unknown[] | undefined {
  const holders = objectsWhere(item, (object) =>
    Object.entries(object).some(([key, value]) => LIST_KEY.test(key) && Array.isArray(value)),
  );
  const lists = holders
    .slice(0, 50)
    .flatMap((holder) =>
      Object.entries(holder).flatMap(([key, value]) =>
        LIST_KEY.test(key) && Array.isArray(value) ? [pairsOf(value)] : [],
      ),
    );
  return lists.toSorted((a, b) => b.length - a.length)[0];
}

function pairsOf(list: readonly unknown[]): [string, unknown][] {
  return list.slice(0, 200).flatMap((entry): [string, unknown][] => {
    if (!isObject(entry)) return [];
    const name = stringAt(entry, NAME_KEYS);
    const value = valueAt(entry);
    return name !== undefined && value !== undefined ? [[name, value]] : [];
  });
}

const stringAt = (entry: JsonObject, keys: readonly string[]): string | undefined =>
  keys.map((key) => entry[key]).find((value) => typeof value === 'string');

function valueAt(entry: JsonObject): unknown {
  const value = VALUE_KEYS.map((key) => entry[key]).find((one) => one !== undefined && one !== null);
  const plain = many(value).map((one) =>
    isObject(one) ? (stringAt(one, NAME_KEYS) ?? stringAt(one, VALUE_KEYS)) : one,
  );
  return plain.length > 0 ? plain : undefined;
}

const MAX_ROWS = 400;
const MAX_NAME = 60;
const HOLDER =
  /spec|attribut|propert|param|detail|charact|feature|caracter|merkmal|eigenschaft|kenmerk|fiche|technical|info|свойств|харак/i;
const NOT_SPECIFIC =
  /price|ship|deliver|return|review|cart|size-?(?:chart|guide)|calendar|compare|seller|vendor|merchant|feedback|store-?info|footer|nav|recommend|related/i;
const ROWS =
  'tr, dt, li, [class*="row" i], [class*="item" i], [class*="spec" i], [class*="attr" i], [class*="propert" i], [class*="param" i]';

/** Rows of two cells: of tables, of definition lists, and of lists in an element that is called like one. */
function rowsIn(doc: PageDocument): [string, string][] {
  const rows: [string, string][] = [];
  for (const row of all(doc.root, ROWS).slice(0, 5000)) {
    const cells = cellsOf(row);
    if (!cells) continue;
    const [name, value] = cells.map((cell) => textOf(cell, 600)) as [string, string];
    const isRow =
      name !== '' &&
      name.length <= MAX_NAME &&
      value !== '' &&
      value.length <= 500 &&
      /\p{L}/u.test(name) &&
      !MONEY.test(name + value);
    const held = heldAs(row);
    if (isRow && held !== 'other' && (held === 'specifics' || row.name === 'tr' || row.name === 'dt'))
      rows.push([name, value]);
    if (rows.length === MAX_ROWS) break;
  }
  // One lone pair is a line of something else.
  return rows.length >= 2 ? rows : [];
}

const CONTAINERS = new Set(['ul', 'ol', 'dl', 'table', 'tbody', 'section', 'main', 'body', 'form']);
/** Tables of instalments and of delivery prices. */
const MONEY = /[$€£¥₹₽₺₩₫]\s?\d|\d\s?[$€£¥₹₽₺₩₫]/;

function cellsOf(row: Element): [Element, Element] | undefined {
  if (CONTAINERS.has(row.name) || NOT_SPECIFIC.test(row.attribs.class ?? '')) return undefined;
  const children = row.children.filter((child): child is Element => 'attribs' in child);
  if (row.name === 'dt') {
    const value = nextElement(row);
    return value?.name === 'dd' ? [row, value] : undefined;
  }
  if (children.length !== 2 || first(row, 'table, ul, img, input, button, form')) return undefined;
  return row.name === 'tr' || !first(row, 'a[href*="/cart"], h1, h2') ? [children[0]!, children[1]!] : undefined;
}

function nextElement(element: Element): Element | undefined {
  let next = element.next;
  while (next && !('attribs' in next)) next = next.next;
  return next && 'attribs' in next ? (next as Element) : undefined;
}

/** By what the row and the elements around are called. */
function heldAs(row: Element): 'specifics' | 'other' | undefined {
  for (let node: Element | undefined = row, climbed = 0; node && climbed < 4; node = parentOf(node), climbed += 1) {
    const called = `${node.attribs.class ?? ''} ${node.attribs.id ?? ''} ${node.attribs['data-testid'] ?? ''}`;
    if (NOT_SPECIFIC.test(called)) return 'other';
    if (HOLDER.test(called)) return 'specifics';
  }
  return undefined;
}

const DESCRIPTIONS =
  '[itemprop="description"]:not(meta), #description, #product-description, #productDescription, [data-testid*="description" i], [class*="description" i]:not([class*="meta" i]), [id*="description" i]';
const MIN_DESCRIPTION = 20;

/** The description where no rule of the site says where: schema.org's, else the element that is called like one. */
export function shownDescription(doc: PageDocument): string | undefined {
  const stated = nameOf(doc.products()[0]?.description);
  if (stated !== undefined && stated.trim() !== '') return stated;
  for (const element of all(doc.root, DESCRIPTIONS).slice(0, 20)) {
    const text = textOf(element, 20_000);
    if (text.length >= MIN_DESCRIPTION) return text;
  }
  return undefined;
}

const CONDITION =
  /^(?:(?:item |product )?condition|zustand|artikelzustand|état|etat|estado|condici[oó]n|condiç[ãa]o|condizioni?|staat|conditie|skick|stand|tilstand|kunto|stan|stav|állapot|stare|состояние|стан|durum|kondisi|tình trạng|สภาพ|商品の状態|状態|成色|新旧程度|상태|상품상태|מצב|الحالة)$/iu;
const BRAND =
  /^(?:brand(?: name)?|marke|marque|marca|merk|märke|mærke|merke|značka|márka|marka|бренд|торговая марка|thương hiệu|ยี่ห้อ|브랜드|品牌|ブランド|מותג|العلامة التجارية)$/iu;

/** What two rows of the table say of fields that no rule found. */
export function fieldsInSpecifics(specifics: readonly Specific[] | undefined): { condition?: string; brand?: string } {
  const value = (label: RegExp, maxLength: number) =>
    specifics?.find((row) => label.test(row.name) && row.value.length <= maxLength)?.value;
  return { condition: value(CONDITION, 100), brand: value(BRAND, 80) };
}
