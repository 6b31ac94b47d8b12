import { expect, test } from 'vitest';
import { linkCards } from '#shared/extraction/link-cards.ts';
import { image, text } from '#shared/extraction/rule.ts';
import { searchReader } from '#shared/extraction/search-reader.ts';

const ITEM = /\/item\/(\d+)/;
const readSearch = searchReader({
  marketplace: 'example',
  listingUrl: (id) => `https://shop.example/item/${id}`,
  hints: () => ({ currency: 'EUR' }),
  sources: [
    linkCards('a[href*="/item/"]', ITEM, {
      title: text('b'),
      price: text('i'),
      imageUrls: image('img'),
    }),
  ],
  nothingFound: () => false,
});

const card = (id: number) =>
  `<div class="x${id}"><div><a href="/item/${id}"><img src="/${id}.jpg"></a></div><p><a href="/item/${id}?b=1"><b>Title ${id}</b></a><i>${id},50 €</i></p></div>`;

function read(body: string) {
  const { listings } = readSearch({ url: 'https://shop.example/search', status: 200, body });
  return listings.map(({ id, title, price, imageUrls }) => [id, title, price?.amountMinor, imageUrls.length]);
}

test('a card reaches as far as it links to one listing only, and no further', () => {
  expect(read(`<div>${card(1)}${card(2)}${card(3)}</div>`)).toEqual([
    ['1', 'Title 1', 150, 1],
    ['2', 'Title 2', 250, 1],
    ['3', 'Title 3', 350, 1],
  ]);
});

test('a link may be the whole card, and gives its address', () => {
  expect(
    read('<ul><a href="/item/4"><b>Four</b><i>4 €</i></a><a href="/item/5"><b>Five</b><i>5 €</i></a></ul>'),
  ).toEqual([
    ['4', 'Four', 400, 0],
    ['5', 'Five', 500, 0],
  ]);
});

test('a lone card does not swallow the list and the page around it', () => {
  expect(read(`<main><b>Welcome</b><i>99 €</i><ul><li>${card(7)}</li></ul></main>`)).toEqual([
    ['7', 'Title 7', 750, 1],
  ]);
});
