import type { Signal } from '#shared/scoring/signal.ts';

const DAY_MS = 86_400_000;
const YOUNG_DAYS = 7;
const NEUTRAL_DAYS = 60;

/** Counterfeit offers are young: they are removed, and come back under a new number. */
export const listingAge: Signal = {
  id: 'listing-age',
  title: 'Age of the offer',
  family: 'seller',
  needs: 'search-result',
  gated: false,
  evaluate({ listing, now }) {
    const listedAt = Date.parse(listing.listedAt ?? '');
    const days = (now.getTime() - listedAt) / DAY_MS;
    if (!(days >= -1)) return 'not-applicable'; // not stated, unreadable, or from the future
    const value = Math.log(NEUTRAL_DAYS / Math.max(days, 0.5)) / Math.log(NEUTRAL_DAYS / YOUNG_DAYS);
    const whole = Math.max(0, Math.round(days));
    return {
      value: Math.min(1, Math.max(-1, value)),
      evidence: `The offer is ${whole === 1 ? '1 day' : `${whole} days`} old.`,
    };
  },
  bounds: () => [-1, 1],
};
