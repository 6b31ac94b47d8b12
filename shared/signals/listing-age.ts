import type { Facts, Signal } from '#shared/domain/signal.ts';
import { DAY_MS } from '#shared/domain/time-units.ts';

const YOUNG_DAYS = 7;
const NEUTRAL_DAYS = 60;

/** Counterfeit offers are young: they are removed, and come back under a new number. */
export const listingAge: Signal = {
  id: 'listing-age',
  title: 'Age of the offer',
  family: 'seller',
  needs: 'search-result',
  gated: false,
  notice: 'not quoted',
  evaluate(facts) {
    const days = daysOnOffer(facts);
    if (days === undefined) return 'not-applicable';
    const whole = Math.max(0, Math.round(days));
    const evidence =
      whole === 0 ? 'The offer is new today.' : `The offer is ${whole === 1 ? '1 day' : `${whole} days`} old.`;
    return { value: youth(days), evidence };
  },
  bounds: () => [-1, 1],
};

/** 1 for an offer of a week or less, 0 at two months, −1 for one that has long stood; `undefined` when its age is not known. */
export function offerYouth(facts: Facts): number | undefined {
  const days = daysOnOffer(facts);
  return days === undefined ? undefined : youth(days);
}

function daysOnOffer({ listing, now }: Facts): number | undefined {
  if (!listing.listedAt) return undefined;
  const days = (now.getTime() - Date.parse(listing.listedAt)) / DAY_MS;
  return days >= -1 ? days : undefined; // unreadable, or from the future
}

function youth(days: number): number {
  const value = Math.log(NEUTRAL_DAYS / Math.max(days, 0.5)) / Math.log(NEUTRAL_DAYS / YOUNG_DAYS);
  return Math.min(1, Math.max(-1, value));
}
