import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scriptValues } from '#shared/extraction/script-values.ts';
import { schemaOrg } from '#shared/marketplaces/schema-org/schema-org.ts';
import { tries } from '../../support/tries.ts';

const ADDRESS = 'https://shop.example/search?q=nordhavn';
const read = (body: string) =>
  schemaOrg.readSearch({
    url: ADDRESS,
    status: 200,
    body: `<!DOCTYPE html><html lang="de"><body>${body}</body></html>`,
  });

const NAMES = [
  'Nordhavn Fjeld "Shell" Jacket',
  'Nordhavn Isbre Flasche 0,7 l',
  "Nordhavn Sti d'été Rucksack",
  'Fjeld Mütze',
];
type Good = { id: number; name: string; url: string; price: number };
const goodsAt = (prices: readonly number[]): Good[] =>
  prices.map((price, index) => ({ id: 4100 + index, name: NAMES[index]!, url: `/p/fjeld-${index}`, price }));

/** Nuxt 3's way to write each value once. */
function numbered(value: unknown): unknown[] {
  const values: unknown[] = [['ShallowReactive', 1]];
  const add = (one: unknown): number => {
    const at = values.push(null) - 1;
    if (Array.isArray(one)) values[at] = one.map(add);
    else if (typeof one === 'object' && one !== null)
      values[at] = Object.fromEntries(Object.entries(one).map(([name, inner]) => [name, add(inner)]));
    else values[at] = one;
    return at;
  };
  add(value);
  return values;
}

const typed = (value: unknown): unknown =>
  Array.isArray(value)
    ? [1, value.map(typed)]
    : [
        0,
        typeof value === 'object' && value !== null
          ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, typed(one)]))
          : value,
      ];

const listed = (goods: readonly Good[]) =>
  goods.map(({ price, ...good }) => ({ ...good, price: { current: price, was: price + 40, currency: 'EUR' } }));
const state = (goods: readonly Good[]) => ({ search: { query: 'nordhavn', results: listed(goods) }, related: [] });
const escapeHtml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
const json = (value: unknown) => JSON.stringify(value).replaceAll('<', '\\u003c');
/** As a JavaScript literal: names without quotes. */
const literal = (value: unknown) => json(value).replace(/"([a-z]+)":/gi, '$1:');

const WRITTEN: Record<string, (goods: readonly Good[]) => string> = {
  'a JSON script': (goods) =>
    `<script id="__NEXT_DATA__" type="application/json">${json({ props: { pageProps: state(goods) } })}</script>`,
  'a global': (goods) => `<script>window.__STATE__ = ${json(state(goods))};window.other = 1</script>`,
  'a global of a symbol': (goods) => `<script>window[Symbol.for("Results")] = ${json(state(goods))}</script>`,
  'a text that is parsed': (goods) => `<script>window.__S = JSON.parse(${json(json(state(goods)))});</script>`,
  'a text that nobody parses there': (goods) => `<script>window.__S = ${json(json(state(goods)))};</script>`,
  'a literal in a block': (goods) =>
    `<script>{ const data = [null,{type:"data",data:${literal(state(goods))},uses:void 0}]; start(app, {data, ok: !0}) }</script>`,
  'single quotes': (goods) =>
    `<script>var s = {results:[${listed(goods)
      .map(
        (one) =>
          `{id:'${one.id}',name:'${one.name.replaceAll("'", "\\'")}',url:'${one.url}',price:{current:${one.price.current},was:void 0,currency:'EUR'}}`,
      )
      .join(',')}]}</script>`,
  'a function that is called at once': (goods) =>
    `<script>window.__NUXT__=(function(a,b){b.results=[${listed(goods)
      .map((one) => literal({ ...one, price: 0 }).replace('price:0', `price:{current:${one.price.current},currency:a}`))
      .join(',')}];return {data:[b],error:null}}("EUR",{}))</script>`,
  'numbered values': (goods) =>
    `<script type="application/json" id="__NUXT_DATA__">${json(numbered({ data: state(goods) }))}</script>`,
  'a stream': (goods) => {
    const row = `5:["$","$L9",null,${json(state(goods))}]\n`;
    const pieces = [row.slice(0, row.length / 2), row.slice(row.length / 2)];
    return pieces.map((piece) => `<script>self.__next_f.push([1,${json(piece)}])</script>`).join('');
  },
  'a stream whose rows refer to each other': (goods) => {
    const rows = listed(goods).map((one, index) => `${(10 + index).toString(16)}:${json(one)}\n`);
    const list = `5:["$","$L9",null,{"results":${json(goods.map((_, index) => `$${(10 + index).toString(16)}`))}}]\n`;
    return [...rows, list].map((row) => `<script>self.__next_f.push([1,${json(row)}])</script>`).join('');
  },
  'queries kept as text': (goods) =>
    `<script>window.__RQ__=${json({ dehydratedState: json({ queries: [{ state: { data: { pages: [{ results: listed(goods) }] } } }] }) })}</script>`,
  'an Apollo cache': (goods) => {
    const kept = Object.fromEntries(
      listed(goods).map((one) => [`Product:${one.id}`, { __typename: 'Product', ...one }]),
    );
    const results = goods.map(({ id }) => ({ __ref: `Product:${id}` }));
    const gift = {
      __typename: 'Product',
      id: 9,
      name: 'Gutschein',
      url: '/p/9',
      price: { current: 10, currency: 'EUR' },
    };
    return `<script>window.__APOLLO_STATE__=${json({ ROOT_QUERY: { 'search({"q":"nordhavn"})': { results } }, ...kept, 'Product:9': gift })}</script>`;
  },
  'edges and nodes': (goods) =>
    `<script>window.__R=${json({ products: { edges: listed(goods).map((node) => ({ node })) } })}</script>`,
  "Angular's escapes": (goods) =>
    `<script id="app-state" type="application/json">${JSON.stringify(state(goods)).replaceAll('&', '&a;').replaceAll('"', '&q;').replaceAll("'", '&s;')}</script>`,
  'an attribute': (goods) => `<div id="app" data-props="${escapeHtml(json(state(goods)))}"></div>`,
  'an attribute of each tile': (goods) =>
    listed(goods)
      .map((one) => `<div data-product="${escapeHtml(json(one))}"><a href="${one.url}"><img src="/i.jpg"></a></div>`)
      .join(''),
  'typed props': (goods) => {
    const [, props] = typed(state(goods)) as [0, unknown];
    return `<astro-island props="${escapeHtml(json(props))}"></astro-island>`;
  },
};

const PRICES = fc.array(fc.integer({ min: 100, max: 99_999 }), { minLength: 4, maxLength: 4 });

describe("the seller of goods that stand in the page's data only", () => {
  const goods = listed(goodsAt([59, 24.5, 99]));
  const sellers = ['Fjord Bazar', 'Horolez Brno', 'Fjord Bazar'];
  const FORMS: Record<string, unknown> = {
    'the name of a store': goods.map((one, index) => ({ ...one, store: { id: 7, displayName: sellers[index] } })),
    'who it is said to be sold by': goods.map((one, index) => ({ ...one, soldBy: sellers[index] })),
  };
  const named = (script: string) => read(script).listings.map(({ seller }) => seller?.name);

  test.each(Object.keys(FORMS))('is %s', (form) => {
    expect(named(`<p>3 Ergebnisse</p><script>window.s = ${json({ results: FORMS[form] })}</script>`)).toEqual(sellers);
  });

  test('is looked up where an Apollo cache refers to it', () => {
    const kept = goods.map((one, index) => [
      `Product:${one.id}`,
      { __typename: 'Product', ...one, seller: { __ref: `Merchant:${index % 2}` } },
    ]);
    const merchants = [0, 1].map((id) => [`Merchant:${id}`, { __typename: 'Merchant', id, displayName: sellers[id] }]);
    const query = { search: { hits: goods.map(({ id }) => ({ __ref: `Product:${id}` })) } };
    const cache = { ROOT_QUERY: query, ...Object.fromEntries([...kept, ...merchants]) };
    expect(named(`<p>3 Ergebnisse</p><script>window.__APOLLO_STATE__=${json(cache)}</script>`)).toEqual(sellers);
  });

  test('is read from the row that a stream refers to', () => {
    const rows = [
      ...goods.map((one, index) => `${index + 10}:${json({ ...one, seller: `$2${index % 2}` })}`),
      ...[0, 1].map((id) => `2${id}:${json({ id, name: sellers[id] })}`),
      `5:["$","$L9",null,${json({ results: goods.map((_, index) => `$${index + 10}`) })}]`,
    ];
    const pushes = rows.map((row) => `<script>self.__next_f.push([1,${json(`${row}\n`)}])</script>`);
    expect(named(`<p>3 Ergebnisse</p>${pushes.join('')}`)).toEqual(sellers);
  });

  test('a stream whose rows hold each other is read to its end', () => {
    const rows = ['1:{"price":"$2"}', '2:{"price":["$1","$2"]}', '3:{"price":"$3"}'];
    const pushes = rows.map((row) => `<script>self.__next_f.push([1,${json(`${row}\n`)}])</script>`);
    const written = goods.map((one) => ({ ...one, seller: { name: 'Fjord Bazar' } }));
    const whole = `<script>self.__next_f.push([1,${json(`9:${json({ results: written })}\n`)}])</script>`;
    expect(named(`<p>3 Ergebnisse</p>${pushes.join('')}${whole}`)).toEqual(Array(3).fill('Fjord Bazar'));
  });
});

describe("goods that stand in the page's data only", () => {
  test.each(Object.keys(WRITTEN))('are read from %s', (form) => {
    fc.assert(
      fc.property(PRICES, fc.boolean(), (cents, counts) => {
        const goods = goodsAt(cents.map((price) => price / 100));
        const { coverage, reason, listings } = read(
          `<h1>Suche: nordhavn</h1>${counts ? '<p>4 Ergebnisse</p>' : ''}<div class="skeleton"></div>${WRITTEN[form]!(goods)}`,
        );
        expect([coverage, reason]).toEqual(
          counts
            ? ['complete', undefined]
            : ['partial', 'no reader knows this site: these are the goods that the data in its page list'],
        );
        expect(listings.map(({ title }) => title)).toEqual(NAMES);
        expect(listings.map(({ price }) => price)).toEqual(
          cents.map((amountMinor) => ({ amountMinor, currency: 'EUR' })),
        );
        expect(listings.map(({ url }) => url)).toEqual(goods.map(({ url }) => `https://shop.example${url}`));
      }),
      { numRuns: tries(5, 100) },
    );
  });

  const inNext = (value: unknown) =>
    `<h1>Suche: nordhavn</h1><div id="app"></div><script type="application/json">${json(value)}</script>`;
  const some = listed(goodsAt([59, 129, 24.5, 19]));

  test.each([
    ['recommendations', { search: { results: [] }, recommendations: some }],
    ['what was looked at last', { recentlyViewed: { items: some } }],
    ['a row under a heading of its own', { blocks: [{ title: 'Das könnte Ihnen auch gefallen', products: some }] }],
    ['the cart', { cart: { lines: some } }],
    ['ways to ship', { checkout: { shippingMethods: some } }],
    ['advertisements', { sponsoredProducts: some }],
    ['a list that nothing calls results', { x: some }],
    ['categories with numbers', { results: some.map(({ name, url, id }) => ({ name, url, count: id })) }],
    ['articles without a price', { results: some.map(({ name, url }) => ({ title: name, url })) }],
  ])('are not %s', (_, value) => {
    expect(read(inNext(value))).toMatchObject({ coverage: 'unreadable', listings: [] });
  });

  test('are nothing where the page says that nothing was found', () => {
    const { coverage, listings } = read(`<h1>Keine Ergebnisse für „nordhavn“</h1>${inNext({ products: some })}`);
    expect([coverage === 'complete' || coverage === 'partial', listings]).toEqual([false, []]);
  });

  test('are the list that the page shows, of several', () => {
    const others = listed(goodsAt([1, 2, 3, 4])).map((one, index) => ({
      ...one,
      name: `Sonstiges ${index}`,
      url: `/o/${index}`,
    }));
    const { listings } = read(
      `<ul>${some.map(({ name }) => `<li>${name}</li>`).join('')}</ul>${inNext({ products: others, block: { entries: some } })}`,
    );
    expect(listings.map(({ title }) => title)).toEqual(NAMES);
  });

  test('are not those that the page shows under a heading over other goods', () => {
    const shown = some.map(({ name, url }) => `<li><h3><a href="${url}">${name}</a></h3></li>`).join('');
    expect(
      read(`<h1>Suche</h1><h2>Das könnte Ihnen auch gefallen</h2><ul>${shown}</ul>${inNext({ products: some })}`),
    ).toMatchObject({ coverage: 'unreadable', listings: [] });
    expect(read(`<h1>Suche</h1><h2>Artikel</h2><ul>${shown}</ul>${inNext({ products: some })}`).listings).toHaveLength(
      4,
    );
  });

  test('are those below a category, behind more lists than that', () => {
    const menu = Array.from({ length: 300 }, (_, index) => ({
      links: [
        { name: `Jacken ${index}`, url: '/c/1' },
        { name: 'Hosen', url: '/c/2' },
      ],
    }));
    expect(read(inNext({ menu, category: { brand: { products: some } } })).listings).toHaveLength(4);
    expect(read(inNext({ products: [{ options: some }, { options: some }] })).listings).toEqual([]);
  });

  test('are partial where the page counts more than its data lists', () => {
    expect(read(`<p>64 Ergebnisse</p>${inNext({ results: some })}`).coverage).toBe('partial');
    expect(read(inNext({ results: { total: 64, items: some } })).coverage).toBe('partial');
    expect(read(`<p>64 Ergebnisse</p>${inNext({ results: { total: 4, items: some } })}`).coverage).toBe('partial');
    expect(read(inNext({ results: { total: 4, items: some } })).coverage).toBe('complete');
  });

  test('are not all where a few of them are drawn, unless the page counts no more or its data lists other goods', () => {
    const drawn = (prefix: string) =>
      [0, 1, 2]
        .map((at) => `<li><a href="${prefix}${at}"><h3>Nordhavn Fjeld ${at}</h3></a><b>59,00 €</b></li>`)
        .join('');
    const results = Array.from({ length: 20 }, (_, at) => ({
      name: `Fjeld ${at}`,
      url: `/s/fjeld/40${at}`,
      price: { current: 59, currency: 'EUR' },
    }));
    const verdict = (prefix: string, said = '') => {
      const { coverage, listings } = read(`${said}<ul>${drawn(prefix)}</ul>${inNext({ results })}`);
      return [coverage, listings.length];
    };
    expect(verdict('/s/fjeld/40')).toEqual(['partial', 20]);
    expect(verdict('/s/other/70')).toEqual(['complete', 3]);
    expect(verdict('/s/fjeld/40', '<p>1–3 von 3 Artikeln</p>')).toEqual(['complete', 3]);
  });

  test.each([
    ['cents where the data says so', { priceCents: 4990, currency: 'EUR' }, 4990],
    [
      'a minor unit beside it',
      { prices: { price: '4990', regular_price: '6990', currency_code: 'EUR', currency_minor_unit: 2 } },
      4990,
    ],
    ['centAmount', { price: { value: { centAmount: 4990, currencyCode: 'EUR', fractionDigits: 2 } } }, 4990],
    ['a sale price that is not set', { price: 49.9, salePrice: null, currency: 'EUR' }, 4990],
    ['a sale price', { regularPrice: 69.9, price: 69.9, salePrice: 49.9, currency: 'EUR' }, 4990],
    ['a list price first', { listPrice: 69.9, lowest30: 45, price: 49.9, currency: 'EUR' }, 4990],
    [
      'the list price under two names',
      { priceInfo: { itemPrice: 69.9, linePrice: 49.9, wasPrice: 69.9 }, currency: 'EUR' },
      4990,
    ],
    ['names in one word', { streichpreis: 69.9, grundpreis: 12, verkaufspreis: 49.9, currency: 'EUR' }, 4990],
    ['units and nanos', { price: { units: '49', nanos: 900000000, currencyCode: 'EUR' } }, 4990],
    ['text beside a number in cents', { price: { amount: 4990, text: '49,90 €' } }, 4990],
    [
      'kinds of price',
      {
        prices: [
          { type: 'list_price', value: 69.9 },
          { type: 'sale_price', value: 49.9 },
        ],
        currency: 'EUR',
      },
      4990,
    ],
    ['text for people', { price: { formatted: '49,90 €', percent: 20 } }, 4990],
    ['gross beside net', { price: { net: 41.93, gross: 49.9, currency: 'EUR' } }, 4990],
    ['parts to be paid beside it', { installmentPrice: 4.15, prezzo: { valore: 49.9, valuta: 'EUR' } }, 4990],
    ['a price for a litre beside it', { pricePerUnit: 12.4, price: 49.9, currency: 'EUR' }, 4990],
    ['a currency of the whole page', { price: 49.9 }, 4990],
    ['none that is stated', { price: null, currency: 'EUR' }, null],
  ])('have the price of %s', (_, priced, amountMinor) => {
    const results = NAMES.map((name, index) => ({
      name,
      url: `/p/${index}`,
      ...(index === 3 && amountMinor === null
        ? priced
        : index === 0 || amountMinor !== null
          ? priced
          : { price: 5, currency: 'EUR' }),
    }));
    const { listings } = read(inNext({ shop: { currency: 'EUR' }, results }));
    expect(listings[3]?.price ?? null).toEqual(amountMinor === null ? null : { amountMinor, currency: 'EUR' });
  });
});

describe('hostile data', () => {
  const deep = (open: string, close: string, levels = 50_000) => open.repeat(levels) + close.repeat(levels);
  test.each([
    ['brackets', `window.price=${deep('[', ']')}`],
    ['objects', `window.price=${deep('{a:', '}')}`],
    ['calls', `window.price=${deep('f(', ')')}`],
    ['parentheses that never close', `window.price=${'('.repeat(100_000)}`],
    ['names of the prototype', 'window.price={"__proto__":{"x":1},results:[{"constructor":1},{"toString":{}}]}'],
    ['functions within functions', `price=${deep('(function(a){return ', '})(1)', 2000)}`],
  ])('in a script, %s: it is read or left, and nothing else', (_, script) => {
    expect(Array.isArray(scriptValues(script))).toBe(true);
    expect(Object.hasOwn(Object.prototype, 'x')).toBe(false);
    expect(['unreadable', 'blocked']).toContain(read(`<script>${script}</script>`).coverage);
  });

  test('circles of numbered values end', () => {
    for (const value of [
      '[["Reactive",0],1,2]',
      '[{"a":0,"price":1},{"b":0,"c":1}]',
      '[["Reactive",1],["Ref",2],["Ref",1]]',
    ])
      expect(read(`<script type="application/json">${value}</script>`).coverage).toBe('unreadable');
  });

  test('whatever it is, it is never called empty, and complete only with what is in it', () => {
    const key = fc.constantFrom(
      'results',
      'items',
      'name',
      'title',
      'price',
      'amount',
      'currency',
      'url',
      'total',
      '__ref',
      'node',
      'id',
    );
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 6 },
        fc.constantFrom('EUR', 'Fjeld', '/p/1', '12', '1e999'),
        fc.double(),
        fc.constant(null),
        tie('list'),
        tie('object'),
      ),
      list: fc.array(tie('value'), { maxLength: 4 }),
      object: fc.dictionary(key, tie('value'), { maxKeys: 6 }),
    }));
    fc.assert(
      fc.property(value, (stated) => {
        const { coverage, listings } = read(`<h1>Suche</h1><script>window.price=${json(stated)}</script>`);
        expect(coverage).not.toBe('empty');
        if (coverage === 'complete') expect(listings.length).toBeGreaterThan(1);
      }),
      { numRuns: tries(60, 3000) },
    );
  });
});

describe('pieces in stock', () => {
  const stocked = (more: object) =>
    read(
      `<script>window.__S = ${json({ query: 'nordhavn', results: listed(goodsAt([59, 69, 79])).map((good) => ({ ...good, ...more })) })}</script>`,
    ).listings.map(({ stockCount }) => stockCount);

  test.each([
    { stock: 7 },
    { stockQuantity: 7 },
    { available_quantity: 7 },
    { qty_in_stock: 7 },
    { quantityAvailable: 7 },
    { inventory: { quantity: 7 } },
    { stock: { level: 7 } },
  ])('are read where the data counts them: %j', (more) => {
    expect(stocked(more)).toEqual([7, 7, 7]);
  });

  test.each([
    { stock: 'available' },
    { stock: true },
    { stock: -1 },
    { maxOrderQuantity: 7 },
    { quantity: 7 },
    { stock_id: 7 },
    { stockStatus: 1 },
    { outOfStock: 0 },
  ])('are unknown where it does not: %j', (more) => {
    expect(stocked(more)).toEqual([undefined, undefined, undefined]);
  });
});
