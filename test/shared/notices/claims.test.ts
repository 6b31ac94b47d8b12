import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Claim } from '#shared/domain/claim.ts';
import type { Verdict } from '#shared/domain/verdict.ts';
import { isVerbatim } from '#shared/notices/quotes.ts';
import { aVerdict } from '#test/support/builders.ts';
import { aBrandWith, aRight, aScene, claimsOf, RIGHTS_OF_THE_WORLD } from '#test/support/notices.ts';

const EBAY = { marketplace: 'ebay@ebay.de', id: '281900000041', url: 'https://www.ebay.de/itm/281900000041' };
const at = (amount: number) => ({ amountMinor: amount * 100, currency: 'EUR' });

/** The score is made to think the worst, so that it is not what keeps the notice back. */
const CONVINCED: Verdict = aVerdict({
  probability: 0.99,
  decision: 'expedite',
  signals: [
    {
      id: 'low-price',
      contribution: 3,
      evidence: 'Asked EUR 49.00; the genuine Fjord Parka sells for EUR 299.00 (16 %).',
      value: 1.1,
    },
    { id: 'brand-named', contribution: 1.2, evidence: 'The title names "Nordhavn".', value: 1 },
    {
      id: 'product-match',
      contribution: 0.8,
      evidence: 'The title describes the Fjord Parka (98 % match with the brand’s products).',
      value: 0.98,
    },
  ],
});
const kinds = (claims: readonly Claim[]) => claims.map(({ kind }) => kind);

describe('nothing may be claimed, even by a score that is convinced, about', () => {
  test.each([
    ['second-hand goods', { title: 'Nordhavn Fjord Parka gebraucht' }],
    ['second-hand goods by their condition', { title: 'Nordhavn Fjord Parka', condition: 'Sehr gut' }],
    ['goods like new', { title: 'Nordhavn Fjord Parka', condition: 'Like new' }],
    [
      'goods worn once, as the description says',
      { title: 'Nordhavn Fjord Parka', description: 'Nur einmal getragen.' },
    ],
    ['an accessory', { title: 'Zipper puller for Nordhavn Fjord Parka' }],
    ['compatible goods', { title: 'Lid compatible with Nordhavn Havn Bottle' }],
    ['a sewing pattern', { title: 'Nordhavn Fjord Parka sewing pattern PDF' }],
    ['a pattern in German', { title: 'Schnittmuster Nordhavn Fjord Parka' }],
    ['an embroidery file', { title: 'Nordhavn logo embroidery file' }],
    ['an empty box', { title: 'Nordhavn Fjord Parka box only' }],
    ['a service', { title: 'Nordhavn Fjord Parka repair service' }],
    ['a wanted advertisement', { title: 'Wanted: Nordhavn Fjord Parka' }],
  ])('%s', (_, listing) => {
    const { eligible, refused } = claimsOf({ ...EBAY, ...listing, price: at(49) }, { verdict: CONVINCED });
    expect(eligible).toEqual([]);
    expect(refused.length).toBeGreaterThan(0);
  });

  it('a retailer who asks the full price', () => {
    const fullPrice = { ...CONVINCED, signals: CONVINCED.signals.filter(({ id }) => id !== 'low-price') };
    const { eligible, refused } = claimsOf(
      { ...EBAY, title: 'Nordhavn Fjord Parka', price: at(299) },
      { verdict: fullPrice },
    );
    expect(eligible).toEqual([]);
    expect(refused.find(({ claim }) => claim === 'counterfeit')!.field).toBe('verdict');
    expect(refused.find(({ claim }) => claim === 'trademark-misuse')!.field).toBe('price');
  });

  it('what the score would not show to anybody', () => {
    const { eligible, refused } = claimsOf(
      { ...EBAY, price: at(49) },
      { verdict: { ...CONVINCED, decision: 'ignore' } },
    );
    expect(eligible).toEqual([]);
    expect(new Set(refused.map(({ field }) => field))).toEqual(new Set(['verdict']));
  });

  it('an authorised seller, under any account of the group', () => {
    const brand = aBrandWith(RIGHTS_OF_THE_WORLD);
    const authorised = {
      ...brand,
      fingerprint: { ...brand.fingerprint, authorisedSellers: [{ marketplace: 'taobao', sellerId: '@Nordhus' }] },
    };
    const offer = {
      marketplace: 'tmall',
      id: '570000000001',
      url: 'https://detail.tmall.com/item.htm?id=570000000001',
      seller: { id: 'NORDHUS' },
    };
    expect(claimsOf(offer, { brand: authorised, verdict: CONVINCED }).eligible).toEqual([]);
    expect(
      claimsOf({ ...offer, seller: { id: 'somebody' } }, { brand: authorised, verdict: CONVINCED }).eligible,
    ).not.toEqual([]);
  });

  it('goods that were bought and found genuine', () => {
    const testPurchases = [
      {
        orderId: 'O-1',
        itemId: EBAY.id,
        boughtAt: '2026-11-20',
        verdict: 'genuine' as const,
        findings: 'All seams are ours.',
        examinedBy: 'QA',
        files: [],
      },
    ];
    expect(
      claimsOf({ ...EBAY, title: 'Nordhavn Fjord Parka 1:1' }, { verdict: CONVINCED, testPurchases }).eligible,
    ).toEqual([]);
  });
});

describe('no mark bears a claim', () => {
  it('by a name of the brand that is registered for nobody', () => {
    const brand = aBrandWith([aRight()]);
    const known = { ...brand, fingerprint: { ...brand.fingerprint, names: ['Nordhavn', 'Havnkraft'] } };
    const { eligible, refused } = claimsOf({ ...EBAY, title: 'Havnkraft Fjord Parka replica' }, { brand: known });
    expect(eligible).toEqual([]);
    expect(refused[0]).toMatchObject({ claim: 'counterfeit', field: 'right.text' });
  });

  it('by a mark that the title only says by its sound in another script, unless it stands there as well', () => {
    const offer = (title: string) => claimsOf({ ...EBAY, title, price: at(49) }, { verdict: CONVINCED });
    const heard = offer('ノルドハブン Fjord Parka スーパーコピー');
    expect(heard.eligible).toEqual([]);
    expect(heard.refused.map(({ field }) => field)).toContain('right.text');
    expect(offer('Nordhavn ノルドハブン Fjord Parka').eligible.length).toBeGreaterThan(0);
  });

  it('but the one that the page shows, where the owner has several', () => {
    const rights = [aRight({ text: 'FJELLHAVN', number: '2' }), aRight()];
    const { eligible } = claimsOf({ ...EBAY, title: 'Nordhavn Fjord Parka replica' }, { brand: aBrandWith(rights) });
    expect(new Set(eligible.map(({ right }) => right.text))).toEqual(new Set(['NORDHAVN']));
  });

  it('as counterfeit on nothing but the mark', () => {
    const use = { ...CONVINCED, signals: CONVINCED.signals.filter(({ id }) => id === 'brand-named') };
    const { eligible } = claimsOf(
      { ...EBAY, title: 'Nordhavn sunglasses', price: at(10) },
      {
        verdict: use,
        brand: aBrandWith([aRight({ niceClasses: [9] })]),
      },
    );
    expect(kinds(eligible)).toEqual(['trademark-misuse']);
    expect(eligible[0]!.forPerson.join()).toMatch(/nothing but the mark was found/);
  });
});

describe('a claim', () => {
  const [claim] = claimsOf({ ...EBAY, title: 'Nordhavn Fjord Parka RÉPLICA', price: at(49) }).eligible;

  it('quotes the page letter by letter, accents and all', () => {
    expect(claim!.strength).toBe('admission');
    expect(claim!.quotes).toContainEqual({ text: 'RÉPLICA', where: 'title' });
    expect(claim!.sentences[0]!.en).toBe('The offer itself says "RÉPLICA" in its title.');
    expect(claim!.sentences[0]!.zh).toContain('RÉPLICA');
  });

  it('says where a word stands that only the description has', () => {
    const listing = { ...EBAY, title: 'Nordhavn Fjord Parka', description: 'Top quality, 1:1 copy of the original.' };
    expect(claimsOf(listing).eligible[0]!.quotes.find(({ where }) => where === 'description')).toBeDefined();
  });

  it('does not take a denial for an admission', () => {
    const { eligible } = claimsOf({
      ...EBAY,
      title: 'Nordhavn Fjord Parka',
      description: 'This is not a replica.',
      price: at(60),
    });
    expect(eligible.filter(({ strength }) => strength === 'admission')).toEqual([]);
  });

  it('of a disguise names what is written and what is read', () => {
    const { eligible } = claimsOf({ ...EBAY, title: 'N0rdhavn Fjord Parka', price: at(299) });
    expect(eligible[0]).toMatchObject({
      strength: 'disguise',
      quotes: [{ text: 'N0rdhavn', where: 'title' }],
    });
  });

  it('of a price is about the price that the page shows now', () => {
    const stale = aScene({ ...EBAY, title: 'Nordhavn Fjord Parka', price: at(79) }, { verdict: CONVINCED });
    expect(
      claimsOf(stale.listing, { verdict: CONVINCED }).eligible.filter(({ kind }) => kind === 'counterfeit'),
    ).toEqual([]);
  });

  it('on Amazon is no counterfeit without a test purchase, and one with it', () => {
    const amazon = {
      marketplace: 'amazon',
      id: 'B0NORDHV05',
      url: 'https://www.amazon.com/dp/B0NORDHV05',
      title: 'Nordhavn Fjord Parka 1:1',
    };
    expect(kinds(claimsOf(amazon).eligible)).toEqual(['trademark-misuse']);
    const bought = {
      orderId: '111-1',
      itemId: amazon.id,
      boughtAt: '2026-11-20',
      verdict: 'counterfeit' as const,
      findings: 'The label is sewn, ours is woven.',
      examinedBy: 'QA',
      files: [],
    };
    const { eligible } = claimsOf(amazon, { testPurchases: [bought] });
    expect(eligible[0]).toMatchObject({ kind: 'counterfeit', strength: 'test-buy', orderId: '111-1' });
  });
});

describe('a picture of the owner', () => {
  const picture = 'https://i.ebayimg.com/images/g/1.jpg';
  const verdict = aVerdict({
    decision: 'review',
    signals: [
      {
        id: 'stolen-image',
        contribution: 1,
        value: 1,
        evidence: "Picture 1 is the brand's own https://nordhavn.example/1.jpg.",
        pictures: [picture],
      },
    ],
  });
  const work = aRight({
    type: 'copyright',
    text: undefined,
    title: 'Photographs of the Fjord Parka',
    number: undefined,
    office: undefined,
    status: 'unregistered',
    territories: [],
    niceClasses: [],
    expires: undefined,
    ownUrls: ['https://nordhavn.example/fjord-parka'],
  });
  const offer = { ...EBAY, title: 'Warm parka', imageUrls: [picture] };

  it('is a matter of copyright, with the address of the owner’s own page, and always for a person', () => {
    const { eligible } = claimsOf(offer, { verdict, brand: aBrandWith([aRight(), work]) });
    expect(kinds(eligible)).toEqual(['copyright-image']);
    expect(eligible[0]!.right.type).toBe('copyright');
    expect(eligible[0]!.sentences[0]!.en).toContain('https://nordhavn.example/fjord-parka');
    expect(eligible[0]!.forPerson).not.toEqual([]);
  });

  it('is never one of the mark: without a copyright on file nothing is claimed', () => {
    const { eligible, refused } = claimsOf(offer, { verdict });
    expect(eligible).toEqual([]);
    expect(refused.find(({ claim }) => claim === 'copyright-image')!.field).toBe('owner.rights');
  });

  it('bears nothing once it has gone from the page, or without a page of the owner’s own', () => {
    const brand = aBrandWith([work]);
    expect(claimsOf({ ...offer, imageUrls: [] }, { verdict, brand }).eligible).toEqual([]);
    const nowhere = aBrandWith([{ ...work, ownUrls: [] }]);
    expect(claimsOf(offer, { verdict, brand: nowhere }).refused.map(({ field }) => field)).toContain('right.ownUrls');
  });
});

describe('whatever is offered', () => {
  const goods = fc.constantFrom(
    'Fjord Parka',
    'Havn Bottle 500 ml',
    'jacket',
    'backpack',
    'sunglasses',
    'Rucksack',
    '冲锋衣',
    'parka réplica',
  );
  const lawful = fc.constantFrom(
    'used',
    'second hand',
    'gebraucht',
    'gebrauchte',
    'sewing pattern',
    'Schnittmuster',
    'usato',
    '二手',
    'pre-owned',
    'refurbished',
  );
  const before = fc.constantFrom(
    'case for',
    'strap for',
    'compatible with',
    'Ersatzteil für',
    'fits',
    'zipper for',
    'coque pour',
  );
  const shown = fc.constantFrom('Nordhavn', 'NORDHAVN', 'N0rdhavn', 'Nоrdhavn');
  const decision = fc.constantFrom('review' as const, 'expedite' as const);
  const convinced = (choice: 'review' | 'expedite') => ({ ...CONVINCED, decision: choice });

  it('second-hand goods and patterns meet no claim that rests on price and name', () => {
    fc.assert(
      fc.property(
        goods.filter((each) => !each.includes('réplica')),
        lawful,
        shown,
        decision,
        (what, word, mark, choice) => {
          const listing = { ...EBAY, title: `${mark} ${what} ${word}`, price: at(49) };
          const { eligible } = claimsOf(listing, { verdict: convinced(choice) });
          expect(eligible.filter(({ strength }) => strength !== 'admission')).toEqual([]);
        },
      ),
    );
  });

  it('what goes with the brand’s goods meets none at all', () => {
    fc.assert(
      fc.property(
        goods.filter((each) => !each.includes('réplica')),
        before,
        decision,
        (what, word, choice) => {
          const listing = { ...EBAY, title: `${word} Nordhavn ${what}`, price: at(5) };
          expect(claimsOf(listing, { verdict: convinced(choice) }).eligible).toEqual([]);
        },
      ),
    );
  });

  it('a retailer who asks about the ordinary price meets none', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 200, max: 600 }),
        shown.filter((mark) => /^nordhavn$/i.test(mark)),
        (price, mark) => {
          const offer = { ...EBAY, title: `${mark} Fjord Parka`, price: at(price) };
          expect(claimsOf(offer).eligible).toEqual([]);
          const pushed = { ...aScene(offer).verdict, decision: 'expedite' as const };
          expect(claimsOf(offer, { verdict: pushed }).eligible).toEqual([]);
        },
      ),
    );
  });

  it('every quotation stands on the page, and every mark claimed is read there', () => {
    const words = fc.constantFrom(
      'réplica',
      '1:1',
      'AAA',
      'copia',
      'Ｒeplica',
      're\u0301plica',
      '高仿',
      'mirror quality',
      'no replica',
      'new',
      'top',
    );
    fc.assert(
      fc.property(
        shown,
        goods,
        fc.array(words, { maxLength: 3 }),
        fc.array(words, { maxLength: 3 }),
        (mark, what, title, text) => {
          const listing = {
            ...EBAY,
            title: [mark, what, ...title].join(' '),
            description: text.join(', '),
            price: at(30),
          };
          const scene = aScene(listing, { brand: aBrandWith([aRight({ niceClasses: [9, 18, 21, 25] })]) });
          for (const claim of claimsOf(listing, { brand: scene.brand }).eligible) {
            for (const quote of claim.quotes) expect(isVerbatim(scene.listing, quote)).toBe(true);
            expect(claim.right.text).toBe('NORDHAVN');
            expect(claim.sentences.some(({ en }) => en.includes('NORDHAVN'))).toBe(true);
          }
        },
      ),
    );
  });

  it('says what was found as found, and what follows as belief', () => {
    const { eligible } = claimsOf({ ...EBAY, title: 'Nordhavn Fjord Parka', price: at(49) });
    const said = eligible.flatMap(({ sentences }) => sentences.map(({ en }) => en)).join(' ');
    expect(said).not.toMatch(/counterfeit|fake|neither made|not genuine|infring/i);
  });
});
