import { describe, expect, test } from 'vitest';
import { schemaOrg } from '#shared/marketplaces/schema-org/schema-org.ts';

const NAMES = ['Fjeld Parka', 'Isbre Flasche 0,7', 'Sti Rucksack 40'];
const SELLERS = ['Horolez Brno', 'Fjord Bazar', 'Horolez Brno'];

type Tile = { seller: string; tile?: string; address?: (index: number) => string };

/** A page of three tiles of which each has the seller drawn as given; "NAME" stands for its name. */
function sellersOf({ seller, tile = '', address = (index) => `/p/fjeld-${index}` }: Tile): (string | undefined)[] {
  const tiles = NAMES.map((name, index) => {
    const filled = (text: string) => text.replaceAll('NAME', SELLERS[index]!);
    return `<li class="c" ${filled(tile)}><a href="${address(index)}"><img alt="" src="/${index}.jpg">${name}</a><span>${40 + index},00 €</span>${filled(seller)}</li>`;
  });
  const body = `<!DOCTYPE html><html lang="de"><body><main><h1>fjeld</h1><ul>${tiles.join('')}</ul></main></body></html>`;
  const reading = schemaOrg.readSearch({ url: 'https://www.markt.example/s?q=fjeld', status: 200, body });
  return reading.listings.map((listing) => listing.seller?.name);
}

describe('the seller of a tile on a site of which nothing is known', () => {
  test.each([
    'Sold by NAME',
    'Prodáváno: NAME',
    'Prodává NAME',
    'ขายโดย NAME',
    'ร้านค้า: NAME',
    'فروشنده: NAME',
    'Κατάστημα: NAME',
    'Hirdető: NAME',
    'Người bán: NAME',
    'ショップ：NAME',
    'Продавано от NAME',
    'Pardavėjas: NAME',
  ])('is who a line of it names: %s', (line) => {
    expect(sellersOf({ seller: `<p>${line}</p>` })).toEqual(SELLERS);
  });

  test.each([
    ['two cells', '<dl><dt>Stan</dt><dd>Nowy</dd><dt>Sprzedający</dt><dd>NAME</dd></dl>'],
    ['a label and a link', '<div><i>賣家</i><a href="/Y1/x">NAME</a></div>'],
    ['a box with nothing else in it', '<div><span>Seller</span> <b>NAME</b></div>'],
    ['words that only a name follows', '<div>Parduoda <span>NAME</span></div>'],
  ])('is who stands behind a label in an element of its own: %s', (_, seller) => {
    expect(sellersOf({ seller })).toEqual(SELLERS);
  });

  test.each([
    ['by its path', '<a href="/en/shop/a-1">NAME</a>'],
    ['in another language', '<a href="/gian-hang/a-1">NAME</a>'],
    ['by a host for shops', '<a href="//mall.markt.example/index-1.html">NAME</a>'],
    ['with a picture in it only', '<a href="/stores/a"><img src="/l.png" alt="NAME"></a>'],
  ])('is whom a link to a seller names: %s', (_, seller) => {
    expect(sellersOf({ seller })).toEqual(SELLERS);
  });

  test('is what the tile states for scripts', () => {
    expect(sellersOf({ seller: '', tile: 'data-seller="NAME"' })).toEqual(SELLERS);
    expect(sellersOf({ seller: '<i class="x" data-shop-name="NAME"></i>' })).toEqual(SELLERS);
  });

  test.each([
    ['a badge', '<span class="best-seller-badge">Best seller</span>'],
    ["a seller's stars", '<span class="seller-rating">very good</span>'],
    ['a link that says what it does', '<a href="/shop/a-1">View shop</a>'],
    ['a kind of seller', '<span class="seller-type">Privat</span>'],
    ['a heading of a list', '<div><b>Seller</b><p>Ships in two days</p><p>Free returns</p></div>'],
  ])('is nobody whom it does not name: %s', (_, seller) => {
    for (const name of sellersOf({ seller })) expect(name).toBeUndefined();
  });

  test('a word for shops in the address of the goods themselves says nothing of a link', () => {
    const read = sellersOf({
      seller: '<a href="/shop/jackets">Jackets</a>',
      address: (index) => `/shop/fjeld-${index}`,
    });
    expect(read).toHaveLength(3);
    expect(read).not.toContain('Jackets');
  });
});
