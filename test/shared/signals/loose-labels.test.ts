import { describe, expect, test } from 'vitest';
import { scoreListing } from '#shared/scoring/score-listing.ts';
import { looseLabels } from '#shared/signals/loose-labels.ts';
import { evidenceOf, signalValue, someFacts } from '../../support/facts.ts';

const value = (title: string, extra: object = {}) => signalValue(looseLabels, someFacts({ title, ...extra }));

describe('loose labels', () => {
  test.each([
    'Nordhavn woven labels 50 pcs',
    '100 pcs Nordhavn hang tags',
    'Nordhavn iron-on patch',
    'Nordhavn Aufnäher 10 Stück',
    'écusson brodé Nordhavn',
    'Нашивка Nordhavn',
    'Nordhavn dokuma etiketi',
    'Nordhavn 吊牌 领标',
  ])('are goods of their own, and go to a person: %s', (title) => {
    expect(value(title)).toBe(1);
    expect(scoreListing(someFacts({ title, price: { amountMinor: 900, currency: 'EUR' } })).decision).toBe('review');
  });

  test.each([
    'Nordhavn Fjord Parka new with tags',
    'Nordhavn parka with badge',
    'Nordhavn Fjord Parka patch pockets',
    'Nordhavn repair patch',
    'Patch for Nordhavn parka',
    'Nordhavn parka',
    'woven labels 50 pcs',
  ])('goods that have some are none: %s', (title) => {
    const facts = someFacts({ title, price: null });
    expect(scoreListing(facts).decision).toBe('ignore');
  });

  test('a single worn badge counts little', () => {
    expect(value('Nordhavn badge', { condition: 'Used' })).toBeLessThan(0.5);
  });

  test('names what is offered', () => {
    expect(evidenceOf(looseLabels, someFacts({ title: 'Nordhavn woven labels' }))).toBe(
      'Offers "woven labels" with the name "Nordhavn", without goods that they are on.',
    );
  });
});
