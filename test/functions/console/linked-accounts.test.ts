import { expect, test } from 'vitest';
import { linkedAccounts } from '#functions/console/linked-accounts.ts';
import type { Case } from '#shared/domain/case.ts';
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
  expect(await linkedAccounts(own, world)).toEqual([
    { marketplace: 'bazaar', id: 'bo', name: 'bo!', when: 'earlier', reasons: ['picture', 'text'], offers: 2 },
    { marketplace: 'bazaar', id: 'cy', name: 'cy!', when: 'earlier', reasons: ['contact'], offers: 1 },
  ]);
  expect(world.asked.length).toBe(1);
});

test('where nothing is linked to another account, nothing is read', async () => {
  const world = among();
  expect(await linkedAccounts([of('a1', 'al'), of('a2', 'al', { links: [link('a1', 'account')] })], world)).toEqual([]);
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
  expect(await linkedAccounts(own, world)).toEqual([
    { marketplace: 'bazaar', id: 'bo', name: 'bo!', when: 'earlier', reasons: ['text'], offers: 1 },
    { marketplace: 'bazaar', id: 'bo', name: 'bo!', when: 'later', reasons: ['picture', 'text'], offers: 1 },
    { marketplace: 'bazaar', id: 'di', name: 'di!', when: 'later', reasons: ['contact'], offers: 1 },
  ]);
  expect(world.asked.length).toBe(1);
});
