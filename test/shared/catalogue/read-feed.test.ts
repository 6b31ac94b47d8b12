import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { FeedRefusal } from '#shared/catalogue/feed-row.ts';
import { type FeedFormat, readFeed } from '#shared/catalogue/read-feed.ts';
import { ReferenceProduct } from '#shared/domain/product.ts';

const item = (...fields: [name: string, value: string][]) =>
  `<item>\n${fields.map(([name, value]) => `<g:${name}>${value}</g:${name}>`).join('\n')}\n</item>\n`;
const rss = (...items: string[]) =>
  `<?xml version="1.0"?>\n<rss xmlns:g="http://base.google.com/ns/1.0" version="2.0"><channel>\n${items.join('')}</channel></rss>`;
const parka = item(
  ['id', 'NH-1-S'],
  ['item_group_id', 'NH-1'],
  ['title', 'Fjord Parka &amp; Hood'],
  ['price', '299.00 EUR'],
  ['gtin', '5712345678901'],
  ['image_link', 'https://nordhavn.example/1.jpg'],
  ['condition', 'new'],
);

describe('a Google Merchant feed in XML', () => {
  it('gives products with their variants put together at the lowest price', () => {
    const large = item(
      ['id', 'NH-1-L'],
      ['item_group_id', 'NH-1'],
      ['title', 'Fjord Parka L'],
      ['price', '289,00 EUR'],
      ['gtin', '5712345678918'],
    );
    const { products, rows, problems } = readFeed(rss(parka, large), { format: 'google-xml' });
    expect(rows).toBe(2);
    expect(problems).toEqual([]);
    expect(products).toEqual([
      {
        sku: 'NH-1',
        name: 'Fjord Parka & Hood',
        price: { amount: 289, currency: 'EUR' },
        gtins: ['5712345678901', '5712345678918'],
        images: ['https://nordhavn.example/1.jpg'],
        aliases: [],
        safety: false,
      },
    ]);
  });

  it('is read as Atom too, whatever prefix it gives its names', () => {
    const atom =
      '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>7</id><title>Bottle</title><x:price xmlns:x="u">35 USD</x:price></entry></feed>';
    expect(readFeed(atom, { format: 'google-xml' }).products).toMatchObject([{ sku: '7', name: 'Bottle' }]);
  });

  it('takes no price of shipping for that of the goods', () => {
    const shipped = item(
      ['id', '9'],
      ['title', 'Bottle'],
      ['shipping', '<g:country>DE</g:country><g:price>4.90 EUR</g:price>'],
      ['price', '35.00 EUR'],
    );
    expect(readFeed(rss(shipped), { format: 'google-xml' }).products[0]?.price).toEqual({
      amount: 35,
      currency: 'EUR',
    });
  });

  it('names the line and field of what is wrong, and takes the rest', () => {
    const wrong = item(['id', 'NH-2'], ['title', 'Cap'], ['price', 'ask us']);
    const used = item(['id', 'NH-3'], ['title', 'Cap'], ['price', '20 EUR'], ['condition', 'used']);
    const { products, problems } = readFeed(rss(parka, wrong, used), { format: 'google-xml' });
    expect(products.map(({ sku }) => sku)).toEqual(['NH-1']);
    expect(problems).toEqual([
      {
        place: 12,
        field: 'price',
        message: '"ask us" is no price',
        isLost: true,
      },
      { place: 17, field: 'condition', message: 'is "used": only new goods are a reference', isLost: true },
    ]);
  });

  test.each([
    [
      'entities',
      '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel><item><title>&b;</title></item></channel></rss>',
      /entities/,
    ],
    ['files of the machine', '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss/>', /entities/],
    ['a page', '<html><body>Not found</body></html>', /no RSS or Atom/],
    ['nothing', '', /no RSS or Atom/],
    ['a feed without goods', rss(), /no product/],
    ['a feed that was cut off', rss(parka, parka).slice(0, -60), /ends inside the item that begins on line 12/],
  ])('is refused for %s', (_, text, why) => {
    expect(() => readFeed(text, { format: 'google-xml' })).toThrow(FeedRefusal);
    expect(() => readFeed(text, { format: 'google-xml' })).toThrow(why);
  });

  it('with millions of nested tags is refused, and a field of a megabyte is cut, both at once', () => {
    expect(() => readFeed(rss(`<item>${'<a>'.repeat(2_000_000)}`), { format: 'google-xml' })).toThrow(
      /nested more than 50/,
    );
    const long = item(['id', '1'], ['title', 'x'.repeat(1_000_000)], ['price', '1 EUR']);
    expect(readFeed(rss(long), { format: 'google-xml' }).products[0]!.name).toHaveLength(300);
  });
});

describe('a table', () => {
  it('is read by the usual names of its columns, in whichever way they are parted', () => {
    for (const delimiter of [',', ';', '\t']) {
      const text =
        ['Artikelnummer', 'Bezeichnung', 'UVP', 'EAN', 'Linie'].join(delimiter) +
        '\r\n' +
        ['NH-1', '"Parka ""Fjord"""', '"1.299,00 €"', '5712345678901', 'Fjord'].join(delimiter);
      expect(readFeed(`\ufeff${text}`, { format: 'csv' }).products).toMatchObject([
        {
          sku: 'NH-1',
          name: 'Parka "Fjord"',
          price: { amount: 1299, currency: 'EUR' },
          gtins: ['5712345678901'],
          line: 'Fjord',
        },
      ]);
    }
  });

  it('is read by the columns that are named, prices by country, outlet and least advertised prices', () => {
    const text = 'No,Text,Shop,Price DE,Norway,Outlet,MAP\nNH-1,Parka,299.00,289.00,"3 299,00 NOK",199,249';
    const map = { sku: 'No', name: 'Text', price: 'Shop', 'price.NO': 'Norway' };
    expect(readFeed(text, { format: 'csv', map, currency: 'EUR' }).products[0]).toMatchObject({
      price: { amount: 299, currency: 'EUR' },
      prices: [
        { country: 'DE', amount: 289, currency: 'EUR' },
        { country: 'NO', amount: 3299, currency: 'NOK' },
      ],
      outletPrice: { amount: 199, currency: 'EUR' },
      minimumAdvertisedPrice: { amount: 249, currency: 'EUR' },
    });
  });

  it('puts rows of one product in several countries together', () => {
    const text = 'sku,name,price,country\n1,Cap,20 EUR,DE\n1,Cap,199 SEK,SE';
    expect(readFeed(text, { format: 'csv' })).toMatchObject({
      problems: [],
      products: [
        { price: { amount: 20, currency: 'EUR' }, prices: [{ country: 'DE' }, { country: 'SE', amount: 199 }] },
      ],
    });
  });

  it('says so when one number has two names, and keeps both', () => {
    const { products, problems } = readFeed('sku,name,price\n1,Cap,20 EUR\n1,Scarf,25 EUR', { format: 'csv' });
    expect(products).toMatchObject([{ sku: '1', name: 'Cap', aliases: ['Scarf'] }]);
    expect(problems).toMatchObject([{ place: 3, field: 'name', isLost: false }]);
  });

  it('says which line lost what: a number rounded by a spreadsheet, a price without currency, another currency', () => {
    const text = 'sku,name,price,gtin\n1,Cap,20 EUR,5.71E+12\n"2\n",Hat,30,\n3,Scarf,,\n1,Cap,25 USD,';
    const { products, problems } = readFeed(text, { format: 'csv' });
    expect(products.map(({ sku }) => sku)).toEqual(['1']);
    expect(problems.map(({ place, field, isLost }) => [place, field, isLost])).toEqual([
      [2, 'gtins', false],
      [3, 'price', true],
      [5, 'price', true],
      [6, 'price', true],
    ]);
    expect(problems[0]!.message).toContain('spreadsheet');
    expect(problems[3]!.message).toContain('say for which country');
  });

  test.each([
    ['no column for the price', 'sku,name\n1,Cap', /no column is known to be the price.*sku, name/],
    ['a column that is not there', 'sku,name,price\n1,Cap,2', /no column "Titel"/, { name: 'Titel' }],
    ['a field that products do not have', 'sku,name,price\n1,Cap,2', /"colour" is no field/, { colour: 'sku' }],
    ['quotes that never end', 'sku,name,price\n1,"Cap,2\n3,b,4', /cannot be read/],
    ['nothing', '', /nothing in it/],
    ['only a header', 'sku,name,price', /no product/],
  ])('is refused for %s', (_, text, why, map?: Record<string, string>) => {
    expect(() => readFeed(text, { format: 'csv', map, currency: 'EUR' })).toThrow(why);
  });

  it('in the form of Google Merchant has Google’s names', () => {
    const text =
      'id\ttitle\tprice\timage link\tadditional image link\n1\t15" Tall Bottle\t35.00 EUR\thttps://a.example/1.jpg\thttps://a.example/2.jpg,https://a.example/3.jpg';
    expect(readFeed(text, { format: 'google-tsv' }).products).toMatchObject([
      { name: '15" Tall Bottle', images: { length: 3 } },
    ]);
    expect(() => readFeed('a\tb\n1\t2', { format: 'google-tsv' })).toThrow(/use the format csv/);
  });
});

describe('a products.json of Shopify', () => {
  const shop = (...products: unknown[]) => JSON.stringify({ products });

  it('gives each product the number that its variants share, and the price from before a sale', () => {
    const variants = [
      { sku: 'NH-FJELD-S', price: '199.00', compare_at_price: '299.00', barcode: '5712345678901' },
      { sku: 'NH-FJELD-M', price: '299.00', compare_at_price: null, barcode: '' },
    ];
    const product = {
      id: 7,
      title: 'Fjeld Shell',
      handle: 'fjeld',
      variants,
      images: [{ src: 'https://cdn.example/a.jpg' }],
    };
    expect(readFeed(shop(product), { format: 'shopify', currency: 'EUR' }).products).toMatchObject([
      { sku: 'NH-FJELD', name: 'Fjeld Shell', price: { amount: 299, currency: 'EUR' }, gtins: ['5712345678901'] },
    ]);
  });

  it('keeps two products whose numbers begin alike as two', () => {
    const jacket = {
      title: 'Jacket',
      handle: 'jacket',
      variants: [
        { sku: 'NH-F1', price: '99' },
        { sku: 'NH-F2', price: '99' },
      ],
    };
    const cap = {
      title: 'Cap',
      handle: 'cap',
      variants: [
        { sku: 'NH-F8', price: '19' },
        { sku: 'NH-F9', price: '19' },
      ],
    };
    const { products } = readFeed(shop(jacket, cap), { format: 'shopify', currency: 'EUR' });
    expect(products.map(({ sku, name }) => [sku, name])).toEqual([
      ['jacket', 'Jacket'],
      ['cap', 'Cap'],
    ]);
  });

  it('names no currency: without one every price is refused, and said so', () => {
    const { products, problems } = readFeed(shop({ title: 'Cap', handle: 'cap', variants: [{ price: '20' }] }), {
      format: 'shopify',
    });
    expect(products).toEqual([]);
    expect(problems[0]).toMatchObject({
      place: 1,
      field: 'price',
      message: expect.stringContaining('names no currency'),
    });
  });

  test.each(['[]', '{}', 'null', '<html>', '{"products":{}}'])('is refused when it is %s', (text) => {
    expect(() => readFeed(text, { format: 'shopify', currency: 'EUR' })).toThrow(FeedRefusal);
  });

  it('with something else in its list loses that alone', () => {
    const fine = { title: 'Cap', handle: 'cap', variants: [{ price: '20' }] };
    const { products, problems } = readFeed(shop(null, 7, fine, { variants: 'none' }), {
      format: 'shopify',
      currency: 'EUR',
    });
    expect(products).toHaveLength(1);
    expect([...new Set(problems.map(({ place }) => place))]).toEqual([1, 2, 4]);
  });
});

const words = fc.stringMatching(/^[A-Za-zæøåß"'&<>;,|]{1,12}( [A-Za-z0-9-]{1,8}){0,3}$/);
const products = fc.uniqueArray(
  fc.record({
    sku: fc.stringMatching(/^[A-Z]{2}-[0-9]{4,6}$/),
    name: words,
    cents: fc.integer({ min: 1, max: 9_999_999 }),
    currency: fc.constantFrom('EUR', 'USD', 'NOK', 'GBP'),
    gtins: fc.uniqueArray(fc.stringMatching(/^\d{13}$/), { maxLength: 3 }),
  }),
  { minLength: 1, maxLength: 8, selector: ({ sku }) => sku },
);

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
type Known = { sku: string; name: string; cents: number; currency: string; gtins: string[] };
const money = ({ cents }: Known) => (cents / 100).toFixed(2);
const WRITTEN: Record<FeedFormat, (all: readonly Known[]) => string> = {
  'google-xml': (all) =>
    rss(
      ...all.map((one) =>
        item(
          ['mpn', one.sku],
          ['title', escaped(one.name)],
          ['price', `${money(one)} ${one.currency}`],
          ...one.gtins.map((gtin): [string, string] => ['gtin', gtin]),
        ),
      ),
    ),
  'google-tsv': (all) =>
    stringify(
      all.map((one) => ({ mpn: one.sku, title: one.name, price: `${money(one)} ${one.currency}` })),
      { header: true, delimiter: '\t', quoted: true },
    ),
  csv: (all) =>
    stringify(
      all.map((one) => ({
        sku: one.sku,
        name: one.name,
        price: money(one).replace('.', ','),
        currency: one.currency,
        gtins: one.gtins.join('|'),
      })),
      { header: true, delimiter: ';' },
    ),
  shopify: (all) =>
    JSON.stringify({
      products: all.map((one) => ({
        title: one.name,
        variants: [{ sku: one.sku, price: money(one), barcode: one.gtins[0] ?? null }],
      })),
    }),
  jsonl: (all) =>
    all
      .map(({ sku, name, cents, currency, gtins }) =>
        JSON.stringify({ sku, name, gtins, price: { amount: cents / 100, currency } }),
      )
      .join('\n'),
};

test.each(Object.entries(WRITTEN))('%s: whatever a shop sells comes out as it was written', (format, write) => {
  fc.assert(
    fc.property(products, (all) => {
      const currency = format === 'shopify' ? 'EUR' : undefined;
      const read = readFeed(write(all), { format: format as FeedFormat, currency });
      expect(read.problems).toEqual([]);
      expect(read.products.map(({ sku, name, price }) => ({ sku, name, price }))).toEqual(
        all.map((one) => ({
          sku: one.sku,
          name: one.name,
          price: { amount: one.cents / 100, currency: currency ?? one.currency },
        })),
      );
    }),
    { numRuns: 60 },
  );
});

test('whatever the bytes, a feed is read or refused, and what is read are products', () => {
  fc.assert(
    fc.property(
      fc.constantFrom<FeedFormat[]>('google-xml', 'google-tsv', 'csv', 'shopify', 'jsonl'),
      fc.oneof(
        fc.string({ maxLength: 300 }),
        fc.json({ maxDepth: 4 }),
        fc.string().map((text) => `sku,name,price\n${text}`),
        fc.string().map((text) => `<rss><item>${text}</item></rss>`),
      ),
      (format, text) => {
        try {
          for (const product of readFeed(text, { format, currency: 'EUR' }).products) ReferenceProduct.parse(product);
        } catch (error) {
          expect(error).toBeInstanceOf(FeedRefusal);
        }
      },
    ),
    { numRuns: 300 },
  );
});
