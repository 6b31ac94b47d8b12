import { describe, expect, test } from 'vitest';
import { attr, path, text } from '#shared/extraction/rule.ts';
import { cards, entries, searchReader } from '#shared/extraction/search-reader.ts';
import { sellerNameOf } from '#shared/extraction/seller-name.ts';

// A site whose rules know a card's link and picture only: the rest must come from the card's own text.
const readSearch = searchReader({
  marketplace: 'shop',
  listingUrl: (id) => `https://shop.example/item/${id}`,
  hints: () => ({ currency: 'EUR' }),
  sources: [
    cards('li', {
      id: attr('a', 'href', /(\d+)$/),
      title: [text('.known'), attr('img[alt]', 'alt')],
      price: text('i'),
      sellerName: text('.by'),
    }),
    entries('state', (doc) => doc.state('items ='), { id: path('id'), title: path('title'), sellerName: path('by') }),
  ],
  nothingFound: () => false,
});

function firstOf(body: string) {
  return readSearch({ url: 'https://shop.example/s', status: 200, body }).listings[0];
}

describe('the brand that stands in an element of its own', () => {
  test.each([
    '<li><a href="/1"><img></a><span>NORDHAVN</span><a class="known" href="/1">Fjeld Shell Jacket</a><i>59 €</i></li>',
    '<li><span>NORDHAVN</span><span>New</span><h3 class="known"><a href="/1">Fjeld Shell Jacket</a></h3><i>59 €</i></li>',
    '<li><a class="known" href="/1">Fjeld Shell Jacket</a><div class="product-brand">NORDHAVN</div></li>',
    '<li><a class="known" href="/1">Fjeld Shell Jacket</a><meta itemprop="brand" content="NORDHAVN"></li>',
    '<li data-brand="NORDHAVN"><a class="known" href="/1">Fjeld Shell Jacket</a></li>',
    '<li><a class="known" href="/1" data-gtm-brand="NORDHAVN">Fjeld Shell Jacket</a></li>',
    `<li data-product='{"id":1,"brand":"NORDHAVN"}'><a class="known" href="/1">Fjeld Shell Jacket</a></li>`,
    '<li><img class="brand-logo" alt="NORDHAVN logo"><a class="known" href="/1">Fjeld Shell Jacket</a></li>',
    '<li><a class="known" href="/1">Fjeld Shell Jacket</a><a href="/marke/nordhavn">NORDHAVN</a></li>',
    '<li><a class="known" href="/1">Fjeld Shell Jacket</a><p>Marke: <b>NORDHAVN</b></p></li>',
    '<li><a class="known" href="/1">Fjeld Shell Jacket</a><p>by NORDHAVN</p></li>',
    '<li><a class="known" href="/1">Fjeld Shell Jacket</a><small>NORDHAVN</small></li>',
    '<li><a class="known" href="/1">Fjeld Shell Jacket</a><dl><dt>Brand</dt><dd>NORDHAVN</dd></dl></li>',
    '<li><a class="known" href="/1">Fjeld Shell Jacket</a><p>Бренд — NORDHAVN</p></li>',
    '<li><a class="known" href="/1">Fjeld Shell Jacket</a><p>品牌 NORDHAVN</p></li>',
    '<li><a class="known" href="/1">Fjeld Shell Jacket</a><p>von NORDHAVN</p></li>',
    '<li><a class="known" href="/1">Fjeld Shell Jacket</a><b aria-label="Brand: NORDHAVN"></b></li>',
    '<li><a class="known" href="/1">Fjeld Shell Jacket</a><span class="produttore">NORDHAVN</span></li>',
    '<li><a class="known" href="/1">Fjeld Shell Jacket</a><span itemprop="brand"><meta itemprop="name" content="NORDHAVN"></span></li>',
    '<li><a class="known" href="/1">Fjeld Shell Jacket</a><a href="/hersteller/nordhavn">NORDHAVN</a></li>',
    '<li><a href="/1"><img alt="Fjeld Shell Jacket | NORDHAVN"></a><a class="known" href="/1">Fjeld Shell Jacket</a></li>',
    '<li><a href="/1" aria-label="Fjeld Shell Jacket by NORDHAVN"><b class="known">Fjeld Shell Jacket</b></a></li>',
    '<li><img alt="NORDHAVN"><a class="known" href="/1">Fjeld Shell Jacket</a></li>',
    '<li data-analytics="brand:NORDHAVN;id:1"><a class="known" href="/1">Fjeld Shell Jacket</a></li>',
    '<li><a class="known" href="/1">Fjeld Shell Jacket</a><script type="application/json">{"brand":"NORDHAVN"}</script></li>',
    '<li><p>NORDHAVN</p><p>4.8 (120)</p><i>59 €</i><p>-20 %</p><a class="known" href="/1">Fjeld Shell Jacket</a></li>',
    '<li><a href="/1"><img alt="NORDHAVN Fjeld Shell Jacket"></a><a class="known" href="/1">Fjeld Shell Jacket</a></li>',
    '<li><a class="known" href="/1" aria-label="NORDHAVN Fjeld Shell Jacket, 59 €">Fjeld Shell Jacket</a></li>',
    '<li><span data-testid="product-brand">NORDHAVN</span><a class="known" href="/1">Fjeld Shell Jacket</a></li>',
  ])('%s', (card) => {
    expect(firstOf(card)).toMatchObject({ title: 'Fjeld Shell Jacket', brand: 'NORDHAVN' });
  });

  test.each([
    '<li><span>Sponsored</span><a class="known" href="/1">Fjeld Shell Jacket</a></li>',
    '<li><span>-20 %</span><a class="known" href="/1">Fjeld Shell Jacket</a></li>',
    '<li><b class="by">fjord_bazar</b><a class="known" href="/1">Fjeld Shell Jacket</a></li>',
    '<li><a class="known" href="/1" aria-label="View Fjeld Shell Jacket">Fjeld Shell Jacket</a></li>',
    '<li><a class="known" href="/1">Fjeld Shell Jacket</a><button aria-label="Add Fjeld Shell Jacket to wish list"></button></li>',
    '<li><a href="/1"><img alt="Image of Fjeld Shell Jacket"></a><a class="known" href="/1">Fjeld Shell Jacket</a></li>',
    '<li><a class="known" href="/1">Fjeld Shell Jacket</a><p>by post</p></li>',
  ])('a badge, a discount and the seller are no brand: %s', (card) => {
    expect(firstOf(card)?.brand).toBeUndefined();
  });

  test("a seller's shorter name does not take the brand away, its rating behind it is none", () => {
    const card = (brand: string) =>
      `<li><i class="by">Nord</i><span class="brand">${brand}</span><a class="known" href="/1">Fjeld Shell Jacket</a></li>`;
    expect(firstOf(card('Nordhavn'))?.brand).toBe('Nordhavn');
    expect(firstOf(card('Nord · pro'))?.brand).toBeUndefined();
  });

  test('is found in the usual places of an entry of state', () => {
    for (const brand of [
      '"brand":"Nordhavn"',
      '"brand":{"name":"Nordhavn"}',
      '"brandName":"Nordhavn"',
      '"vendor":"Nordhavn"',
    ])
      expect(firstOf(`<script>items = [{"id":1,"title":"Fjeld Shell Jacket",${brand}}]</script>`)?.brand).toBe(
        'Nordhavn',
      );
  });
});

describe('the title', () => {
  test.each([
    '<li><a href="/1"><img alt="Nordhavn"></a><h3 class="card__title">Nordhavn Fjeld Shell Jacket</h3></li>',
    '<li><a href="/1"><img alt="Nordhavn Fjeld Shell Jacket - Bild 1 von 4"></a><i>59 €</i></li>',
    '<li><a href="/1"><img alt="Nordhavn Fjeld Shell Jacket, Image 2 of 5"></a><i>59 €</i></li>',
    '<li><a href="/1"><span class="known">-</span><span class="known">Nordhavn Fjeld Shell Jacket</span></a></li>',
    '<li><a href="/1">Nordhavn Fjeld Shell Jacket</a><i>59 €</i></li>',
    '<li><a href="/1"><img alt="-"></a><div class="item-name">Nordhavn Fjeld Shell Jacket</div></li>',
    '<li><a href="/1"><img alt="product image"></a><a href="/1">Nordhavn Fjeld Shell Jacket</a></li>',
    '<li><a href="/1"><img alt="IMG_1234.jpg"></a><a href="/1">Nordhavn Fjeld Shell Jacket</a></li>',
    '<li><a href="/1" title="Nordhavn Fjeld Shell Jacket"><img></a><span>Nordhavn Fje…</span></li>',
    '<li><a class="known" href="/1" title="Nordhavn Fjeld Shell Jacket">Nordhavn Fjeld She...</a></li>',
    '<li><a class="known" href="/1">Quick view</a><h3>Nordhavn Fjeld Shell Jacket</h3></li>',
    '<li><a class="known" href="/1">€ 59.00</a><h3>Nordhavn Fjeld Shell Jacket</h3></li>',
    ...[
      'Jetzt kaufen',
      'En savoir plus',
      'Подробнее о товаре',
      '查看',
      'Xem chi tiết',
      'Satın al',
      '-20 %',
      '★ 4.8',
      '12',
      'undefined',
      'Sold out',
    ].map((said) => `<li><a class="known" href="/1">${said}</a><h3>Nordhavn Fjeld Shell Jacket</h3></li>`),
    '<li><a href="/1"><h2><span>-</span><span>Nordhavn Fjeld Shell Jacket</span></h2></a></li>',
    '<li><a href="/1"><img alt="Image 1 of 5: Nordhavn Fjeld Shell Jacket"></a><i>59 €</i></li>',
    '<li><a href="/1"><img alt="Miniature de Nordhavn Fjeld Shell Jacket"></a><i>59 €</i></li>',
    '<li><a href="/1"><img alt="상품이미지"></a><a href="/1">Nordhavn Fjeld Shell Jacket</a></li>',
    '<li><a href="/1"><img alt="WhatsApp Image 2026-11-01 at 10.00.00.jpeg"></a><a href="/1">Nordhavn Fjeld Shell Jacket</a></li>',
    '<li><a class="known" href="/1"><span>New Listing</span>Nordhavn Fjeld Shell Jacket</a></li>',
    '<li><a class="known" href="/1">Nordhavn Fjeld Shell Jacket<span>Opens in a new window or tab</span></a></li>',
  ])('%s', (card) => {
    expect(firstOf(card)?.title).toBe('Nordhavn Fjeld Shell Jacket');
  });

  test('loses the marks of the words that were searched for', () => {
    expect(
      firstOf('<script>items = [{"id":1,"title":"<em>Nord</em>havn <span class=H>Fjeld</span> &lt;3 jacket"}]</script>')
        ?.title,
    ).toBe('Nordhavn Fjeld <3 jacket');
  });

  test('entities that JSON carries are decoded once, those of HTML not again', () => {
    expect(
      firstOf('<script>items = [{"id":1,"title":"Nord &amp; Havn Jacket","by":"F&amp;amp;B"}]</script>'),
    ).toMatchObject({
      title: 'Nord & Havn Jacket',
      seller: { name: 'F&amp;B' },
    });
    expect(firstOf('<li><a class="known" href="/1">Nord &amp;amp; Havn</a></li>')?.title).toBe('Nord &amp; Havn');
  });
});

describe("a seller's name", () => {
  test.each([
    ['SELLERNAME 4.9', 'SELLERNAME', 0.98],
    ['Fjord Shop ★ 4,5', 'Fjord Shop', 0.9],
    ['Fjord Shop (1,234)', 'Fjord Shop', undefined],
    ['fjord-shop 98.7% positive feedback', 'fjord-shop', 0.987],
    ['fjord-shop 99,1 % positive Bewertungen (5.123)', 'fjord-shop', 0.991],
    ['Fjord Shop | 4.7/5', 'Fjord Shop', 0.94],
    ['Fjord Shop · 4.8 · 1.2K reviews', 'Fjord Shop', 0.96],
    ['Fjord Shop (1234) 99.8%', 'Fjord Shop', 0.998],
    ['Fjord Shop Рейтинг 4,9', 'Fjord Shop', 0.98],
    ['Fjord Shop 4.8分', 'Fjord Shop', 0.96],
    ['Sold by Fjord Shop', 'Fjord Shop', undefined],
    ['Verkauf und Versand durch Fjord Shop', 'Fjord Shop', undefined],
    ['Продавец: Fjord Shop', 'Fjord Shop', undefined],
    ['店铺：Fjord Shop', 'Fjord Shop', undefined],
    ['Visit the Fjord Shop Store', 'Fjord Shop', undefined],
    ['Fjord Shop ✔️ 1.2k followers', 'Fjord Shop', undefined],
    ['Fjord Shop ★4.9 (1.2k)', 'Fjord Shop', 0.98],
    ['Fjord Shop (4.9)', 'Fjord Shop', 0.98],
    ['Fjord Shop 4,9 von 5 Sternen', 'Fjord Shop', 0.98],
    ['Fjord Shop Satıcı Puanı 9.8', 'Fjord Shop', 0.98],
    ['Fjord Shop 9,8/10', 'Fjord Shop', 0.98],
    ['Fjord Shop 98,7 % d’évaluations positives', 'Fjord Shop', 0.987],
    ['Fjord Shop 98,7% положительных отзывов', 'Fjord Shop', 0.987],
    ['Fjord Shop 好评率98.7%', 'Fjord Shop', 0.987],
    ['Fjord Shop 1 234 avis', 'Fjord Shop', undefined],
    ['Fjord Shop (12万)', 'Fjord Shop', undefined],
    ['Fjord Shop 1234 valoraciones', 'Fjord Shop', undefined],
    ['Fjord Shop 1234 người theo dõi', 'Fjord Shop', undefined],
    ['Fjord Shop 12 Anzeigen', 'Fjord Shop', undefined],
    ['Fjord Shop 評価1234', 'Fjord Shop', undefined],
    ['Ships from and sold by Fjord Shop.', 'Fjord Shop', undefined],
    ['Sold by Fjord Shop and Fulfilled by Amazon', 'Fjord Shop', undefined],
    ['Satıcı: Fjord Shop', 'Fjord Shop', undefined],
    ['販売元 Fjord Shop', 'Fjord Shop', undefined],
    ['البائع: Fjord Shop', 'Fjord Shop', undefined],
    ['Fjord Shop Star Seller', 'Fjord Shop', undefined],
    ['Fjord Shop [120]', 'Fjord Shop', undefined],
    ['★ 4.9 Fjord Shop', 'Fjord Shop', undefined],
    ['4,9/5 · Fjord Shop', 'Fjord Shop', undefined],
    ['(120) Fjord Shop', 'Fjord Shop', undefined],
    ['98 % positive Fjord Shop', 'Fjord Shop', undefined],
    ['Fjord Shop New seller', 'Fjord Shop', undefined],
    ['Fjord Shop новый продавец', 'Fjord Shop', undefined],
    ['Fjord Shop Top-Verkäufer', 'Fjord Shop', undefined],
    ['3.14 Fjord', '3.14 Fjord', undefined],
    ['Shop 4.0', 'Shop 4.0', undefined],
    ['Studio 54', 'Studio 54', undefined],
    ['By Malene Birger', 'By Malene Birger', undefined],
    ['Par Amour', 'Par Amour', undefined],
    ['Seller', 'Seller', undefined],
    ['shop24', 'shop24', undefined],
    ['Store 1', 'Store 1', undefined],
    ['4.9', '4.9', undefined],
  ] as const)('%s', (said, name, rating) => {
    expect(sellerNameOf(said)).toEqual({ name, ...(rating && { rating }) });
  });
});
