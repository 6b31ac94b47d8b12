import { expect, test } from 'vitest';
import { schemaOrg } from '#shared/marketplaces/schema-org/schema-org.ts';

const tile = (name: string, price: string) =>
  `<product-tile><template shadowrootmode="open"><article><a href="/p/${name}"><h3><slot name="name"></slot></h3></a><b>${price}</b></article></template><span slot="name">Nordhavn ${name}</span><i slot="gone">€ 1,00</i></product-tile>`;

const read = (body: string) =>
  schemaOrg.readSearch({ url: 'https://shop.example/search?q=nordhavn', status: 200, body: `<main>${body}</main>` });

test('what stands in a shadow root is read with what its slots are given, as a browser draws it', () => {
  const { listings } = read(
    `<grid-box><template shadowrootmode="open"><slot></slot></template>${tile('parka', '59,00 €')}${tile('fleece', '39,00 €')}${tile('cap', '19,00 €')}</grid-box>`,
  );
  expect(listings.map(({ title, price }) => [title, price?.amountMinor])).toEqual([
    ['Nordhavn parka', 5900],
    ['Nordhavn fleece', 3900],
    ['Nordhavn cap', 1900],
  ]);
});

test('any other template stays what nobody sees', () => {
  const hidden = tile('parka', '59,00 €').replace(' shadowrootmode="open"', '');
  expect(read(`${hidden.repeat(3)}<template shadowrootmode="open"></template>`).listings).toEqual([]);
});
