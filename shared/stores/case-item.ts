import { Case, type CaseState, type Submission } from '#shared/domain/case.ts';
import { DAY_MS, HOUR_MS, isoAfter } from '#shared/domain/time-units.ts';
import { type Item, type Key, keyOf } from './dynamo-access.ts';
import { expiryAfter } from './expiry.ts';
import { ofKnownFormat } from './item-format.ts';
import { reviewAttributes } from './review-item.ts';

/** Fields that a transition may set beside the state. `null` removes the field. */
export type CaseChange = Partial<
  Pick<
    Case,
    | 'externalId'
    | 'submittedAt'
    | 'removedAt'
    | 'round'
    | 'stated'
    | 'checks'
    | 'absences'
    // What was judged, when it is judged again.
    | 'verdict'
    | 'harm'
    | 'listing'
    | 'contactHandles'
    | 'imageHashes'
    | 'testBuys'
    | 'remarks'
  >
> & {
  submission?: Submission | null;
  nextCheckAt?: string | null;
  noticeId?: string | null;
  approvedBy?: string | null;
  assigned?: string | null;
  proposed?: Case['proposed'] | null;
  /** Of cases from before 2026-12: it goes to the notice when that is taken over. */
  packetKey?: null;
};

/** Whoever reads an item of a later format must refuse it. Items without one are from before 2026-12. */
const CASE_FORMAT = 2;

// How a case lies in the table `cases`: one partition for each listing of a brand, one item for each generation.

/** A case holds the seller's personal data: kept while it is open and this long after it was closed. */
const CLOSED_CASE_DAYS = 365;
const CLOSED: readonly CaseState[] = [
  'dismissed',
  'authorised',
  'removed',
  'ended',
  'restored',
  'withdrawn',
  'relisted',
];

/** What a lost message or a dead worker left behind is taken up again after this, at the earliest. */
export const REDRIVE_MS = 30 * 60_000;
/** States that `verify` must come back to; a write that names no time gets this one, so that no case is ever forgotten. */
const FIRST_CHECK_MS: Partial<Record<CaseState, number>> = {
  flagged: 3 * DAY_MS,
  // Whoever moved it there may have died before anybody was told.
  'awaiting-approval': HOUR_MS,
  queued: REDRIVE_MS,
  submitting: REDRIVE_MS,
  drafted: DAY_MS,
  uncertain: 0,
  submitted: 0,
  acknowledged: 0,
  removed: DAY_MS,
};

/** States whose check opens a page at a marketplace, which takes its time. Whatever else is due waits in a line of its own. */
const LOOKED_AT: ReadonlySet<CaseState> = new Set<CaseState>(['flagged', 'awaiting-approval', 'removed', 'ended']);
export const checkLine = (state: CaseState): CheckLine => (LOOKED_AT.has(state) ? 'DUE' : 'RECOVER');
/** `DUE`: looks at pages. `RECOVER`: what a lost message or a dead worker left behind, and what only asks a venue. */
export type CheckLine = 'DUE' | 'RECOVER';

export function firstCheckAt(state: CaseState, at: Date): string | null {
  const wait = FIRST_CHECK_MS[state];
  return wait === undefined ? null : isoAfter(at, wait);
}

export const isClosedState = (state: CaseState): boolean => CLOSED.includes(state);

export const expiryOf = (state: CaseState, at: Date): number | null =>
  isClosedState(state) ? expiryAfter(at, CLOSED_CASE_DAYS) : null;

export const stateSince = (state: CaseState, at: string) => `${state}~${at}`;

export const listingPartition = (brandId: string, marketplace: string, listingId: string) =>
  `CASE~${brandId}~${marketplace}~${listingId}`;

/** The generation is the id's last part; padded so that the newest sorts last. */
export function caseKey(id: string): Key {
  const cut = id.lastIndexOf('~');
  return { pk: `CASE~${id.slice(0, cut)}`, sk: `GENERATION~${id.slice(cut + 1).padStart(6, '0')}` };
}

export function caseIdOf({ pk, sk }: Key): string {
  return `${pk.slice('CASE~'.length)}~${Number(sk.slice('GENERATION~'.length))}`;
}

export const isCaseItem = (item: Item): boolean => keyOf(item).pk.startsWith('CASE~');

export const sellerKey = (brandId: string, marketplace: string, sellerId: string) =>
  `${brandId}~${marketplace}~${sellerId}`;

export const sentKey = (brandId: string, venue: string) => `${brandId}~${venue}`;

export function caseItem(record: Case): Item {
  const { listing, state } = record;
  const openedAt = new Date(record.openedAt);
  return {
    ...record,
    ...caseKey(record.id),
    format: CASE_FORMAT,
    nextCheckAt: record.nextCheckAt ?? firstCheckAt(state, openedAt) ?? undefined,
    expiresAt: expiryOf(state, openedAt) ?? undefined,
    stateSince: stateSince(state, record.updatedAt),
    checkShard: checkLine(state),
    sentTo: sentKey(record.brandId, listing.marketplace),
    reached: new Set([state, ...record.events.map((event) => event.to)]),
    ...(listing.seller?.id && { sellerKey: sellerKey(record.brandId, listing.marketplace, listing.seller.id) }),
    ...withoutNulls(reviewAttributes(record)),
  };
}

const withoutNulls = (item: Item): Item =>
  Object.fromEntries(Object.entries(item).filter(([, value]) => value !== null));

/** @throws Error for an item that later code wrote. */
export const caseFrom = (item: Item): Case => Case.parse(ofKnownFormat(item, CASE_FORMAT));

export type CaseUpdate = {
  UpdateExpression: string;
  ConditionExpression: string;
  ExpressionAttributeNames: Record<string, string>;
  ExpressionAttributeValues: Record<string, unknown>;
};

type Fence = { from: Case; token?: string };

/** `null` removes a field, `undefined` leaves it. */
const changed = <T>(change: T | null | undefined, before: T | undefined): T | undefined =>
  change === undefined ? before : (change ?? undefined);

/** One conditional update: fences on state, version and token; `null` removes a field, `undefined` leaves it. */
export function caseUpdate(
  fence: Fence,
  fields: CaseChange & Item,
  move?: { to: CaseState; event: unknown },
): CaseUpdate {
  const names: Record<string, string> = { '#version': 'version', '#state': 'state', '#format': 'format' };
  const values: Record<string, unknown> = {
    ':version': fence.from.version,
    ':next': fence.from.version + 1,
    ':from': fence.from.state,
    ':format': CASE_FORMAT,
  };
  const sets = ['#version = :next', '#format = :format'];
  const removes: string[] = [];
  const sellerId = fields.listing?.seller?.id;
  const sold = sellerId ? { sellerKey: sellerKey(fence.from.brandId, fence.from.listing.marketplace, sellerId) } : {};
  const { from } = fence;
  const { listing = from.listing, verdict = from.verdict, harm = from.harm, imageHashes = from.imageHashes } = fields;
  const review = reviewAttributes({
    ...from,
    listing,
    verdict,
    harm,
    imageHashes,
    assigned: changed(fields.assigned, from.assigned),
    proposed: changed(fields.proposed, from.proposed),
    state: move?.to ?? from.state,
  });
  for (const [name, value] of Object.entries({ ...fields, ...sold, ...review })) {
    if (value === undefined) continue;
    names[`#${name}`] = name;
    if (value === null) {
      removes.push(`#${name}`);
      continue;
    }
    values[`:${name}`] = value;
    sets.push(`#${name} = :${name}`);
  }
  if (move) {
    Object.assign(names, { '#events': 'events', '#reached': 'reached' });
    Object.assign(values, { ':to': move.to, ':event': [move.event], ':reached': new Set([move.to]) });
    sets.push('#state = :to', '#events = list_append(#events, :event)');
  }
  if (move || fields.nextCheckAt) {
    names['#line'] = 'checkShard';
    values[':line'] = checkLine(move?.to ?? from.state);
    sets.push('#line = :line');
  }
  const conditions = ['#version = :version', '#state = :from'];
  if (fence.token !== undefined) {
    Object.assign(names, { '#fence': 'submission', '#token': 'token' });
    values[':token'] = fence.token;
    conditions.push('#fence.#token = :token');
  }
  const remove = removes.length > 0 ? ` REMOVE ${removes.join(', ')}` : '';
  return {
    UpdateExpression: `SET ${sets.join(', ')}${remove}${move ? ' ADD #reached :reached' : ''}`,
    ConditionExpression: conditions.join(' AND '),
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: values,
  };
}
