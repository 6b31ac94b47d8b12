import { expect, test } from 'vitest';
import { Listing } from '#shared/domain/listing.ts';
import { asSpecifics } from '#shared/extraction/specifics.ts';

test('rows, pairs and objects give the same specifics, cleaned and without a colon', () => {
  const expected = [
    { name: 'Material', value: 'Recycled polyester' },
    { name: 'Size', value: 'M, L' },
  ];
  expect(asSpecifics({ 'Material:': ' Recycled\npolyester ', Size: ['M', 'L'] })).toEqual(expected);
  expect(
    asSpecifics([
      ['Material', 'Recycled polyester'],
      ['Size', 'M, L'],
    ]),
  ).toEqual(expected);
  expect(asSpecifics(expected)).toEqual(expected);
});

test('a hostile table is capped and stays a valid listing field', () => {
  const rows = Array.from({ length: 5000 }, (_, index) => ({
    name: `${'n'.repeat(300)}${index}`,
    value: 'v'.repeat(9000 + index),
  }));
  const mixed = [null, 7, [], [{}], { name: {}, value: [] }, { name: 'Colour', value: '' }, ...rows];
  const specifics = asSpecifics(mixed);
  expect(Listing.shape.specifics.safeParse(specifics).success).toBe(true);
  expect(asSpecifics([{ name: 'Colour', value: '' }])).toBeUndefined();
});
