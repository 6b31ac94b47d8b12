import { all, textOf } from '../dom.ts';
import type { PageDocument } from '../page-document.ts';
import { ONLY_LABEL } from './shown-number.ts';

const BRAND =
  /^(?:brand(?: name)?|marke|marque|marca|merk|märke|mærke|merke|tuotemerkki|značka|márka|marka|bränd|kaubamärk|zīmols|prekės ženklas|бренд|торговая марка|марка|thương hiệu|ยี่ห้อ|แบรนด์|브랜드|品牌|ブランド|מותג|العلامة التجارية)\s*:?$/iu;
const MAX_ROWS = 1000;

/** A value of the page's table of properties ("Brand | Nordhavn"). The first row counts: later tables compare other goods. */
function property(doc: PageDocument, label: RegExp): string | undefined {
  // Menus are lists too, and long ones.
  const rows = ['tr, dt', 'li'].flatMap((selector) => all(doc.root, selector).slice(0, MAX_ROWS));
  for (const row of rows) {
    const cells =
      row.name === 'dt' ? [row, row.next && nextElement(row)] : row.children.filter((child) => 'attribs' in child);
    if (cells.length !== 2 || !cells[0] || !cells[1]) continue;
    if (!label.test(textOf(cells[0], 60))) continue;
    const value = textOf(cells[1], 200);
    if (value !== '' && value.length <= 80) return value;
  }
  return undefined;
}

function nextElement(node: { next: unknown }) {
  let next = node.next as Parameters<typeof textOf>[0] | null;
  while (next && !('attribs' in next)) next = next.next;
  return next;
}

export const brandInTable = (doc: PageDocument) => property(doc, BRAND);
export const numberInTable = (doc: PageDocument) => property(doc, ONLY_LABEL);
