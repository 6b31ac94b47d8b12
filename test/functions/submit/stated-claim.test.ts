import { describe, expect, it } from 'vitest';
import type { StatedClaim } from '#shared/domain/claim.ts';
import type { Listing } from '#shared/domain/listing.ts';
import type { Decision } from '#shared/domain/verdict.ts';
import { reopenCase } from '#shared/notices/by-people.ts';
import { stateClaim } from '#shared/notices/state-claim.ts';
import { aBrand, aCase, aListing, aProof } from '../../support/builders.ts';
import { approveUnsent, enforcementWorld, lastWhy } from '../../support/enforcement-world.ts';

// What no program finds, stated by a person: from the case to the notice, and never without a person.

const DESIGN = {
  type: 'design' as const,
  title: 'Stitching of the Fjord Parka',
  number: 'ZL2024300000001',
  office: 'CNIPA',
  territories: ['CN'],
  expires: '2035-01-01',
};
const TEXT = { type: 'copyright' as const, title: 'Fjord Parka texts', number: '2024-F-00012345', office: 'CPCC' };
const reporter = { ...aBrand().contacts.reporter!, phone: '+45 00 00 00 01' };
const brand = aBrand({
  rights: [DESIGN, { ...TEXT, ownUrls: ['https://nordhavn.example/fjord'] }],
  contacts: { ...aBrand().contacts, reporter },
  enforcement: { mode: 'auto', dailyCap: 500 },
});
const ID = '570000000001';
const SEEN = 'https://img.example/seen.jpg';
const listing = aListing({
  marketplace: 'taobao',
  id: ID,
  url: `https://item.taobao.com/item.htm?id=${ID}`,
  title: '户外派克大衣',
  brand: undefined,
});
const CLAIM: StatedClaim = {
  kind: 'design',
  right: DESIGN.number,
  sentence: 'The double stitching runs along the yoke as the registered design shows.',
};

async function stated(
  claim: Partial<StatedClaim> = {},
  overrides: Parameters<typeof aListing>[0] = {},
  decision: Decision = 'expedite',
) {
  const w = enforcementWorld({ brand, proof: aProof() });
  w.pages.shows = { title: listing.title, ...overrides };
  const verdict = { ...aCase().verdict, decision };
  const record = await w.open({ state: 'flagged', listing: { ...listing, ...overrides }, verdict });
  return { w, outcome: await stateClaim(record, { by: 'analyst:jane', claim: { ...CLAIM, ...claim } }, w) };
}

describe('a claim that a person states', () => {
  it('is what the notice says, on the right that was named, and waits for a person in mode auto', async () => {
    const { w, outcome } = await stated();
    if ('refused' in outcome) throw new Error(outcome.refused);
    const queued = await w.cases.transition(outcome.case, { to: 'queued', by: 'analyst:jane', why: 'yes', at: w.at });
    const record = await w.prepare(queued!);
    expect(lastWhy(record)).toMatch(/^in notice /);
    const notice = await w.noticeOf(record);
    expect(notice.content).toMatchObject({ claim: { kind: 'design' }, right: { number: DESIGN.number } });
    expect(notice.content.statement.en).toContain('this design was applied without the consent');
    const target = await w.targetOf(record);
    expect(target.statement.sentences).toEqual([{ en: CLAIM.sentence }]);
    expect(target.needsPerson).toContain('a person states it');
  });

  it('stands in the history of its case, with the claim before it', async () => {
    const { w, outcome } = await stated();
    if ('refused' in outcome) throw new Error(outcome.refused);
    const claim = { ...CLAIM, sentence: 'The pocket flap is the one of the registered design.' };
    await stateClaim(outcome.case, { by: 'analyst:bo', claim }, w);
    const { remarks } = await w.caseOf(outcome.case);
    expect(remarks.map(({ by, text }) => `${by} ${text}`)).toEqual([
      `analyst:jane states a registered design (${DESIGN.number}): ${CLAIM.sentence}`,
      `analyst:bo states a registered design (${DESIGN.number}): ${claim.sentence}`,
    ]);
  });

  it('of a copied text names the work and the owner’s page', async () => {
    const { w, outcome } = await stated({ kind: 'copyright-text', right: TEXT.number });
    if ('refused' in outcome) throw new Error(outcome.refused);
    const queued = await w.cases.transition(outcome.case, { to: 'queued', by: 'analyst:jane', why: 'yes', at: w.at });
    const { content } = await w.noticeOf(await w.prepare(queued!));
    expect(content).toMatchObject({ claim: { kind: 'copyright-text' }, right: { title: TEXT.title } });
  });

  it.each([
    ['on a right that the owner does not have', { right: 'EUIPO:9' }, {}, 'right: the owner has no design "EUIPO:9"'],
    ['on a right of another kind', { right: '018000001' }, {}, 'right: the owner has no design "018000001"'],
    ['about used goods', {}, { condition: '二手' }, 'listing: these are goods that somebody has owned before'],
    [
      'where the right does not hold',
      {},
      { marketplace: 'ebay', url: 'https://www.ebay.de/itm/1' },
      'right.territories',
    ],
    ['that the venue does not take', {}, { marketplace: 'bazaar', url: 'https://bazaar.example/item/1' }, 'programme'],
  ] as const)('%s is refused at once', async (_, claim, overrides, why) => {
    const { outcome } = await stated(claim, overrides);
    expect('refused' in outcome && outcome.refused).toContain(why);
  });

  it.each([
    [
      'more feedback of its seller',
      { seller: { id: '77', name: 'outlet-store88', feedbackCount: 1234 } },
      ['sent', 'submitted'],
    ],
    ['another description', { description: 'Nordhavn 高仿 1:1，全新文字' }, ['closed', 'drafted']],
    ['one picture more', { imageUrls: [SEEN, 'https://img.example/other.jpg'] }, ['sent', 'submitted']],
    ['another picture', { imageUrls: ['https://img.example/other.jpg'] }, ['closed', 'drafted']],
  ] satisfies [string, Partial<Listing>, string[]][])(
    'is looked at once more by a person when the page has changed: %s',
    async (_, changed, states) => {
      const seller = { id: '77', name: 'outlet-store88', feedbackCount: 1200 };
      const before = { seller, description: 'Nordhavn 高仿 1:1，旧文字', imageUrls: [SEEN] };
      const { w, outcome } = await stated({}, before, 'review');
      if ('refused' in outcome) throw new Error(outcome.refused);
      const queued = await w.cases.transition(outcome.case, { to: 'queued', by: 'analyst:jane', why: 'yes', at: w.at });
      const record = await w.prepare(queued!);
      const notice = await w.noticeOf(record);
      await approveUnsent(w, notice);
      w.pages.shows = { ...w.pages.shows, ...changed };
      await w.tick(30);
      expect([(await w.notices.get(notice.id))!.state, (await w.caseOf(record)).state]).toEqual(states);
    },
  );

  it('about goods that turn out to be used by the time of the notice goes back to a person', async () => {
    const { w, outcome } = await stated();
    if ('refused' in outcome) throw new Error(outcome.refused);
    w.pages.shows = { title: listing.title, condition: '二手' };
    const queued = await w.cases.transition(outcome.case, { to: 'queued', by: 'analyst:jane', why: 'yes', at: w.at });
    const record = await w.prepare(queued!);
    expect(record.state).toBe('awaiting-approval');
  });

  it('is stated only while the case waits for a person', async () => {
    const w = enforcementWorld({ brand });
    const record = await w.open({ state: 'dismissed', listing });
    const say = (about: typeof record) => stateClaim(about, { by: 'analyst:jane', claim: CLAIM }, w);
    expect(await say(record)).toMatchObject({ refused: expect.stringContaining('Reopen it first') });
    const reopened = await reopenCase(record, { by: 'analyst:jane', why: 'a design' }, w);
    expect('case' in reopened && (await say(reopened.case))).toMatchObject({ case: { stated: CLAIM } });
  });
});
