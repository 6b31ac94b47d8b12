import { expect, test } from 'vitest';
import { authorisedSeller } from '#shared/signals/authorised-seller.ts';
import { signalValue, someFacts } from '../../support/facts.ts';

test('the account on the brand list is known by its id on that marketplace', () => {
  expect(signalValue(authorisedSeller, someFacts({ seller: { id: 'nordhavn-official' } }))).toBe(1);
});

test('a name that is like an authorised one proves nothing, nor does the id on another marketplace', () => {
  expect(signalValue(authorisedSeller, someFacts({ seller: { id: 'x', name: 'nordhavn-official' } }))).toBeNull();
  expect(signalValue(authorisedSeller, someFacts({ seller: { name: 'nordhavn-official' } }))).toBeNull();
  expect(
    signalValue(authorisedSeller, someFacts({ marketplace: 'ebay', seller: { id: 'nordhavn-official' } })),
  ).toBeNull();
  expect(signalValue(authorisedSeller, someFacts({ seller: null }))).toBeNull();
});
