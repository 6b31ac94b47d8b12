import { describe, expect, it } from 'vitest';
import { isToBeMadeAnew, mayBeFiled, reasonsNotToFile } from '#shared/notices/before-filing.ts';
import { fileNotice } from '#shared/notices/filing.ts';
import { withdraw } from '#shared/notices/withdraw.ts';
import type { KillSwitch } from '#shared/stores/switch-store.ts';
import { aBrand } from '../../support/builders.ts';
import {
  type EnforcementWorld,
  enforcementWorld,
  examine,
  hours,
  prepared,
  tasks,
} from '../../support/enforcement-world.ts';

// A packet is filed by hand, perhaps days after it was made: what the send guard asks is asked again before somebody fetches it.

async function packed(w: EnforcementWorld, ...ids: string[]) {
  w.delivery = { status: 'ready-to-file', packetKey: 'packets/1.zip' };
  const { notice } = await prepared(w, ...ids);
  await w.approve(notice);
  return (await w.notices.get(notice.id))!;
}
const asked = async (w: EnforcementWorld, id: string) =>
  mayBeFiled((await w.notices.get(id))!, await w.notices.targetsOf(id), w.brand, w);
const setting = (change: Partial<EnforcementWorld>) => (w: EnforcementWorld) => void Object.assign(w, change);
const brandWith = (change: Parameters<typeof aBrand>[0]) => setting({ brand: aBrand(change) });
const stop: KillSwitch = { scope: { everything: true }, by: 'analyst:jane', why: 'court', at: hours(0).toISOString() };
const licensed = { marketplace: 'bazaar', sellerId: 'cheap-parka-store' };

describe('a packet that waits to be filed', () => {
  it.each<[string, (w: EnforcementWorld) => void, RegExp]>([
    ['its brand in shadow', brandWith({ enforcement: { mode: 'shadow' } }), /is in shadow/],
    ['four eyes that are wanted now', brandWith({ enforcement: { fourEyes: true } }), /two people/],
    ['a mark that lapsed', setting({ at: new Date('2040-01-01T00:00:00Z') }), /right.expires/],
    [
      'a seller who is authorised now',
      brandWith({ fingerprint: { ...aBrand().fingerprint, authorisedSellers: [licensed] } }),
      /^1: seller: .* is an authorised seller$/,
    ],
    ['a brand that is not registered any more', setting({ brand: undefined }), /not registered/],
  ])('must not be filed for %s', async (_, happens, why) => {
    const w = enforcementWorld();
    const { id } = await packed(w, '1');
    expect(await asked(w, id)).toEqual({ against: [] });
    happens(w);
    expect((await asked(w, id)).against.join('\n')).toMatch(why);
  });

  it('must not be filed with an offer that somebody has dismissed since; it is made anew without', async () => {
    const w = enforcementWorld();
    const notice = await packed(w, '1', '2');
    const second = await w.caseOf({ id: 'nordhavn~bazaar~2~1' });
    await w.cases.transition(second, { to: 'dismissed', by: 'analyst:kim', why: 'a licensee', at: w.at });
    expect((await asked(w, notice.id)).against).toEqual(['2: its case is "does not infringe" by now']);
    w.delivery = { status: 'ready-to-file', packetKey: 'packets/2.zip' };
    await w.approve(notice);
    expect(w.sent.at(-1)!.targets.map(({ statement }) => statement.itemId)).toEqual(['1']);
    expect((await asked(w, notice.id)).against).toEqual([]);
  });

  it('must not be filed with an offer whose goods were found genuine since; it is made anew without', async () => {
    const w = enforcementWorld();
    const notice = await packed(w, '1', '2');
    await examine(w, { id: 'nordhavn~bazaar~2~1' }, 'genuine');
    expect((await asked(w, notice.id)).against).toEqual([
      '2: testPurchases: the goods of order O-77 were found genuine',
    ]);
    w.delivery = { status: 'ready-to-file', packetKey: 'packets/2.zip' };
    await w.approve(notice);
    expect(w.sent.at(-1)!.targets.map(({ statement }) => statement.itemId)).toEqual(['1']);
  });

  it('and was filed all the same has a person asked what to do about that offer, once', async () => {
    const w = enforcementWorld();
    const notice = await packed(w, '1', '2');
    const second = await w.caseOf({ id: 'nordhavn~bazaar~2~1' });
    await w.cases.transition(second, { to: 'dismissed', by: 'analyst:kim', why: 'a licensee', at: w.at });
    await fileNotice(notice, { by: 'analyst:jane' }, w);
    for (const hour of [1, 6, 24, 72]) await w.tick(hour);
    const [task, ...others] = await w.notices.openTasks('nordhavn');
    expect([others, task]).toMatchObject([[], { kind: 'case-dismissed', caseId: second.id }]);
    expect(task!.text).toContain(`notice withdraw ${notice.id} --case ${second.id}`);
    expect((await w.caseOf(second)).state).toBe('dismissed');
    const back = await withdraw(
      (await w.notices.get(notice.id))!,
      { by: 'analyst:jane', why: 'x', caseIds: [second.id] },
      w,
    );
    expect(back).toMatchObject({ notice: { state: 'sent' } });
    expect(await tasks(w)).toEqual(['tell-venue-withdrawn']);
  });

  it('waits for a kill switch to be lifted, and is not made anew for that', async () => {
    const w = enforcementWorld();
    const notice = await packed(w, '1');
    w.stopped = stop;
    const filing = await asked(w, notice.id);
    expect(filing).toEqual({ stopped: 'jane stopped everything: court', against: [] });
    expect([reasonsNotToFile(filing), isToBeMadeAnew(filing)]).toEqual([[filing.stopped], false]);
    expect(await w.approve(notice)).toMatchObject({ refused: expect.stringContaining('nothing to approve') });
  });

  it('is made anew by who approves it again, without what is wrong by now', async () => {
    const w = enforcementWorld();
    const notice = await packed(w, '1', '2');
    const [, second] = await w.notices.targetsOf(notice.id);
    await w.notices.writeTarget(second!, { ...second!, statement: { ...second!.statement, sellerId: 'licensee' } });
    w.brand = aBrand({
      fingerprint: { ...aBrand().fingerprint, authorisedSellers: [{ marketplace: 'bazaar', sellerId: 'licensee' }] },
    });
    w.at = hours(0.5);
    w.delivery = { status: 'ready-to-file', packetKey: 'packets/2.zip' };
    await w.approve(notice);
    expect(w.sent.at(-1)!.targets.map(({ statement }) => statement.itemId)).toEqual(['1']);
    expect(await w.notices.get(notice.id)).toMatchObject({ state: 'ready-to-file', packetKey: 'packets/2.zip' });
    expect(await tasks(w)).toEqual(['file-packet']);
    expect((await asked(w, notice.id)).against).toEqual([]);
  });

  it('is looked at again when it waited longer than the venue’s profile allows; until then there is nothing to approve', async () => {
    const w = enforcementWorld();
    const notice = await packed(w, '1', '2');
    expect(await w.approve(notice)).toMatchObject({ refused: expect.stringContaining('nothing to approve') });
    w.at = hours(50);
    expect(await asked(w, notice.id)).toEqual({ against: [], staleSince: hours(0).toISOString() });
    w.pages.shows = {};
    const { fetch } = w.pages;
    w.pages.fetch = async (url, request) => {
      w.pages.state = url.endsWith('/2') ? 'removed' : 'on sale';
      return fetch(url, request);
    };
    w.delivery = { status: 'ready-to-file', packetKey: 'packets/2.zip' };
    await w.approve(notice);
    expect(w.sent.at(-1)!.targets.map(({ statement }) => statement.itemId)).toEqual(['1']);
    expect(await asked(w, notice.id)).toEqual({ against: [] });
    const filed = await fileNotice((await w.notices.get(notice.id))!, { by: 'analyst:jane' }, w);
    expect(filed).toMatchObject({ late: false });
  });

  it.each(['review', 'auto'] as const)(
    'in mode %s waits for two people when the brand wants four eyes by now',
    async (mode) => {
      const w = enforcementWorld({ brand: aBrand({ enforcement: { mode } }) });
      w.delivery = { status: 'ready-to-file', packetKey: 'packets/1.zip' };
      const record = await w.prepare(await w.open());
      if (mode === 'auto') await w.tick(1);
      else await w.approve(await w.noticeOf(record));
      const notice = await w.noticeOf(record);
      expect(notice.state).toBe('ready-to-file');
      w.brand = aBrand({ enforcement: { mode, fourEyes: true } });
      await w.approve(notice);
      expect(await w.noticeOf(record)).toMatchObject({ state: 'first-eye', packetKey: undefined });
      expect(await tasks(w)).toEqual([]);
      const first = await w.noticeOf(record);
      expect(await w.approve(first)).toMatchObject({ refused: expect.stringContaining('another person must too') });
      w.delivery = { status: 'ready-to-file', packetKey: 'packets/2.zip' };
      await w.approve(first, { by: 'analyst:bob' });
      const ready = await w.noticeOf(record);
      expect(ready).toMatchObject({ state: 'ready-to-file', packetKey: 'packets/2.zip', eyes: 2 });
      expect(ready.approvals.map(({ by }) => by)).toEqual(['analyst:jane', 'analyst:bob']);
      expect(await asked(w, ready.id)).toEqual({ against: [] });
    },
  );

  it.each([
    ['before it was approved', hours(-1), 'was approved on'],
    ['in the future', hours(1), 'has not come yet'],
  ])('cannot have been filed %s', async (_, at, refused) => {
    const w = enforcementWorld();
    const notice = await packed(w, '1');
    const outcome = await fileNotice(notice, { by: 'analyst:jane', at: at.toISOString() }, w);
    expect(outcome).toMatchObject({ refused: expect.stringContaining(refused) });
    expect((await w.notices.get(notice.id))!.state).toBe('ready-to-file');
  });

  it.each([
    ['at the time that it was, though it was made anew since', 'on sale', 'sent'],
    ['not where it named another offer then', 'removed', 'ready-to-file'],
  ] as const)('can be said to have been filed %s', async (_, second, state) => {
    const w = enforcementWorld();
    const notice = await packed(w, '1', '2');
    w.at = hours(50);
    const { fetch } = w.pages;
    w.pages.fetch = async (url, request) => {
      w.pages.state = url.endsWith('/2') ? second : 'on sale';
      return fetch(url, request);
    };
    w.delivery = { status: 'ready-to-file', packetKey: 'packets/2.zip' };
    await w.approve(notice);
    const remade = (await w.notices.get(notice.id))!;
    expect(remade.packetKey).toBe('packets/2.zip');
    const at = hours(20).toISOString();
    await fileNotice(remade, { by: 'analyst:jane', at }, w);
    expect(await w.notices.get(notice.id)).toMatchObject({ state, ...(state === 'sent' && { sentAt: at }) });
  });

  it('was filed in the second that it is, by a clock that knows whole seconds', async () => {
    const w = enforcementWorld();
    const notice = await packed(w, '1');
    w.at = new Date(hours(2).getTime() + 300);
    const at = `${hours(2).toISOString().slice(0, 19)}Z`;
    expect(await fileNotice(notice, { by: 'analyst:jane', at }, w)).toMatchObject({
      notice: { state: 'sent', sentAt: hours(2).toISOString() },
    });
  });
});
