import { describe, expect, it } from 'vitest';
import { reopenCase } from '#shared/notices/by-people.ts';
import { caseFacts } from '#shared/reporting/case-facts.ts';
import { TransientError } from '#shared/runtime/errors.ts';
import { DAY, enforcementWorld, hours, lastWhy } from '../../support/enforcement-world.ts';

const waiting = (w: ReturnType<typeof enforcementWorld>) => w.open({ state: 'flagged' });

describe('a case that waits for a person', () => {
  it('is looked at after 3 days, and weekly from then on, 90 days at most', async () => {
    const w = enforcementWorld();
    const record = await waiting(w);
    const looks: number[] = [];
    for (let day = 1; day <= 200; day++) {
      const before = (await w.caseOf(record)).checks;
      await w.tick(day * DAY);
      if ((await w.caseOf(record)).checks > before) looks.push(day);
    }
    expect(looks).toEqual([3, 7, 14, 21, 28, 35, 42, 49, 56, 63, 70, 77, 84]);
    expect((await w.caseOf(record)).state).toBe('flagged');
  });

  it('is told of again after an hour, for who moved it there may have died before, without a look at its page', async () => {
    const w = enforcementWorld();
    const record = await w.open({ state: 'awaiting-approval' });
    w.pages.state = 'removed';
    await w.tick(2);
    expect(w.alertsSent.map(({ kind }) => kind)).toEqual(['awaiting-approval']);
    expect((await w.caseOf(record)).state).toBe('awaiting-approval');
    await w.tick(3 * DAY);
    expect((await w.caseOf(record)).state).toBe('ended');
  });

  it('ends when the page says that its offer is gone, which is no outcome of ours', async () => {
    const w = enforcementWorld();
    const record = await waiting(w);
    w.pages.state = 'removed';
    await w.tick(3 * DAY);
    const ended = await w.caseOf(record);
    expect(ended.state).toBe('ended');
    expect(lastWhy(ended)).toBe('gone before anybody decided (removed-by-venue): the page says removed');
    expect([ended.removedAt, w.alertsSent, w.sent]).toEqual([undefined, [], []]);
    const names = caseFacts(ended).flatMap((fact) => ('name' in fact ? [fact.name] : []));
    expect(names).toEqual(['found', 'lifetime', 'ended']);
  });

  it('ends on a bare 404 only when that repeats while the site shows its other pages', async () => {
    const w = enforcementWorld();
    const record = await waiting(w);
    w.pages.state = 'bare 404';
    w.pages.searchIsFine = false;
    for (let day = 3; day < 20; day++) await w.tick(day * DAY);
    expect((await w.caseOf(record)).state).toBe('flagged');
    w.pages.searchIsFine = true;
    await w.tick(21 * DAY);
    expect((await w.caseOf(record)).state).toBe('ended');
    const other = enforcementWorld();
    const again = await waiting(other);
    other.pages.state = 'bare 404';
    await other.tick(3 * DAY);
    expect(await other.caseOf(again)).toMatchObject({ state: 'flagged', absences: 1 });
    other.pages.state = 'on sale';
    await other.tick(3 * DAY + 1);
    expect(await other.caseOf(again)).toMatchObject({ state: 'flagged', absences: 0 });
  });

  it('stays behind a block page', async () => {
    const w = enforcementWorld();
    const record = await waiting(w);
    w.pages.state = 'block page';
    for (let day = 1; day < 30; day++) await w.tick(day * DAY);
    expect((await w.caseOf(record)).state).toBe('flagged');
  });

  it('has its times also where the site answers nobody', async () => {
    const w = enforcementWorld();
    const record = await waiting(w);
    w.pages.state = new TransientError('no such host');
    for (let day = 1; day < 120; day += 0.5) await w.tick(day * DAY);
    expect(w.pages.asked.length).toBe(13);
    const { state, nextCheckAt } = await w.caseOf(record);
    expect([state, nextCheckAt]).toEqual(['flagged', undefined]);
  });

  it('is decided by a person while its page is fetched: what they said stands', async () => {
    const w = enforcementWorld();
    const record = await waiting(w);
    const { fetch } = w.pages;
    w.pages.state = 'removed';
    w.pages.fetch = async (...asked) => {
      await w.cases.transition(record, { to: 'dismissed', by: 'analyst:jane', why: 'genuine', at: hours(72) });
      return fetch(...asked);
    };
    await w.tick(3 * DAY);
    expect(await w.caseOf(record)).toMatchObject({ state: 'dismissed', version: record.version + 1 });
  });

  it('that ended is judged anew when its offer is on sale again, and is open again when a person takes it up', async () => {
    const w = enforcementWorld();
    const record = await waiting(w);
    w.pages.state = 'removed';
    await w.tick(3 * DAY);
    w.pages.state = 'on sale';
    await w.tick(3 * DAY + 1);
    expect(w.judgements).toMatchObject([{ listing: { id: record.listing.id } }]);
    const reopened = await reopenCase(await w.caseOf(record), { by: 'analyst:jane', why: 'it is back' }, w);
    expect(reopened).toMatchObject({ case: { state: 'flagged', nextCheckAt: hours(6 * DAY + 1).toISOString() } });
  });

  it('that was put off is looked at when its day has come, before anybody decides', async () => {
    const w = enforcementWorld();
    const record = await w.open({ state: 'snoozed', nextCheckAt: hours(30 * DAY).toISOString() });
    w.pages.state = 'removed';
    await w.tick(30 * DAY);
    expect((await w.caseOf(record)).state).toBe('flagged');
    await w.tick(30 * DAY + 0.25);
    expect((await w.caseOf(record)).state).toBe('ended');
  });

  it('is left alone once a person has decided', async () => {
    const w = enforcementWorld();
    const record = await waiting(w);
    await w.cases.transition(record, { to: 'dismissed', by: 'analyst:jane', why: 'genuine', at: hours(1) });
    w.pages.state = 'removed';
    await w.tick(3 * DAY);
    expect((await w.caseOf(record)).state).toBe('dismissed');
  });
});
