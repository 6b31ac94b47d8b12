import { describe, expect, it } from 'vitest';
import { submit } from '#functions/submit/submit.ts';
import { readChain } from '#shared/evidence/chain.ts';
import { ThrottledError, TransientError } from '#shared/runtime/errors.ts';
import { aBrand, aListing, aProof, aVerdict } from '../../support/builders.ts';
import { enforcementWorld, hours, lastWhy, offerOf, told } from '../../support/enforcement-world.ts';

const auto = aBrand({ enforcement: { mode: 'auto' } });

describe('a queued case', () => {
  it('is captured and joins the draft of its kind, with those of other sellers', async () => {
    const w = enforcementWorld();
    const one = await w.prepare(await w.open(offerOf('1')));
    const two = await w.prepare(await w.open(offerOf('2')));
    expect(one).toMatchObject({ state: 'drafted', noticeId: two.noticeId });
    const { captures, problems } = await readChain(one, w.evidence);
    expect(captures.map(({ manifest }) => manifest.caseId)).toEqual([one.id]);
    expect(problems.filter(({ key }) => !key.endsWith('screenshot.jpg'))).toEqual([]); // the browser's own, not of this world
    const notice = await w.noticeOf(one);
    expect(notice).toMatchObject({ state: 'draft', places: 2, maxPlaces: 50, channel: 'webhook' });
    const targets = await w.notices.targetsOf(notice.id);
    expect(targets.map(({ statement }) => statement.itemId)).toEqual(['1', '2']);
    expect(targets[0]!.statement.evidence.map(({ kind }) => kind)).toEqual([
      'page',
      'listing',
      'headers',
      'screenshot',
      'picture',
    ]);
    expect(w.sent).toEqual([]);
  });

  it('is captured with the owner’s picture of the product that it names, to be held beside it', async () => {
    const { fingerprint } = aBrand();
    const products = fingerprint.products.map((product) => ({
      ...product,
      images: [`https://nordhavn.example/${product.sku}.png`],
    }));
    const w = enforcementWorld({ brand: aBrand({ fingerprint: { ...fingerprint, products } }) });
    const one = await w.prepare(await w.open(offerOf('1')));
    const { captures } = await readChain(one, w.evidence);
    const official = captures[0]!.manifest.items.find(({ kind }) => kind === 'official-picture');
    expect(official?.url).toBe('https://nordhavn.example/NH-FJORD.png');
    expect((await w.targetOf(one)).statement.evidence.map(({ kind }) => kind)).toContain('official-picture');
  });

  it('joins once, however often its message comes', async () => {
    const w = enforcementWorld();
    const record = await w.open();
    await Promise.all([1, 2, 3].map(() => submit({ caseId: record.id }, w)));
    await submit({ caseId: record.id }, w);
    expect(await w.notices.targetsOf((await w.caseOf(record)).noticeId!)).toHaveLength(1);
  });

  it('needs a person in mode auto when somebody brought the offer, however certain it is', async () => {
    const w = enforcementWorld({ brand: auto });
    const provenance = { source: 'person', by: 'analyst:ida@nordhavn.example', at: w.at.toISOString() } as const;
    const found = await w.prepare(await w.open(offerOf('1')));
    const brought = await w.prepare(await w.open({ listing: { ...offerOf('2').listing, provenance } }));
    expect((await w.targetOf(found)).needsPerson).toBeUndefined();
    expect((await w.targetOf(brought)).needsPerson).toContain('brought by ida@nordhavn.example 12:00');
  });

  it.each([
    ['its own number, after a notice', '1001', true, 1],
    ['its own number, after it went by itself', '1001', false, 0],
    ['another number', '1002', true, 0],
  ])(
    'that is back under %s needs a person in mode auto only where the venue may have put it back',
    async (_, id, noticed, people) => {
      const w = enforcementWorld({ brand: aBrand({ enforcement: { mode: 'auto' } }) });
      const submittedAt = noticed ? '2026-05-01T00:00:00.000Z' : undefined;
      const before = await w.open({ listing: aListing({ id: '1001' }), state: 'relisted', submittedAt });
      const listing = aListing({ id, url: `https://bazaar.example/item/${id}` });
      const record = await w.prepare(await w.open({ listing, generation: 2, relistingOf: before.id }));
      await w.tick(1.1);
      expect(w.sent).toHaveLength(1 - people);
      const [target] = await w.notices.targetsOf((await w.noticeOf(record)).id);
      if (people > 0) expect(target!.needsPerson).toContain('may have put it back');
      else expect(target!.needsPerson).toBeUndefined();
    },
  );

  it('of a kind that needs a person does not hold up those that may leave by themselves', async () => {
    const w = enforcementWorld({ brand: auto });
    const certain = await w.prepare(await w.open(offerOf('1')));
    const doubtful = await w.prepare(
      await w.open({ ...offerOf('2'), verdict: aVerdict({ probability: 0.8, decision: 'review' }) }),
    );
    expect(doubtful.noticeId).not.toBe(certain.noticeId);
    expect((await w.targetOf(certain)).needsPerson).toBeUndefined();
    expect((await w.targetOf(doubtful)).needsPerson).toBe('not certain enough to be sent without approval');
  });

  it('needs a person in mode auto too, until the brand has proved its threshold for the model in use', async () => {
    const w = enforcementWorld({ brand: auto });
    const why = async (id: string) => (await w.targetOf(await w.prepare(await w.open(offerOf(id))))).needsPerson;
    w.proof = undefined;
    expect(await why('1')).toContain('100 confirmed decisions are needed');
    w.proof = aProof({ modelVersion: 'another' });
    expect(await why('2')).toBeDefined();
    w.proof = aProof();
    w.modelInUse = 'later';
    expect(await why('3')).toBe('it was judged by model test, and model later is in use');
  });

  it('of an authorised seller is closed, whether the search or only the page names the seller', async () => {
    const w = enforcementWorld();
    const known = await w.prepare(await w.open({ listing: aListing({ seller: { id: 'nordhavn-official' } }) }));
    expect(known.state).toBe('authorised');
    expect(w.pages.asked).toEqual([]);
    w.pages.shows = { seller: { id: 'nordhavn-official' } };
    expect((await w.prepare(await w.open({ listing: aListing({ id: '2', seller: null }) }))).state).toBe('authorised');
  });

  it('goes to a person when the page no longer bears what was found', async () => {
    const w = enforcementWorld();
    w.pages.shows = { title: 'A green parka', price: { amountMinor: 29_900, currency: 'EUR' } };
    const record = await w.prepare(await w.open({ listing: aListing({ brand: undefined }) }));
    expect(record.state).toBe('awaiting-approval');
    expect(record.listing.title).toBe('A green parka');
    expect(record.noticeId).toBeUndefined();
    expect(told(w)).toContain('awaiting-approval');
  });

  it('goes to a person with the reason when nothing may be claimed', async () => {
    const w = enforcementWorld({ brand: aBrand({ marks: [] }) });
    const record = await w.prepare(await w.open());
    expect(record.state).toBe('awaiting-approval');
    expect(lastWhy(record)).toMatch(/^no notice can be written: /);
  });

  it('goes to a person behind a block page, and is not sent on what was seen before', async () => {
    const w = enforcementWorld();
    w.pages.state = 'block page';
    expect(lastWhy(await w.prepare(await w.open()))).toBe(
      'the page cannot be captured: captcha. A person can open the page and bring it: markwarden intake',
    );
  });

  it('that is gone by the venue’s word ends; on a 404 only when that repeats while the site answers', async () => {
    const w = enforcementWorld();
    w.pages.state = 'removed';
    expect((await w.prepare(await w.open(offerOf('1')))).state).toBe('ended');
    w.pages.state = 'bare 404';
    w.pages.searchIsFine = false;
    const record = await w.open(offerOf('2'));
    expect(await w.prepare(record)).toMatchObject({ state: 'queued', absences: 1 });
    await submit({ caseId: record.id }, w);
    expect((await w.caseOf(record)).state).toBe('queued');
    w.pages.searchIsFine = true;
    await submit({ caseId: record.id }, w);
    expect((await w.caseOf(record)).state).toBe('ended');
  });

  it('is put back without an event while the host wants no more, and ends with a person when it always fails', async () => {
    const w = enforcementWorld();
    w.pages.state = new ThrottledError('slow down', 90_000);
    const record = await w.prepare(await w.open());
    expect(record).toMatchObject({ state: 'queued', nextCheckAt: new Date(w.at.getTime() + 90_000).toISOString() });
    expect(record.events).toHaveLength(1);
    w.pages.state = new TransientError('reset');
    for (let tried = 0; tried < 6; tried++) await submit({ caseId: record.id }, w);
    expect(await w.caseOf(record)).toMatchObject({ state: 'awaiting-approval' });
  });

  it('opens a draft of its own when the last one is full or its window has closed', async () => {
    const w = enforcementWorld({ brand: aBrand({ enforcement: { dailyCap: 2 } }) });
    const ids: string[] = [];
    for (const id of ['1', '2', '3']) ids.push((await w.prepare(await w.open(offerOf(id)))).noticeId!);
    expect(ids[1]).toBe(ids[0]);
    expect(ids[2]).not.toBe(ids[0]);
    w.at = hours(2);
    expect((await w.prepare(await w.open(offerOf('4')))).noticeId).not.toBe(ids[2]);
  });
});
