import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verify } from '#functions/verify/verify.ts';
import type { Brand } from '#shared/domain/brand.ts';
import type { Case } from '#shared/domain/case.ts';
import { HOUR_MS } from '#shared/domain/time-units.ts';
import { createPace, horizonMs } from '#shared/fetching/pace.ts';
import type { PageFetcher } from '#shared/fetching/page-fetcher.ts';
import { TransientError } from '#shared/runtime/errors.ts';
import { aVenue } from '../../support/a-venue.ts';
import { aBrand, aListing, aVerdict } from '../../support/builders.ts';
import { type EnforcementWorld, enforcementWorld, T0 } from '../../support/enforcement-world.ts';
import { type FakePages, fakePages } from '../../support/fake-pages.ts';
import { memoryPace } from '../../support/memory-watches.ts';
import { tries } from '../../support/tries.ts';

// Design, section 8, properties 2 and 3: for whom no notice leaves, and that every approved one leaves or reaches a person in a day.

type Offer = { id: string; page: FakePages; record: Case };
type World = EnforcementWorld & { offers: Offer[]; isBusy: boolean };

/** Each offer has a page of its own. */
function worldOf(count: number): World {
  const offers: Offer[] = [];
  const pages: PageFetcher = {
    fetch: (url, request) =>
      (offers.find(({ id }) => url.endsWith(`/${id}`))?.page ?? fakePages(() => w.at)).fetch(url, request),
    report: async () => {},
  };
  const w = Object.assign(enforcementWorld({ pages: pages as FakePages }), { offers, isBusy: false });
  for (let n = 0; n < count; n++)
    offers.push({ id: String(n), page: fakePages(() => w.at), record: undefined as never });
  return w;
}

const brandNow = (w: World, change: (brand: Brand) => Brand) => {
  if (w.brand) w.brand = change(w.brand);
};
const sellerOf = (id: string) => `seller-${id}`;
const becomes =
  (state: FakePages['state']) =>
  ({ page }: Offer) => {
    page.state = state;
  };
const showing =
  (change: FakePages['shows']) =>
  ({ page }: Offer) => {
    page.shows = { ...page.shows, ...change };
  };
const setting = (change: Partial<EnforcementWorld>) => (w: World) => void Object.assign(w, change);

/** What makes a notice about one offer wrong, and happens to it. */
const OF_THE_OFFER: Record<string, (offer: Offer, w: World) => void> = {
  'its seller is authorised': ({ id }, w) =>
    brandNow(w, (brand) => ({
      ...brand,
      fingerprint: {
        ...brand.fingerprint,
        authorisedSellers: [...brand.fingerprint.authorisedSellers, { marketplace: 'bazaar', sellerId: sellerOf(id) }],
      },
    })),
  'it is gone by the venue': becomes('removed'),
  'it is gone': becomes('bare 404'),
  'it is behind a captcha': becomes('block page'),
  'its page does not answer': becomes(new TransientError('reset')),
  'its price is another': showing({ price: { amountMinor: 29_900, currency: 'EUR' } }),
  'it is second-hand': showing({ condition: 'Gebraucht' }),
  'it goes with the goods': showing({ title: 'Zipper compatible with Nordhavn Fjord Parka' }),
  'it is a pattern': showing({ title: 'Sewing pattern for Nordhavn Fjord Parka, PDF' }),
};

/** What stops every notice of the brand. */
const OF_ALL: Record<string, (w: World) => void> = {
  'the right has lapsed': (w) =>
    brandNow(w, (brand) => ({ ...brand, marks: brand.marks.map((mark) => ({ ...mark, expires: '2026-05-01' })) })),
  'the right is a foreign one': (w) =>
    brandNow(w, (brand) => ({ ...brand, marks: brand.marks.map((mark) => ({ ...mark, jurisdictions: ['US'] })) })),
  'the authority is missing': (w) =>
    brandNow(w, ({ contacts: { authority: _, ...contacts }, ...brand }) => ({ ...brand, contacts })),
  'the authority is signed in the future': (w) =>
    brandNow(w, (brand) => ({
      ...brand,
      contacts: { ...brand.contacts, authority: { ...brand.contacts.authority!, signedAt: '2027-01-01' } },
    })),
  'the authority is too old': (w) =>
    brandNow(w, (brand) => ({
      ...brand,
      contacts: { ...brand.contacts, authority: { ...brand.contacts.authority!, signedAt: '2001-01-01' } },
    })),
  'a kill switch is set': setting({
    stopped: { scope: { everything: true }, by: 'analyst:x', at: T0.toISOString(), why: 'court' } as never,
  }),
  'sending is switched off': setting({ sendingEnabled: false }),
  'the mode is shadow': (w) =>
    brandNow(w, (brand) => ({ ...brand, enforcement: { ...brand.enforcement, mode: 'shadow' } })),
  'the brand is gone': setting({ brand: undefined }),
};

const wrong = <Key extends string>(kinds: Record<Key, unknown>) =>
  fc.option(fc.constantFrom(...(Object.keys(kinds) as Key[])), { nil: undefined, freq: 2 });
const plans = fc.record({
  offers: fc.array(fc.record({ wrong: wrong(OF_THE_OFFER), early: fc.boolean() }), { minLength: 1, maxLength: 4 }),
  all: fc.option(fc.constantFrom(...Object.keys(OF_ALL)), { nil: undefined, freq: 4 }),
  early: fc.boolean(),
});
type Plan = typeof plans extends fc.Arbitrary<infer P> ? P : never;

async function played({ offers, all, early }: Plan): Promise<World> {
  const w = worldOf(offers.length);
  for (const offer of w.offers) {
    const listing = aListing({
      id: offer.id,
      url: `https://bazaar.example/item/${offer.id}`,
      seller: { id: sellerOf(offer.id) },
    });
    offer.record = await w.open({ listing });
  }
  const happen = (isEarly: boolean) => {
    for (const [index, plan] of offers.entries())
      if (plan.wrong && plan.early === isEarly) OF_THE_OFFER[plan.wrong]!(w.offers[index]!, w);
    if (all && early === isEarly) OF_ALL[all]!(w);
  };
  happen(true);
  for (const { record } of w.offers) await w.prepare(record);
  // A person approves whatever waits, and looks at nothing: only the rules stand between that and a false notice.
  w.at = new Date(T0.getTime() + 2 * HOUR_MS);
  happen(false);
  for (let hour = 3; hour < 9; hour++) {
    await w.tick(hour);
    const ids = new Set((await w.cases.byBrand('nordhavn')).flatMap(({ noticeId }) => noticeId ?? []));
    for (const id of ids) {
      const notice = await w.notices.get(id);
      if (notice?.state === 'draft') await w.approve(notice, { despiteBreaker: true });
    }
  }
  return w;
}

const noticed = (w: World): string[] =>
  w.sent.flatMap(({ targets }) => targets.map(({ statement }) => statement.itemId)).toSorted();

describe('no notice leaves', () => {
  it('for an offer that must not be noticed, whatever is approved and whenever it came about; for every other it does', async () => {
    await fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const w = await played(plan);
        const clean = plan.all ? [] : plan.offers.flatMap((offer, index) => (offer.wrong ? [] : [String(index)]));
        expect(noticed(w)).toEqual(clean);
      }),
      { numRuns: tries(60, 3000) },
    );
  });

  it.each(Object.keys(OF_THE_OFFER))('where %s', async (kind) => {
    for (const early of [true, false])
      expect(
        noticed(
          await played({
            offers: [
              { wrong: kind, early },
              { wrong: undefined, early },
            ],
            all: undefined,
            early,
          }),
        ),
      ).toEqual(['1']);
  });

  it.each(Object.keys(OF_ALL))('at all where %s', async (all) => {
    for (const early of [true, false])
      expect(noticed(await played({ offers: [{ wrong: undefined, early }], all, early }))).toEqual([]);
  });

  it('that names another seller than the page does, also when the offer changed hands after it was written', async () => {
    const w = worldOf(1);
    const url = 'https://bazaar.example/item/0';
    const record = await w.prepare(await w.open({ listing: aListing({ id: '0', url, seller: { id: 'first' } }) }));
    showing({ seller: { id: 'second' } })(w.offers[0]!);
    w.at = new Date(T0.getTime() + 2 * HOUR_MS);
    await w.approve(await w.noticeOf(record));
    expect(w.sent).toEqual([]);
    const anew = await w.noticeOf(record);
    expect((await w.notices.targetsOf(anew.id)).at(-1)!.statement.sellerId).toBe('second');
    await w.tick(3.5);
    expect(w.sent).toEqual([]);
  });

  it('for an offer that the score ignores', async () => {
    const w = worldOf(1);
    const listing = aListing({ id: '0', url: 'https://bazaar.example/item/0' });
    const record = await w.open({ listing, verdict: aVerdict({ probability: 0.02, decision: 'ignore', signals: [] }) });
    expect((await w.prepare(record)).state).toBe('awaiting-approval');
  });
});

describe('three hundred approved offers on a host of one request in ten seconds, whose scans take every slot they may', () => {
  const OFFERS = 300;
  const INTERVAL_MS = 10_000;

  /** One worker, as the takedown queue has for a brand and venue; other workers' scans reserve whatever is free to them. */
  function slowWorld(): World {
    const w = worldOf(OFFERS);
    const { store } = memoryPace(() => w.at);
    const scan = async (host: string) => {
      const mine = () => store.reserve(host, w.at.getTime(), INTERVAL_MS, horizonMs('scan', INTERVAL_MS));
      while ('atMs' in (await mine()));
    };
    const sleep = async (ms: number) => {
      w.at = new Date(w.at.getTime() + ms);
    };
    const pace = createPace({ store, clock: () => w.at, lane: 'notice', random: () => 0.5, sleep });
    const { fetch } = w.pages;
    w.pages.fetch = async (url, request) => {
      if (w.isBusy) {
        await scan('bazaar.example');
        await pace.waitForSlot('bazaar.example', INTERVAL_MS);
      }
      return fetch(url, request);
    };
    w.venueOf = () => aVenue({ requestsPerSecond: 0.1 });
    w.brand = aBrand({ enforcement: { dailyCap: 500 } });
    return w;
  }

  /** Neither sent nor before a person; a draft is shown to one as soon as its window has closed. */
  async function inNobodysHands(w: World): Promise<string[]> {
    const open: string[] = [];
    for (const { state, noticeId } of await w.cases.byBrand('nordhavn')) {
      if (state === 'awaiting-approval' || state === 'submitted') continue;
      const notice = state === 'drafted' ? await w.notices.get(noticeId!) : undefined;
      if (notice?.state !== 'draft') open.push(state);
    }
    return open;
  }

  it('all leave, or reach a person, within a day', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(100), fc.nat(6), async (changed, awayHours) => {
        const w = slowWorld();
        for (const offer of w.offers) {
          const url = `https://bazaar.example/item/${offer.id}`;
          offer.record = await w.open({ listing: aListing({ id: offer.id, url, seller: { id: sellerOf(offer.id) } }) });
          await w.prepare(offer.record);
        }
        for (const offer of w.offers.slice(0, changed)) showing({ title: 'A green parka' })(offer);
        w.at = new Date(T0.getTime() + 2 * HOUR_MS);
        w.isBusy = true;
        const approvedMs = w.at.getTime();
        const ids = new Set((await w.cases.byBrand('nordhavn')).map(({ noticeId }) => noticeId!));
        for (const id of ids) await w.approve((await w.notices.get(id))!);
        const away = w.offers.map(({ page }) => page);
        let open: string[] = ['approved'];
        for (let tick = 0; open.length > 0 && w.at.getTime() < approvedMs + 24 * HOUR_MS; tick++) {
          const isAway = tick < awayHours * 4;
          for (const page of away) page.state = isAway ? new TransientError('down') : 'on sale';
          w.at = new Date(Math.max(w.at.getTime(), approvedMs + tick * 15 * 60_000));
          await verify(w, () => 300_000);
          await w.deliver();
          open = await inNobodysHands(w);
        }
        expect(open).toEqual([]);
        expect(new Set(noticed(w)).size).toBe(noticed(w).length);
        expect(noticed(w).length).toBeLessThanOrEqual(OFFERS - changed);
        if (awayHours === 0) expect(noticed(w)).toHaveLength(OFFERS - changed);
      }),
      { numRuns: tries(1, 20), ...(tries(1, 2) === 1 && { examples: [[20, 0]] }) },
    );
  });
});
