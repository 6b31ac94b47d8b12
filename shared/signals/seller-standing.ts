import type { Facts, Signal } from '#shared/domain/signal.ts';
import { DAY_MS } from '#shared/domain/time-units.ts';
import { offerYouth } from './listing-age.ts';

const NEW_ACCOUNT_DAYS = 30;
const SETTLED_DAYS = 365;
/** Sales a day (ratings count as sales) that a new private account hardly makes, and that a warehouse does. */
const BUSY_PER_DAY = 1;
const VERY_BUSY_PER_DAY = 10;
/** Below what stars and shares of positive ratings alike mean by good; few ratings are filled up with ordinary ones. */
const POOR_RATING = 0.85;
const DISMAL_RATING = 0.6;
const ORDINARY_RATING = 0.95;
const RATINGS_BEFORE_IT_COUNTS = 20;

/**
 * Signs of a throw-away account: new, and selling more than a newcomer does, or rated badly. A good rating, many ratings
 * and an old account can be bought and say nothing. The offers of a new account are new: what the age of the offer says
 * already is not said twice.
 */
export const sellerStanding: Signal = {
  id: 'seller-standing',
  title: "The seller's account",
  family: 'seller',
  needs: 'search-result',
  gated: false,
  notice: 'not quoted',
  evaluate(facts) {
    const age = accountAge(facts);
    const ratings = ratingsOf(facts);
    if (!age && !ratings) return 'not-applicable';
    const newness = age ? age.youth * (0.5 + 0.5 * age.bustle) : 0;
    const suspicion = Math.max(newness, ratings?.poorness ?? 0);
    const said = Math.max(0, offerYouth(facts) ?? 0);
    return {
      value: Math.max(0, suspicion - said),
      evidence: `${[age?.sentence, ratings?.sentence].filter(Boolean).join('; ')}.`.replace(/^./, (c) =>
        c.toUpperCase(),
      ),
    };
  },
  bounds: () => [0, 1],
};

function accountAge({ listing: { seller, soldCount }, now }: Facts) {
  if (!seller?.memberSince) return undefined;
  const days = (now.getTime() - Date.parse(seller.memberSince)) / DAY_MS;
  if (!(days >= -1)) return undefined; // unreadable, or from the future
  const sold = Math.max(seller.feedbackCount ?? 0, soldCount ?? 0);
  const whole = Math.max(0, Math.round(days));
  const sales = sold > 0 && days < SETTLED_DAYS ? ` and has made at least ${sold} sale${sold === 1 ? '' : 's'}` : '';
  return {
    youth: share(Math.log(SETTLED_DAYS / Math.max(days, 1)), Math.log(SETTLED_DAYS / NEW_ACCOUNT_DAYS)),
    bustle: share(Math.log(sold / Math.max(days, 1) / BUSY_PER_DAY), Math.log(VERY_BUSY_PER_DAY / BUSY_PER_DAY)),
    sentence: `the account is ${whole === 1 ? '1 day' : `${whole} days`} old${sales}`,
  };
}

/** A rating without the number of ratings may be one person's word. */
function ratingsOf({ listing: { seller } }: Facts) {
  if (seller?.rating === undefined || !seller.feedbackCount) return undefined;
  const { rating, feedbackCount } = seller;
  const filledUp =
    (rating * feedbackCount + ORDINARY_RATING * RATINGS_BEFORE_IT_COUNTS) / (feedbackCount + RATINGS_BEFORE_IT_COUNTS);
  return {
    poorness: share(POOR_RATING - filledUp, POOR_RATING - DISMAL_RATING),
    sentence: `rated ${Math.round(rating * 100)} % by ${feedbackCount} buyer${feedbackCount === 1 ? '' : 's'}`,
  };
}

const share = (part: number, whole: number): number => Math.min(1, Math.max(0, part / whole));
