import { describe, expect, it } from 'vitest';
import { schemaOrg } from '#shared/marketplaces/schema-org/schema-org.ts';

const read = (body: string, url = 'https://shop.example/p/fjeld') =>
  schemaOrg.readListing({ url, status: 200, body: `<html><body>${body}</body></html>` }).listing;
const product = (fields: object) =>
  `<script type="application/ld+json">${JSON.stringify({ '@type': 'Product', name: 'Nordhavn Fjeld', offers: { price: 59, priceCurrency: 'EUR' }, ...fields })}</script><h1>Nordhavn Fjeld</h1>`;

describe('the number by which a shop knows a product', () => {
  it.each([
    ['<p>Product code: 64981901</p>', '64981901'],
    ['<div>Bestellnummer 106606</div>', '106606'],
    ['<p>Art.-Nr.: NH-220/1</p>', 'NH-220/1'],
    ['<h4>Objednací číslo:</h4><div>40013</div>', '40013'],
    ['<p><span>Réf.</span> <b>NH2201</b> <i>En stock</i></p>', 'NH2201'],
    ['<p>Артикул: 778120.</p>', '778120'],
    ['<p>商品編號：NH220145</p>', 'NH220145'],
  ])('stands after its label: %s', (shown, sku) => {
    expect(read(product({}) + shown)?.sku).toBe(sku);
  });

  it.each([
    ['two of them, of which one is another product’s', '<p>SKU: 220145</p><p>SKU: 990001</p>'],
    ['words', '<p>SKU: see label</p>'],
    ['a reference price', '<p>Ref. 199.00 €</p>'],
    ['a share', '<p>Ref. 100% wool</p>'],
    ['hidden text', '<p hidden>SKU: 220145</p>'],
    ['a sentence that only mentions it', '<p>Tell us your item number 220145 when you call</p>'],
  ])('is not guessed from %s', (_what, shown) => {
    expect(read(product({}) + shown)?.sku).toBeUndefined();
  });

  it('is the one that a person sees where machines are told of another, and the stated one where both are seen', () => {
    expect(read(`${product({ sku: '238368885' })}<p>Product code: 64981901</p>`)?.sku).toBe('64981901');
    expect(read(`${product({ sku: '220145' })}<p>Size M (220145)</p><p>Ref. 990001</p>`)?.sku).toBe('220145');
    expect(read(product({ sku: '220145' }))?.sku).toBe('220145');
  });

  it('comes before the maker’s number, which needs a digit to be one', () => {
    expect(read(`${product({ mpn: '343026' })}<p>Bestellnummer 106606</p>`)?.sku).toBe('106606');
    expect(read(product({ mpn: 'NH-220' }))?.sku).toBe('NH-220');
    expect(read(product({ mpn: 'Does not apply' }))?.sku).toBeUndefined();
  });

  it('ends where the product’s name begins', () => {
    expect(read(product({ sku: 'TE50-1293 Sofa cover, grey' }))?.sku).toBe('TE50-1293');
    expect(read(product({ sku: 'NH 220 145' }))?.sku).toBe('NH 220 145');
  });

  it('is asked for in the address before it is a part of the path', () => {
    expect(read(product({}), 'https://shop.example/store/122725?pid=260591')?.sku).toBe('260591');
    expect(read(product({}), 'https://shop.example/some-name-12185160.html?pid=x')?.sku).toBe('12185160');
  });
});
