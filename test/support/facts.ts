import type * as z from 'zod';
import type { Brand } from '#shared/domain/brand.ts';
import type { Listing } from '#shared/domain/listing.ts';
import type { Facts, ImageFacts, Signal } from '#shared/domain/signal.ts';
import { aBrand, aListing } from './builders.ts';

export const NOW = new Date('2026-06-01T12:00:00.000Z');

/** One brand object for all tests, as in production: what is prepared for it is prepared once. */
export const NORDHAVN: Brand = aBrand();

export function someFacts(listing: Partial<z.input<typeof Listing>> = {}, facts: Partial<Facts> = {}): Facts {
  return { brand: NORDHAVN, listing: aListing(listing), now: NOW, ...facts };
}

export function anImage(overrides: Partial<ImageFacts> = {}): ImageFacts {
  return {
    url: 'https://bazaar.example/img/1001.jpg',
    sha256: 'a'.repeat(64),
    pdq: '5a'.repeat(32),
    pdqQuality: 100,
    ...overrides,
  };
}

export function aLine(text: string, confidence = 0.97) {
  return anImage({ words: [{ text, confidence }] });
}

/** The signal's value on these facts; null when it does not apply. */
export function signalValue(signal: Signal, facts: Facts): number | null {
  const result = signal.evaluate(facts);
  return result === 'not-applicable' ? null : result.value;
}

export function evidenceOf(signal: Signal, facts: Facts): string | null {
  const result = signal.evaluate(facts);
  return result === 'not-applicable' ? null : result.evidence;
}
