import { expect, test } from 'vitest';
import { absoluteUrl } from '#shared/extraction/absolute-url.ts';
import { isoDate } from '#shared/extraction/iso-date.ts';
import { idOfOwnAddress, ownAddress } from '#shared/extraction/own-address.ts';
import { openPage, type PageDocument } from '#shared/extraction/page-document.ts';

function opened(body: string, url = 'https://shop.example/item/3?x=1'): PageDocument {
  const doc = openPage({ url, status: 200, body });
  if ('hostile' in doc) throw new Error(doc.hostile);
  return doc;
}

const ITEM = /\/item\/(\d+)/;

test('a page is known by the first of its own addresses that is one of a listing', () => {
  const home = '<meta property="og:url" content="https://shop.example/">';
  const canonical = '<link rel="canonical" href="https://shop.example/item/2?ref=a">';
  const read = (body: string) => {
    const doc = opened(body);
    const scope = { doc, element: doc.root, item: undefined };
    return [idOfOwnAddress(ITEM).read(scope), ownAddress(ITEM).read(scope)];
  };
  expect(read(home + canonical)).toEqual(['2', 'https://shop.example/item/2']);
  expect(read(home)).toEqual(['3', 'https://shop.example/item/3']);
});

test('a port that the page writes out stays in the address', () => {
  expect(absoluteUrl('https://cdn.example:443/a.jpg', '')).toBe('https://cdn.example:443/a.jpg');
  expect(absoluteUrl('https://cdn.example/a.jpg', '')).toBe('https://cdn.example/a.jpg');
  expect(absoluteUrl('https://user:443@cdn.example/a.jpg', '')).toBe('https://cdn.example/a.jpg');
});

test('Unix times become ISO dates, in seconds and in milliseconds', () => {
  expect(isoDate(1767225600)).toBe('2026-01-01T00:00:00.000Z');
  expect(isoDate('1767225600')).toBe('2026-01-01T00:00:00.000Z');
  expect(isoDate(1767225600000)).toBe('2026-01-01T00:00:00.000Z');
  expect(isoDate('2026-01-01 10:00')).toBe('2026-01-01 10:00');
  expect(isoDate(0)).toBeUndefined();
  expect(isoDate(undefined)).toBeUndefined();
});
