import { HOUR_MS } from '#shared/domain/time-units.ts';
import { cleanText } from '#shared/extraction/clean-text.ts';
import type { Fetched } from '#shared/fetching/fetcher.ts';
import { parseRetryAfter } from '#shared/fetching/page-fetcher.ts';
import type { Delivery } from './channel.ts';

/** What one venue's answers hold, and what it knows us by. */
export type AnswerReading = {
  /** Its number for the notice; undefined when the body names none. */
  number: (body: unknown) => string | undefined;
  /** Why it refuses the notice, in its words. */
  reasons: (body: unknown) => string[];
  /** `signature`, `token`: for the person who reads why the door is closed. */
  credential: string;
};

/** Of a question, an answer and a look-up alike. */
export const HTTP_LIMITS = { timeoutMs: 20_000, maxBytes: 256 * 1024 } as const;
const CLOSED_DOOR_RETRY_MS = HOUR_MS;
const BUSY_RETRY_MS = 10 * 60_000;
/** Timed out, conflict, too early: said of the request, or of a first one under the same reference, and not of the notice. */
const UNDECIDED = new Set([408, 409, 425]);

/** What a venue's HTTP answer to a notice says for certain, and what it leaves open. */
export function deliveryOf(answer: Fetched, now: Date, { number, reasons, credential }: AnswerReading): Delivery {
  const { status } = answer;
  if (status >= 200 && status < 300) {
    const externalId = number(jsonOf(answer));
    if (externalId) return { status: 'accepted', externalId };
    return { status: 'unknown', reason: `the venue answered HTTP ${status} without a number for the notice` };
  }
  if (status === 401 || status === 403)
    return closedDoor(`the venue does not accept our ${credential} (HTTP ${status})`);
  if (status === 429)
    return {
      status: 'deferred',
      retryAfterMs: parseRetryAfter(answer.headers['retry-after'], now) ?? BUSY_RETRY_MS,
      reason: 'the venue asks us to slow down (HTTP 429)',
    };
  if (status === 404 || status === 405) return closedDoor(`nobody takes notices at ${answer.url} (HTTP ${status})`);
  if (status >= 400 && status < 500 && !UNDECIDED.has(status))
    return { status: 'rejected', reasons: reasonsOr(reasons(jsonOf(answer)), `HTTP ${status} without a reason`) };
  // A server error may come from behind the door: the notice can have been booked before it.
  return { status: 'unknown', reason: `the venue answered HTTP ${status}` };
}

/** Certain that nothing was taken, and that only a person can open the door. */
export const closedDoor = (reason: string): Delivery => ({
  status: 'deferred',
  retryAfterMs: CLOSED_DOOR_RETRY_MS,
  reason,
  needsPerson: true,
});

const reasonsOr = (given: readonly string[], none: string): string[] => {
  const shown = given.slice(0, 20).map((reason) => cleanText(reason, 200));
  return shown.length > 0 ? shown : [none];
};

export function jsonOf(answer: Fetched): unknown {
  try {
    return JSON.parse(Buffer.from(answer.body).toString('utf8'));
  } catch {
    return undefined;
  }
}
