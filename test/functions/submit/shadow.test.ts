import { expect, it } from 'vitest';
import { submit } from '#functions/submit/submit.ts';
import { aBrand } from '../../support/builders.ts';
import { approveUnsent, enforcementWorld, hours, offerOf } from '../../support/enforcement-world.ts';

// Mode "shadow": a pilot beside whoever enforces today. Everything is prepared, and nothing reaches a venue.

const shadow = aBrand({ enforcement: { mode: 'shadow' } });
it('a case is prepared into a draft as ever, with its evidence, and waits there', async () => {
  const w = enforcementWorld({ brand: shadow });
  const record = await w.prepare(await w.open(offerOf('1')));
  expect(record.state).toBe('drafted');
  const notice = await w.noticeOf(record);
  expect(notice).toMatchObject({ state: 'draft', approvals: [] });
  expect((await w.targetOf(record)).statement.evidence.length).toBeGreaterThan(0);
  await w.tick(2);
  await w.tick(48);
  expect((await w.noticeOf(record)).state).toBe('draft');
  expect(w.sent).toEqual([]);
});

it('what mode auto would send at once waits in shadow', async () => {
  const auto = enforcementWorld({ brand: aBrand({ enforcement: { mode: 'auto' } }) });
  await auto.prepare(await auto.open(offerOf('1')));
  await auto.tick(2);
  const w = enforcementWorld({ brand: shadow });
  await w.prepare(await w.open(offerOf('1')));
  await w.tick(2);
  expect([auto.sent.length, w.sent.length]).toEqual([1, 0]);
});

it('nobody can approve a notice, and is told how to begin', async () => {
  const w = enforcementWorld({ brand: shadow });
  const notice = await w.noticeOf(await w.prepare(await w.open(offerOf('1'))));
  expect(await w.approve(notice)).toEqual({
    refused: expect.stringContaining('set enforcement.mode to "review"'),
  });
  expect(await w.approve(notice, { despiteBreaker: true })).toHaveProperty('refused');
  expect((await w.notices.get(notice.id))?.state).toBe('draft');
  w.brand = aBrand();
  await w.approve(notice);
  expect(w.sent).toHaveLength(1);
});

it('a notice that was approved before goes back to a draft, at the guard and under the claim', async () => {
  for (const turnsWhen of ['before the guard', 'after it'] as const) {
    const w = enforcementWorld();
    const notice = await w.noticeOf(await w.prepare(await w.open(offerOf('1'))));
    await approveUnsent(w, notice);
    if (turnsWhen === 'before the guard') w.brand = shadow;
    else {
      w.at = hours(23); // so that it is looked at once more
      const { fetch } = w.pages;
      w.pages.fetch = async (url, request) => {
        w.brand = shadow; // while the last look is taken
        return fetch(url, request);
      };
    }
    await submit({ noticeId: notice.id }, w);
    expect(w.sent, turnsWhen).toEqual([]);
    expect((await w.notices.get(notice.id))?.state, turnsWhen).toBe('draft');
  }
});
