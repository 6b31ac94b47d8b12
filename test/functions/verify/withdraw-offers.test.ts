import { describe, expect, it } from 'vitest';
import { Answer, takeAnswer } from '#shared/notices/answers.ts';
import { fileNotice } from '#shared/notices/filing.ts';
import { withdraw } from '#shared/notices/withdraw.ts';
import { aBrand } from '../../support/builders.ts';
import {
  type EnforcementWorld,
  enforcementWorld,
  examine,
  hours,
  itemsSent,
  lastWhy,
  prepared,
  tasks,
} from '../../support/enforcement-world.ts';

// One wrong offer among three hundred: it is taken back, and the others go on.

const caseIdOf = (id: string) => `nordhavn~bazaar~${id}~1`;
const takeBack = async (w: EnforcementWorld, noticeId: string, ...ids: string[]) =>
  withdraw((await w.notices.get(noticeId))!, { by: 'analyst:jane', why: 'a licensee', caseIds: ids.map(caseIdOf) }, w);
const stateOf = async (w: EnforcementWorld, id: string) => (await w.cases.get(caseIdOf(id)))!.state;

describe('an offer that is taken back', () => {
  it('before its notice leaves waits for a person; the others leave as they were approved', async () => {
    const w = enforcementWorld();
    const { id } = (await prepared(w, '1', '2', '3')).notice;
    w.sendingEnabled = false;
    await w.approve((await w.notices.get(id))!);
    expect(await takeBack(w, id, '2')).toMatchObject({ notice: { state: 'approved' } });
    w.sendingEnabled = true;
    await w.tick(1);
    expect(itemsSent(w)).toEqual(['1', '3']);
    expect(await stateOf(w, '2')).toBe('awaiting-approval');
    expect(lastWhy((await w.cases.get(caseIdOf('2')))!)).toContain('a licensee');
    expect(await tasks(w)).toEqual([]);
  });

  it('by a person whose machine dies at once is with a person all the same, and in no notice by itself', async () => {
    const w = enforcementWorld({ brand: aBrand({ enforcement: { mode: 'auto' } }) });
    const { id } = (await prepared(w, '1', '2')).notice;
    const { transition } = w.cases;
    w.cases.transition = () => Promise.reject(new Error('died'));
    await expect(takeBack(w, id, '2')).rejects.toThrow('died');
    w.cases.transition = transition;
    for (const hour of [1, 25, 26]) await w.tick(hour);
    expect(itemsSent(w)).toEqual(['1']);
    expect(await stateOf(w, '2')).toBe('awaiting-approval');
  });

  it('from a packet that nobody has filed has another one made, without it', async () => {
    const w = enforcementWorld();
    w.delivery = { status: 'ready-to-file', packetKey: 'packets/1.zip' };
    const { id } = (await prepared(w, '1', '2')).notice;
    await w.approve((await w.notices.get(id))!);
    expect(await tasks(w)).toEqual(['file-packet']);
    await takeBack(w, id, '2');
    expect(await tasks(w)).toEqual([]);
    const rest = (await w.notices.get(id))!;
    expect(rest).toMatchObject({ state: 'draft' });
    expect(rest.packetKey).toBeUndefined();
    w.delivery = { status: 'ready-to-file', packetKey: 'packets/2.zip' };
    await w.approve(rest);
    expect(w.sent.at(-1)!.targets.map(({ statement }) => statement.itemId)).toEqual(['1']);
    await fileNotice((await w.notices.get(id))!, { by: 'analyst:jane' }, w);
    expect([await stateOf(w, '1'), await stateOf(w, '2')]).toEqual(['submitted', 'awaiting-approval']);
  });

  it('from a packet leaves others that their people are reminded of, and that nothing sends without them', async () => {
    const w = enforcementWorld();
    w.delivery = { status: 'ready-to-file', packetKey: 'packets/1.zip' };
    const { id } = (await prepared(w, '1', '2')).notice;
    await w.approve((await w.notices.get(id))!);
    await takeBack(w, id, '2');
    w.brand = aBrand({ enforcement: { mode: 'auto' } });
    const before = w.alertsSent.length;
    for (let day = 1; day < 9; day++) await w.tick(day * 24);
    const told = w.alertsSent.slice(before).filter(({ message }) => message.startsWith(`Notice ${id}`));
    expect(told.map(({ kind, message }) => [kind, message])).toEqual([
      ['awaiting-approval', expect.stringContaining('1 offer')],
    ]);
    expect((await w.notices.get(id))!.state).toBe('draft');
  });

  it('from a packet can be noticed after all, also when the others have left', async () => {
    const w = enforcementWorld();
    w.delivery = { status: 'ready-to-file', packetKey: 'packets/1.zip' };
    const { id } = (await prepared(w, '1', '2')).notice;
    await w.approve((await w.notices.get(id))!);
    await takeBack(w, id, '2');
    await w.approve((await w.notices.get(id))!);
    await fileNotice((await w.notices.get(id))!, { by: 'analyst:jane' }, w);
    const back = (await w.cases.get(caseIdOf('2')))!;
    const queued = await w.cases.transition(back, { to: 'queued', by: 'analyst:jane', why: 'it infringes', at: w.at });
    await w.approve(await w.noticeOf(await w.prepare(queued!)));
    expect(w.sent.at(-1)!.targets.map(({ statement }) => statement.itemId)).toEqual(['2']);
  });

  it('after its notice left is withdrawn, the venue has to be told of it alone, and the others stay with the venue', async () => {
    const w = enforcementWorld();
    const { id } = (await prepared(w, '1', '2', '3')).notice;
    await w.approve((await w.notices.get(id))!);
    await takeBack(w, id, '2', '3');
    await takeBack(w, id, '2', '3');
    expect(await w.notices.get(id)).toMatchObject({ state: 'sent' });
    expect(await Promise.all(['1', '2', '3'].map((each) => stateOf(w, each)))).toEqual([
      'submitted',
      'withdrawn',
      'withdrawn',
    ]);
    const [task, ...others] = await w.notices.openTasks('nordhavn');
    expect(others).toEqual([]);
    expect(task).toMatchObject({ kind: 'tell-venue-withdrawn', text: expect.stringContaining('as to 2, 3') });
    w.at = hours(2);
    w.pages.state = 'removed';
    await w.tick(2);
    expect(await Promise.all(['1', '2'].map((each) => stateOf(w, each)))).toEqual(['removed', 'withdrawn']);
  });

  it('of very many is told of with some numbers, and where all of them stand: none is cut off unsaid', async () => {
    const w = enforcementWorld();
    const ids = Array.from({ length: 30 }, (_, at) => `570000000000${at + 10}`);
    const { id } = (await prepared(w, ...ids)).notice;
    await w.approve((await w.notices.get(id))!);
    await takeBack(w, id, ...ids.slice(1));
    const [task] = await w.notices.openTasks('nordhavn');
    expect(task!.text).toContain(`${ids[20]}, 9 more that are withdrawn in it (npx markwarden notice show ${id})`);
  });

  it('is said to have changed while others keep writing to it, and can be taken back again', async () => {
    const w = enforcementWorld();
    const { id } = (await prepared(w, '1', '2')).notice;
    await w.approve((await w.notices.get(id))!);
    const { writeTarget } = w.notices;
    w.notices.writeTarget = async () => undefined;
    expect(await takeBack(w, id, '2')).toMatchObject({ changed: true });
    w.notices.writeTarget = writeTarget;
    expect(await takeBack(w, id, '2')).toMatchObject({ notice: { state: 'sent' } });
    expect((await w.notices.getTarget(id, caseIdOf('2')))!.state).toBe('withdrawn');
    expect(await tasks(w)).toEqual(['tell-venue-withdrawn']);
  });

  it('is asked about when its seller was authorised after the notice left, once, until it is taken back', async () => {
    const w = enforcementWorld();
    const { id } = (await prepared(w, '1', '2')).notice;
    await w.approve((await w.notices.get(id))!);
    const licensee = { marketplace: 'bazaar', sellerId: 'cheap-parka-store' };
    w.brand = aBrand({ fingerprint: { ...aBrand().fingerprint, authorisedSellers: [licensee] } });
    for (const hour of [1, 6, 24]) await w.tick(hour);
    const open = await w.notices.openTasks('nordhavn');
    expect(open.map(({ kind, caseId }) => `${kind} ${caseId}`).toSorted()).toEqual([
      `seller-authorised ${caseIdOf('1')}`,
      `seller-authorised ${caseIdOf('2')}`,
    ]);
    await takeBack(w, id, '1');
    expect(await tasks(w)).toEqual(expect.arrayContaining(['seller-authorised', 'tell-venue-withdrawn']));
    expect(await tasks(w)).toHaveLength(2);
  });

  it.each(['up', 'removed'] as const)(
    'is asked about when its goods were found genuine after the notice left: it is %s',
    async (page) => {
      const w = enforcementWorld();
      const { id } = (await prepared(w, '1', '2')).notice;
      await w.approve((await w.notices.get(id))!);
      if (page === 'removed') w.pages.state = 'removed';
      await w.tick(6);
      await examine(w, { id: caseIdOf('1') }, 'genuine');
      for (const hour of [24, 72, 24 * 7]) await w.tick(hour);
      const open = await w.notices.openTasks('nordhavn');
      expect(open.map(({ kind, caseId }) => `${kind} ${caseId}`)).toEqual([`found-genuine ${caseIdOf('1')}`]);
      expect(open[0]!.text).toContain(`notice withdraw ${id} --case ${caseIdOf('1')}`);
      await takeBack(w, id, '1');
      expect([await stateOf(w, '1'), await tasks(w)]).toEqual(['withdrawn', ['tell-venue-withdrawn']]);
    },
  );

  it('is asked about, once, when its number shows somebody else’s offer after the notice left', async () => {
    const w = enforcementWorld();
    const { id } = (await prepared(w, '1')).notice;
    await w.approve((await w.notices.get(id))!);
    await w.tick(1);
    expect(await tasks(w)).toEqual([]);
    w.pages.shows = { seller: { id: 'honest-outdoor', name: 'Honest Outdoor' } };
    for (const hour of [6, 24, 72]) await w.tick(hour);
    const [task, ...others] = await w.notices.openTasks('nordhavn');
    expect([others, task]).toMatchObject([[], { kind: 'look-unclear', caseId: caseIdOf('1') }]);
    expect(task!.text).toMatch(/shows an offer of Honest Outdoor now, and not of .*notice withdraw/);
  });

  it('is asked about once, whatever the venue says meanwhile, and not again when a person has decided', async () => {
    const w = enforcementWorld();
    const { id } = (await prepared(w, '1')).notice;
    await w.approve((await w.notices.get(id))!);
    const licensee = { marketplace: 'bazaar', sellerId: 'cheap-parka-store' };
    w.brand = aBrand({ fingerprint: { ...aBrand().fingerprint, authorisedSellers: [licensee] } });
    await w.tick(1);
    w.at = hours(2);
    const received = Answer.parse({ kind: 'received' });
    await takeAnswer((await w.notices.get(id))!, received, 'analyst:jane', w);
    await w.tick(6);
    expect(await tasks(w)).toEqual(['seller-authorised']);
    const [task] = await w.notices.openTasks('nordhavn');
    await w.notices.finishTask(task!, 'analyst:jane', w.at);
    const objects = Answer.parse({ kind: 'counter-notice' });
    await takeAnswer((await w.notices.get(id))!, objects, 'analyst:jane', w);
    w.pages.state = 'removed';
    for (const hour of [24, 72, 24 * 7]) await w.tick(hour);
    expect(await tasks(w)).toEqual(['answer-counter-notice']);
  });

  it('leaves nothing to do about its notice when the whole of it is: set back, not taken, or not gone in ninety days', async () => {
    const setBack = enforcementWorld();
    setBack.sendingEnabled = false;
    await setBack.approve((await prepared(setBack, '1')).notice);
    setBack.brand = aBrand({ enforcement: { fourEyes: true } });
    setBack.sendingEnabled = true;
    await setBack.tick(1);
    const notTaken = enforcementWorld();
    notTaken.delivery = { status: 'deferred', retryAfterMs: 0, reason: 'HTTP 503' };
    await notTaken.approve((await prepared(notTaken, '1')).notice);
    for (const hour of [1, 3, 9]) await notTaken.tick(hour);
    const lasting = enforcementWorld();
    await lasting.approve((await prepared(lasting, '1')).notice);
    for (let day = 1; day < 100; day += 3) await lasting.tick(24 * day);
    for (const [w, kind] of [
      [setBack, 'notice-set-back'],
      [notTaken, 'notice-not-taken'],
      [lasting, 'look-unclear'],
    ] as const) {
      expect(await tasks(w)).toEqual([kind]);
      await takeBack(w, (await w.cases.get(caseIdOf('1')))!.noticeId!, '1');
      expect(await tasks(w)).toEqual(w === lasting ? ['tell-venue-withdrawn'] : []);
    }
  });

  it('as the last one that is in it takes the notice with it', async () => {
    const w = enforcementWorld();
    const { id } = (await prepared(w, '1', '2')).notice;
    await takeBack(w, id, '1');
    await takeBack(w, id, '2');
    expect((await w.notices.get(id))!.state).toBe('withdrawn');
  });

  it.each([
    ['it is in another notice', 'sent', '9', 'holds no offer of case'],
    ['whether it arrived is not known', 'uncertain', '1', 'say "received" or "not-received" first'],
  ])('is not, where %s', async (_, state, id, refused) => {
    const w = enforcementWorld();
    if (state === 'uncertain') w.delivery = { status: 'unknown', reason: 'no answer' };
    const { notice } = await prepared(w, '1', '2');
    await w.approve(notice);
    expect(await takeBack(w, notice.id, id)).toMatchObject({ refused: expect.stringContaining(refused) });
  });

  it('while another worker is about to send it either stays or leaves, and never both', async () => {
    const w = enforcementWorld();
    const { notice } = await prepared(w, '1', '2');
    const { channelFor } = w;
    let outcome: unknown;
    w.channelFor = (...about) => ({
      ...channelFor(...about),
      async send(...sent) {
        outcome = await takeBack(w, notice.id, '2');
        return channelFor(...about).send(...sent);
      },
    });
    await w.approve(notice);
    expect(outcome).toMatchObject({ refused: expect.stringContaining('being sent at this moment') });
    expect(itemsSent(w)).toEqual(['1', '2']);
    expect(await stateOf(w, '2')).toBe('submitted');
  });
});
