import { describe, expect, it } from 'vitest';
import { openShop } from '#infra/local/bazaar/shop.ts';
import { bookOf } from '#infra/smoke/bazaar/notice-table.ts';

const NOW = new Date('2026-11-30T12:00:00Z');
const YESTERDAY = new Date('2026-11-29T00:00:00Z');
const shopWith = (items: Parameters<typeof bookOf>[0]) => {
  const book = bookOf(items, YESTERDAY);
  return { book, shop: openShop('smoke', book, () => NOW) };
};
const noticeAbout = (listingId: string) =>
  ({ reference: 'N-1', targets: [{ listingId, url: 'https://b.example/1' }] }) as never;

describe('the sample marketplace as a function, which remembers nothing itself', () => {
  it('decides a notice at once, from what an earlier request booked, and takes a repeat for what it is', () => {
    const first = shopWith([]);
    const counterfeit = [...first.shop.labels()].find(([, truth]) => truth.counterfeit)![0];
    expect(first.shop.acceptNotice(noticeAbout(counterfeit), '{}', 'key-1').outcome).toBe('accepted');

    const later = shopWith(first.book.added);

    expect(later.shop.stateOf(later.shop.find(counterfeit)!)).toBe('removed');
    expect(later.shop.noticesWith('N-1')).toHaveLength(1);
    expect(later.shop.acceptNotice(noticeAbout(counterfeit), '{}', 'key-1').outcome).toBe('repeated');
    expect(later.book.added).toEqual([]);
  });
});
