import { DAY_MS, isoAfter } from '#shared/domain/time-units.ts';
import { wilsonUpperBound } from '#shared/learning/wilson.ts';
import type { SentTarget } from '#shared/stores/notice-store.ts';

/** Rolling window; Alibaba's good-faith programme looks at three months. */
export const BREAKER_WINDOW_DAYS = 90;
// Stop before the venues do: Amazon's Project Zero asks for 90 % accepted to enter, Alibaba ends membership below 90 %
// accepted or above 5 % successful counter-notices.
const MIN_ACCEPTANCE = 0.92;
const MAX_COUNTER_NOTICES = 0.04;
/** From here on the rates speak for themselves: of 10, a single bad luck is 90 %. */
const MANY_DECIDED = 25;
/** With fewer, this many refusals on the merits, and bad luck must be unlikely. */
const LEAST_REFUSALS = 3;
/** Venues refuse within hours and remove within days: until then what they have not decided may yet be accepted. */
const MAY_BE_ACCEPTED_DAYS = 7;

export type Accuracy = {
  decided: number;
  accepted: number;
  /** On the merits, or taken back by us. */
  refused: number;
  countered: number;
  /** For their form: a fault of ours, and no word about the offers. */
  formRefused: number;
  /** Why sending stops; undefined when it need not. */
  stop?: string;
};

/**
 * How right the targets were that left for one venue, and the reason to stop when that is not right enough: over all of them, and for
 * each reason where there are enough. Targets in the order in which they left.
 */
export function accuracyOf(sent: readonly SentTarget[], now: Date): Accuracy {
  const all = figures(sent);
  const since = isoAfter(now, -MAY_BE_ACCEPTED_DAYS * DAY_MS);
  const young = sent.filter((target) => target.sentAt > since && isUndecided(target)).length;
  const reasons = [...Map.groupBy(sent, ({ reason }) => reason)].filter(([, of]) => decidedOf(of) >= MANY_DECIDED);
  const stop =
    reasonToStop(all, young) ??
    lastThree(sent) ??
    reasons
      .map(([reason, of]) => {
        const found = reasonToStop(figures(of));
        return found && `for ${decodeURIComponent(reason)}: ${found}`;
      })
      .find((found) => found !== undefined);
  return { ...all, stop };
}

export const isAccepted = ({ reached }: SentTarget) => reached.includes('removed') && !isRefused({ reached });
export const isRefused = ({ reached }: Pick<SentTarget, 'reached'>) =>
  reached.includes('lost') || reached.includes('withdrawn') || reached.includes('restored');

function figures(sent: readonly SentTarget[]): Omit<Accuracy, 'stop'> {
  const count = (is: (target: SentTarget) => boolean) => sent.filter(is).length;
  const accepted = count(isAccepted);
  const refused = count(isRefused);
  return {
    decided: accepted + refused,
    accepted,
    refused,
    countered: count(({ reached }) => reached.includes('contested')),
    formRefused: count(({ reached }) => reached.includes('to-correct')),
  };
}

/** That it ended by itself is no decision, and none is to come. */
const isUndecided = (target: SentTarget): boolean =>
  !isAccepted(target) &&
  !isRefused(target) &&
  !target.reached.some((state) => state === 'ended' || state === 'to-correct');

const decidedOf = (sent: readonly SentTarget[]) => figures(sent).decided;
const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

/** @param young undecided, for which it is too early: with few decided they are the venue's luck to give */
function reasonToStop(
  { decided, accepted, refused, countered }: Omit<Accuracy, 'stop'>,
  young = 0,
): string | undefined {
  if (decided >= MANY_DECIDED) {
    if (accepted / decided < MIN_ACCEPTANCE)
      return `only ${percent(accepted / decided)} of ${decided} decided targets were accepted in ${BREAKER_WINDOW_DAYS} days; ${percent(MIN_ACCEPTANCE)} are needed`;
    if (countered / decided > MAX_COUNTER_NOTICES)
      return `${percent(countered / decided)} of ${decided} decided targets met a counter-notice in ${BREAKER_WINDOW_DAYS} days; ${percent(MAX_COUNTER_NOTICES)} are tolerated`;
    return undefined;
  }
  if (refused >= LEAST_REFUSALS && wilsonUpperBound(accepted + young, decided + young) < MIN_ACCEPTANCE)
    return `${refused} of ${decided} decided targets were refused on the merits${young > 0 ? `, and ${young} are too young to be decided` : ''}: even with luck fewer than ${percent(MIN_ACCEPTANCE)} would be accepted`;
  return undefined;
}

/** Three notices in a row refused on the merits are no bad luck, however good the record was. What left together was one notice. */
function lastThree(sent: readonly SentTarget[]): string | undefined {
  const isLost = ({ reached }: SentTarget) => reached.includes('lost');
  const notices = [...Map.groupBy(sent, ({ sentAt }) => sentAt).values()];
  const decided = notices.filter((targets) => targets.some(isAccepted) || targets.every(isLost)).slice(-3);
  return decided.length === 3 && decided.every((targets) => targets.every(isLost))
    ? 'the last three notices were refused on the merits'
    : undefined;
}
