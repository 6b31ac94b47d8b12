import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SubmitServices } from '#functions/submit/services.ts';
import { LEASE_MS, submit } from '#functions/submit/submit.ts';
import type { Brand } from '#shared/domain/brand.ts';
import type { Case } from '#shared/domain/case.ts';
import type { Expediting } from '#shared/domain/expediting.ts';
import type { AlertJob } from '#shared/domain/messages.ts';
import type { Notice } from '#shared/domain/notice.ts';
import type { Delivery } from '#shared/notices/channels/channel.ts';
import { noticeReasons } from '#shared/notices/notice-reasons.ts';
import { BlockedError, ThrottledError, TransientError } from '#shared/runtime/errors.ts';
import { scoreListing } from '#shared/scoring/score-listing.ts';
import { aVenue } from '../../support/a-venue.ts';
import { aBrand, aCase, aListing, aPromotedModel, aProof, aVerdict } from '../../support/builders.ts';
import { anImage } from '../../support/facts.ts';
import { type FakePages, fakePages } from '../../support/fake-pages.ts';
import { memoryEvidence } from '../../support/memory-evidence.ts';
import { memoryQueue } from '../../support/memory-queue.ts';
import { memoryCaseStore, memoryQuotaStore } from '../../support/memory-stores.ts';

const T0 = new Date('2026-06-01T12:00:00.000Z');
const plusHours = (hours: number) => new Date(T0.getTime() + hours * 3_600_000);
const auto = aBrand({ enforcement: { mode: 'auto' } });
const review = aBrand({ enforcement: { mode: 'review' } });

type World = SubmitServices & {
  sent: Notice[];
  delivery: Delivery | Error;
  alertsSent: AlertJob[];
  at: Date;
  brand: Brand | undefined;
  modelInUse: string;
  proof: Expediting | undefined;
  evidence: ReturnType<typeof memoryEvidence>;
  pages: FakePages;
  open: (overrides?: Parameters<typeof aCase>[0]) => Promise<Case>;
  run: (record: Case) => Promise<Case>;
};

function world(overrides: Partial<World> = {}): World {
  const alerts = memoryQueue<AlertJob>();
  const clock = () => services.at;
  const services: World = {
    at: T0,
    brand: auto,
    sent: [],
    delivery: { status: 'accepted', externalId: 'V-1' },
    brands: { get: async () => services.brand },
    cases: memoryCaseStore(),
    quotas: memoryQuotaStore(),
    models: {
      promoted: async () => aPromotedModel(services.modelInUse),
      expediting: async () => services.proof,
    },
    modelInUse: 'test',
    proof: aProof(),
    venueOf: () => aVenue(),
    channelFor: () => ({
      id: 'webhook',
      async send(notice) {
        services.sent.push(notice);
        if (services.delivery instanceof Error) throw services.delivery;
        return services.delivery;
      },
    }),
    pages: fakePages(clock),
    render: async ({ url, screenshotKey }) => ({
      status: 200,
      finalUrl: url,
      screenshot: { key: screenshotKey!, sha256: 'b'.repeat(64), bytes: 3 },
    }),
    evidence: memoryEvidence(),
    alerts,
    get alertsSent() {
      return alerts.sent.map(({ message }) => message);
    },
    sendingEnabled: true,
    clock,
    newToken: () => 'token',
    async open(fields = {}) {
      const record = aCase({ openedAt: T0.toISOString(), ...fields });
      await services.cases.open(record);
      return record;
    },
    async run(record) {
      await submit({ caseId: record.id }, services);
      return (await services.cases.get(record.id))!;
    },
  };
  return Object.defineProperties(services, Object.getOwnPropertyDescriptors(overrides));
}

const lastWhy = (record: Case) => record.events.at(-1)!.why;

describe('a queued case', () => {
  it('is sent in mode auto: evidence first, then the notice, then the wait for removal', async () => {
    const w = world();
    const record = await w.run(await w.open());
    expect(record).toMatchObject({ state: 'submitted', externalId: 'V-1', submittedAt: T0.toISOString(), checks: 0 });
    expect(record.nextCheckAt).toBe(plusHours(6).toISOString());
    expect(record.submission).toBeUndefined();
    expect(w.sent).toHaveLength(1);
    expect(w.sent[0]!.evidence.map(({ kind }) => kind)).toEqual(['page', 'listing', 'screenshot']);
    expect(await w.cases.getNotice(record.noticeId!)).toEqual(w.sent[0]);
    expect(await w.evidence.getManifest(record.evidenceKey!)).toMatchObject({
      caseId: record.id,
      url: record.listing.url,
    });
    expect(w.alertsSent.map(({ kind }) => kind)).toEqual(['notice-sent']);
  });

  it('is prepared in mode review, with evidence and a valid notice, and waits', async () => {
    const w = world({ brand: review });
    const record = await w.run(await w.open());
    expect(record.state).toBe('awaiting-approval');
    expect(record.evidenceKey).toBeDefined();
    expect(await w.cases.getNotice(record.noticeId!)).toBeDefined();
    expect(w.sent).toEqual([]);
    expect(w.alertsSent.map(({ kind }) => kind)).toEqual(['awaiting-approval']);
  });

  it('waits for approval in mode auto too, until the brand has proved its threshold', async () => {
    const w = world();
    const parked = async (proof: Expediting | undefined, id: string) => {
      w.proof = proof;
      const record = await w.run(await w.open({ listing: aListing({ id }) }));
      expect(record.state).toBe('awaiting-approval');
      return lastWhy(record);
    };
    expect(await parked(undefined, '1')).toBe(
      'waits for approval. Expediting starts carefully at 95 %: 100 confirmed decisions are needed, and none is counted yet; the next training counts them',
    );
    expect(await parked(aProof({ proved: false, from: 0.95, decided: 37, confirmed: 37 }), '2')).toContain(
      '63 more confirmed decisions',
    );
    // Proved of another model, or not from this probability.
    expect(await parked(aProof({ modelVersion: 'another' }), '3')).toMatch(/^waits for approval/);
    expect(await parked(aProof({ from: 0.97 }), '4')).toBe('not certain enough to be sent without approval');
    expect(w.sent).toEqual([]);
  });

  it('waits for approval when it was judged by a model that is not in use any more, or not yet', async () => {
    const w = world();
    const judgedBy = async (modelVersion: string) =>
      w.run(await w.open({ listing: aListing({ id: modelVersion }), verdict: aVerdict({ modelVersion }) }));
    w.modelInUse = 'earlier';
    expect(await judgedBy('test')).toMatchObject({ state: 'awaiting-approval', noticeId: expect.any(String) });
    w.modelInUse = 'test';
    const record = await judgedBy('later');
    expect(record.state).toBe('awaiting-approval');
    expect(lastWhy(record)).toBe('waits for approval. It was judged by model later, and model test is in use');
    expect(w.sent).toEqual([]);
  });

  it('leaves when a person approved it, whatever the brand has proved', async () => {
    const w = world({ proof: undefined });
    const parked = await w.run(await w.open());
    const approval = { to: 'queued', by: 'analyst:jane', why: 'ok', at: T0, change: { approvedBy: 'analyst:jane' } };
    const approved = (await w.cases.transition(parked, approval as never))!;
    expect(await w.run(approved)).toMatchObject({ state: 'submitted' });
  });

  it('leaves once a person approved it, with the evidence that was captured before', async () => {
    const w = world({ brand: review });
    const parked = await w.run(await w.open());
    const change = { approvedBy: 'analyst:jane' };
    const approved = (await w.cases.transition(parked, {
      to: 'queued',
      by: 'analyst:jane',
      why: 'ok',
      at: T0,
      change,
    }))!;
    expect(await w.run(approved)).toMatchObject({ state: 'submitted', evidenceKey: parked.evidenceKey });
    expect(w.pages.asked).toHaveLength(1);
  });

  it('leaves as it was approved, with the seller that only the page had named', async () => {
    const w = world({ brand: review });
    w.pages.shows = { seller: { id: 'night-market-7' } };
    const parked = await w.run(await w.open({ listing: aListing({ seller: null }) }));
    const approved = (await w.cases.transition(parked, {
      to: 'queued',
      by: 'analyst:jane',
      why: 'ok',
      at: T0,
      change: { approvedBy: 'analyst:jane' },
    }))!;
    const shown = await w.cases.getNotice(parked.noticeId!);
    expect(await w.run(approved)).toMatchObject({ state: 'submitted' });
    expect(w.sent[0]!.targets).toEqual(shown!.targets);
    expect(w.sent[0]!.targets[0]!.sellerId).toBe('night-market-7');
  });

  it('is not sent after all when the seller that only the page had named was authorised before approval', async () => {
    const w = world({ brand: review });
    w.pages.shows = { seller: { id: 'night-market-7' } };
    const parked = await w.run(await w.open({ listing: aListing({ seller: null }) }));
    const authorisedSellers = [{ marketplace: 'bazaar', sellerId: 'night-market-7' }];
    w.brand = { ...review, fingerprint: { ...review.fingerprint, authorisedSellers } };
    const approved = (await w.cases.transition(parked, {
      to: 'queued',
      by: 'analyst:jane',
      why: 'ok',
      at: T0,
      change: { approvedBy: 'analyst:jane' },
    }))!;
    expect(await w.run(approved)).toMatchObject({ state: 'authorised' });
    expect(w.sent).toEqual([]);
  });

  it('names the listing that was found, whatever number and address its page claims', async () => {
    const w = world();
    w.pages.shows = { id: '666', url: 'https://bazaar.example/item/666' };
    const record = await w.run(await w.open());
    expect(w.sent[0]!.targets).toMatchObject([{ listingId: record.listing.id, url: record.listing.url }]);
  });

  it('is looked at again when the evidence is a day old, and not sent when the listing has gone since', async () => {
    const w = world({ brand: review });
    const parked = await w.run(await w.open());
    w.at = plusHours(25);
    w.pages.state = 'removed';
    const change = { approvedBy: 'analyst:jane' };
    const approved = (await w.cases.transition(parked, {
      to: 'queued',
      by: 'analyst:jane',
      why: 'ok',
      at: w.at,
      change,
    }))!;
    expect(await w.run(approved)).toMatchObject({ state: 'removed', removedAt: w.at.toISOString() });
    expect(w.sent).toEqual([]);
  });

  it('is not sent by a program when the verdict is not certain enough', async () => {
    const w = world();
    for (const [id, verdict] of [
      ['1', aVerdict({ probability: 0.8 })],
      ['2', aVerdict({ decision: 'review' })],
    ] as const) {
      const record = await w.run(await w.open({ listing: aListing({ id }), verdict }));
      expect(record.state).toBe('awaiting-approval');
      expect(lastWhy(record)).toMatch(/not certain enough/);
    }
    expect(w.sent).toEqual([]);
  });

  it('stops at a message for a case that is not queued', async () => {
    const w = world();
    for (const state of ['flagged', 'awaiting-approval', 'submitting', 'submitted', 'dismissed', 'uncertain'] as const)
      expect((await w.run(await w.open({ state, listing: aListing({ id: state }) }))).version).toBe(1);
    await submit({ caseId: 'nordhavn~bazaar~unknown~1' }, w);
    expect(w.sent).toEqual([]);
  });

  it('tells what it did again when a redelivered message finds it done, under the same number', async () => {
    const w = world();
    const record = await w.open();
    await w.run(record);
    await w.run(record);
    expect(w.sent).toHaveLength(1);
    expect(w.alertsSent).toHaveLength(2);
    expect(w.alertsSent[0]).toEqual(w.alertsSent[1]);
  });
});

describe('a page that has changed since it was judged', () => {
  const cheap = aListing({
    title: 'Nordhavn Fjord Parka mirror quality',
    price: { amountMinor: 4_900, currency: 'EUR' },
  });
  const judged = (listing = cheap, facts = {}) => ({
    listing,
    verdict: scoreListing({ brand: auto, listing, now: T0, ...facts }, aPromotedModel().model),
  });
  const generic = { title: 'Generic down jacket, all sizes', price: { amountMinor: 42_900, currency: 'EUR' } };
  const approve = async (w: World, record: Case) =>
    (await w.cases.transition(record, {
      to: 'queued',
      by: 'analyst:jane',
      why: 'ok',
      at: w.at,
      change: { approvedBy: 'analyst:jane' },
    }))!;
  const keptIn = async (w: World, record: Case) => {
    const manifest = (await w.evidence.getManifest(record.evidenceKey!))!;
    const { key } = manifest.items.find(({ kind }) => kind === 'listing')!;
    return JSON.parse(Buffer.from((await w.evidence.get(key))!).toString()) as Pick<Case, 'listing' | 'verdict'>;
  };

  it.each([undefined, 'analyst:jane'])(
    'goes to a person when it shows nothing of what was found (approved by %s)',
    async (approvedBy) => {
      const w = world();
      w.pages.shows = generic;
      const record = await w.run(await w.open({ ...judged(), approvedBy }));
      expect(record).toMatchObject({ state: 'awaiting-approval' });
      expect(record.noticeId).toBeUndefined();
      const why = lastWhy(record);
      expect(why).toContain(
        'the title is now "Generic down jacket, all sizes", it was "Nordhavn Fjord Parka mirror quality"',
      );
      expect(why).toContain('the price is now EUR 429.00, it was EUR 49.00');
      expect(why).toContain(
        'it does not show any more: Asked EUR 49.00; the genuine Fjord Parka sells for EUR 299.00 (16 %); ',
      );
      expect(why).toContain('judged anew as "ignore"');
      expect(why).toContain('no notice can be written: nothing that was found may be stated to a venue');
      expect(w.sent).toEqual([]);
      // Nor does approving it again make anything of it that could be stated.
      expect(await w.run(await approve(w, record))).toMatchObject({ state: 'awaiting-approval' });
      expect(w.sent).toEqual([]);
    },
  );

  it('is sent in the words of the new page when it is as bad as before, and evidence and case keep the new verdict', async () => {
    const w = world();
    w.pages.shows = { title: cheap.title, price: { amountMinor: 4_500, currency: 'EUR' } };
    const record = await w.run(await w.open(judged()));
    expect(record.state).toBe('submitted');
    expect(w.sent[0]!.claim.explanation).toContain('Asked EUR 45.00;');
    expect(w.sent[0]!.claim.explanation).not.toContain('49.00');
    const { verdict } = await keptIn(w, record);
    expect(verdict.signals.find(({ id }) => id === 'low-price')!.evidence).toContain('Asked EUR 45.00;');
    expect(record).toMatchObject({ verdict, listing: { price: { amountMinor: 4_500 } } });
  });

  it('goes back to the person who approved other words, and leaves in the new ones once those are approved', async () => {
    const w = world();
    w.pages.shows = { title: cheap.title, price: { amountMinor: 4_500, currency: 'EUR' } };
    const back = await w.run(await w.open({ ...judged(), approvedBy: 'analyst:jane' }));
    expect(back.state).toBe('awaiting-approval');
    expect(lastWhy(back)).toContain('changed since it was approved: the price is now EUR 45.00, it was EUR 49.00');
    const shown = (await w.cases.getNotice(back.noticeId!))!;
    expect(w.sent).toEqual([]);
    expect(await w.run(await approve(w, back))).toMatchObject({ state: 'submitted' });
    expect(w.sent[0]!.claim).toEqual(shown.claim);
  });

  it('goes back again when it has changed once more by the time it is captured anew', async () => {
    const w = world({ brand: review });
    w.pages.shows = { title: cheap.title };
    const parked = await w.run(await w.open(judged()));
    w.at = plusHours(25);
    w.pages.shows = { title: 'Nordhavn Fjord Parka', price: cheap.price };
    const back = await w.run(await approve(w, parked));
    expect(back.state).toBe('awaiting-approval');
    expect(lastWhy(back)).toContain('it does not show any more: Says "mirror quality"');
    expect(w.sent).toEqual([]);
  });

  it('is not said to show a picture that has gone, and keeps those that are at another address too', async () => {
    const [front, small] = ['https://bazaar.example/img/front.jpg', 'https://bazaar.example/img/front-small.jpg'];
    const images = [anImage({ url: front }), anImage({ url: small })];
    const facts = { images, infringingImages: [{ source: 'nordhavn~bazaar~7~1', pdq: images[0]!.pdq }] };
    const says = async (imageUrls: string[]) => {
      const w = world();
      const { imageUrls: _, ...unpictured } = cheap;
      w.pages.shows = { ...unpictured, imageUrls };
      await w.run(await w.open(judged(aListing({ ...cheap, imageUrls: [front, small] }), facts)));
      return w.sent[0]!.claim.explanation;
    };
    expect(await says([small])).toContain('The picture is that of an offer that was removed as infringing');
    expect(await says(['https://bazaar.example/img/back.jpg'])).not.toContain('picture');
  });

  it('never makes a notice say what its captured page does not show', async () => {
    const title = fc.array(
      fc.constantFrom('Nordhavn', 'N0rdhavn', 'Fjord', 'Parka', 'Bottle', 'replica', '1:1', 'for', 'red'),
      {
        minLength: 1,
        maxLength: 7,
      },
    );
    const page = fc.record({
      title: title.map((words) => words.join(' ')),
      amountMinor: fc.integer({ min: 100, max: 60_000 }),
    });
    await fc.assert(
      fc.asyncProperty(page, page, fc.boolean(), async (before, now, isApproved) => {
        const w = world();
        const listing = (shown: typeof now) =>
          aListing({ title: shown.title, price: { amountMinor: shown.amountMinor, currency: 'EUR' } });
        const { title: shownTitle, price } = listing(now);
        w.pages.shows = { title: shownTitle, price };
        const record = await w.run(
          await w.open({ ...judged(listing(before)), ...(isApproved && { approvedBy: 'analyst:jane' }) }),
        );
        const holding = noticeReasons(judged(listing(now)).verdict).map(({ sentence }) => sentence);
        const notice = record.noticeId && (await w.cases.getNotice(record.noticeId));
        const said = notice ? (notice.claim.explanation.split(' What shows it: ')[1] ?? '') : '';
        expect(said.replace(/\.$/, '')).toBe(notice ? holding.map((one) => one.replace(/\.$/, '')).join('; ') : '');
        if (w.sent.length > 0) {
          expect(w.sent[0]).toEqual(notice);
          expect(noticeReasons((await keptIn(w, record)).verdict).map(({ sentence }) => sentence)).toEqual(holding);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('an authorised seller', () => {
  const authorisedListing = aListing({ seller: { id: 'nordhavn-official', name: 'Nordhavn' } });

  it('gets no notice, and its page is not even fetched', async () => {
    const w = world();
    const record = await w.run(await w.open({ listing: authorisedListing, approvedBy: 'analyst:jane' }));
    expect(record.state).toBe('authorised');
    expect([w.sent, w.pages.asked]).toEqual([[], []]);
  });

  it('gets none either when only the listing page names it', async () => {
    const w = world();
    w.pages.shows = { seller: { id: 'nordhavn-official' } };
    const record = await w.run(await w.open({ listing: aListing({ seller: null }) }));
    expect(record.state).toBe('authorised');
    expect(w.sent).toEqual([]);
  });

  it('gets none when it is authorised while evidence is being captured', async () => {
    const w = world();
    const { render } = w;
    w.render = async (request) => {
      const seller = { marketplace: 'bazaar', sellerId: 'cheap-parka-store' };
      w.brand = { ...auto, fingerprint: { ...auto.fingerprint, authorisedSellers: [seller] } };
      return render(request);
    };
    expect((await w.run(await w.open())).state).toBe('authorised');
    expect(w.sent).toEqual([]);
  });
});

describe('evidence', () => {
  it('notes a screenshot that failed, and goes on without it', async () => {
    for (const error of [new TransientError('browser crashed'), new BlockedError('not a page')]) {
      const w = world({ render: async () => Promise.reject(error) });
      const record = await w.run(await w.open());
      expect(record.state).toBe('submitted');
      const manifest = await w.evidence.getManifest(record.evidenceKey!);
      expect(manifest!.missing).toEqual([{ kind: 'screenshot', reason: error.message }]);
    }
  });

  it('that cannot be captured at all leaves the case to a person', async () => {
    const w = world();
    w.pages.state = 'block page';
    const record = await w.run(await w.open());
    expect(record.state).toBe('awaiting-approval');
    expect(lastWhy(record)).toBe('no evidence could be captured: captcha');
    expect(w.sent).toEqual([]);
  });

  it('of a listing that has gone is a removal, once it is proven', async () => {
    const w = world();
    w.pages.state = 'bare 404';
    const once = await w.run(await w.open());
    expect(once).toMatchObject({ state: 'queued', absences: 1 });
    w.pages.searchIsFine = false;
    expect(await w.run(once)).toMatchObject({ state: 'queued', absences: 2 });
    w.pages.searchIsFine = true;
    expect(await w.run((await w.cases.get(once.id))!)).toMatchObject({ state: 'removed' });
    expect(w.sent).toEqual([]);
  });
});

describe('a notice that is not valid', () => {
  it('is never sent: the case says what is missing', async () => {
    const w = world({ brand: aBrand({ enforcement: { mode: 'auto' }, contacts: {} }) });
    const record = await w.run(await w.open({ approvedBy: 'analyst:jane' }));
    expect(record.state).toBe('awaiting-approval');
    expect(lastWhy(record)).toMatch(/the brand still needs the rights owner .*; a reporter .*; a signed authority/);
    expect(w.sent).toEqual([]);
  });

  it('is not written when nothing that was found may be stated, whoever approved it', async () => {
    const w = world();
    const verdict = aVerdict({
      signals: [
        { id: 'seller-history', contribution: 4, evidence: '3 earlier cases of this seller confirmed.', value: 1 },
      ],
    });
    const record = await w.run(await w.open({ verdict, approvedBy: 'analyst:jane' }));
    expect(record.state).toBe('awaiting-approval');
    expect(lastWhy(record)).toBe('no notice can be written: nothing that was found may be stated to a venue');
    expect(w.sent).toEqual([]);
  });

  it('is not sent to an address outside the venue', async () => {
    const w = world();
    const listing = aListing({ url: 'https://evil.example/item/1' });
    const record = await w.run(await w.open({ listing }));
    expect(record.state).toBe('awaiting-approval');
    expect(lastWhy(record)).toMatch(/evil\.example, which is not a site of bazaar/);
    expect(w.sent).toEqual([]);
  });
});

describe('what holds sending back', () => {
  it('is the kill switch: all is prepared, nothing leaves, and the case comes back without piling up history', async () => {
    const w = world({ sendingEnabled: false });
    const waiting = await w.run(await w.open());
    expect(waiting).toMatchObject({ state: 'queued', nextCheckAt: plusHours(1).toISOString() });
    expect(waiting.evidenceKey).toBeDefined();
    w.at = plusHours(1);
    const later = await w.run(waiting);
    expect(later).toMatchObject({ state: 'queued', nextCheckAt: plusHours(2).toISOString() });
    expect(later.events).toHaveLength(waiting.events.length);
    expect(w.pages.asked).toHaveLength(1);
    w.sendingEnabled = true;
    expect((await w.run(later)).state).toBe('submitted');
  });

  it('is the daily cap: exactly so many a day, the rest tomorrow', async () => {
    const w = world({ brand: aBrand({ enforcement: { mode: 'auto', dailyCap: 3 } }) });
    const records = await Promise.all(['1', '2', '3', '4', '5'].map((id) => w.open({ listing: aListing({ id }) })));
    for (const record of records) await w.run(record);
    expect(w.sent).toHaveLength(3);
    const waiting = await w.cases.byBrand('nordhavn', 'queued');
    expect(waiting.map(({ nextCheckAt }) => nextCheckAt)).toEqual(Array(2).fill('2026-06-02T00:00:00.000Z'));
    w.at = new Date('2026-06-02T00:00:00.000Z');
    for (const record of waiting) await w.run(record);
    expect(w.sent).toHaveLength(5);
  });

  it('is the accuracy breaker: automatic sending stops and says so, a person may still send', async () => {
    const w = world();
    for (let n = 0; n < 30; n++) {
      const sent = await w.open({
        listing: aListing({ id: `old-${n}` }),
        state: 'submitting',
        submittedAt: T0.toISOString(),
      });
      const to = n < 24 ? 'removed' : 'rejected';
      await w.cases.transition(sent, { to, by: 'verify', why: 'x', at: T0 });
    }
    const record = await w.run(await w.open());
    expect(record.state).toBe('awaiting-approval');
    expect(lastWhy(record)).toMatch(/automatic sending is stopped: only 80\.0 %/);
    expect(w.alertsSent.map(({ kind }) => kind)).toEqual(['sending-stopped', 'awaiting-approval']);
    const approved = await w.open({ listing: aListing({ id: 'approved' }), approvedBy: 'analyst:jane' });
    expect((await w.run(approved)).state).toBe('submitted');
  });
});

describe("the venue's answer", () => {
  it('"refused" leaves the case to a person, with the reasons', async () => {
    const w = world({ delivery: { status: 'rejected', reasons: ['right.number is missing'] } });
    const record = await w.run(await w.open());
    expect(record.state).toBe('rejected');
    expect(lastWhy(record)).toBe('the venue refused the notice: right.number is missing');
    expect(w.alertsSent.map(({ kind }) => kind)).toEqual(['awaiting-approval']);
  });

  it('"later" puts the case back, gives the cap back, and the same notice goes again', async () => {
    const w = world({ delivery: { status: 'deferred', retryAfterMs: 600_000, reason: 'busy' } });
    const record = await w.run(await w.open());
    expect(record).toMatchObject({ state: 'queued', nextCheckAt: plusHours(1 / 6).toISOString() });
    expect(await w.quotas.used('notices~nordhavn~2026-06-01')).toBe(0);
    w.delivery = { status: 'accepted' };
    expect((await w.run(record)).state).toBe('submitted');
    expect(new Set(w.sent.map(({ reference }) => reference)).size).toBe(1);
  });

  it('"we do not know you" is told to a person', async () => {
    const w = world({ delivery: { status: 'deferred', retryAfterMs: 1, reason: 'bad key', needsPerson: true } });
    await w.run(await w.open());
    expect(w.alertsSent.map(({ kind }) => kind)).toEqual(['sending-stopped']);
  });

  it('that never came makes the case uncertain, and no second message sends it', async () => {
    for (const delivery of [{ status: 'unknown', reason: 'reset' } as const, new Error('bug in a channel')]) {
      const w = world({ delivery });
      const record = await w.run(await w.open());
      expect(record.state).toBe('uncertain');
      await w.run(record);
      expect(w.sent).toHaveLength(1);
    }
  });

  it('for persons only is a packet that waits to be filed', async () => {
    const w = world({ delivery: { status: 'ready-to-file', packetKey: 'p/packet.txt' } });
    const record = await w.run(await w.open());
    expect(record).toMatchObject({ state: 'awaiting-approval', packetKey: 'p/packet.txt' });
    const filed = await w.cases.transition(record, { to: 'submitted', by: 'analyst:jane', why: 'filed', at: T0 });
    expect(filed!.state).toBe('submitted');
  });
});

describe('what goes wrong before sending', () => {
  it('puts the case back for later: a busy host at its own time, other trouble ever later, then a person', async () => {
    const w = world();
    w.pages.state = new ThrottledError('no free slot', 90_000);
    let record = await w.run(await w.open());
    expect(record).toMatchObject({
      state: 'queued',
      checks: 0,
      nextCheckAt: new Date(T0.getTime() + 90_000).toISOString(),
    });
    w.pages.state = new TransientError('reset');
    const waits: number[] = [];
    while (record.state === 'queued') {
      record = await w.run(record);
      if (record.nextCheckAt) waits.push((Date.parse(record.nextCheckAt) - T0.getTime()) / 60_000);
    }
    expect(waits).toEqual([10, 20, 40, 80, 160]);
    expect(record.state).toBe('awaiting-approval');
    expect(lastWhy(record)).toBe('could not be prepared in 6 tries: reset');
  });

  it('does not send when the claim lapsed on the way', async () => {
    const w = world();
    const { update } = w.cases;
    w.cases.update = async (...inputs) => {
      const written = await update(...inputs);
      w.at = new Date(w.at.getTime() + LEASE_MS);
      return written;
    };
    expect((await w.run(await w.open())).state).toBe('queued');
    expect(w.sent).toEqual([]);
  });

  it('does not send when somebody else took the case over', async () => {
    const w = world();
    const { render } = w;
    w.render = async (request) => {
      const claimed = (await w.cases.get('nordhavn~bazaar~1001~1'))!;
      await w.cases.transition(claimed, {
        to: 'queued',
        by: 'verify',
        why: 'lease lapsed',
        at: w.at,
        change: { submission: null },
      });
      return render(request);
    };
    const record = await w.run(await w.open());
    expect(record.state).toBe('queued');
    expect(w.sent).toEqual([]);
    expect(await w.quotas.used('notices~nordhavn~2026-06-01')).toBe(0);
  });
});
