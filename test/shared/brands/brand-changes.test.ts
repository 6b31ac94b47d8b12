import { expect, it } from 'vitest';
import { brandChanges, mustBeAsked } from '#shared/brands/brand-changes.ts';
import { aBrandWith, aRight, RIGHTS_OF_THE_WORLD } from '#test/support/notices.ts';

it('a right or an authority that a new file leaves out is asked about', () => {
  const given = { grantor: 'Nordhavn A/S', grantee: 'Jane Holm', rights: [], territories: [], signedAt: '2026-01-01' };
  const before = { ...aBrandWith(RIGHTS_OF_THE_WORLD), owner: 'nordhavn-as', authorities: [given] };
  const { owner: _, ...after } = { ...before, rights: [aRight()], authorities: [] };
  const changes = brandChanges(before, after).filter(mustBeAsked);
  expect(changes.map(({ what }) => what)).toEqual(['rights', 'owner', 'authorities']);
  expect(changes[0]!.lost).toEqual([
    'trademark NORDHAVN (CNIPA:30000001)',
    'trademark NORDHAVN (USPTO:5000001)',
    'trademark NORDHAVN (UKIPO:UK00003000001)',
  ]);
});
