import type { Signal } from '#shared/domain/signal.ts';
import { DAY_MS } from '#shared/domain/time-units.ts';

const BASE_RATE = 0.05;
/** How many decided cases the base rate is worth. Labelled sellers are nearly all one thing or the other: 0.75 fits them best; one error must not weigh so much. */
const PRIOR_CASES = 2;
const HALF_LIFE_DAYS = 180;
/** A share of 93 %. A lower ceiling made sellers with three fakes in four equal to those who sell nothing else. */
const FULL_HIT_LOG_ODDS = 5.5;
/** −2.2 log-odds: a clean record turns what would be expedited (from 0.9) into a review, never into nothing. */
const LEAST = -0.4;

/**
 * What became of the seller's earlier cases: Beta-smoothed share of confirmed ones against the base rate, in log-odds.
 * Decided cases fade with a half-life of 180 days, on both sides: sellers mend their ways, and accounts change hands.
 */
export const sellerHistory: Signal = {
  id: 'seller-history',
  title: "The seller's record",
  family: 'seller',
  needs: 'seller-record',
  gated: false,
  notice: 'not quoted',
  evaluate({ sellerRecord, now }) {
    const confirmed = sellerRecord?.confirmedAt ?? [];
    const cleared = sellerRecord?.clearedAt ?? [];
    if (confirmed.length + cleared.length === 0) return 'not-applicable';
    const strikes = faded(confirmed, now);
    const share = (strikes + PRIOR_CASES * BASE_RATE) / (strikes + faded(cleared, now) + PRIOR_CASES);
    const value = Math.min(1, Math.max(LEAST, (logit(share) - logit(BASE_RATE)) / FULL_HIT_LOG_ODDS));
    return { value, evidence: sentence(confirmed, cleared, sellerRecord?.imported) };
  },
  bounds: () => [LEAST, 1],
};

const logit = (share: number): number => Math.log(share / (1 - share));

function faded(dates: readonly string[], now: Date): number {
  return dates.reduce(
    (sum, date) => sum + 0.5 ** (Math.max(0, now.getTime() - Date.parse(date)) / DAY_MS / HALF_LIFE_DAYS),
    0,
  );
}

function sentence(confirmed: readonly string[], cleared: readonly string[], imported = 0): string {
  const cases = (count: number) => (count === 1 ? '1 earlier case' : `${count} earlier cases`);
  const last = confirmed.toSorted().at(-1)?.slice(0, 10);
  const against =
    confirmed.length > 0 ? `${cases(confirmed.length)} of this seller confirmed, the last on ${last}` : '';
  const inFavour = cleared.length > 0 ? `${cases(cleared.length)} of this seller cleared` : '';
  const source = imported > 0 ? `; ${imported} of these as an imported list says` : '';
  return `${[against, inFavour].filter(Boolean).join('; ')}${source}.`;
}
