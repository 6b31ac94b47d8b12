import { oncePerPage } from '../once-per-page.ts';
import type { PageDocument } from '../page-document.ts';

/** What shops call the number by which they know a product. A model or a type is the maker's, and of many offers. */
const LABEL = String.raw`(?:sku|item (?:no\.?|number|code|id|#)|(?:product|catalog(?:ue)?|stock|style) (?:code|no\.?|number|id|#)|article (?:no\.?|number)|art(?:ikel)?\.?-?\s?(?:nr\.?|nummer|id)|artnr\.?|best(?:ell)?\.?-?\s?(?:nr\.?|nummer)|prod(?:ukt|uct)-?(?:nr\.?|nummer|code|id)|varenr\.?|varenummer|tuotenumero|tuotekoodi|référence(?: produit)?|réf\.?|code (?:article|produit)|referencia|ref\.?|cód(?:igo)?\.?(?: d[oe]l? (?:produto|producto|artículo))?|codice(?: (?:articolo|prodotto))?|cod\. (?:art\.|articolo|prodotto)|kod (?:produktu|towaru)|nr katalogowy|indeks|katalogové číslo|obj(?:ednací)?\.? ?(?:č\.|číslo|kód)|kód (?:produktu|zboží|tovaru)|číslo (?:produktu|zboží|tovaru)|cikkszám|termékkód|cod produs|ürün kodu|stok kodu|tootekood|артикул|код (?:товара|товару)|mã (?:sản phẩm|hàng)|kode produk|รหัสสินค้า|商品(?:編號|编号|番号|コード|货号)|貨號|货号|品番|상품번호|상품코드|מק"ט|رمز المنتج)`;

/** A cell that is such a label and nothing else. */
export const ONLY_LABEL = new RegExp(`^${LABEL}\\s*[:：#]?$`, 'iu');

/** "Product code: 64981901", "Bestellnummer 106606", "Ref. NH-220/1 In stock". */
const LABELLED = new RegExp(
  `^${LABEL}\\s*[:：#]?\\s*([A-Z]{0,6}[-_.]?\\d[A-Z\\d_./-]{1,28}[A-Z\\d])(?=$|[\\s;|)]|[.,](?!\\d)|\\p{Lo})(?!\\s*\\p{Sc})`,
  'iu',
);
const MAX_BLOCK = 120;

/**
 * The number that the page's text gives the product, in a block of its own or in the one after its label. Only when it is the one
 * such number on the page: others are those of other goods.
 */
export const numberInText = oncePerPage((doc: PageDocument): string | undefined => {
  const { text, blocks } = doc.visible();
  const written = blocks.map(({ start }, index) => text.slice(start, blocks[index + 1]?.start).trim());
  const numbers = new Set(
    written.flatMap((block, index) => {
      if (block.length > MAX_BLOCK) return [];
      const labelled = ONLY_LABEL.test(block) ? `${block} ${written[index + 1] ?? ''}` : block;
      return labelled.length > MAX_BLOCK ? [] : (LABELLED.exec(labelled)?.[1] ?? []);
    }),
  );
  return numbers.size === 1 ? [...numbers][0] : undefined;
});

/** Shops describe one of a product's sizes to machines by a number that no person sees: the number that stands on the page is the product's. */
export function numberShownInstead(stated: string | undefined, doc: PageDocument): string | undefined {
  const shown = numberInText(doc);
  return shown !== undefined && stated !== undefined && !doc.visible().text.includes(stated) ? shown : undefined;
}

/** "TE50-1293 Sofa cover, grey" → "TE50-1293": shops let the name run on behind the number. */
export function withoutName(number: string): string {
  const [start = '', ...rest] = number.trim().split(/\s+/);
  return rest.length > 1 && /\d{4}/.test(start) && !/\d/.test(rest.join('')) ? start : number;
}

/** The number by which a shop finds the product: "?pid=260591", then the end of the path: "/some-name-12185160.html", "/p4781720", "/Prod/144432/". */
export function numberInAddress(address: string | undefined): string | undefined {
  const url = address === undefined ? null : URL.parse(address);
  const asked = [...(url?.searchParams ?? [])].find(
    ([name, value]) =>
      /^(?:pid|product_?id|item_?id|prod(?:uct)?|sku)$/i.test(name) && /^[A-Z]{0,2}\d{4,13}$/.test(value),
  );
  if (asked) return asked[1];
  const path = url?.pathname.replace(/\/$/, '');
  const end = path?.slice(path.lastIndexOf('/') + 1).replace(/\.\w{2,5}$/, '');
  return end && /(?:^|[-_.]|^[a-z]{1,2})([A-Z]{0,2}\d{5,13})$/.exec(end)?.[1];
}
