import { all, closest, type Element, textOf } from './dom.ts';
import { offerPriceOf } from './offer-price.ts';
import { isLinkedIn, isOfOtherGoods } from './other-goods.ts';
import type { PageDocument } from './page-document.ts';
import { currencyIn, type PriceHints, type PriceRange, parsePriceRange } from './price.ts';
import { isOtherPrice } from './shown-price.ts';

/** What a button says that puts the product into a basket. */
export const BUY =
  /\b(?:add to (?:\p{L}+ )?(?:cart|bag|basket|trolley)|buy (?:it )?now|in den (?:warenkorb|einkaufswagen)|ajouter au panier|acheter|añadir (?:al carrito|a la cesta)|agregar al carrito|comprar|adicionar ao|aggiungi al carrello|acquista|in (?:mijn )?winkel(?:wagen|mand)|lägg i (?:varukorg|kundvagn)\p{L}*|læg i kurv|legg i handlekurv\p{L}*|lisää ostoskoriin|lisa (?:ostu)?korvi|do koszyka|do koš[ií]k[au]|vložit|koupit|kúpiť|kosárba|adaugă în coș|sepete ekle|thêm vào giỏ|(?:masukkan|tambah) \p{L}*\s?keranjang|beli sekarang)(?!\p{L})|в корзину|купить|до кошика|カートに|購入|加入購物車|加入购物车|立即購買|立即购买|장바구니|구매하기|ตะกร้า|הוסף לסל|أضف إلى/iu;
/** What stands before the amount of one payment of many. */
const PART =
  /\b(?:payments?|instal?ments?|raten?|parcelas?|cuotas?|mensual\w*|mensil\w*|fois|rat[ey]?|splát\w*|taksit)(?!\p{L})|分期|每期|月々/iu;
const MAX_BLOCKS = 60;
const MAX_BLOCK = 40;
/** Beside an amount: a tax, "per metre", "Price". */
const MAX_WORDS = 24;

/** The price that stands between the page's heading and its button to buy, in a block of its own, with its currency. */
export function priceBeforeButton(doc: PageDocument, hints: PriceHints): PriceRange | undefined {
  const heading = headingOf(doc);
  if (!heading) return undefined;
  const { text, blocks } = doc.visible();
  const start = blocks.findIndex(({ element }) => element !== undefined && closest(element, 'h1') === heading);
  if (start < 0) return undefined;
  const shown: PriceRange[] = [];
  let before = '';
  for (let index = start + 1; index < Math.min(blocks.length, start + MAX_BLOCKS); index += 1) {
    const { start: from, element } = blocks[index]!;
    const block = text.slice(from, blocks[index + 1]?.start).trim();
    if (block.length <= MAX_BLOCK && BUY.test(block))
      return offerPriceOf(shown, text.slice(blocks[start]!.start, from), doc);
    const price = element && !PART.test(before) ? priceAlone(block, hints) : undefined;
    if (
      price &&
      !isOtherPrice(element!, doc.root) &&
      !isLinkedIn(element!, block) &&
      !isOfOtherGoods(element!, doc.root, heading)
    )
      shown.push(price);
    before = block;
  }
  return undefined;
}

/** The one heading, or the one that the page is named after. */
function headingOf(doc: PageDocument): Element | undefined {
  const headings = all(doc.root, 'h1').filter((one) => textOf(one, 300).length > 3);
  const name = `${doc.title()} ${doc.meta('og:title') ?? ''}`;
  return headings.length > 1 ? headings.find((one) => name.includes(textOf(one, 300))) : headings[0];
}

function priceAlone(block: string, hints: PriceHints): PriceRange | undefined {
  if (block.length > MAX_BLOCK || !/\d/.test(block) || currencyIn(block, hints) === undefined) return undefined;
  if (block.replace(/[^\p{L}]/gu, '').length > MAX_WORDS) return undefined;
  const price = parsePriceRange(block, hints);
  return price && price.low.amountMinor > 0 ? price : undefined;
}
