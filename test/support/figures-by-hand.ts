import type { Case } from '#shared/domain/case.ts';

// The definitions of docs/kpis.md once more, slow and without the fold: case by case and figure by figure, over whole histories.

type Window = { from: string; to: string };

const isIn = (at: string | undefined, { from, to }: Window) =>
  at !== undefined && at >= `${from}T00:00:00.000Z` && at <= `${to}T23:59:59.999Z`;
const first = (record: Case, to: string) => record.events.find((event) => event.to === to)?.at;
const refused = (record: Case, cause: string) => record.events.find((event) => event.cause === cause)?.at;
const CLAIMS = ['counterfeit', 'trademark-misuse', 'copyright-image', 'copyright-text', 'design', 'patent'];
/** Calendar days apart (UTC), at most 30. */
const soon = (start: string | undefined, end: string | undefined) => {
  if (start === undefined || end === undefined || end < start) return false;
  return (Date.parse(end.slice(0, 10)) - Date.parse(start.slice(0, 10))) / 86_400_000 <= 30;
};

function decision(record: Case) {
  const kinds = ['queued', 'awaiting-approval', 'drafted', 'submitted', 'dismissed', 'authorised'];
  return record.events.find(({ by, to }) => by.startsWith('analyst:') && kinds.includes(to));
}

/** Minutes, two significant figures, by nearest rank. */
function spread(durations: number[]) {
  const minutes = durations.map((ms) => Math.round(ms / 60_000)).sort((a, b) => a - b);
  const at = (share: number) => {
    const value = minutes[Math.ceil(share * minutes.length) - 1];
    return value === undefined ? null : Number(value.toPrecision(2));
  };
  return { count: minutes.length, medianMinutes: at(0.5), p90Minutes: at(0.9) };
}

const ratio = (part: number, of: number) => ({ part, of, share: of > 0 ? part / of : null });

/** Everything but the lists by marketplace and month. */
export function figuresByHand(all: readonly Case[], window: Window, today: string) {
  const having = (to: string) => all.filter((record) => isIn(first(record, to), window));
  const reviewed = all.filter((record) => isIn(decision(record)?.at, window));
  const infringing = reviewed.filter((record) => !['dismissed', 'authorised'].includes(decision(record)!.to));
  const found = all.filter(({ openedAt }) => isIn(openedAt, window));
  const noticed = having('submitted');
  const removed = having('removed');
  const outcomes = (of: readonly Case[]) => {
    const share = (at: (record: Case) => string | undefined) =>
      ratio(of.filter((record) => soon(first(record, 'submitted'), at(record))).length, of.length);
    const decided = of.filter((record) => {
      const ends = [first(record, 'removed'), first(record, 'rejected')].filter((at) => at !== undefined).sort();
      return soon(first(record, 'submitted'), ends[0]);
    });
    const accepted = decided.filter((record) => {
      const refusal = first(record, 'rejected');
      return first(record, 'removed') !== undefined && (refusal === undefined || first(record, 'removed')! < refusal);
    });
    return {
      compliance: share((record) => first(record, 'removed')),
      acceptance: ratio(accepted.length, decided.length),
      formRefusal: share((record) => refused(record, 'refused-form')),
      meritsRefusal: share((record) => refused(record, 'refused-merits')),
      counterNotice: share((record) => first(record, 'counter-noticed')),
      reversal: share((record) => first(record, 'restored')),
      retraction: share((record) => first(record, 'withdrawn')),
    };
  };
  const ofClaim = (claim: string) =>
    noticed.filter(({ events }) => events.find(({ to }) => to === 'submitted')!.claim === claim);
  const took = (records: Case[], start: (record: Case) => string | undefined, end: (record: Case) => string) =>
    spread(records.flatMap((record) => (start(record) ? [Date.parse(end(record)) - Date.parse(start(record)!)] : [])));
  const opening = ({ openedAt }: Case) => openedAt;
  const gone = (record: Case) =>
    [first(record, 'removed'), first(record, 'ended')].filter((at) => at !== undefined).sort()[0];
  const currencies = new Map<string, { amountMinor: number; offers: number }>();
  for (const { listing } of removed) {
    if (!listing.price) continue;
    const { amountMinor, offers } = currencies.get(listing.price.currency) ?? { amountMinor: 0, offers: 0 };
    currencies.set(listing.price.currency, {
      amountMinor: amountMinor + listing.price.amountMinor,
      offers: offers + 1,
    });
  }
  const stocks = new Map<string, { amountMinor: number; offers: number; pieces: number }>();
  for (const { listing } of removed) {
    if (!listing.price || listing.stockCount === undefined) continue;
    const before = stocks.get(listing.price.currency) ?? { amountMinor: 0, offers: 0, pieces: 0 };
    const counted = listing.stockCount > 1000 ? 1000 : listing.stockCount;
    stocks.set(listing.price.currency, {
      amountMinor: before.amountMinor + counted * listing.price.amountMinor,
      offers: before.offers + 1,
      pieces: before.pieces + counted,
    });
  }
  const young = new Date(Date.parse(today) - 30 * 86_400_000).toISOString().slice(0, 10);
  return {
    counts: {
      found: found.length,
      returned: found.filter(({ relistingOf }) => relistingOf).length,
      reviewed: reviewed.length,
      infringing: infringing.length,
      noticed: noticed.length,
      removed: removed.length,
      ended: having('ended').length,
      rejected: having('rejected').length,
      refusedForm: all.filter((record) => isIn(refused(record, 'refused-form'), window)).length,
      refusedMerits: all.filter((record) => isIn(refused(record, 'refused-merits'), window)).length,
      counterNoticed: having('counter-noticed').length,
      restored: having('restored').length,
      withdrawn: having('withdrawn').length,
      relisted: having('relisted').length,
    },
    rates: {
      relevance: ratio(infringing.length, reviewed.length),
      ...outcomes(noticed),
      relisting: ratio(
        removed.filter((record) => soon(first(record, 'removed'), first(record, 'relisted'))).length,
        removed.length,
      ),
      // No search was counted.
      cleanliness: ratio(0, 0),
      saturation: ratio(0, 0),
    },
    claims: CLAIMS.map((claim) => ({ claim, of: ofClaim(claim) }))
      .filter(({ of }) => of.length > 0)
      .map(({ claim, of }) => ({ claim, noticed: of.length, rates: outcomes(of) }))
      .sort((a, b) => b.noticed - a.noticed),
    unjudged: 0,
    durations: {
      review: took(reviewed, opening, (record) => decision(record)!.at),
      notify: took(noticed, opening, (record) => first(record, 'submitted')!),
      takedown: took(removed, opening, (record) => first(record, 'removed')!),
      lifetime: took(
        all.filter((record) => isIn(gone(record), window)),
        opening,
        (record) => gone(record)!,
      ),
      answer: took(
        removed.filter((record) => (first(record, 'submitted') ?? '~') <= first(record, 'removed')!),
        (record) => first(record, 'submitted'),
        (record) => first(record, 'removed')!,
      ),
    },
    stocked: [...stocks]
      .map(([currency, sum]) => ({ currency, ...sum }))
      .sort((a, b) => b.offers - a.offers || (a.currency < b.currency ? -1 : 1)),
    asked: [...currencies]
      .map(([currency, sum]) => ({ currency, ...sum }))
      .sort((a, b) => b.offers - a.offers || (a.currency < b.currency ? -1 : 1)),
    stillRunning: noticed.filter((record) => first(record, 'submitted')!.slice(0, 10) >= young).length,
  };
}
