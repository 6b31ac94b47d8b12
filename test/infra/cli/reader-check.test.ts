import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkReader, confirmedBy, type FetchOnce } from '#infra/cli/reader-check.ts';
import { marketplaceById } from '#shared/marketplaces/index.ts';
import { BlockedError, NotFetchedError, TransientError } from '#shared/runtime/errors.ts';

const NOW = new Date('2026-11-30T12:00:00Z');
const fixture = (id: string, name: string) =>
  readFileSync(new URL(`../../../shared/marketplaces/${id}/fixtures/${name}.html`, import.meta.url), 'utf8');

const answers =
  (body: string, status = 200): FetchOnce =>
  async (url) => ({ url, status, body });
const refuses =
  (error: Error): FetchOnce =>
  async () => {
    throw error;
  };

const check = (fetchOnce: FetchOnce, id = 'ebay') => checkReader(marketplaceById(id)!, 'jacket', fetchOnce, NOW);

test('a page with listings is read, with the address that was asked', async () => {
  expect(await check(answers(fixture('ebay', 'search-results')))).toMatchObject({
    reader: 'ebay',
    url: expect.stringContaining('jacket'),
    outcome: 'read',
    listings: 2,
  });
});

test.each([
  ['empty', answers('<h1>No results found for "jacket"</h1>')],
  ['blocked', answers('<div id="px-captcha"></div>')],
  ['blocked', answers('', 403)],
  ['blocked', refuses(new BlockedError('robots.txt forbids it'))],
  ['not reached', refuses(new NotFetchedError('no such host'))],
  ['not reached', refuses(new TransientError('the connection broke'))],
  ['layout changed', answers('<main><p>Something else</p></main>')],
  ['needs a browser', answers('<script></script><script></script><script></script><div id="root"></div>')],
] as const)('is %s', async (outcome, fetchOnce) => {
  expect(await check(fetchOnce)).toMatchObject({ outcome, listings: 0 });
});

test('nothing is asked of a site whose terms forbid it', async () => {
  const asked = refuses(new Error('asked'));
  expect(await check(asked, 'etsy')).toMatchObject({ outcome: 'terms', reason: expect.stringContaining('terms') });
});

test('a fault of our own is not the outcome of a check', async () => {
  await expect(check(refuses(new Error('a bug')))).rejects.toThrow('a bug');
});

test('only a page with listings confirms a reader; the others keep their day', async () => {
  const checks = await Promise.all([
    check(answers(fixture('ebay', 'search-results'))),
    check(answers('<h1>No results found</h1>'), 'vinted'),
  ]);
  expect(confirmedBy(checks, { ebay: '2020-01-01', vinted: '2026-03-10', allegro: null }, NOW)).toEqual({
    ebay: '2026-11-30',
    vinted: '2026-03-10',
    allegro: null,
  });
});
