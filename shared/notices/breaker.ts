import type { SentCase } from '#shared/stores/case-store.ts';

/** Rolling window; Alibaba's good-faith programme looks at three months. */
export const BREAKER_WINDOW_DAYS = 90;
// Stop before the venues do: Amazon's Project Zero asks for 90 % accepted to enter, Alibaba ends membership below 90 %
// accepted or above 5 % successful counter-notices.
const MIN_ACCEPTANCE = 0.92;
const MAX_COUNTER_NOTICES = 0.04;
/** Below this a single bad luck would decide: 1 of 10 is 90 %. */
const MIN_DECIDED = 25;

export type Accuracy = { decided: number; accepted: number; countered: number; stop?: string };

/**
 * How right the brand's notices to one venue were, and the reason to stop automatic sending when that is not enough.
 * A case refused first and removed later counts as both: it was two notices.
 */
export function accuracyOf(sent: readonly SentCase[]): Accuracy {
  const count = (was: (reached: SentCase['reached']) => boolean) => sent.filter(({ reached }) => was(reached)).length;
  const accepted = count((reached) => reached.includes('removed'));
  // A notice that we took back was wrong, whatever the venue would have said.
  const refused = count((reached) => reached.includes('rejected') || reached.includes('withdrawn'));
  const countered = count((reached) => reached.includes('counter-noticed'));
  const decided = accepted + refused;
  return {
    decided,
    accepted,
    countered,
    stop: decided < MIN_DECIDED ? undefined : reasonToStop(decided, accepted, countered),
  };
}

function reasonToStop(decided: number, accepted: number, countered: number): string | undefined {
  const acceptance = accepted / decided;
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  if (acceptance < MIN_ACCEPTANCE)
    return `only ${percent(acceptance)} of ${decided} decided notices were accepted in ${BREAKER_WINDOW_DAYS} days; ${percent(MIN_ACCEPTANCE)} are needed`;
  if (countered / decided > MAX_COUNTER_NOTICES)
    return `${percent(countered / decided)} of ${decided} decided notices met a counter-notice in ${BREAKER_WINDOW_DAYS} days; ${percent(MAX_COUNTER_NOTICES)} are tolerated`;
  return undefined;
}
