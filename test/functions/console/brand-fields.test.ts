import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asEntered, type Entered, fieldsOf, withoutEmptyRows } from '#functions/console/brand-fields.ts';
import { BRAND_PARTS } from '#functions/console/brand-parts.ts';
import { Brand } from '#shared/domain/brand.ts';
import { aBrand } from '../../support/builders.ts';

/** Valid, and more than a form shows: spaces at the ends, commas within an entry, many digits. */
const text = fc.string({ minLength: 2, maxLength: 12, unit: fc.constantFrom('a', 'ø', ',', ' ', '.') });
const written = text.filter((each) => each.trim() !== '');
const share = fc.double({ min: 0, max: 1, noNaN: true });
const time = fc.constantFrom('2034-05-31', '2034-05-31T12:30:00Z');

const brands = fc
  .record({
    names: fc.array(text, { minLength: 1, maxLength: 3 }),
    contextWords: fc.array(text, { maxLength: 3 }),
    marks: fc.array(fc.record({ text: written, expires: time }), { maxLength: 3 }),
    watches: fc.array(fc.record({ keyword: written, excluded: fc.array(text, { maxLength: 3 }) }), { maxLength: 3 }),
    signedAt: time,
    shares: fc.tuple(share, share).map((both) => both.toSorted((a, b) => a - b)),
    auditShare: fc.double({ min: 0, max: 0.1, noNaN: true }),
  })
  .map(({ names, contextWords, marks, watches, signedAt, shares: [reviewAt, expediteAt], auditShare }) => {
    const brand = aBrand();
    return Brand.parse({
      ...brand,
      marks: marks.map((each) => ({ ...brand.marks[0], ...each })),
      watches: watches.map((each) => ({ ...each, marketplaces: ['bazaar'] })),
      contacts: { ...brand.contacts, authority: { signedBy: 'Henrik Møller', signedAt, document: 'poa.pdf' } },
      fingerprint: { ...brand.fingerprint, names, contextWords },
      enforcement: { ...brand.enforcement, reviewAt, expediteAt, auditShare },
    });
  });

/** As a browser sends the form: what is not ticked is not sent, and lines end as on the wire. */
const sent = (entered: Entered): Entered =>
  Object.fromEntries(
    Object.entries(entered).flatMap(([name, value]) =>
      value === '' ? [] : [[name, value.replaceAll('\n', '\r\n')] as const],
    ),
  );

test.each(Object.entries(BRAND_PARTS))('the form for %s, sent untouched, changes nothing of any brand', (_, part) => {
  fc.assert(
    fc.property(brands, (brand) => {
      expect(asEntered(brand, part, withoutEmptyRows(sent(fieldsOf(brand, part)), part))).toEqual(brand);
    }),
  );
});

test('a field that was touched holds what was entered, and its neighbours what they held', () => {
  const brand = aBrand({ enforcement: { ...aBrand().enforcement, reviewAt: 0.123456, expediteAt: 0.987654 } });
  const entered = { ...fieldsOf(brand, BRAND_PARTS.policy), 'enforcement.reviewAt': '20' };
  expect(asEntered(brand, BRAND_PARTS.policy, entered)).toMatchObject({
    enforcement: { reviewAt: 0.2, expediteAt: 0.987654 },
  });
});
