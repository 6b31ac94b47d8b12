import { describe, expect, it } from 'vitest';
import { LEASE_MS } from '#functions/submit/send-notice.ts';
import { verify } from '#functions/verify/verify.ts';
import { withdrawNotice } from '#shared/notices/by-people.ts';
import { approved, enforcementWorld, stateOf, tasks } from '../../support/enforcement-world.ts';

describe('what the venue answers at the door', () => {
  it.each([1, 2])('not taken (%i. time): tried again later, three times at most, then a person', async () => {
    const w = enforcementWorld();
    w.delivery = { status: 'deferred', retryAfterMs: 60_000, reason: 'HTTP 503' };
    const { notice } = await approved(w);
    for (let hour = 0; hour < 48; hour++) await w.tick(hour);
    expect(w.sent).toHaveLength(3);
    expect(await w.notices.get(notice.id)).toMatchObject({ state: 'approved', tries: 3 });
    expect(await tasks(w)).toEqual(['notice-not-taken']);
    await w.approve((await w.notices.get(notice.id))!);
    expect(w.sent).toHaveLength(4);
  });

  it('refused for its form: corrected and sent as a new one, with no word against the offers', async () => {
    const w = enforcementWorld();
    w.delivery = { status: 'rejected', reasons: ['right.number is missing'] };
    const { records, send } = await approved(w);
    await send();
    const record = await w.caseOf(records[0]!);
    expect(record).toMatchObject({ state: 'rejected', round: 2 });
    expect(await w.targetOf(record)).toMatchObject({ state: 'to-correct' });
    expect(await tasks(w)).toEqual(['correct-notice']);
    await w.cases.transition(record, { to: 'queued', by: 'analyst:jane', why: 'corrected', at: w.at });
    w.delivery = { status: 'accepted', externalId: 'V-2' };
    await w.prepare(record);
    await w.approve(await w.noticeOf(record));
    expect(w.sent.map(({ notice }) => notice.reference)).toHaveLength(2);
    expect(w.sent[1]!.notice.reference).not.toBe(w.sent[0]!.notice.reference);
  });

  it('unknown: asked for, and sent again only after two "no" that are the settling time apart', async () => {
    const w = enforcementWorld();
    w.delivery = new Error('reset');
    const { notice, send } = await approved(w);
    await send();
    expect(await stateOf(w, notice.id)).toBe('uncertain');
    w.delivery = { status: 'accepted', externalId: 'V-9' };
    await w.tick(0.2);
    await w.tick(0.9);
    expect(w.sent).toHaveLength(1);
    await w.tick(1.3);
    await w.tick(1.5);
    expect(w.sent).toHaveLength(2);
    expect(await stateOf(w, notice.id)).toBe('sent');
  });

  it('unknown and found: one notice, one number', async () => {
    const w = enforcementWorld();
    w.delivery = { status: 'unknown', reason: 'HTTP 200 without a number' };
    const { notice, records, send } = await approved(w);
    await send();
    w.lookUpSays = { found: 'yes', externalId: 'V-7' };
    await w.tick(0.2);
    expect(await w.notices.get(notice.id)).toMatchObject({ state: 'sent', externalId: 'V-7' });
    expect((await w.caseOf(records[0]!)).state).toBe('submitted');
    expect(w.sent).toHaveLength(1);
  });

  it('unknown and not to be asked: a person says so, once asked', async () => {
    const w = enforcementWorld();
    w.delivery = { status: 'unknown', reason: 'no answer' };
    const { send } = await approved(w);
    await send();
    w.lookUpSays = { found: 'cannot-tell', reason: 'HTTP 500' };
    for (const hour of [0.2, 1, 3, 9, 30]) await w.tick(hour);
    expect(await tasks(w)).toEqual(['say-whether-arrived']);
    expect(w.sent).toHaveLength(1);
  });

  it('a packet: one task to file it, whatever it holds', async () => {
    const w = enforcementWorld();
    w.delivery = { status: 'ready-to-file', packetKey: 'packets/1' };
    const { notice, send } = await approved(w, '1', '2', '3');
    await send();
    expect(await w.notices.get(notice.id)).toMatchObject({ state: 'ready-to-file', packetKey: 'packets/1' });
    expect(await tasks(w)).toEqual(['file-packet']);
  });
});

describe('a worker that died', () => {
  it('under its claim, before the request: the notice leaves after the lease, once', async () => {
    const w = enforcementWorld();
    const { notice, send } = await approved(w, '1', '2');
    const { claimOnce } = w.notices;
    w.notices.claimOnce = async () => Promise.reject(new Error('died'));
    await expect(send()).rejects.toThrow('died');
    w.notices.claimOnce = claimOnce;
    await send();
    expect(w.sent).toEqual([]);
    w.at = new Date(w.at.getTime() + LEASE_MS + 1);
    await verify(w, () => 300_000);
    await w.tick(1);
    expect(w.sent).toHaveLength(1);
    expect(await stateOf(w, notice.id)).toBe('sent');
  });

  it('in the middle of telling the targets: the next tick tells the rest', async () => {
    const w = enforcementWorld();
    const { notice, records, send } = await approved(w, '1', '2', '3');
    const { writeTarget } = w.notices;
    let written = 0;
    w.notices.writeTarget = async (from, to) => {
      if (to.state === 'noticed' && ++written > 1) throw new Error('died');
      return writeTarget(from, to);
    };
    await expect(send()).rejects.toThrow('died');
    w.notices.writeTarget = writeTarget;
    await w.tick(1);
    for (const record of records) expect((await w.caseOf(record)).state).toBe('submitted');
    expect(await w.notices.get(notice.id)).toMatchObject({ state: 'sent', isSpread: true });
    expect(w.sent).toHaveLength(1);
  });

  it('frees no offer that may have left: a withdrawn notice of unknown fate keeps its keys', async () => {
    const w = enforcementWorld();
    w.delivery = { status: 'unknown', reason: 'no answer' };
    const { notice, records, send } = await approved(w);
    await send();
    await withdrawNotice((await w.notices.get(notice.id))!, { by: 'analyst:jane', why: 'wrong' }, w);
    const target = await w.targetOf(records[0]!);
    const claim = { noticeId: 'another', caseId: target.caseId, token: 't' };
    expect((await w.notices.claimOnce(target.onceKey, claim)).noticeId).toBe(notice.id);
  });
});
