import type { Case, CaseEvent, CaseState } from '#shared/domain/case.ts';
import { aCase, aListing } from './builders.ts';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const CLAIMS: readonly CaseEvent['claim'][] = ['counterfeit', 'trademark-misuse', 'copyright-image', undefined];
/** Most pages say nothing of it; one says what nobody counted. */
const STOCKS = [undefined, 3, undefined, undefined, 0, undefined, 9999];
const VENUES = ['taobao', 'ebay', 'meli', 'standalone'];

/** The same numbers for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
  };
}

type Step = { to: CaseState; by?: string; share: number; maxDays: number; cause?: CaseEvent['cause'] };

const PERSON = 'analyst:jane@nordhavn.example';
/** From each state what may follow, how often, and within how many days; what is left over stays where it is. */
const NEXT: Partial<Record<CaseState, readonly Step[]>> = {
  flagged: [
    { to: 'queued', by: PERSON, share: 0.6, maxDays: 4 },
    { to: 'dismissed', by: PERSON, share: 0.25, maxDays: 6 },
    { to: 'authorised', by: PERSON, share: 0.03, maxDays: 6 },
    { to: 'ended', share: 0.05, maxDays: 20 },
    { to: 'removed', share: 0.03, maxDays: 20 },
  ],
  queued: [{ to: 'drafted', share: 1, maxDays: 1 }],
  drafted: [
    { to: 'submitted', by: PERSON, share: 0.95, maxDays: 2 },
    { to: 'ended', share: 0.04, maxDays: 2 },
  ],
  submitted: [
    { to: 'acknowledged', share: 0.5, maxDays: 3 },
    { to: 'removed', share: 0.3, maxDays: 45 },
    { to: 'rejected', share: 0.05, maxDays: 10, cause: 'refused-form' },
    { to: 'rejected', share: 0.05, maxDays: 10, cause: 'refused-merits' },
    { to: 'withdrawn', by: PERSON, share: 0.02, maxDays: 50 },
    { to: 'ended', share: 0.05, maxDays: 40 },
  ],
  acknowledged: [
    { to: 'removed', share: 0.7, maxDays: 60 },
    // As it was before 2026-12: nobody wrote down which refusal it was.
    { to: 'rejected', share: 0.02, maxDays: 10 },
    { to: 'rejected', share: 0.08, maxDays: 40, cause: 'refused-merits' },
    { to: 'counter-noticed', share: 0.1, maxDays: 20 },
  ],
  rejected: [{ to: 'queued', by: PERSON, share: 0.5, maxDays: 5 }],
  'counter-noticed': [
    { to: 'restored', share: 0.4, maxDays: 14 },
    { to: 'removed', share: 0.4, maxDays: 14 },
  ],
  removed: [
    { to: 'relisted', share: 0.2, maxDays: 60 },
    { to: 'restored', share: 0.03, maxDays: 60 },
  ],
  dismissed: [{ to: 'flagged', by: PERSON, share: 0.05, maxDays: 30 }],
};

/** Cases of one brand, opened from `from` on over so many days, each with the history that chance gave it until `until`. */
export function caseHistories(options: {
  seed: number;
  count: number;
  from: string;
  days: number;
  until: string;
}): Case[] {
  const random = randomFrom(options.seed);
  return Array.from({ length: options.count }, (_, index) => aHistory(index, random, options));
}

function aHistory(
  index: number,
  random: () => number,
  { from, days, until }: { from: string; days: number; until: string },
): Case {
  const opened = Date.parse(from) + Math.floor(random() * days * DAY);
  const events: CaseEvent[] = [{ at: iso(opened), from: null, to: 'flagged', by: 'score', why: 'probability 0.9' }];
  for (let at = opened, state: CaseState = 'flagged'; events.length < 20; ) {
    const step = chosen(NEXT[state] ?? [], random());
    if (!step) break;
    // Most things happen soon.
    at += Math.floor(random() ** 3 * step.maxDays * DAY);
    if (at >= Date.parse(until)) break;
    const { to, by = 'verify', cause } = step;
    const claim = to === 'submitted' ? CLAIMS[Math.floor(random() * CLAIMS.length)] : undefined;
    events.push({ at: iso(at), from: state, to, by, why: 'chance', ...(cause && { cause }), ...(claim && { claim }) });
    state = step.to;
  }
  const price =
    random() < 0.9 ? { amountMinor: Math.floor(random() * 20_000), currency: random() < 0.7 ? 'EUR' : 'CNY' } : null;
  const listing = aListing({
    marketplace: VENUES[Math.floor(random() * VENUES.length)]!,
    id: String(index),
    price,
    stockCount: STOCKS[index % STOCKS.length],
  });
  const last = events.at(-1)!;
  return {
    ...aCase({
      state: last.to,
      openedAt: iso(opened),
      events,
      listing,
      ...(random() < 0.1 && { relistingOf: 'other' }),
    }),
    updatedAt: last.at,
  };
}

function chosen(steps: readonly Step[], draw: number): Step | undefined {
  let left = draw;
  return steps.find(({ share }) => {
    left -= share;
    return left < 0;
  });
}

const iso = (ms: number) => new Date(ms).toISOString();
