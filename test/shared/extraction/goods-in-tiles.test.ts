import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { marketplaceById } from '#shared/marketplaces/index.ts';
import { schemaOrg } from '#shared/marketplaces/schema-org/schema-org.ts';

const ADDRESS = 'https://shop.example/search?q=nordhavn';
const read = (body: string) =>
  schemaOrg.readSearch({
    url: ADDRESS,
    status: 200,
    body: `<!DOCTYPE html><html lang="de"><body>${body}</body></html>`,
  });

const NAMES = [
  'Nordhavn Fjeld Shell Jacket',
  'Nordhavn Isbre Flasche 0,7 l',
  'Nordhavn Sti Rucksack 24 l',
  'Fjeld Mütze',
];
const slug = (name: string) => name.toLowerCase().replace(/[^a-z]+/g, '-');

/** A tile as shops draw it; the price in whole euros. */
type Draw = (name: string, price: number, index: number) => string;

const DRAWN: Record<string, Draw> = {
  'a heading and a price': (name, price) =>
    `<li><a href="/p/${slug(name)}"><img src="/i.jpg" alt=""></a><h3><a href="/p/${slug(name)}">${name}</a></h3><p class="price">${price},00 €</p></li>`,
  'one link around all': (name, price) =>
    `<div class="tile"><a href="/p/${slug(name)}"><div>${name}</div><div>${price} €</div></a></div>`,
  'a struck price before': (name, price) =>
    `<div class="box"><a href="/p/${slug(name)}">${name}</a><s>${price + 40} €</s> <b>${price} €</b></div>`,
  'an old price by its class': (name, price) =>
    `<div class="box"><a href="/p/${slug(name)}">${name}</a><div class="price-prev">${price + 40} €</div><div>${price} €</div></div>`,
  'an old price by its words': (name, price) =>
    `<div class="box"><a href="/p/${slug(name)}">${name}</a><div>UVP ${price + 40} €</div><div>${price} €</div></div>`,
  'parts to be paid beside it': (name, price) =>
    `<div class="box"><a href="/p/${slug(name)}">${name}</a><p>${price} €</p><p>9 x 2,50 €</p></div>`,
  'a price for members before it': (name, price) =>
    `<div class="box"><a href="/p/${slug(name)}">${name}</a><p>Mitgliederpreis ${price - 10} €</p><p>${price} €</p></div>`,
  'cents set high': (name, price) =>
    `<div class="box"><a href="/p/${slug(name)}">${name}</a><p>${price}<sup>00</sup> €</p></div>`,
  'words in the price link': (name, price) =>
    `<div class="box"><h2><a href="/p/${slug(name)}">${name}</a></h2><a href="/p/${slug(name)}"><span>${price} €</span><span>Preise vergleichen</span></a></div>`,
  'its name read out only': (name, price) =>
    `<li class="t"><a href="/p/${slug(name)}" aria-label="${name}, ${price} €"></a><span>${price} €</span></li>`,
  'its name in the data for statistics': (name, price) =>
    `<div class="t" data-item='${JSON.stringify({ id: slug(name), name, price })}'><a href="/p/${slug(name)}"><img alt="Bild"></a><span>${price} €</span></div>`,
  'names that a build made': (name, price, index) =>
    `<li class="productTile-0${index}1e9"><a href="/p/${slug(name)}" title="${name}"><h2>${name}</h2></a><div>${price} €</div></li>`,
  'a longer line about it, its name being the picture’s': (name, price) =>
    `<li><a href="/p/${slug(name)}"><p><img src="/i.jpg" alt="${name}"></p><p>${name}</p><p>${'Jedes Stück ist von Hand gemacht. '.repeat(2)}</p><p>${price},00 €</p></a></li>`,
  'a badge that is called a title': (name, price) =>
    `<div class="c"><a href="/p/${slug(name)}" aria-label="${name}"><img src="/i.jpg" alt=""></a><div class="promo-title">Aktion</div><h3><a href="/p/${slug(name)}">${name}</a></h3><b>${price} €</b></div>`,
  'a label before the name, and labels called titles': (name, price) =>
    `<li><img alt="${name}"><strong class="name"><a href="/p/${slug(name)}"><span class="title">Artikelbezeichnung :</span> <span>${name}</span></a></strong><div><b class="title">Preis :</b> <span>${price} €</span></div><div><b class="title">Punkte</b> <span>12 (1%)</span></div></li>`,
  'prices in elements called after more than that': (name, price) =>
    `<div class="box"><a href="/p/${slug(name)}">${name}</a><div class="price-and-shipping"><p class="unit-price">(2,50 €* / 1 l)</p><p class="price with-list-price">${price} €* <span class="list-price">${price + 40} €*</span></p></div></div>`,
  'cents in parts beside an old price': (name, price) =>
    `<div class="box"><a href="/p/${slug(name)}">${name}</a><div class="flex"><sup>€</sup><span>${price}</span><sup>00</sup><span class="line-through">€${price + 40}</span></div><p>2 für €9.00 mit Karte</p></div>`,
  'a table without classes': (name, price) =>
    `<tr><td><a href="/p/${slug(name)}"><img src="i.gif"></a></td><td><a href="/p/${slug(name)}">${name}</a></td><td>${price} €</td></tr>`,
  'a number in the query': (name, price, index) =>
    `<li><a href="/goods/view?no=100${index}">${name}</a><b>${price} €</b></li>`,
};

describe('goods of a shop that nobody has told us of', () => {
  test.each(Object.keys(DRAWN))('are read from tiles with %s', (kind) => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 20, max: 900 }), { minLength: 4, maxLength: 4 }), (prices) => {
        const tiles = NAMES.map((name, index) => DRAWN[kind]!(name, prices[index]!, index)).join('');
        const { coverage, listings, isDrawn } = read(`<h1>Suche</h1><div class="list">${tiles}</div>`);
        expect([coverage, isDrawn]).toEqual(['complete', true]);
        expect(listings.map(({ title }) => title)).toEqual(NAMES);
        expect(listings.map(({ price }) => price)).toEqual(
          prices.map((price) => ({ amountMinor: price * 100, currency: 'EUR' })),
        );
        expect(new Set(listings.map(({ id }) => id)).size).toBe(4);
      }),
      { numRuns: 10 },
    );
  });

  const tile: Draw = DRAWN['a heading and a price']!;
  const some = (count: number, of = 'p') =>
    NAMES.slice(0, count)
      .map((name, index) => tile(name, 20 + index, index).replaceAll('/p/', `/${of}/`))
      .join('');

  test('are not what stands under a heading over other goods, whatever else is there', () => {
    for (const heading of ['Das könnte Ihnen auch gefallen', 'Potrebbe piacerti anche', 'Może Ci się spodobać'])
      expect(read(`<h1>Suche: nordhavn</h1><div id="app"></div><h2>${heading}</h2><ul>${some(4)}</ul>`)).toMatchObject({
        coverage: 'unreadable',
        listings: [],
      });
  });

  test('are results beside filters, and under whatever the page calls itself', () => {
    for (const above of ['<h1>Nordhavn</h1><aside><h2>Filter</h2><h3>Brand</h3></aside>', '<h1>Highlights</h1>'])
      expect(read(`${above}<ul>${some(4)}</ul>`).listings).toHaveLength(4);
  });

  test('price a list for machines that states none', () => {
    const list = NAMES.map((name) => ({ '@type': 'Product', name, url: `https://shop.example/p/${slug(name)}` }));
    const stated = `<script type="application/ld+json">${JSON.stringify({ '@context': 'https://schema.org', '@type': 'ItemList', itemListElement: list.map((item, index) => ({ '@type': 'ListItem', position: index + 1, item })) })}</script>`;
    const reading = read(`${stated}<h1>Suche</h1><ul>${some(4)}</ul>`);
    expect(reading.coverage).toBe('complete');
    expect(reading.listings.map(({ title, price }) => [title, price?.amountMinor])).toEqual(
      NAMES.map((name, index) => [name, (20 + index) * 100]),
    );
    expect(reading.sources?.price).toEqual({ 'goods in tiles': 4 });
  });

  test('fewer than three are results only where the page counts them', () => {
    expect(read(`<h1>Nordhavn</h1><ul>${some(2)}</ul>`).coverage).toBe('unreadable');
    expect(read(`<h1>2 Ergebnisse</h1><ul>${some(2)}</ul>`).listings).toHaveLength(2);
  });

  test('each is sold by whom its tile names, on a site with merchants', () => {
    const tiles = NAMES.map(
      (name, index) =>
        `<li><a href="/item/${index}00">${name}</a><b>5${index} €</b><p><a href="/shop/${index}">Laden ${index}</a></p></li>`,
    );
    expect(read(`<ul>${tiles.join('')}</ul>`).listings.map(({ seller }) => seller)).toEqual(
      NAMES.map((_, index) => ({ id: `shop.example:laden ${index}`, name: `Laden ${index}` })),
    );
  });

  test('each is sold by whom its tile says in words, and by nobody whom another names', () => {
    const tiles = NAMES.map(
      (name, index) =>
        `<li><a href="/item/${index}00"><h3>${name}</h3><b>5${index} €</b><div>${index === 3 ? 'Privat' : `Verkauft durch Laden ${index}`}</div></a></li>`,
    );
    expect(read(`<ul>${tiles.join('')}</ul>`).listings.map(({ seller }) => seller?.name)).toEqual([
      'Laden 0',
      'Laden 1',
      'Laden 2',
      undefined,
    ]);
  });

  test('on a marketplace whose places moved they are a part, by the numbers of its own addresses', () => {
    const { marketplace } = marketplaceById('allegro')!;
    const body = `<ul>${some(4, 'x').replaceAll(/\/x\/[a-z-]+/g, (path) => `https://allegro.pl/oferta/${path.slice(3)}-1234567${path.length}`)}</ul>`;
    const reading = marketplace.readSearch({ url: 'https://allegro.pl/listing?string=nordhavn', status: 200, body });
    expect(reading).toMatchObject({ coverage: 'partial', isDrawn: true });
    expect(reading.listings.map(({ id }) => /^\d{7,}$/.test(id))).toEqual([true, true, true, true]);
    const strangers = marketplace.readSearch({
      url: 'https://allegro.pl/',
      status: 200,
      body: body.replaceAll('allegro.pl', 'shop.example'),
    });
    expect(strangers.listings).toEqual([]);
  });
});

describe('a page that says that nothing was found', () => {
  const NOTHING = '<h1>Résultats : « xyloglotte »</h1><p>Aucun produit ne correspond à votre sélection.</p>';
  const goods = (count: number) =>
    Array.from(
      { length: count },
      (_, index) =>
        `<li class="product type-product"><a href="https://shop.example/livre/${index}/" class="woocommerce-LoopProduct-link"><h2 class="woocommerce-loop-product__title">Roman ${index}</h2><span class="price"><span class="woocommerce-Price-amount amount">8,7${index} €</span></span></a></li>`,
    ).join('');

  test('is empty, whatever the heading over the goods that it shows behind that', () => {
    for (const marketplace of [marketplaceById('schema-org')!.marketplace, marketplaceById('woocommerce')!.marketplace])
      for (const heading of ['Nos coups de cœur', 'Zzz Qqq'])
        expect(
          marketplace.readSearch({
            url: 'https://shop.example/?s=xyloglotte',
            status: 200,
            body: `${NOTHING}<section><h2>${heading}</h2><ul class="products">${goods(4)}</ul></section>`,
          }),
        ).toMatchObject({ coverage: 'empty', listings: [] });
  });

  test('is empty where it only draws other goods behind that', () => {
    const tiles = NAMES.map((name, index) => `<li><a href="/p/${index}"><h3>${name}</h3></a><b>5${index} €</b></li>`);
    expect(read(`${NOTHING}<h2>Zzz Qqq</h2><ul>${tiles.join('')}</ul>`)).toMatchObject({
      coverage: 'empty',
      listings: [],
    });
    expect(read(`<h2>Zzz Qqq</h2><ul>${tiles.join('')}</ul>${NOTHING}`).coverage).toBe('unreadable');
  });

  test('is not empty where it counts its goods, or shows them before that or without a heading', () => {
    for (const body of [
      `<h1>4 produits</h1><p>Aucun produit ne correspond à votre sélection.</p><h2>Zzz</h2><ul class="products">${goods(4)}</ul>`,
      `<h1>Zzz</h1><ul class="products">${goods(4)}</ul><p>Aucun produit ne correspond à votre sélection.</p>`,
      `<h1>Zzz</h1><p>Aucun produit ne correspond à votre sélection.</p><ul class="products">${goods(4)}</ul>`,
    ])
      expect(
        marketplaceById('woocommerce')!.marketplace.readSearch({ url: 'https://shop.example/?s=x', status: 200, body })
          .coverage,
      ).not.toBe('empty');
  });
});

describe('an offer page of a site that nobody has told us of', () => {
  const page = (url: string, body: string) =>
    schemaOrg.readListing({ url, status: 200, body: `<html lang="nl"><body><main>${body}</main></body></html>` });

  test('is one by its number and the price beside its heading, sold by whom its box for the seller links', () => {
    const body =
      '<h1>Nordhavn Fjeld jas</h1><div class="Header-price">€ 450,00</div><aside class="SellerInfo"><a href="/u/wilma/20117733/">Wilma uit Zwolle</a></aside>';
    expect(page('https://markt.example/v/kleding/m2204117733-nordhavn-fjeld', body)).toMatchObject({
      coverage: 'complete',
      listing: {
        price: { amountMinor: 45000, currency: 'EUR' },
        seller: { id: 'markt.example:wilma uit zwolle', name: 'Wilma uit Zwolle' },
      },
    });
    expect(page('https://markt.example/kleding', body).listing?.price ?? null).toBeNull();
  });

  test('is sold by the one member whose page it links by name, in no menu and no other offer’s tile', () => {
    const others = [1, 2, 3]
      .map(
        (one) =>
          `<div class="ad"><a href="/v/m220411773${one}">Jas ${one}</a> € ${one}0,00 <a href="/u/${one}">Buur ${one}</a></div>`,
      )
      .join('');
    const body = (link: string, place = 'Plaats advertentie') =>
      `<nav><a href="/profile/me">Mijn profiel</a> ${place}</nav><h1>Nordhavn Fjeld jas</h1><div class="price">€ 450,00</div><div>${link}<button>Bericht</button></div>${others}`;
    const read = (link: string) => page('https://markt.example/v/m2204117733-fjeld', body(link)).listing?.seller?.name;
    expect(read('<a href="/profile/4410">wilma_35</a>')).toBe('wilma_35');
    expect(read('<a href="/profile/4410">wilma_35</a><a href="/profile/4411">kees</a>')).toBeUndefined();
    expect(read('')).toBeUndefined();
    const shops = body('<a href="/profile/4410">wilma_35</a>', 'Winkel');
    expect(page('https://markt.example/v/m2204117733-fjeld', shops).listing?.seller?.name).toBeUndefined();
  });

  test('a page that names several sellers in such boxes is none of theirs', () => {
    const box = (name: string) => `<div class="seller-name">${name}</div>`;
    const body = `<h1>Nordhavn</h1><div class="price">€ 450,00</div>${box('Wilma')}${box('Kees')}`;
    expect(page('https://markt.example/v/m2204117733', body).listing?.seller?.name).toBeUndefined();
  });

  test('what is struck by its class is not the price before the button to buy', () => {
    const body =
      '<h1>Nordhavn Fjeld</h1><div class="t1">378,50 €</div><p class="line-through">749,00 € neuf</p><p>Vendu et reconditionné par <a href="/s/91">Reconomia</a></p><button>Ajouter au panier</button>';
    expect(page('https://markt.example/p/fjeld/7c1e', body).listing).toMatchObject({
      price: { amountMinor: 37850, currency: 'EUR' },
      seller: { id: 'markt.example:reconomia' },
    });
  });
});

describe('tiles beside each other', () => {
  const tiles = (inner: (name: string, index: number) => string) =>
    read(
      `<main><h1>4 Artikel</h1><ul>${NAMES.map((name, index) => `<li>${inner(name, index)}</li>`).join('')}</ul></main>`,
    ).listings;
  const link = (name: string) => `<a href="/p/${slug(name)}">${name}</a>`;

  test('one that names no price is one of them', () => {
    const read = tiles((name, index) => `${link(name)}<b>${index === 2 ? 'Preis auf Anfrage' : '59,00 €'}</b>`);
    expect(read.map(({ title, price }) => [title, price?.amountMinor])).toEqual(
      NAMES.map((name, index) => [name, index === 2 ? undefined : 5900]),
    );
  });

  test('capitals on digits in a title are a model, no price', () => {
    const read = tiles((name) => `${link(`${name} FG830 205/55 R16`)}<b>59,00 €</b>`);
    expect(read.map(({ price }) => price)).toEqual(NAMES.map(() => ({ amountMinor: 5900, currency: 'EUR' })));
  });

  test('an old price in another language is none, and the number on the tile is the shop’s', () => {
    const read = tiles(
      (name, index) =>
        `<div data-sku="NH-${index}">${link(name)}<span class="listino">99,00 €</span> <span class="eski">79,00 €</span> <b>59,00 €</b></div>`,
    );
    expect(read.map(({ price, sku }) => [price?.amountMinor, sku])).toEqual(
      NAMES.map((_, index) => [5900, `NH-${index}`]),
    );
  });
});
