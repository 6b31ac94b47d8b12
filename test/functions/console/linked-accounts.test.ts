import { load } from 'cheerio/slim';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type LinkedAccounts, linkedAccounts } from '#functions/console/linked-accounts.ts';
import { SellerNetwork } from '#functions/console/pages/seller-network.tsx';
import type { Case } from '#shared/domain/case.ts';
import { LinkReason } from '#shared/domain/case-link.ts';
import { aCase, aListing } from '../../support/builders.ts';

const of = (id: string, seller: string | undefined, more: Partial<Case> = {}) =>
  aCase({
    id: `nordhavn~bazaar~${id}~1`,
    listing: aListing({ id, seller: seller ? { id: seller, name: `${seller}!` } : undefined }),
    ...more,
  });
const link = (id: string, ...reasons: Case['links'][number]['reasons']) => ({
  caseId: `nordhavn~bazaar~${id}~1`,
  reasons,
  continues: false,
});
const among = (...records: Case[]) => {
  const asked: string[][] = [];
  const getMany = async (ids: readonly string[]) => {
    asked.push([...ids]);
    return records.filter(({ id }) => ids.includes(id));
  };
  return { asked, cases: { getMany } };
};

test('accounts of earlier offers are named once each, with all that they have in common, by one read', async () => {
  const world = among(of('b1', 'bo'), of('b2', 'bo'), of('c1', 'cy'), of('nameless', undefined));
  const own = [
    of('a1', 'al', { links: [link('b1', 'picture'), link('c1', 'contact')] }),
    of('a2', 'al', { links: [link('b2', 'picture', 'text'), link('a1', 'account'), link('nameless', 'text')] }),
    of('a3', 'al', { links: [link('gone', 'text')] }),
  ];
  expect((await linkedAccounts(own, world)).accounts).toEqual([
    { marketplace: 'bazaar', id: 'bo', name: 'bo!', when: 'earlier', reasons: ['picture', 'text'], offers: 2 },
    { marketplace: 'bazaar', id: 'cy', name: 'cy!', when: 'earlier', reasons: ['contact'], offers: 1 },
  ]);
  expect(world.asked.length).toBe(1);
});

test('where nothing is linked to another account, nothing is read', async () => {
  const world = among();
  const own = [of('a1', 'al'), of('a2', 'al', { links: [link('a1', 'account')] })];
  expect(await linkedAccounts(own, world)).toEqual({ accounts: [], ties: [] });
  expect(world.asked).toEqual([]);
});

test('accounts of later offers are named too, by the same read, and one on both sides stands on both', async () => {
  const world = among(
    of('b1', 'bo'),
    of('b9', 'bo', { links: [link('a1', 'picture'), link('a2', 'text'), link('elsewhere', 'contact')] }),
    of('d9', 'di', { links: [link('a2', 'contact')] }),
  );
  const own = [
    of('a1', 'al', { links: [link('b1', 'text')], linkedFrom: ['nordhavn~bazaar~b9~1', 'nordhavn~bazaar~erased~1'] }),
    of('a2', 'al', { linkedFrom: ['nordhavn~bazaar~b9~1', 'nordhavn~bazaar~d9~1', 'nordhavn~bazaar~a1~1'] }),
  ];
  expect((await linkedAccounts(own, world)).accounts).toEqual([
    { marketplace: 'bazaar', id: 'bo', name: 'bo!', when: 'earlier', reasons: ['text'], offers: 1 },
    { marketplace: 'bazaar', id: 'bo', name: 'bo!', when: 'later', reasons: ['picture', 'text'], offers: 1 },
    { marketplace: 'bazaar', id: 'di', name: 'di!', when: 'later', reasons: ['contact'], offers: 1 },
  ]);
  expect(world.asked.length).toBe(1);
});

test('ties between two of the linked accounts are known without another read', async () => {
  const world = among(
    of('b1', 'bo'),
    of('c1', 'cy', { links: [link('b1', 'picture'), link('c0', 'account')] }),
    of('c2', 'cy', { links: [link('b1', 'text'), link('c1', 'account')] }),
  );
  const own = [of('a1', 'al', { links: [link('b1', 'text'), link('c1', 'contact'), link('c2', 'contact')] })];
  const { ties } = await linkedAccounts(own, world);
  expect(ties).toEqual([{ between: ['["bazaar","bo"]', '["bazaar","cy"]'], reasons: ['picture', 'text'] }]);
  expect(world.asked.length).toBe(1);
});

describe('the picture of linked accounts', () => {
  const drawn = (linked: LinkedAccounts) => load(String(SellerNetwork(linked)));

  test('has a circle for each account, numbered as in the list, and lines for what they share', async () => {
    const world = among(
      of('b1', 'bo'),
      of('c1', 'cy', { links: [link('b1', 'picture')] }),
      of('d9', 'di', { links: [link('a1', 'contact')] }),
    );
    const own = [
      of('a1', 'al', { links: [link('b1', 'text'), link('c1', 'picture')], linkedFrom: ['nordhavn~bazaar~d9~1'] }),
    ];
    const svg = drawn(await linkedAccounts(own, world))('svg[role="img"]');
    expect(svg.find('text').text()).toBe('123');
    expect([svg.find('circle').length, svg.find('line').length, svg.find('path').length]).toEqual([4, 3, 1]);
    expect(svg.attr('aria-label')).toContain('2 linked from before and 1 from after it, 1 of them linked');
  });

  test('says what its lines mean, and of no line that is not there', async () => {
    const own = [of('a1', 'al', { links: [link('b1', 'text', 'contact')] })];
    const legend = drawn(await linkedAccounts(own, among(of('b1', 'bo'))))('figcaption');
    expect(
      legend
        .find('line')
        .toArray()
        .map(({ attribs }) => attribs.class),
    ).toEqual(['tie tie-contact']);
  });

  test('draws ten a side at most and stays within its frame, whatever there is', () => {
    const account = fc.record({
      marketplace: fc.constantFrom('bazaar', 'ebay'),
      id: fc.string({ minLength: 1, maxLength: 3 }),
      name: fc.constant('"><img src=x>'),
      when: fc.constantFrom('earlier' as const, 'later' as const),
      reasons: fc.subarray([...LinkReason.options], { minLength: 1 }),
      offers: fc.integer({ min: 1, max: 500 }),
    });
    fc.assert(
      fc.property(fc.array(account, { minLength: 1, maxLength: 40 }), (accounts) => {
        const $ = drawn({ accounts, ties: [] });
        const [, , width, height] = $('svg').first().attr('viewbox')!.split(' ').map(Number);
        const circles = $('circle')
          .toArray()
          .map(({ attribs }) => ({ x: Number(attribs.cx), y: Number(attribs.cy), r: Number(attribs.r) }));
        expect(circles.length).toBeLessThanOrEqual(21);
        for (const { x, y, r } of circles) {
          expect(Math.min(x - r, y - r, width! - x - r, height! - y - r)).toBeGreaterThanOrEqual(0);
        }
        expect($('img').length).toBe(0);
      }),
      { numRuns: 50 },
    );
  });
});
