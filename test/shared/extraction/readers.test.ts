import { describe, expect, test } from 'vitest';
import { listingReader } from '#shared/extraction/listing-reader.ts';
import { addressPart, attr, mapped, path, text } from '#shared/extraction/rule.ts';
import { cards, entries, searchReader } from '#shared/extraction/search-reader.ts';

const listingUrl = (id: string) => `https://shop.example/item/${id}`;

const readSearch = searchReader({
  marketplace: 'shop',
  listingUrl,
  hints: () => ({ currency: 'EUR' }),
  sources: [
    entries('state', (doc) => doc.state('items ='), {
      id: path('id'),
      title: path('name'),
      price: mapped(path('cents'), (cents) => Number(cents) / 100),
    }),
    cards(
      'li',
      { id: attr('', 'data-id'), title: [text('h3'), text('b')], price: text('i') },
      (card) => card.attribs.class === 'ad',
    ),
  ],
  nothingFound: (doc) => doc.text().includes('Nothing'),
  nextPage: attr('a.next', 'href'),
});
const search = (body: string, status = 200) => readSearch({ url: 'https://shop.example/s', status, body });

describe('a search page', () => {
  test('the first source that yields a listing is used, fields fall back one by one and say so', () => {
    expect(
      search('<script>items = [{"id":7,"name":"A","cents":1250}]</script><li data-id=9><h3>B</h3></li>').listings,
    ).toMatchObject([
      {
        id: '7',
        title: 'A',
        price: { amountMinor: 1250, currency: 'EUR' },
        url: 'https://shop.example/item/7',
        rank: 1,
      },
    ]);
    const reading = search(
      '<script>items = []</script><li data-id=9><h3>B</h3><i>5</i></li><li data-id=8><b>C</b></li><a class=next href="/s?p=2">',
    );
    expect(reading).toMatchObject({
      coverage: 'complete',
      nextPageUrl: 'https://shop.example/s?p=2',
      sources: { title: { 'text h3': 1, 'text b': 1 } },
    });
  });

  test('one listing shown twice keeps its first place, and advertisements are no listings', () => {
    expect(
      search(
        '<li class=ad data-id=1><b>x</b></li><li data-id=2><b>y</b></li><li data-id=3><b>z</b></li><li data-id=2><b>y</b></li>',
      ).listings.map(({ id, rank }) => [id, rank]),
    ).toEqual([
      ['2', 1],
      ['3', 2],
    ]);
  });

  test('cards that cannot be read make it partial', () => {
    const reading = search('<li data-id=1><b>x</b></li><li><b>y</b></li><li><b>z</b></li>');
    expect(reading).toMatchObject({ coverage: 'partial', reason: '2 of 3 result cards could not be read' });
  });

  test('goods win over words of a block page, a block page over words of emptiness, and emptiness must be said', () => {
    expect(search('<title>Just a moment...</title><li data-id=1><b>x</b></li>').coverage).toBe('complete');
    expect(search('<p>Nothing found. Are you a robot?</p>').coverage).toBe('blocked');
    expect(search('<p>Nothing found.</p>').coverage).toBe('empty');
    expect(search('<p>Welcome</p>').coverage).toBe('unreadable');
    expect(search('').coverage).toBe('unreadable');
  });

  test('a failed answer is never read as results', () => {
    const goods = '<li data-id=1><b>recommended</b></li>';
    expect(search(goods, 403).coverage).toBe('blocked');
    expect(search(goods, 404)).toMatchObject({ coverage: 'unreadable', listings: [] });
    expect(search(`${goods}<p>Nothing</p>`, 404)).toMatchObject({ coverage: 'empty', listings: [] });
    expect(search(`${goods}<p>Nothing</p>`, 500)).toMatchObject({ coverage: 'unreadable', listings: [] });
  });
});

describe('a listing page', () => {
  const readListing = listingReader({
    marketplace: 'shop',
    listingUrl,
    fields: { id: addressPart(/\/item\/(\d+)/), title: text('h1'), price: text('i') },
    gone: (doc) => (doc.text().includes('taken down') ? 'removed' : undefined),
  });
  const listing = (body: string, status = 200) => readListing({ url: 'https://shop.example/item/5', status, body });

  test('is complete with what it says', () => {
    expect(listing('<h1>Jacket</h1><i>5 €</i>')).toMatchObject({
      coverage: 'complete',
      listing: { id: '5', title: 'Jacket' },
    });
  });

  test('a block page with a heading is no listing', () => {
    expect(listing('<h1>Robot or human?</h1>')).toMatchObject({ coverage: 'blocked', listing: null });
  });

  test('gone is knowledge, by words or by status; a server error is not', () => {
    expect(listing('<h1>Jacket</h1><p>taken down</p>')).toMatchObject({
      coverage: 'complete',
      gone: 'absent',
      listing: { availability: 'removed' },
    });
    // A status says that there is nothing here, not who took it away; whatever the page shows is not this offer on sale.
    for (const status of [404, 410])
      expect(listing('<h1>Oops</h1>', status)).toMatchObject({ coverage: 'complete', gone: 'absent', listing: null });
    expect(listing('<h1>Oops</h1>', 500)).toMatchObject({ coverage: 'unreadable', listing: null });
  });
});
