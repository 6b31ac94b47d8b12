import { describe, expect, it } from 'vitest';
import { submit } from '#functions/submit/submit.ts';
import { Brand } from '#shared/domain/brand.ts';
import { ThrottledError } from '#shared/runtime/errors.ts';
import { aBrand, aListing, aVerdict } from '../../support/builders.ts';
import { type EnforcementWorld, enforcementWorld, hours } from '../../support/enforcement-world.ts';

// What may change between the writing of a notice and its sending, besides the offers themselves.

const offer = (id: string) => ({ listing: aListing({ id, url: `https://bazaar.example/item/${id}` }) });

async function prepared(w: EnforcementWorld, ...ids: string[]) {
  const records = [];
  for (const id of ids) records.push(await w.prepare(await w.open(offer(id))));
  return { records, notice: await w.noticeOf(records[0]!) };
}

async function approvedButHeld(w: EnforcementWorld, ...ids: string[]) {
  const { records, notice } = await prepared(w, ...ids);
  w.sendingEnabled = false;
  await w.approve(notice);
  w.sendingEnabled = true;
  return { records, notice };
}
const itemsSent = (w: EnforcementWorld) => w.sent.flatMap(({ targets }) => targets.map((t) => t.statement.itemId));

describe('a brand that wants four eyes since', () => {
  it('has a notice of before approved by a second person before it leaves', async () => {
    const w = enforcementWorld();
    const { notice } = await approvedButHeld(w, '1', '2');
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
    const { notice } = await approvedButHeld(w, '1', '2');
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

describe('a wait', () => {
  it('behind the daily cap takes nothing out of a notice whose looks began the day before', async () => {
    const w = enforcementWorld({ brand: aBrand({ enforcement: { dailyCap: 2 } }) });
    const first = await approvedButHeld(w, '1', '2');
    await submit({ noticeId: first.notice.id }, w);
    const { notice } = await approvedButHeld(w, '3', '4');
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

describe('a picture that a notice names', () => {
  it('is on the page when it leaves: that another one of the owner’s is does not do', async () => {
    const [one, two] = ['https://img.example/1.jpg', 'https://img.example/2.jpg'];
    const listing = { ...offer('1').listing, imageUrls: [one, two] };
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
