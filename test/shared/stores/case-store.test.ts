import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Case, type CaseState, MOST_LINKED_FROM } from '#shared/domain/case.ts';
import { caseFrom, caseItem, caseKey } from '#shared/stores/case-item.ts';
import { type CaseStore, createCaseStore } from '#shared/stores/case-store.ts';
import { aCase, aListing, aNotice } from '../../support/builders.ts';
import { memoryCaseStore } from '../../support/memory-stores.ts';
import { startTables, type Tables } from '../../support/tables.ts';

const T0 = new Date('2026-06-01T12:00:00.000Z');
const later = (minutes: number) => new Date(T0.getTime() + minutes * 60_000);
const DAY = 1440;

let tables: Tables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

const implementations: [string, () => CaseStore][] = [
  ['on DynamoDB', () => createCaseStore(tables.client, tables.names.cases, () => T0)],
  ['in memory (used by simulations)', memoryCaseStore],
];

let brands = 0;
const freshBrand = () => `brand-${++brands}`;

/** A case that was opened in `state`; every call is another listing. */
async function opened(store: CaseStore, overrides: Parameters<typeof aCase>[0] = {}): Promise<Case> {
  const record = aCase({ brandId: freshBrand(), ...overrides });
  expect(await store.open(record)).toBe(true);
  return (await store.get(record.id))!;
}

describe.each(implementations)('case store %s', (_, create) => {
  it('opens a case once, whoever comes first', async () => {
    const store = create();
    const record = aCase({ brandId: freshBrand() });
    const answers = await Promise.all(Array.from({ length: 20 }, () => store.open(record)));
    expect(answers.filter(Boolean)).toHaveLength(1);
    expect(await store.get(record.id)).toMatchObject({ id: record.id, state: 'queued', version: 1 });
  });

  it('lets exactly one of fifty concurrent transitions win, and appends exactly one event', async () => {
    const store = create();
    const record = await opened(store);
    const moves = await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        store.transition(record, { to: 'submitting', by: `worker-${n}`, why: 'claimed', at: T0 }),
      ),
    );
    const winners = moves.filter((moved) => moved !== undefined);
    expect(winners).toHaveLength(1);
    const stored = await store.get(record.id);
    expect(stored).toEqual(winners[0]);
    expect(stored!.events).toHaveLength(2);
    expect(stored!.version).toBe(2);
  });

  it('gives the newest cases of a state page by page, each once', async () => {
    const store = create();
    const brandId = freshBrand();
    const ids = Array.from({ length: 230 }, (_, i) => String(i));
    await Promise.all(
      ids.map((id, i) =>
        store.open(aCase({ brandId, listing: aListing({ id }), state: 'dismissed', openedAt: later(i).toISOString() })),
      ),
    );
    await opened(store, { brandId, state: 'flagged', listing: aListing({ id: 'not-that-state' }) });
    const seen: string[] = [];
    let page = await store.newest(brandId, 'dismissed');
    const sizes = [page.cases.length];
    seen.push(...page.cases.map(({ listing }) => listing.id));
    while (page.next) {
      page = await store.newest(brandId, 'dismissed', page.next);
      sizes.push(page.cases.length);
      seen.push(...page.cases.map(({ listing }) => listing.id));
    }
    expect(sizes).toEqual([100, 100, 30]);
    expect(new Set(seen)).toEqual(new Set(ids));
    expect(new Set(seen.slice(0, 100))).toEqual(new Set(ids.slice(130)));
  });

  it('appends opinions without a new version, up to a limit, also while somebody moves the case', async () => {
    const store = create();
    const record = await opened(store);
    const opinion = (by: string) => ({ by, at: T0.toISOString(), decision: 'confirmed' as const });
    const [moved] = await Promise.all([
      store.transition(record, { to: 'submitting', by: 'submit', why: 'claimed', at: T0 }),
      ...Array.from({ length: 20 }, (_, i) => store.addOpinion(record.id, opinion(`analyst:${i}`))),
    ]);
    const stored = (await store.get(record.id))!;
    expect(moved).toMatchObject({ state: 'submitting', version: 2 });
    expect(stored).toMatchObject({ state: 'submitting', version: 2 });
    expect(new Set(stored.opinions.map(({ by }) => by)).size).toBe(5);
    expect(await store.update(stored, { checks: 1 })).toMatchObject({ opinions: stored.opinions });
    expect(await store.addOpinion('nobody~bazaar~1~1', opinion('analyst:x'))).toBeUndefined();
  });

  it('remembers which later cases are linked to one, each once, up to a limit, whoever moves it meanwhile', async () => {
    const store = create();
    const record = await opened(store);
    const later = Array.from({ length: MOST_LINKED_FROM + 5 }, (_, i) => `${record.brandId}~bazaar~later-${i}~1`);
    await Promise.all([store.linkFrom(record.id, later[0]!), store.linkFrom(record.id, later[0]!)]);
    const [moved] = await Promise.all([
      store.transition(record, { to: 'submitting', by: 'submit', why: 'claimed', at: T0 }),
      ...later.map((id) => store.linkFrom(record.id, id)),
    ]);
    const stored = (await store.get(record.id))!;
    expect([moved?.version, stored.version, stored.state]).toEqual([2, 2, 'submitting']);
    expect(new Set(stored.linkedFrom).size).toBe(MOST_LINKED_FROM);
    expect(stored.linkedFrom.length).toBe(MOST_LINKED_FROM);
    await store.linkFrom('nobody~bazaar~1~1', record.id);
    expect(await store.get('nobody~bazaar~1~1')).toBeUndefined();
  });

  it('refuses a transition that the case machine does not know, as a bug and not as a race', async () => {
    const store = create();
    const record = await opened(store, { state: 'dismissed' });
    await expect(store.transition(record, { to: 'submitted', by: 'x', why: 'y', at: T0 })).rejects.toThrow(
      'a case cannot go from dismissed to submitted',
    );
    expect((await store.get(record.id))!.state).toBe('dismissed');
  });

  it('refuses a write with a stale version, even in the same state', async () => {
    const store = create();
    const record = await opened(store);
    expect(await store.update(record, { checks: 1 })).toMatchObject({ version: 2, checks: 1 });
    expect(await store.update(record, { checks: 2 })).toBeUndefined();
    expect((await store.get(record.id))!.checks).toBe(1);
  });

  it('finds by its seller a case whose seller only a later look at the offer named', async () => {
    const store = create();
    const brandId = `unnamed-${crypto.randomUUID()}`;
    const listing = aListing({ id: 'unnamed', seller: null });
    const record = await opened(store, { brandId, listing });
    expect(await store.bySeller(brandId, 'bazaar', 'named-later')).toEqual([]);
    await store.update(record, { listing: { ...listing, seller: { id: 'named-later' } } });
    expect((await store.bySeller(brandId, 'bazaar', 'named-later')).map(({ id }) => id)).toEqual([record.id]);
  });

  it('refuses a write whose submission token is not the stored one', async () => {
    const store = create();
    const queued = await opened(store);
    const submission = { token: 'mine', phase: 'claimed', expiresAt: later(5).toISOString(), noticeId: 'n' } as const;
    const claimed = (await store.transition(queued, {
      to: 'submitting',
      by: 'submit',
      why: 'claimed',
      at: T0,
      change: { submission },
    }))!;
    const sending = { submission: { ...submission, phase: 'sending' as const } };
    expect(await store.update(claimed, sending, { token: 'another' })).toBeUndefined();
    const mine = (await store.update(claimed, sending, { token: 'mine' }))!;
    expect(mine.submission?.phase).toBe('sending');
    const sent = await store.transition(mine, {
      to: 'submitted',
      by: 'submit',
      why: 'sent',
      at: T0,
      token: 'mine',
      change: { submission: null, externalId: 'V-1', submittedAt: T0.toISOString() },
    });
    expect(sent).toMatchObject({ state: 'submitted', externalId: 'V-1' });
    expect(sent!.submission).toBeUndefined();
  });

  it('never leaves an open case without a time to look at it again, and closed ones with none', async () => {
    const store = create();
    const queued = await opened(store);
    expect(queued.nextCheckAt).toBeDefined();
    const parked = (await store.transition(queued, { to: 'awaiting-approval', by: 'submit', why: 'w', at: T0 }))!;
    expect(parked.nextCheckAt! > T0.toISOString()).toBe(true);
    const approved = (await store.transition(parked, { to: 'queued', by: 'analyst:a', why: 'ok', at: T0 }))!;
    expect(approved.nextCheckAt! > T0.toISOString()).toBe(true);
    const dismissed = await store.transition(approved, { to: 'dismissed', by: 'analyst:a', why: 'no', at: T0 });
    expect(dismissed!.nextCheckAt).toBeUndefined();
  });

  it('returns due cases soonest first, up to the limit, and none that has no check left', async () => {
    const store = create();
    const brandId = freshBrand();
    const minutes = [30, 10, 20, 50, 40];
    for (const minute of minutes) {
      const listing = aListing({ id: String(minute) });
      await opened(store, { brandId, listing, state: 'ended', nextCheckAt: later(minute - 60 * 24).toISOString() });
    }
    await opened(store, { brandId, listing: aListing({ id: 'closed' }), state: 'dismissed' });
    const mine = async (limit: number) =>
      (await store.dueForCheck(later(45 - 60 * 24), { line: 'DUE', limit })).filter(
        (record) => record.brandId === brandId,
      );
    expect((await mine(100)).map((record) => record.listing.id)).toEqual(['10', '20', '30', '40']);
    expect((await mine(2)).map((record) => record.listing.id)).toEqual(['10', '20']);
  });

  it('returns what must be recovered apart from what is only looked at, and a few of every marketplace', async () => {
    const store = create();
    const brandId = freshBrand();
    const nextCheckAt = later(-60 * 48).toISOString();
    const open = (marketplace: string, id: string, state: CaseState) =>
      opened(store, { brandId, listing: aListing({ marketplace, id }), state, nextCheckAt });
    for (const id of ['1', '2', '3']) await open('bazaar', id, 'ended');
    await open('ebay', '4', 'removed');
    const lost = await open('bazaar', '5', 'queued');
    const due = async (line: 'DUE' | 'RECOVER', perMarketplace?: number) =>
      (await store.dueForCheck(later(-60 * 24), { line, limit: 100, perMarketplace }))
        .filter((record) => record.brandId === brandId)
        .map(({ listing }) => listing.id)
        .toSorted();
    expect(await due('RECOVER')).toEqual(['5']);
    expect(await due('DUE')).toEqual(['1', '2', '3', '4']);
    expect((await due('DUE', 1)).at(-1)).toBe('4');
    expect(await due('DUE', 1)).toHaveLength(2);
    const at = later(-60 * 47);
    await store.transition(lost, { to: 'removed', by: 'verify', why: 'w', at, change: { nextCheckAt } });
    expect(await due('RECOVER')).toEqual([]);
    expect(await due('DUE')).toContain('5');
  });

  it('returns something of every marketplace, however much is due of the others before it', async () => {
    const store = create();
    const brandId = freshBrand();
    const at = (minutes: number) => later(minutes - 60 * 24 * 30);
    for (const [index, marketplace] of ['ebay', 'vinted', 'etsy', 'olx'].entries())
      for (const id of index < 3 ? ['1', '2', '3'] : ['late']) {
        const nextCheckAt = at(index * 10 + Number(id === 'late')).toISOString();
        await opened(store, { brandId, listing: aListing({ marketplace, id }), state: 'ended', nextCheckAt });
      }
    const due = await store.dueForCheck(at(50), { line: 'DUE', limit: 5, perMarketplace: 2 });
    expect(due.map(({ listing }) => listing.marketplace)).toEqual(['ebay', 'ebay', 'vinted', 'etsy', 'olx']);
  });

  it("shows no brand another brand's cases", async () => {
    const store = create();
    const [a, b] = [freshBrand(), freshBrand()];
    await opened(store, { brandId: a });
    await opened(store, { brandId: b });
    await opened(store, { brandId: `${a}-kids` });
    expect((await store.byBrand(a)).map((record) => record.brandId)).toEqual([a]);
    expect((await store.bySeller(a, 'bazaar', 'cheap-parka-store')).map((record) => record.brandId)).toEqual([a]);
    expect((await store.latestFor(a, { marketplace: 'bazaar', id: '1001' }))!.brandId).toBe(a);
    expect(await store.latestFor('nobody', { marketplace: 'bazaar', id: '1001' })).toBeUndefined();
  });

  it("finds a brand's cases by state after they moved", async () => {
    const store = create();
    const brandId = freshBrand();
    const first = await opened(store, { brandId, listing: aListing({ id: 'a' }) });
    await opened(store, { brandId, listing: aListing({ id: 'b' }) });
    await store.transition(first, { to: 'awaiting-approval', by: 'submit', why: 'w', at: later(1) });
    const idsIn = async (state?: CaseState) => (await store.byBrand(brandId, state)).map((record) => record.listing.id);
    expect(await idsIn('queued')).toEqual(['b']);
    expect(await idsIn('awaiting-approval')).toEqual(['a']);
    expect((await idsIn()).sort()).toEqual(['a', 'b']);
    await opened(store, { brandId, listing: aListing({ id: 'c' }) });
    expect([...(await store.countByState(brandId))].sort()).toEqual([
      ['awaiting-approval', 1],
      ['queued', 2],
    ]);
  });

  it('knows the newest generation of a listing, also beyond the ninth', async () => {
    const store = create();
    const brandId = freshBrand();
    for (const generation of [1, 2, 9, 10, 11]) await opened(store, { brandId, generation });
    const latest = await store.latestFor(brandId, { marketplace: 'bazaar', id: '1001' });
    expect(latest!.id).toBe(`${brandId}~bazaar~1001~11`);
  });

  it('takes listing ids with separators in them', async () => {
    const store = create();
    const brandId = freshBrand();
    const a = await opened(store, { brandId, listing: aListing({ id: 'x~1' }) });
    const b = await opened(store, { brandId, listing: aListing({ id: 'x' }), generation: 1 });
    expect(a.id).not.toBe(b.id);
    expect((await store.latestFor(brandId, { marketplace: 'bazaar', id: 'x~1' }))!.listing.id).toBe('x~1');
    expect((await store.latestFor(brandId, { marketplace: 'bazaar', id: 'x' }))!.listing.id).toBe('x');
  });

  it('remembers every state that a submitted case has been in', async () => {
    const store = create();
    const brandId = freshBrand();
    let record = await opened(store, { brandId });
    const path: CaseState[] = ['submitting', 'submitted', 'rejected', 'queued', 'submitting', 'submitted', 'removed'];
    for (const to of path) {
      const change = to === 'submitted' ? { submittedAt: T0.toISOString() } : {};
      record = (await store.transition(record, { to, by: 'test', why: 'test', at: T0, change }))!;
    }
    const sent = await store.sentSince(brandId, 'bazaar', later(-DAY));
    expect(sent).toHaveLength(1);
    expect(new Set(sent[0]!.reached)).toEqual(new Set(['queued', ...path]));
    expect(await store.sentSince(brandId, 'bazaar', later(1))).toEqual([]);
    expect(await store.sentSince(brandId, 'ebay', later(-DAY))).toEqual([]);
  });

  it('gives a notice back as it was put', async () => {
    const store = create();
    const notice = aNotice({ id: `${freshBrand()}~notice` });
    await store.putNotice(notice);
    expect(await store.getNotice(notice.id)).toEqual(notice);
    expect(await store.getNotice('unknown')).toBeUndefined();
  });

  it('lines up what waits for a person by probability × harm, and nothing else', async () => {
    const store = create();
    const brandId = freshBrand();
    const harm = (points: number) => ({ points, parts: [{ what: 'visibility' as const, points, why: 'place 1' }] });
    const listing = (id: string) => aListing({ id });
    const low = await opened(store, { brandId, state: 'flagged', listing: listing('1'), harm: harm(9) });
    const high = await opened(store, { brandId, state: 'flagged', listing: listing('2'), harm: harm(80) });
    await opened(store, { brandId, state: 'queued', listing: listing('3'), harm: harm(99) });
    const unknown = await opened(store, { brandId, state: 'flagged', listing: listing('4') });
    const ids = async () => (await store.reviewQueue(brandId)).entries.map(({ caseId }) => caseId);
    expect(await ids()).toEqual([high.id, low.id, unknown.id]);

    const decided = (await store.transition(high, { to: 'dismissed', by: 'analyst:a', why: 'no', at: T0 }))!;
    expect(await ids()).toEqual([low.id, unknown.id]);
    await store.transition(decided, { to: 'flagged', by: 'analyst:a', why: 'taken back', at: T0 });
    await store.update(unknown, { harm: harm(200) });
    expect(await ids()).toEqual([unknown.id, high.id, low.id]);
  });

  it('gives the cases asked for in that order, without those that there are not', async () => {
    const store = create();
    const [a, b] = [await opened(store), await opened(store)];
    expect((await store.getMany([b.id, 'nobody~bazaar~1~1', a.id])).map(({ id }) => id)).toEqual([b.id, a.id]);
  });
});

describe('expiry of closed cases on DynamoDB', () => {
  it('forgets a closed case a year later though the table still holds it, and may open it anew', async () => {
    let now = T0;
    const store = createCaseStore(tables.client, tables.names.cases, () => now);
    const flagged = await opened(store, { state: 'flagged' });
    await store.transition(flagged, { to: 'dismissed', by: 'analyst:a', why: 'genuine', at: T0 });
    now = later(364 * DAY);
    expect(await store.get(flagged.id)).toBeDefined();
    now = later(366 * DAY);
    expect(await store.get(flagged.id)).toBeUndefined();
    expect(await store.latestFor(flagged.brandId, flagged.listing)).toBeUndefined();
    expect(await store.byBrand(flagged.brandId)).toEqual([]);
    expect(await store.open(flagged)).toBe(true);
  });

  it('keeps an open case for as long as it takes', async () => {
    let now = T0;
    const store = createCaseStore(tables.client, tables.names.cases, () => now);
    const record = await opened(store, { state: 'submitted' });
    now = later(5 * 365 * DAY);
    expect(await store.get(record.id)).toBeDefined();
  });
});

describe('what older and newer code wrote', () => {
  it('waits for a person since before there was an order of review or looks, and enters both once', async () => {
    const store = createCaseStore(tables.client, tables.names.cases, () => T0);
    const brandId = freshBrand();
    const waiting = [];
    for (const state of ['flagged', 'awaiting-approval', 'queued'] as const)
      waiting.push(await opened(store, { brandId, state, listing: aListing({ id: state }) }));
    for (const { id } of waiting)
      await tables.client.send(
        new UpdateCommand({
          TableName: tables.names.cases,
          Key: caseKey(id),
          UpdateExpression: 'REMOVE reviewOf, reviewOrder, review, nextCheckAt',
        }),
      );
    // As code left it that knew the order and no looks.
    const before = { pk: `REVIEW~${brandId}`, sk: 'ENTERED' };
    await tables.client.send(new PutCommand({ TableName: tables.names.cases, Item: before }));
    const entries = async () => (await store.reviewQueue(brandId)).entries.map(({ caseId }) => caseId).sort();
    expect(await entries()).toEqual([]);
    expect(await store.enterReview(brandId)).toBe(2);
    expect(await entries()).toEqual([waiting[0]!.id, waiting[1]!.id].sort());
    const due = await Promise.all(waiting.slice(0, 2).map(async ({ id }) => (await store.get(id))!.nextCheckAt));
    expect(due).toEqual([later(3 * DAY).toISOString(), later(3 * DAY + 60).toISOString()]);
    expect(await store.enterReview(brandId)).toBe(0);
  });

  it('is refused when its format is a later one', () => {
    const item = caseItem(aCase());
    expect(caseFrom(item)).toMatchObject({ id: item.id });
    expect(() => caseFrom({ ...item, format: Number(item.format) + 1 })).toThrow(/deploy the newer one/);
  });
});
