import { expect, test } from 'vitest';
import { listingAge } from '#shared/signals/listing-age.ts';
import { evidenceOf, signalValue, someFacts } from '../../support/facts.ts';

test('a young offer is a little more suspicious, an old one a little less', () => {
  expect(signalValue(listingAge, someFacts({ listedAt: '2026-05-30' }))).toBe(1);
  expect(signalValue(listingAge, someFacts({ listedAt: '2026-04-02T12:00:00Z' }))).toBeCloseTo(0);
  expect(signalValue(listingAge, someFacts({ listedAt: '2023-01-01' }))).toBe(-1);
  expect(evidenceOf(listingAge, someFacts({ listedAt: '2026-05-31T12:00:00Z' }))).toBe('The offer is 1 day old.');
  expect(evidenceOf(listingAge, someFacts({ listedAt: '2026-06-01T11:00:00Z' }))).toBe('The offer is new today.');
});

test.each([undefined, 'last week', '2027-01-01'])(
  'a date that is missing, unreadable or in the future says nothing: %s',
  (listedAt) => {
    expect(signalValue(listingAge, someFacts({ listedAt }))).toBeNull();
  },
);
