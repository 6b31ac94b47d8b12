import { describe, expect, it } from 'vitest';
import { submit } from '#functions/submit/submit.ts';
import { Brand } from '#shared/domain/brand.ts';
import type { Listing } from '#shared/domain/listing.ts';
import type { NoticeRecord } from '#shared/domain/notice-record.ts';
import { beforeFiling } from '#shared/notices/before-filing.ts';
import { withdrawNotice } from '#shared/notices/by-people.ts';
import type { Delivery } from '#shared/notices/channels/channel.ts';
import { moveNotice } from '#shared/notices/moves.ts';
import { ThrottledError } from '#shared/runtime/errors.ts';
import { scoreListing } from '#shared/scoring/score-listing.ts';
import { aBrand, aListing, aVerdict } from '../../support/builders.ts';
import {
  approved,
  approveUnsent,
  type EnforcementWorld,
  enforcementWorld,
  examine,
  hours,
  itemsSent,
  lastWhy,
  offerOf,
  prepared,
} from '../../support/enforcement-world.ts';

// What may change between the writing of a notice and its sending, besides the offers themselves.

describe('a brand that wants four eyes since', () => {
  it('has a notice of before approved by a second person before it leaves', async () => {
    const w = enforcementWorld();
    const { notice } = await approved(w, '1', '2');
    w.brand = aBrand({ enforcement: { fourEyes: true } });
    await submit({ noticeId: notice.id }, w);
    expect(w.sent).toEqual([]);
    for (const by of ['analyst:jane', 'analyst:kim']) await w.approve((await w.notices.get(notice.id))!, { by });
    await w.deliver();
    expect(itemsSent(w)).toEqual(['1', '2']);
  });

  it('lets nothing leave by itself in mode auto', async () => {
    const w = enforcementWorld({ brand: aBrand({ enforcement: { mode: 'auto', fourEyes: true } }) });
    const { records } = await prepared(w, '1');
    for (let hour = 1; hour < 6; hour++) await w.tick(hour);
    expect(w.sent).toEqual([]);
    const notice = await w.noticeOf(records[0]!);
    expect(notice.state).toBe('draft');
    expect((await w.caseOf(records[0]!)).version).toBeLessThan(6);
  });
});

describe('what the brand has on file', () => {
  it.each([
    ['the mark was renewed', aBrand({ marks: aBrand().marks.map((mark) => ({ ...mark, expires: '2039-05-01' })) })],
    [
      'the reporter has another telephone',
      aBrand({
        contacts: { ...aBrand().contacts, reporter: { ...aBrand().contacts.reporter!, phone: '+45 12 34 56 78' } },
      }),
    ],
  ])('is stated as it is now: %s', async (_, brand) => {
    const w = enforcementWorld();
    const { notice } = await approved(w, '1', '2');
    w.brand = brand as never;
    await submit({ noticeId: notice.id }, w);
    await w.deliver();
    expect(w.sent).toEqual([]);
    const next = await w.noticeOf({ id: (await w.notices.targetsOf(notice.id))[0]!.caseId });
    await w.approve(next);
    await w.deliver();
    expect(itemsSent(w)).toEqual(['1', '2']);
  });
});

describe('the genuine price that a notice compares with', () => {
  const listing = aListing({ title: 'Nordhavn Fjord Parka' });
  const corrected = (amount: number) =>
    aBrand({
      fingerprint: {
        ...aBrand().fingerprint,
        products: [{ sku: 'NH-FJORD', name: 'Fjord Parka', price: { amount, currency: 'EUR' } }],
      },
    });
  const compared = async (delivery?: Delivery) => {
    const w = enforcementWorld(delivery && { delivery });
    w.pages.shows = { title: listing.title };
    const verdict = scoreListing({ brand: w.brand!, listing, now: w.at });
    const record = await w.prepare(await w.open({ listing, verdict }));
    const said = async () => (await w.targetOf(record)).statement.sentences[0]!.en;
    return { w, record, notice: await w.noticeOf(record), said };
  };

  it('and that the brand has corrected since is not stated, though the page was looked at a moment before', async () => {
    for (const hour of [0.2, 2]) {
      const { w, record, notice, said } = await compared();
      expect(await said()).toContain('sells for EUR 299.00');
      await approveUnsent(w, notice);
      w.brand = corrected(199);
      w.at = hours(hour);
      await submit({ noticeId: notice.id }, w);
      await w.deliver();
      expect(w.sent).toEqual([]);
      expect((await w.noticeOf(record)).id).not.toBe(notice.id);
      expect(await said()).toContain('sells for EUR 199.00');
    }
  });

  it('and that is next to what is asked, corrected, brings the offer to a person', async () => {
    const { w, record, notice } = await compared();
    await approveUnsent(w, notice);
    w.brand = corrected(55);
    await submit({ noticeId: notice.id }, w);
    await w.deliver();
    expect([itemsSent(w), (await w.caseOf(record)).state]).toEqual([[], 'awaiting-approval']);
  });

  it('keeps a packet that compares with the old one from being filed', async () => {
    const { w, notice } = await compared({ status: 'ready-to-file', packetKey: 'packets/1.zip' });
    await w.approve(notice);
    const asked = async () =>
      beforeFiling((await w.notices.get(notice.id))!, await w.notices.targetsOf(notice.id), w.brand, w);
    expect((await asked()).against).toEqual([]);
    w.brand = corrected(199);
    expect((await asked()).against).toEqual([expect.stringMatching(/^1001: price: /)]);
  });
});

describe('a test purchase that turns out to be genuine', () => {
  it('keeps its offer out of a notice that was approved, and looked at, a moment before', async () => {
    const w = enforcementWorld();
    const { records, notice } = await prepared(w, '1', '2');
    await approveUnsent(w, notice);
    await examine(w, records[0]!, 'genuine');
    await submit({ noticeId: notice.id }, w);
    await w.deliver();
    expect(itemsSent(w)).toEqual(['2']);
    const record = await w.caseOf(records[0]!);
    expect([record.state, lastWhy(record)]).toEqual(['awaiting-approval', expect.stringContaining('found genuine')]);
  });
});

describe('a test purchase that a notice rests on', () => {
  it('and that is found unclear after all keeps its offer out, though its page was looked at a moment before', async () => {
    const w = enforcementWorld();
    const record = await w.open(offerOf('1'));
    await examine(w, record, 'counterfeit');
    const prepared = await w.prepare(record);
    const notice = await w.noticeOf(prepared);
    expect((await w.targetOf(prepared)).statement.strength).toBe('test-buy');
    await approveUnsent(w, notice);
    await examine(w, record, 'unclear');
    await submit({ noticeId: notice.id }, w);
    expect(w.sent).toEqual([]);
    expect((await w.caseOf(record)).state).toBe('queued');
  });
});

describe('a wait', () => {
  it('behind the daily cap takes nothing out of a notice whose looks began the day before', async () => {
    const w = enforcementWorld({ brand: aBrand({ enforcement: { dailyCap: 2 } }) });
    const first = await approved(w, '1', '2');
    await submit({ noticeId: first.notice.id }, w);
    const { notice } = await approved(w, '3', '4');
    w.at = hours(4);
    const { fetch } = w.pages;
    let left = 1;
    w.pages.fetch = async (url, request) => {
      if (left-- <= 0) throw new ThrottledError('slow down', 60_000);
      return fetch(url, request);
    };
    await submit({ noticeId: notice.id }, w);
    w.pages.fetch = fetch;
    w.at = hours(4.2);
    await submit({ noticeId: notice.id }, w);
    w.at = hours(24);
    await submit({ noticeId: notice.id }, w);
    await w.deliver();
    expect(itemsSent(w)).toEqual(['1', '2', '3', '4']);
  });
});

describe('a page that is another at the last look', () => {
  const looked = async (changed: Partial<Listing>, mode: 'review' | 'auto' = 'review') => {
    const w = enforcementWorld({ brand: aBrand({ enforcement: { mode } }) });
    const seller = { id: '77', name: 'outlet-store88', rating: 0.97, feedbackCount: 12_000 };
    w.pages.shows = { seller, description: 'Warm. 31 people watch this.' };
    const { records, notice } = await prepared(w, '1');
    if (mode === 'review') await approveUnsent(w, notice);
    w.pages.shows = { ...w.pages.shows, ...changed };
    await w.tick(2);
    return { w, record: await w.caseOf(records[0]!), notice: (await w.notices.get(notice.id))! };
  };

  it.each([
    [
      'its seller has more feedback',
      { seller: { id: '77', name: 'outlet-store88', rating: 0.96, feedbackCount: 12_034 } },
    ],
    ['a counter stands in its description', { description: 'Warm. 64 people watch this.' }],
    ['it lists one property more', { specifics: [{ name: 'Colour', value: 'Navy' }] }],
  ])('leaves in the words that were approved where they are still true: %s', async (_, changed) => {
    for (const mode of ['review', 'auto'] as const) {
      const { w, notice } = await looked(changed, mode);
      expect(itemsSent(w)).toEqual(['1']);
      expect(notice.state).toBe('sent');
    }
  });

  it.each([
    ['another price', { price: { amountMinor: 4200, currency: 'EUR' } }],
    ['another name of the seller', { seller: { id: '77', name: 'fjord-outlet' } }],
    ['another title', { title: `${aListing().title} size L` }],
    ['goods that somebody has worn', { description: 'Warm, worn twice.', condition: 'Used' }],
    ['the ordinary price', { price: { amountMinor: 45_000, currency: 'EUR' } }],
  ])('stays behind where they are not: %s', async (_, changed) => {
    for (const mode of ['review', 'auto'] as const) {
      const { w } = await looked(changed, mode);
      expect(itemsSent(w)).toEqual([]);
    }
  });

  it('and at every other goes to a person in the end, who may have it tried once more', async () => {
    const w = enforcementWorld({ brand: aBrand({ enforcement: { mode: 'auto' } }) });
    const { fetch } = w.pages;
    let looks = 0;
    w.pages.fetch = async (url, request) => {
      w.pages.shows = { price: { amountMinor: 3000 + ++looks * 100, currency: 'EUR' } };
      return fetch(url, request);
    };
    const { records } = await prepared(w, '1');
    for (let hour = 2; hour < 100; hour += 1.1) await w.tick(hour);
    const restless = await w.caseOf(records[0]!);
    expect(restless).toMatchObject({ state: 'awaiting-approval' });
    expect(lastWhy(restless)).toContain('3 times before without ever leaving');
    const told = w.alertsSent.filter(({ kind }) => kind === 'awaiting-approval');
    expect(new Set(told.map(({ alertId }) => alertId)).size).toBe(1);
    expect(w.sent).toEqual([]);
    const confirmed = { to: 'queued', by: 'analyst:jane', why: 'confirmed as infringing', at: w.at } as const;
    await w.cases.transition(restless, { ...confirmed, change: { approvedBy: 'analyst:jane' } });
    w.pages.fetch = fetch;
    for (let hour = 100; hour < 103; hour += 1.1) await w.tick(hour);
    expect(itemsSent(w)).toEqual(['1']);
  });
});

describe('an offer that no last look reaches in time', () => {
  const behindABusySite = async () => {
    const w = enforcementWorld({ brand: aBrand({ enforcement: { mode: 'auto' } }) });
    const { fetch } = w.pages;
    const { records } = await prepared(w, '1');
    w.pages.fetch = async (url, request) => {
      if ((await w.caseOf(records[0]!)).state === 'drafted') throw new ThrottledError('slow down', 60_000);
      return fetch(url, request);
    };
    const play = async (from: number, until: number) => {
      for (let hour = from; hour < until; hour += 0.6) await w.tick(hour);
      return w.caseOf(records[0]!);
    };
    const backs = async () => (await w.caseOf(records[0]!)).events.filter(({ to }) => to === 'queued').length;
    return { w, play, backs, atEase: () => Object.assign(w.pages, { fetch }) };
  };

  it('goes into the next notice, and leaves when the site is at ease again, without a person', async () => {
    const { w, play, backs, atEase } = await behindABusySite();
    expect((await play(2, 20)).state).not.toBe('awaiting-approval');
    expect(await backs()).toBeGreaterThan(4);
    atEase();
    await play(20, 24);
    expect(itemsSent(w)).toEqual(['1']);
  });

  it('reaches a person when that goes on for days', async () => {
    const { w, play } = await behindABusySite();
    const record = await play(2, 100);
    expect([record.state, lastWhy(record)]).toEqual(['awaiting-approval', expect.stringContaining('in time')]);
    expect(w.sent).toEqual([]);
  });
});

describe('an offer whose slow worker puts it into a notice', () => {
  /** Something happens to the notice between the place that is reserved in it and the offer that is put there. */
  const joinedLate = async (happens: (w: EnforcementWorld, notice: NoticeRecord) => Promise<unknown>) => {
    const w = enforcementWorld({ brand: aBrand({ enforcement: { mode: 'auto' } }) });
    const { addTarget } = w.notices;
    w.notices.addTarget = async (target) => {
      w.notices.addTarget = addTarget;
      await happens(w, (await w.notices.get(target.noticeId))!);
      return addTarget(target);
    };
    const record = await w.prepare(await w.open());
    for (let hour = 12; hour < 80; hour += 6) await w.tick(hour);
    return { w, record: await w.caseOf(record) };
  };

  it('that a person has withdrawn meanwhile is that person’s to take up again', async () => {
    const by = 'analyst:jane';
    const { w, record } = await joinedLate((w, notice) => withdrawNotice(notice, { by, why: 'not these' }, w));
    expect([record.state, lastWhy(record)]).toEqual(['flagged', 'its notice was withdrawn before it left: not these']);
    expect(itemsSent(w)).toEqual([]);
  });

  it('that was closed as empty meanwhile goes into the next', async () => {
    const { w } = await joinedLate((w, notice) =>
      moveNotice(
        notice,
        'emptied',
        { by: 'verify', why: 'nothing is left in it', at: w.at },
        { nextCheckAt: undefined },
        w,
      ),
    );
    expect(itemsSent(w)).toEqual(['1001']);
  });
});

describe('a picture that a notice names', () => {
  it('is on the page when it leaves: that another one of the owner’s is does not do', async () => {
    const [one, two] = ['https://img.example/1.jpg', 'https://img.example/2.jpg'];
    const listing = { ...offerOf('1').listing, imageUrls: [one, two] };
    const evidence = 'its picture is an official one';
    const signals = [{ id: 'stolen-image', value: 1, contribution: 4, evidence, pictures: [one, two] }];
    const work = {
      type: 'copyright',
      title: 'Photographs',
      status: 'unregistered',
      ownUrls: ['https://own.example/fjord'],
    };
    const w = enforcementWorld({ brand: Brand.parse({ ...aBrand(), rights: [work] }) });
    w.pages.shows = listing;
    const record = await w.prepare(await w.open({ listing, verdict: aVerdict({ signals, decision: 'review' }) }));
    const notice = await w.noticeOf(record);
    const [target] = await w.notices.targetsOf(notice.id);
    expect(target!.statement.sentences[0]!.en).toContain(one);
    w.at = hours(2);
    w.pages.shows = { ...listing, imageUrls: [two] };
    await w.approve(notice);
    expect(w.sent).toEqual([]);
    expect((await w.notices.getTarget(notice.id, record.id))!.state).toBe('taken-out');
  });
});
