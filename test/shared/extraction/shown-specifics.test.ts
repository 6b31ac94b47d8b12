import { describe, expect, test } from 'vitest';
import { openPage } from '#shared/extraction/page-document.ts';
import { fieldsInSpecifics, shownDescription, shownSpecifics } from '#shared/extraction/shown-specifics.ts';
import { marketplaces } from '#shared/marketplaces/index.ts';
import { schemaOrg } from '#shared/marketplaces/schema-org/schema-org.ts';

function open(body: string) {
  const doc = openPage({ url: 'https://shop.example/p/1', status: 200, body });
  if ('hostile' in doc) throw new Error(doc.hostile);
  return doc;
}
const ROWS = [
  { name: 'Brand', value: 'Nordhavn' },
  { name: 'Material', value: 'Nylon' },
];

describe('item specifics are found', () => {
  test.each([
    '<table><tr><th>Brand</th><td>Nordhavn</td></tr><tr><td>Material:</td><td>Nylon</td></tr></table>',
    '<dl><dt>Brand</dt><dd>Nordhavn</dd><dt>Material</dt><dd>Nylon</dd></dl>',
    '<ul class="product-attributes"><li><span>Brand</span><span>Nordhavn</span></li><li><span>Material</span><b>Nylon</b></li></ul>',
    '<div id="specs" hidden><div class="spec-row"><p>Brand</p><p>Nordhavn</p></div><div class="spec-row"><p>Material</p><p>Nylon</p></div></div>',
    '<script type="application/ld+json">{"@type":"Product","name":"x","additionalProperty":[{"name":"Brand","value":"Nordhavn"},{"name":"Material","value":"Nylon"}]}</script>',
  ])('on the page: %s', (body) => {
    expect(shownSpecifics(open(body), undefined)).toEqual(ROWS);
  });

  test.each([
    {
      attributes: [
        { name: 'Brand', value: 'Nordhavn' },
        { name: 'Material', value: 'Nylon' },
      ],
    },
    {
      a: {
        specifications: [
          { label: 'Brand', text: 'Nordhavn' },
          { label: 'Material', values: ['Nylon'] },
        ],
      },
    },
    {
      item: {
        properties: [
          { key: 'Brand', value: { name: 'Nordhavn' } },
          { key: 'Material', value: { name: 'Nylon' } },
        ],
      },
    },
  ])('in the entry of state: %j', (item) => {
    expect(shownSpecifics(open('<p>'), item)).toEqual(ROWS);
  });

  test.each([
    '<div class="seller-info"><dl><dt>Member since</dt><dd>2020</dd><dt>Location</dt><dd>Bergen</dd></dl></div>',
    '<ul class="menu"><li><a>Home</a><a>Jackets</a></li><li><a>Help</a><a>Contact</a></li></ul>',
    '<table class="size-chart"><tr><td>M</td><td>48</td></tr><tr><td>L</td><td>50</td></tr></table>',
    '<table><tr><td>Total</td><td>59 €</td></tr></table>',
  ])('not in what is about something else: %s', (body) => {
    expect(shownSpecifics(open(body), undefined)).toBeUndefined();
  });

  test('and say condition and brand where no rule found them, in many languages', () => {
    expect(
      fieldsInSpecifics([
        { name: 'Zustand', value: 'Sehr gut' },
        { name: 'Marke', value: 'Nordhavn' },
      ]),
    ).toEqual({ condition: 'Sehr gut', brand: 'Nordhavn' });
    expect(fieldsInSpecifics([{ name: '商品の状態', value: '目立った傷や汚れなし' }]).condition).toBe(
      '目立った傷や汚れなし',
    );
  });
});

test('the description is found by what its element is called', () => {
  expect(
    shownDescription(open('<div class="product__description"><p>Last year’s colour, single pieces.</p></div>')),
  ).toBe('Last year’s colour, single pieces.');
});

test('a listing carries both', () => {
  const body = `<script type="application/ld+json">{"@type":"Product","name":"Nordhavn Fjeld","offers":{"price":59,"priceCurrency":"EUR"}}</script><div id="description">A shell for wind and rain.</div><table><tr><th>Condition</th><td>Like new</td></tr><tr><th>Size</th><td>M</td></tr></table>`;
  const { listing } = schemaOrg.readListing({ url: 'https://shop.example/p/1', status: 200, body });
  expect(listing).toMatchObject({
    description: 'A shell for wind and rain.',
    condition: 'Like new',
    specifics: [
      { name: 'Condition', value: 'Like new' },
      { name: 'Size', value: 'M' },
    ],
  });
});

test.each(marketplaces.map(({ id, hosts, readListing }) => [id, hosts[0], readListing] as const))(
  '%s: a hostile table is read within its cap, or not at all',
  (_, host, readListing) => {
    const body = `<h1>x</h1><table>${'<tr><td>n</td><td>v</td></tr><tr><td>n2</td><td>v2</td></tr>'.repeat(3000)}</table>`;
    const { listing } = readListing({ url: `https://www.${host ?? 'shop.example'}/p/1`, status: 200, body });
    expect(listing?.specifics?.length ?? 0).toBeLessThanOrEqual(60);
  },
);
