import { describe, expect, test } from 'vitest';
import { marketplaces } from '#shared/marketplaces/index.ts';
import { schemaOrg } from '#shared/marketplaces/schema-org/schema-org.ts';

const read = (main: string, head = '') =>
  schemaOrg.readListing({
    url: 'https://shop.example/item/60412299',
    status: 200,
    body: `<!DOCTYPE html><html><head><title>Shop</title>${head}</head><body><header><nav><a href="/sell">Sell</a></nav></header><main>${main}</main></body></html>`,
  });
const OTHERS = `<h2>You may also like</h2><ul>${[1, 2, 3, 4].map((one) => `<li><a href="/p/${one}"><h3>Rucksack ${one}</h3></a><b>${one}9,00 €</b><button>Add to cart</button></li>`).join('')}</ul>`;

describe('a page that shows no offer', () => {
  test.each([
    'Sorry, this listing has ended.',
    'The product you are looking for could not be found',
    'Dieser Artikel ist leider nicht mehr verfügbar.',
    'Diese Anzeige wurde gelöscht',
    'Deze advertentie is niet meer beschikbaar',
    'Auktionen är avslutad',
    'Denne annonsen er ikke lenger tilgjengelig',
    'Denne vare findes ikke længere',
    'Ilmoitus ei ole enää voimassa',
    'Cette annonce n’existe plus',
    'Lo sentimos, este producto ya no está en nuestro catálogo.',
    'Ya no está disponible este producto',
    'Este produto não está mais disponível',
    'L’annuncio non è più disponibile',
    'Produsul nu mai este disponibil',
    'Oferta została zakończona',
    'Tento produkt již není v nabídce',
    'Ez a termék már nem elérhető',
    'Oglas je istekao',
    'Товар снят с продажи',
    'Оголошення більше не доступне',
    'Το προϊόν δεν είναι πλέον διαθέσιμο',
    'Bu ürün artık satışta değil',
    'Sản phẩm không tồn tại',
    'Produk tidak ditemukan',
    '该商品已下架',
    'お探しの商品は見つかりませんでした',
    '이 상품은 판매가 종료되었습니다',
    'สินค้านี้ไม่มีจำหน่ายแล้ว',
    'المنتج غير متوفر',
    'המודעה הוסרה',
  ])('and says "%s" is about one that is absent, whatever it recommends', (regret) => {
    expect(read(`<div class="box"><p>${regret}</p></div>${OTHERS}`)).toMatchObject({
      coverage: 'complete',
      gone: 'absent',
    });
  });

  test.each([
    'Size M is no longer available for this item',
    'Express shipping is not available for this item',
    'This item is not available in your country',
    'Is this product no longer available?',
    'Something went wrong: this page could not be found, an error occurred',
    'Items sold separately',
  ])('and says "%s" tells nothing', (words) => {
    expect(read(`<h1>Fjeld</h1><p>${words}</p>`).gone).toBeUndefined();
  });
});

describe('a page that shows the offer with its price', () => {
  const offer = (above: string, button: string, below = '') =>
    `${above}<h1>Wanduhr aus Eiche</h1><div class="price">640,00 €</div>${button}<div class="description">Geht gut.</div>${below}${OTHERS}`;
  const stated = `<script type="application/ld+json">{"@context":"https://schema.org","@type":"Product","name":"Wanduhr aus Eiche","offers":{"@type":"Offer","price":"640","priceCurrency":"EUR","availability":"https://schema.org/InStock"}}</script>`;

  test.each([
    ['<div role="status">Die Auktion ist beendet</div>', '<button disabled>Jetzt bieten</button>', 'ended-by-seller'],
    ['<div class="alert">Diese Anzeige ist nicht mehr verfügbar</div>', '', 'ended-by-seller'],
    ['<span class="badge badge-sold">Verkauft</span>', '', 'sold-out'],
  ])('is over by its own notice: %s', (notice, button, gone) => {
    for (const head of ['', stated]) expect(read(offer(notice, button), head).gone).toBe(gone);
  });

  test.each([
    ['a button to bid works', '<div role="status">Die Auktion ist beendet</div>', '<button>Jetzt bieten</button>', ''],
    ['its seller says so', '', '', '<div class="description"><p>Diese Anzeige ist nicht mehr verfügbar</p></div>'],
    ['one variant is', '', '', '<div class="variant-option status">Verkauft</div>'],
    ['it counts what was sold', '<dl class="status"><dt>Sold</dt><dd>12</dd></dl>', '', ''],
    ['another is', '', '', '<h2>Ähnliche Angebote</h2><div class="alert">Diese Anzeige ist nicht mehr verfügbar</div>'],
  ])('is on sale where %s', (_, above, button, below) => {
    for (const head of ['', stated]) expect(read(offer(above, button, below), head).gone).toBeUndefined();
  });
});

test('every reader hears a page that is nothing but a regret', () => {
  const body =
    '<html><body><main><h1>This listing is no longer available</h1><p>It was here once.</p></main></body></html>';
  const deaf = marketplaces.filter(({ hosts, readListing }) => {
    const { coverage, gone } = readListing({
      url: `https://www.${hosts[0] ?? 'shop.example'}/item/60412299`,
      status: 200,
      body,
    });
    return coverage !== 'complete' || gone === undefined;
  });
  expect(deaf.map(({ id }) => id)).toEqual([]);
});
