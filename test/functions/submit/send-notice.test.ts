import { describe, expect, it } from 'vitest';
import { LEASE_MS } from '#functions/submit/send-notice.ts';
import { submit } from '#functions/submit/submit.ts';
import { verify } from '#functions/verify/verify.ts';
import { withdrawNotice } from '#shared/notices/by-people.ts';
import { ThrottledError } from '#shared/runtime/errors.ts';
import { aBrand, aListing } from '../../support/builders.ts';
import { type EnforcementWorld, enforcementWorld, hours, lastWhy, tasks } from '../../support/enforcement-world.ts';

// What is not so any more at the moment of sending does not leave.

const offer = (id: string) => ({ listing: aListing({ id, url: `https://bazaar.example/item/${id}` }) });

/** Prepared, and approved; not yet handed over. */
async function approved(w: EnforcementWorld, ...ids: string[]) {
  const records = [];
  for (const id of ids.length > 0 ? ids : ['1001']) records.push(await w.prepare(await w.open(offer(id))));
  const notice = await w.noticeOf(records[0]!);
  w.sendingEnabled = false;
  await w.approve(notice);
  w.sendingEnabled = true;
  return { notice, records, send: () => submit({ noticeId: notice.id }, w).then(() => w.deliver()) };
}
const stateOf = async (w: EnforcementWorld, id: string) => (await w.notices.get(id))!.state;

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
    expect(w.sent.flatMap(({ targets }) => targets.map(({ statement }) => statement.itemId))).toEqual(['1']);
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
    const one = await w.prepare(await w.open(offer('1')));
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
      const first = await w.prepare(await w.open(offer('1')));
      const { addTarget } = w.notices;
      const [hasPlace, isSending] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      w.notices.addTarget = async (target) => {
        hasPlace.resolve();
        await isSending.promise;
        return addTarget(target);
      };
      const second = await w.open(offer('2'));
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
      expect(w.sent.flatMap(({ targets }) => targets.map(({ statement }) => statement.itemId))).toEqual(['1']);
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
      await w.open({ ...offer('1'), brandId: 'nordhavn', id: 'nordhavn~bazaar~1-alias~1' }),
    );
    await w.approve(await w.noticeOf(again));
    expect(w.sent).toHaveLength(1);
    expect(lastWhy(await w.caseOf(again))).toMatch(/same offer is in notice/);
  });
});

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
