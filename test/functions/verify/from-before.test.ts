import { type AttributeValue, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, describe, expect, it } from 'vitest';
import { submit } from '#functions/submit/submit.ts';
import type { Case } from '#shared/domain/case.ts';
import { AlertJob, ScanJob, ScoreJob, TakedownJob } from '#shared/domain/messages.ts';
import { Answer, takeAnswer } from '#shared/notices/answers.ts';
import { reopenCase, withdrawNotice } from '#shared/notices/by-people.ts';
import { fileNotice } from '#shared/notices/filing.ts';
import { programmeById } from '#shared/notices/programmes/index.ts';
import { takeOver } from '#shared/notices/take-over.ts';
import { createBrandStore } from '#shared/stores/brand-store.ts';
import { createCaseStore } from '#shared/stores/case-store.ts';
import { createNoticeStore } from '#shared/stores/notice-store.ts';
import { DAY, type EnforcementWorld, enforcementWorld, hours, tasks } from '../../support/enforcement-world.ts';
import { startTables, type Tables } from '../../support/tables.ts';
import dump from './fixtures/store-of-2375a72.json' with { type: 'json' };

// What the code of commit 2375a72 wrote, by its own stores and handlers and about invented offers. One case of every state
// it knew, by the listing's id: see the table of states below.

const JANE = 'analyst:jane';

let tables: Tables | undefined;
afterEach(async () => {
  await tables?.stop();
  tables = undefined;
});

type OldWorld = EnforcementWorld & { of: (listingId: string, generation?: number) => Promise<Case> };

/** Today's submit and verify on the tables as the old code left them. */
async function oldWorld(): Promise<OldWorld> {
  tables = await startTables();
  const { client, endpoint, names } = tables;
  const raw = new DynamoDBClient({ endpoint, maxAttempts: 1 });
  for (const table of ['brands', 'cases'] as const)
    for (const item of dump[table] as unknown as Record<string, AttributeValue>[])
      await raw.send(new PutItemCommand({ TableName: names[table], Item: item }));
  raw.destroy();
  const world = enforcementWorld({
    brands: createBrandStore(client, names.brands),
    cases: createCaseStore(client, names.cases, () => world.at),
    notices: createNoticeStore(client, names.cases),
    lookUpSays: { found: 'cannot-tell', reason: 'the venue does not answer' },
  });
  const { fetch } = world.pages;
  world.pages.fetch = (url, request) => {
    const taobaoId = url.includes('taobao') ? new URL(url).searchParams.get('id') : undefined;
    world.pages.shows = taobaoId ? { marketplace: 'taobao', id: taobaoId } : {};
    return fetch(url, request);
  };
  const of = async (listingId: string, generation = 1) => {
    const marketplace = listingId.startsWith('6') ? 'taobao' : 'bazaar';
    return world.caseOf({ id: `nordhavn~${marketplace}~${listingId}~${generation}` });
  };
  return Object.assign(world, { of });
}

const answer = async (w: EnforcementWorld, record: Case, said: Partial<Answer> & Pick<Answer, 'kind'>) =>
  takeAnswer(await w.noticeOf(record), Answer.parse(said), JANE, w);

/** Listing → as the old code left it, as it stands after two days, and its target. */
const STATES: [listing: string, before: Case['state'], after: Case['state'], target?: string][] = [
  ['1001', 'flagged', 'flagged'],
  ['1002', 'awaiting-approval', 'awaiting-approval'],
  ['600000000003', 'awaiting-approval', 'awaiting-approval'],
  ['600000000004', 'submitted', 'submitted', 'noticed'],
  ['1005', 'queued', 'submitted', 'noticed'],
  ['1006', 'queued', 'submitted', 'noticed'],
  ['1007', 'submitting', 'submitted', 'noticed'],
  ['1008', 'submitting', 'drafted', 'drafted'],
  ['1009', 'submitted', 'submitted', 'noticed'],
  ['1010', 'acknowledged', 'acknowledged', 'in-review'],
  ['1011', 'removed', 'removed', 'removed'],
  ['1012', 'removed', 'removed'],
  ['1013', 'dismissed', 'dismissed'],
  ['1014', 'authorised', 'authorised'],
  ['1015', 'clarification-needed', 'clarification-needed', 'asked'],
  ['1016', 'rejected', 'rejected'],
  ['1017', 'counter-noticed', 'counter-noticed', 'contested'],
  ['1018', 'withdrawn', 'withdrawn'],
  ['1019', 'uncertain', 'drafted', 'drafted'],
  ['1020', 'relisted', 'relisted'],
];
/** Their notice had left, or may have. */
const MAY_HAVE_LEFT = STATES.filter(([, before]) => before !== 'queued')
  .map(([listing]) => listing)
  .filter((listing) => listing !== '1007');

describe('a store written before 2026-12', () => {
  it('is read: every state, the brand, and messages in flight', async () => {
    const w = await oldWorld();
    for (const [listing, before] of STATES) expect((await w.of(listing)).state).toBe(before);
    expect((await w.of('1020', 2)).relistingOf).toBe('nordhavn~bazaar~1020~1');
    expect(new Set(STATES.map(([, before]) => before)).size).toBe(15);
    expect((await w.brands.get('nordhavn'))?.marks[0]?.text).toBe('NORDHAVN');
    expect(ScanJob.parse(dump.messages.scan)).toMatchObject(dump.messages.scan);
    expect(ScoreJob.parse(dump.messages.score)).toMatchObject(dump.messages.score);
    expect(TakedownJob.parse(dump.messages.takedown)).toEqual(dump.messages.takedown);
    for (const alert of dump.messages.alert) expect(AlertJob.parse(alert)).toMatchObject(alert);
  });

  it('is carried on, case by case, without any offer being noticed twice', async () => {
    const w = await oldWorld();
    await submit(TakedownJob.parse(dump.messages.takedown), w);
    for (let hour = 7; hour < 7 + 2 * DAY; hour += 2) await w.tick(hour);
    const found = await Promise.all(
      STATES.map(async ([listing, before]) => {
        const record = await w.of(listing);
        const target = record.noticeId && (await w.notices.getTarget(record.noticeId, record.id));
        return [listing, before, record.state, ...(target ? [target.state] : [])];
      }),
    );
    expect(found).toEqual(STATES);
    const sent = w.sent.flatMap(({ targets }) => targets.map(({ statement }) => statement.itemId));
    expect(sent.toSorted()).toEqual(['1005', '1006', '1007']);
    expect(sent.filter((listing) => MAY_HAVE_LEFT.includes(listing))).toEqual([]);
    // Both that went and are on sale again are judged anew.
    expect(new Set(w.judgements.map(({ listing }) => listing.id))).toEqual(new Set(['1011', '1012']));
    expect(new Set(await tasks(w))).toEqual(
      new Set(['answer-clarification', 'answer-counter-notice', 'say-whether-arrived']),
    );
  });

  it('keeps number, reference and dates of what was sent, and follows it to its removal', async () => {
    const w = await oldWorld();
    await w.tick(7);
    const record = await w.of('1009');
    const old = await w.cases.getNotice(record.noticeId!);
    expect(await w.noticeOf(record)).toMatchObject({
      id: old!.id,
      reference: old!.reference,
      externalId: 'V-1',
      sentAt: record.submittedAt,
      channel: 'webhook',
    });
    expect(await w.noticeOf(await w.of('600000000004'))).toMatchObject({ externalId: 'TB-77', channel: 'packet' });
    w.pages.state = 'removed';
    for (let hour = 8; hour < 8 + DAY; hour += 4) await w.tick(hour);
    expect((await w.of('1009')).state).toBe('removed');
    expect((await w.of('600000000004')).state).toBe('removed');
    expect((await w.noticeOf(record)).state).toBe('closed');
  });

  it.each(['1008', '1019'])('asks the venue about %s, of which nobody knows whether it left', async (listing) => {
    const w = await oldWorld();
    await w.tick(7);
    w.lookUpSays = { found: 'yes', externalId: 'V-9' };
    for (let hour = 8; hour < 10; hour++) await w.tick(hour);
    expect(await w.noticeOf(await w.of(listing))).toMatchObject({ state: 'sent', externalId: 'V-9' });
    expect((await w.of(listing)).state).toBe('submitted');
  });

  it('sends nothing in old words: what never arrived goes back to a person, and from there into a notice of today', async () => {
    const w = await oldWorld();
    w.lookUpSays = { found: 'no' };
    for (let hour = 7; hour < 7 + 3 * DAY; hour += 6) await w.tick(hour);
    const record = await w.of('1019');
    expect(record.state).toBe('drafted');
    const notice = await w.noticeOf(record);
    expect(notice.state).toBe('draft');
    await withdrawNotice(notice, { by: JANE, why: 'it never arrived' }, w);
    expect(await w.of('1019')).toMatchObject({ state: 'flagged' });
    await confirm(w, '1019');
    const today = await w.noticeOf(await w.of('1019'));
    expect(today.id).not.toBe(notice.id);
    await w.approve(today);
    expect(
      w.sent.flatMap(({ targets }) => targets.map(({ caseId }) => caseId)).filter((id) => id === record.id),
    ).toEqual([record.id]);
  });

  it('has ways on from a question and from an objection', async () => {
    const w = await oldWorld();
    await w.tick(7);
    await answer(w, await w.of('1015'), { kind: 'answered' });
    expect((await w.of('1015')).state).toBe('acknowledged');
    await withdrawNotice(await w.noticeOf(await w.of('1017')), { by: JANE, why: 'the goods are genuine' }, w);
    expect((await w.of('1017')).state).toBe('withdrawn');
    for (const listing of ['1016', '1018']) {
      const reopened = await reopenCase(await w.of(listing), { by: JANE, why: 'once more' }, w);
      expect(reopened).toMatchObject({ case: { state: 'flagged', round: 2 } });
    }
  });
});

const confirm = async (w: OldWorld, listing: string) => {
  const record = await w.of(listing);
  const queued = await w.cases.transition(record, {
    to: 'queued',
    by: JANE,
    why: 'confirmed',
    at: w.at,
    change: { approvedBy: JANE },
  });
  await w.prepare(queued!);
};

describe('a packet from before 2026-12 that a person may have filed', () => {
  const PACKET = '600000000003';
  const asked = async () => {
    const w = await oldWorld();
    await confirm(w, PACKET);
    return w;
  };

  it('is asked about when its case is confirmed, and not prepared again', async () => {
    const w = await asked();
    const notice = await w.noticeOf(await w.of(PACKET));
    expect(notice).toMatchObject({ state: 'ready-to-file', channel: 'packet' });
    expect(notice.packetKey).toContain('packet.txt');
    expect(await w.of(PACKET)).toMatchObject({ state: 'drafted', noticeId: 'nordhavn~taobao~600000000003~1~notice-1' });
    expect((await w.of(PACKET)).packetKey).toBeUndefined();
    expect(await tasks(w)).toEqual(['file-packet']);
    expect(w.sent).toEqual([]);
  });

  it('that was filed is followed as any notice', async () => {
    const w = await asked();
    const notice = await w.noticeOf(await w.of(PACKET));
    w.at = hours(4);
    await fileNotice(notice, { by: JANE, number: 'TB-1', at: '2026-06-01T15:00:00.000Z' }, w);
    expect(await w.of(PACKET)).toMatchObject({ state: 'submitted', submittedAt: '2026-06-01T15:00:00.000Z' });
    expect(await tasks(w)).toEqual([]);
    w.pages.state = 'removed';
    await w.tick(30);
    expect((await w.of(PACKET)).state).toBe('removed');
  });

  it('that was not filed gives its case back, and the same offer may be stated by a notice of today', async () => {
    const w = await asked();
    const old = await w.noticeOf(await w.of(PACKET));
    const [key] = (await w.notices.targetsOf(old.id)).map(({ onceKey }) => onceKey);
    await withdrawNotice(old, { by: JANE, why: 'it was never filed' }, w);
    expect(await w.of(PACKET)).toMatchObject({ state: 'flagged' });
    expect(await tasks(w)).toEqual([]);
    expect((await w.notices.claimOnce(key!, { noticeId: 'another', caseId: 'c', token: 't' })).noticeId).toBe(old.id);
    await confirm(w, PACKET);
    expect((await w.of(PACKET)).noticeId).not.toBe(old.id);
  });

  it('is still asked about after its case was dismissed and taken up again', async () => {
    const w = await oldWorld();
    const dismissed = await w.cases.transition(await w.of(PACKET), { to: 'dismissed', by: JANE, why: 'no', at: w.at });
    await reopenCase(dismissed!, { by: JANE, why: 'yes' }, w);
    await confirm(w, PACKET);
    expect((await w.noticeOf(await w.of(PACKET))).state).toBe('ready-to-file');
  });
});

describe('taking over', () => {
  it('closes the offer to every notice of today with the same claim, under each of the programme’s reasons', async () => {
    const w = await oldWorld();
    await w.tick(7);
    const record = await w.of('600000000004');
    const { onceKey } = await w.targetOf(record);
    const rival = { noticeId: 'rival', caseId: 'sibling~taobao~600000000004~1', token: 't' };
    const { content } = await w.noticeOf(record);
    const codes = programmeById('alibaba-ipp').claims[content.claim.kind]!.map(({ code }) => code);
    expect(codes.length).toBeGreaterThan(0);
    for (const code of codes) {
      const parts = onceKey.split('~');
      parts[parts.length - 2] = encodeURIComponent(`${content.claim.kind}:${code}`);
      expect((await w.notices.claimOnce(parts.join('~'), rival)).noticeId).toBe(record.noticeId);
    }
  });

  it('does the rest when it is done again after a death at any step', async () => {
    for (let step = 1; step <= 12; step++) {
      const w = await oldWorld();
      let steps = 0;
      const dying = <T extends object>(store: T): T =>
        new Proxy(store, {
          get:
            (of, name) =>
            (...args: unknown[]) => {
              if (++steps === step) throw new Error('the worker died');
              return (of as Record<string, (...all: unknown[]) => unknown>)[String(name)]!(...args);
            },
        });
      const record = await w.of('1017');
      const dead = { ...w, cases: dying(w.cases), notices: dying(w.notices), alerts: dying(w.alerts) };
      const isDone = await takeOver(record, dead).catch(() => 'died');
      expect(await takeOver(await w.of('1017'), w)).toBe(true);
      expect((await w.notices.targetsOf(record.noticeId!)).map(({ state }) => state)).toEqual(['contested']);
      expect((await w.noticeOf(record)).state).toBe('sent');
      expect(new Set(await tasks(w))).toEqual(new Set(['answer-counter-notice']));
      expect((await w.of('1017')).nextCheckAt).toBeUndefined();
      await tables?.stop();
      tables = undefined;
      if (isDone === true) return expect(step).toBeGreaterThan(6);
    }
    expect.fail('it never ended');
  });
});
