import type { Marketplace, Terms } from './marketplace.ts';

/** Nobody has read the terms of a marketplace that states none. */
function termsOf({ terms }: Pick<Marketplace, 'terms'>): Terms {
  return terms ?? { automatedReading: 'unknown' };
}

/** Why no page of this marketplace is fetched, and which ways stay open. Undefined where no terms are known to forbid it. */
export function refusedByTerms(marketplace: Pick<Marketplace, 'terms' | 'api'>): string | undefined {
  const terms = termsOf(marketplace);
  if (terms.automatedReading !== 'forbidden') return undefined;
  const { source, checked } = terms;
  const keys = marketplace.api ? `keys for its search API (${marketplace.api.host}), or ` : '';
  return `not read: the site's terms forbid automated reading (${source}, checked ${checked}). What stays open: ${keys}pages that a person saved (markwarden intake)`;
}
