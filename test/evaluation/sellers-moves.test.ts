import { expect, test } from 'vitest';
import { Listing } from '#shared/domain/listing.ts';
import { aBrand, aListing } from '#test/support/builders.ts';
import { movesOn, TITLE_MOVES } from './sellers-moves.ts';

const listing = aListing({ title: 'Nordhavn Fjord Parka' });
const moves = [...movesOn(listing, aBrand())];

test('every move gives a valid listing that differs in one field', () => {
  expect(moves.length).toBeGreaterThan(500);
  for (const [kind, moved] of moves) {
    expect(() => Listing.parse(moved), kind).not.toThrow();
    const changed = Object.keys(moved).filter(
      (key) => JSON.stringify(moved[key as keyof Listing]) !== JSON.stringify(listing[key as keyof Listing]),
    );
    expect(changed.length, `${kind}: ${changed}`).toBeLessThanOrEqual(1);
  }
});

test('what is sold stands in the title still, set off by spaces, unless each of its words or gaps is disguised', () => {
  const disguised = [
    'hidden characters in every word',
    'other signs for the gaps',
    'capitals for the gaps',
    'styled letters',
  ];
  for (const [kind, { title }] of moves) {
    if (!(kind in TITLE_MOVES) || disguised.includes(kind)) continue;
    expect(` ${title} `, kind).toContain(' Nordhavn Fjord Parka ');
  }
});
