import { describe, expect, it } from 'vitest';
import { submit } from '#functions/submit/submit.ts';
import { verify } from '#functions/verify/verify.ts';
import { ThrottledError } from '#shared/runtime/errors.ts';
import { aBrand, aListing } from '../../support/builders.ts';
import {
  approved,
  type EnforcementWorld,
  enforcementWorld,
  hours,
  itemsSent,
  lastWhy,
  offerOf,
  stateOf,
  tasks,
} from '../../support/enforcement-world.ts';

// What is not so any more at the moment of sending does not leave.

describe('an approved notice', () => {
  it('leaves once, and every target and case knows it', async () => {
    const w = enforcementWorld();
    const { notice, records, send } = await approved(w, '1', '2', '3');
    await Promise.all([send(), send()]);
    await send();
    expect(w.sent).toHaveLength(1);
    expect(w.sent[0]!.targets).toHaveLength(3);
    expect(await w.notices.get(notice.id)).toMatchObject({ state: 'sent', externalId: 'V-1', isSpread: true });
    for (const record of records) {
      const now = await w.caseOf(record);
      expect(now).toMatchObject({ state: 'submitted', noticeId: notice.id });
      // The person who approved stands behind it: what was confirmed teaches.
      expect(now.events.at(-1)).toMatchObject({ to: 'submitted', by: 'analyst:jane' });
    }
    expect(w.alertsSent.filter(({ kind }) => kind === 'notice-sent')).toHaveLength(1);
  });

  it('was approved 23 hours ago: it is looked at again, and what changed, moved or went stays behind', async () => {
    const w = enforcementWorld();
    const { notice, records, send } = await approved(w, '1', '2', '3', '4');
    w.at = hours(23);
    const { fetch } = w.pages;
    w.pages.fetch = async (url, request) => {
      w.pages.state = url.endsWith('/2') ? 'removed' : url.endsWith('/4') ? 'block page' : 'on sale';
      w.pages.shows = url.endsWith('/3')
        ? { price: { amountMinor: 28_000, currency: 'EUR' }, seller: { id: 'another' } }
        : {};
      return fetch(url, request);
    };
    await send();
    expect(itemsSent(w)).toEqual(['1']);
    const states = await Promise.all(records.map(async (record) => (await w.caseOf(record)).state));
    expect(states).toEqual(['submitted', 'ended', 'awaiting-approval', 'awaiting-approval']);
    expect(await stateOf(w, notice.id)).toBe('sent');
  });

  it('is not looked at again while the last look counts', async () => {
    const w = enforcementWorld();
    const { send } = await approved(w);
    const looks = w.pages.asked.length;
    await send();
    expect(w.pages.asked).toHaveLength(looks);
  });

  it('approved sixty days ago behind a block page now does not leave at all', async () => {
    const w = enforcementWorld();
    const { notice, send } = await approved(w);
    w.at = hours(60 * 24);
    w.pages.state = 'block page';
    await send();
    expect(w.sent).toEqual([]);
    expect(await stateOf(w, notice.id)).not.toBe('sent');
  });

  it('goes on where it stopped when the host wanted no more looks', async () => {
    const w = enforcementWorld();
    const { notice, send } = await approved(w, '1', '2', '3');
    w.at = hours(2);
    const { fetch } = w.pages;
    let left = 2;
    w.pages.fetch = async (url, request) => {
      if (left-- <= 0) throw new ThrottledError('slow down', 60_000);
      return fetch(url, request);
    };
    await send();
    expect(w.sent).toEqual([]);
    expect(await w.notices.get(notice.id)).toMatchObject({ state: 'approved', lookingSince: hours(2).toISOString() });
    left = 2;
    await send();
    expect(w.sent[0]!.targets).toHaveLength(3);
  });

  const court = { by: 'analyst:jane', why: 'court', at: hours(0).toISOString() };
  it.each([
    ['SENDING_ENABLED is off', { sendingEnabled: false }],
    ['a kill switch stops everything', { stopped: { scope: { everything: true as const }, ...court } }],
    ['a kill switch stops the venue', { stopped: { scope: { marketplace: 'bazaar' }, ...court } }],
  ])('waits while %s, and leaves afterwards', async (_, stopped) => {
    const w = enforcementWorld();
    const { notice, send } = await approved(w);
    Object.assign(w, stopped);
    await send();
    expect(w.sent).toEqual([]);
    const waiting = (await w.notices.get(notice.id))!;
    expect(waiting).toMatchObject({ state: 'approved', nextCheckAt: hours(1).toISOString() });
    w.sendingEnabled = true;
    w.stopped = undefined;
    await send();
    expect(w.sent).toHaveLength(1);
  });

  it('goes back to a person when the authority is gone; its approval does not outlive that', async () => {
    const w = enforcementWorld();
    const { notice, send } = await approved(w);
    const { authority: _, ...contacts } = aBrand().contacts;
    w.brand = aBrand({ contacts });
    await send();
    expect(w.sent).toEqual([]);
    expect(await w.notices.get(notice.id)).toMatchObject({ state: 'draft', approvals: [] });
    expect(await tasks(w)).toEqual(['notice-set-back']);
  });

  it('goes back to a person when its mark has lapsed', async () => {
    const w = enforcementWorld();
    const { notice, send } = await approved(w);
    w.brand = aBrand({ marks: aBrand().marks.map((mark) => ({ ...mark, expires: '2026-05-31' })) });
    await send();
    expect(w.sent).toEqual([]);
    expect(await stateOf(w, notice.id)).toBe('draft');
  });

  it('leaves without a seller who was authorised meanwhile', async () => {
    const w = enforcementWorld();
    const one = await w.prepare(await w.open(offerOf('1')));
    w.pages.shows = { seller: { id: 'night-market-7' } };
    const two = await w.prepare(
      await w.open({ listing: aListing({ id: '2', url: 'https://bazaar.example/item/2', seller: null }) }),
    );
    w.brand = aBrand({
      fingerprint: {
        ...aBrand().fingerprint,
        authorisedSellers: [{ marketplace: 'bazaar', sellerId: 'night-market-7' }],
      },
    });
    await w.approve(await w.noticeOf(one));
    expect(w.sent[0]!.targets.map(({ statement }) => statement.itemId)).toEqual(['1']);
    expect((await w.caseOf(two)).state).toBe('authorised');
  });

  it('leaves without a target that joined after the approval, and without one that a person dismissed', async () => {
    const w = enforcementWorld();
    const { notice, records, send } = await approved(w, '1', '2');
    const dismissed = await w.caseOf(records[1]!);
    await w.cases.transition(dismissed, { to: 'dismissed', by: 'analyst:jane', why: 'genuine', at: w.at });
    const [known] = await w.notices.targetsOf(notice.id);
    const late = { ...known!, caseId: 'nordhavn~bazaar~9~1', version: 1 };
    await w.notices.addTarget({ ...late, statement: { ...late.statement, caseId: late.caseId, itemId: '9' } });
    await send();
    expect(w.sent[0]!.targets.map(({ statement }) => statement.itemId)).toEqual(['1']);
    expect((await w.caseOf(records[1]!)).state).toBe('dismissed');
  });

  it.each(['looks at it', 'writes it down'])(
    'loses no offer to a worker that read it as unsent, and %s while another one sends it',
    async (when) => {
      const brand = aBrand();
      const w = enforcementWorld({ brand });
      const { notice, records, send } = await approved(w, '1', '2');
      const before = (await w.notices.get(notice.id))!;
      const sellers = [{ marketplace: 'bazaar', sellerId: 'cheap-parka-store' }];
      const authorised = aBrand({ fingerprint: { ...brand.fingerprint, authorisedSellers: sellers } });
      const [isAtIt, isSending] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      const waiting = async (moment: typeof when) => {
        isAtIt.resolve();
        if (when === moment) await isSending.promise;
      };
      let [reads, takenOut] = [0, 0];
      const stale: EnforcementWorld['notices'] = {
        ...w.notices,
        async get(id) {
          if (reads++ === 0) return before;
          await waiting('looks at it');
          return w.notices.get(id);
        },
        async writeTarget(from, to) {
          await waiting('writes it down');
          const written = await w.notices.writeTarget(from, to);
          if (written?.state === 'taken-out') takenOut++;
          return written;
        },
      };
      // It takes the offers out, for it knows that their seller is authorised.
      const late = submit({ noticeId: notice.id }, { ...w, brands: { get: async () => authorised }, notices: stale });
      await isAtIt.promise;
      const { channelFor } = w;
      w.channelFor = (...about) => ({
        ...channelFor(...about),
        async send(...sent) {
          isSending.resolve();
          await late;
          return channelFor(...about).send(...sent);
        },
      });
      await send();
      expect(w.sent.map(({ targets }) => targets.length)).toEqual([2]);
      expect(takenOut).toBe(0);
      for (const record of records) expect((await w.targetOf(record)).state).toBe('noticed');
    },
  );

  it.each(['is being sent', 'has left'])(
    'was not about an offer whose slow worker put it there when it %s',
    async (when) => {
      const w = enforcementWorld();
      const first = await w.prepare(await w.open(offerOf('1')));
      const { addTarget } = w.notices;
      const [hasPlace, isSending] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      w.notices.addTarget = async (target) => {
        hasPlace.resolve();
        await isSending.promise;
        return addTarget(target);
      };
      const second = await w.open(offerOf('2'));
      const joining = w.prepare(second);
      await hasPlace.promise;
      const { channelFor } = w;
      w.channelFor = (...about) => ({
        ...channelFor(...about),
        async send(...sent) {
          if (when === 'is being sent') isSending.resolve();
          if (when === 'is being sent') await joining;
          return channelFor(...about).send(...sent);
        },
      });
      await w.approve(await w.noticeOf(first));
      await w.deliver();
      isSending.resolve();
      await joining;
      expect(itemsSent(w)).toEqual(['1']);
      expect((await w.targetOf(first)).state).toBe('noticed');
      const { state, noticeId, id } = await w.caseOf(second);
      expect(state).toBe('drafted');
      w.at = hours(25);
      await verify(w, () => 300_000);
      expect((await w.notices.getTarget(noticeId!, id))?.state).toBe('taken-out');
      expect(await w.caseOf(second)).toMatchObject({ state: 'queued' });
      await w.deliver();
      expect((await w.noticeOf(second)).id).not.toBe(noticeId);
    },
  );

  it('waits for tomorrow behind the daily cap, which counts offers and no retries', async () => {
    const w = enforcementWorld({ brand: aBrand({ enforcement: { dailyCap: 3 } }) });
    const { send } = await approved(w, '1', '2');
    w.delivery = { status: 'deferred', retryAfterMs: 1, reason: 'busy' };
    await send();
    w.delivery = { status: 'accepted', externalId: 'V-1' };
    await send();
    expect(w.sent).toHaveLength(2);
    const second = await approved(w, '3', '4');
    await second.send();
    expect(w.sent).toHaveLength(2);
    expect(await w.notices.get(second.notice.id)).toMatchObject({
      state: 'approved',
      nextCheckAt: '2026-06-02T00:00:00.000Z',
    });
    w.at = new Date('2026-06-02T00:00:00.000Z');
    await second.send();
    expect(w.sent).toHaveLength(3);
  });

  it('holds no offer twice: what another notice of the owner names goes to a person', async () => {
    const w = enforcementWorld();
    const { send } = await approved(w, '1');
    await send();
    const again = await w.prepare(
      await w.open({ ...offerOf('1'), brandId: 'nordhavn', id: 'nordhavn~bazaar~1-alias~1' }),
    );
    await w.approve(await w.noticeOf(again));
    expect(w.sent).toHaveLength(1);
    expect(lastWhy(await w.caseOf(again))).toMatch(/same offer is in notice/);
  });
});
