import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defang, priceWords, quoted, sellerWords } from '#shared/messaging/email-format.ts';
import { aBrand, aListing } from '#test/support/builders.ts';

describe('text for people', () => {
  it('shows addresses that nobody can click by accident', () => {
    expect(defang('https://shop.example/a?b=c.d')).toBe('hxxps://shop[.]example/a?b=c.d');
    expect(defang('see HTTP://evil.example and www.evil.example')).toBe(
      'see hxxp://evil[.]example and www[.]evil[.]example',
    );
    expect(defang('0.5 l for EUR 49.00, size 4.5')).toBe('0.5 l for EUR 49.00, size 4.5');
  });

  it('keeps whatever a seller wrote on one line, without hidden characters, short, and not clickable', () => {
    const part = fc.constantFrom(
      'https://evil.example',
      '\r\nBcc: x@evil.example',
      '\u202egnp.exe',
      '\u0007',
      ' a ',
      '…',
      '😀',
      'x'.repeat(90),
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(part, fc.string({ unit: 'binary', maxLength: 50 })), { maxLength: 8 }), (parts) => {
        const text = quoted(parts.join(''));
        expect(text).not.toMatch(/[\r\n\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
        expect(text).not.toMatch(/https?:\/\//i);
        expect(text).not.toMatch(/evil\.example/);
        expect(text.length).toBeLessThanOrEqual(160 * 3); // every dot may have become three characters
      }),
    );
  });

  it('sets the price against the genuine product that the title names', () => {
    const brand = aBrand();
    expect(priceWords(aListing(), brand)).toBe('EUR 49.00 (genuine: Fjord Parka, EUR 299.00)');
    expect(priceWords(aListing({ title: 'Nordhavn cap', price: null }), brand)).toBe('not stated');
  });

  it('names the seller as far as it is known', () => {
    expect(sellerWords(aListing())).toBe('Cheap Parka Store (id cheap-parka-store), Shenzhen, CN');
    expect(sellerWords(aListing({ seller: null }))).toBe('not stated');
    expect(sellerWords(aListing({ seller: { id: 'abc' }, itemLocation: undefined }))).toBe('abc');
  });
});
