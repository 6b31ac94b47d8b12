import { describe, expect, it } from 'vitest';
import { reopenCase, withdrawNotice } from '#shared/notices/by-people.ts';
import { fileNotice } from '#shared/notices/filing.ts';
import { aBrand } from '../../support/builders.ts';
import { answer, enforcementWorld, hours, tasks } from '../../support/enforcement-world.ts';

describe('the way back', () => {
  it('withdraws what was sent, and a task asks to tell the venue', async () => {
    const w = enforcementWorld();
    const record = await w.noticed();
    const notice = await w.noticeOf(record);
    expect(await withdrawNotice(notice, { by: 'analyst:jane', why: 'the seller is a partner' }, w)).toMatchObject({
      notice: { state: 'withdrawn' },
    });
    expect((await w.caseOf(record)).state).toBe('withdrawn');
    expect(await tasks(w)).toEqual(['tell-venue-withdrawn']);
    await answer(w, notice.id, { kind: 'refused', refusal: 'merits' });
    expect((await w.caseOf(record)).state).toBe('withdrawn');
  });

  it('asks nobody to tell the venue of a withdrawal that somebody else was quicker than', async () => {
    const w = enforcementWorld();
    const record = await w.noticed();
    const notice = await w.noticeOf(record);
    await w.notices.write(notice, { ...notice, checks: notice.checks + 1 });
    expect(await withdrawNotice(notice, { by: 'analyst:jane', why: 'our mistake' }, w)).toMatchObject({
      changed: true,
    });
    expect(await tasks(w)).toEqual([]);
  });

  it('reaches an offer that somebody else wrote to just then, at the next tick', async () => {
    const w = enforcementWorld();
    const record = await w.noticed();
    const notice = await w.noticeOf(record);
    const writeTarget: typeof w.notices.writeTarget = async () => undefined;
    await withdrawNotice(
      notice,
      { by: 'analyst:jane', why: 'our mistake' },
      { ...w, notices: { ...w.notices, writeTarget } },
    );
    expect((await w.targetOf(record)).state).toBe('noticed');
    await w.tick(1.6);
    expect((await w.targetOf(record)).state).toBe('withdrawn');
    expect((await w.noticeOf(record)).nextCheckAt).toBeUndefined();
    expect(await tasks(w)).toEqual(['tell-venue-withdrawn']);
  });

  it('withdraws a draft, and its cases are open again', async () => {
    const w = enforcementWorld();
    const record = await w.prepare(await w.open());
    await withdrawNotice(await w.noticeOf(record), { by: 'analyst:jane', why: 'not yet' }, w);
    expect(await w.caseOf(record)).toMatchObject({ state: 'flagged' });
    expect(await tasks(w)).toEqual([]);
  });

  it.each([
    'dismissed',
    'authorised',
    'removed',
    'ended',
    'rejected',
    'restored',
    'withdrawn',
    'relisted',
    'snoozed',
    'awaiting-approval',
  ] as const)('reopens a case that is %s, and what was decided stands no more', async (state) => {
    const w = enforcementWorld();
    const record = await w.open({ state, noticeId: 'n', submittedAt: hours(-1).toISOString() });
    expect(await reopenCase(record, { by: 'analyst:jane', why: 'looked again' }, w)).toMatchObject({
      case: { state: 'flagged', round: 2 },
    });
  });

  it('does not reopen under a notice in flight, and says what to do first', async () => {
    const w = enforcementWorld();
    const record = await w.noticed();
    expect(await reopenCase(record, { by: 'analyst:jane', why: 'x' }, w)).toMatchObject({
      refused: expect.stringContaining('withdraw'),
    });
  });

  it('records a packet that was filed, whenever that was, counts it and flags it when it was late', async () => {
    const w = enforcementWorld({ brand: aBrand({ enforcement: { dailyCap: 1 } }) });
    w.delivery = { status: 'ready-to-file', packetKey: 'p' };
    const record = await w.noticed();
    w.at = hours(40);
    const filed = await fileNotice(await w.noticeOf(record), { by: 'analyst:jane', number: 'A-1' }, w);
    expect(filed).toMatchObject({ late: true, notice: { state: 'sent', externalId: 'A-1', filedLate: true } });
    expect((await w.caseOf(record)).state).toBe('submitted');
    expect(await fileNotice(await w.noticeOf(record), { by: 'analyst:jane' }, w)).toMatchObject({ late: true });
    expect(await tasks(w)).toEqual([]);
  });

  it('asks for two people where the brand wants four eyes', async () => {
    const w = enforcementWorld({ brand: aBrand({ enforcement: { fourEyes: true } }) });
    const record = await w.prepare(await w.open());
    const notice = await w.noticeOf(record);
    await w.approve(notice, { by: 'analyst:jane' });
    expect((await w.noticeOf(record)).state).toBe('first-eye');
    expect(await w.approve(await w.noticeOf(record), { by: 'analyst:jane' })).toMatchObject({
      refused: expect.stringContaining('another person'),
    });
    await w.approve(await w.noticeOf(record), { by: 'analyst:kim' });
    expect(w.sent).toHaveLength(1);
  });

  it('approves only what was seen', async () => {
    const w = enforcementWorld();
    const record = await w.prepare(await w.open());
    const seen = await w.noticeOf(record);
    const { approveNotice } = await import('#shared/notices/by-people.ts');
    expect(await approveNotice(seen, { by: 'analyst:jane', digest: '0'.repeat(64) }, w)).toMatchObject({
      changed: true,
    });
    expect(w.sent).toEqual([]);
  });

  it('shows a tripped breaker to the person who approves, who may send all the same', async () => {
    const w = enforcementWorld();
    const lost = Array.from({ length: 24 }, () => ({
      reached: ['lost' as const],
      reason: '',
      sentAt: hours(-1).toISOString(),
    }));
    w.notices.sentSince = async () => lost;
    const record = await w.prepare(await w.open());
    expect(await w.approve(await w.noticeOf(record))).toMatchObject({
      refused: expect.stringContaining('--despite-breaker'),
    });
    await w.approve(await w.noticeOf(record), { despiteBreaker: true });
    expect(w.sent).toHaveLength(1);
  });
});
