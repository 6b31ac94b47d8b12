import { describe, expect, it, test } from 'vitest';
import { countriesOf } from '#shared/domain/territories.ts';
import { marketplaces } from '#shared/marketplaces/index.ts';
import { claimsFor } from '#shared/notices/claims.ts';
import { isVerbatim } from '#shared/notices/quotes.ts';
import { secondHand } from '#shared/notices/second-hand.ts';
import { noticeProblems } from '#shared/notices/validate.ts';
import { scoreListing } from '#shared/scoring/score-listing.ts';
import { fixtureListings } from '#test/support/fixture-listings.ts';
import { aBrandWith, aRight, aScene, composed, NOW, RIGHTS_OF_THE_WORLD, type Scene } from '#test/support/notices.ts';

// Rights, claims and checks on the pages of every marketplace as its parsers read them.

const everyGoods = (rights: typeof RIGHTS_OF_THE_WORLD) =>
  aBrandWith(rights.map((right) => ({ ...right, niceClasses: [3, 9, 14, 16, 18, 21, 24, 25, 28] })));
const BRAND = everyGoods(RIGHTS_OF_THE_WORLD);

/** The offers of its fixtures, each said to be a copy and cheap, so that the score is convinced wherever it may be. */
const scenesOf = (id: string): Scene[] =>
  fixtureListings(id).map((listing) => {
    const accused = { ...listing, title: `${listing.title} replica`, price: { amountMinor: 990, currency: 'EUR' } };
    const verdict = scoreListing({ brand: BRAND, listing: accused, now: NOW });
    return aScene(accused, { brand: BRAND, verdict: { ...verdict, decision: 'expedite' } });
  });

const scenes = marketplaces.flatMap(({ id }) => scenesOf(id));
const claimed = scenes.flatMap((scene) => claimsFor(scene).eligible.map((claim) => ({ scene, claim })));

describe('on the pages of every marketplace', () => {
  it('something is claimed on most of them, or this says nothing', () => {
    expect(scenes.length).toBeGreaterThan(150);
    expect(new Set(claimed.map(({ scene }) => scene.listing.marketplace.split('@')[0])).size).toBeGreaterThan(20);
  });

  it('what may leave without a person rests on a right of every country that the site serves', () => {
    for (const { scene, claim } of claimed) {
      if (claim.forPerson.length > 0 || scene.site === 'unknown') continue;
      const covered = countriesOf(claim.right.territories);
      expect(
        scene.site.countries.filter((country) => !covered.has(country)),
        scene.listing.url,
      ).toEqual([]);
    }
  });

  it('every quotation stands on the page, and the mark claimed is told with it', () => {
    for (const { scene, claim } of claimed) {
      for (const quote of claim.quotes) expect(isVerbatim(scene.listing, quote), JSON.stringify(quote)).toBe(true);
      expect(claim.sentences.some(({ en }) => en.includes('NORDHAVN'))).toBe(true);
    }
  });

  it('a claim that is eligible makes a notice that is valid, or one that a person is told of', () => {
    const problems = claimed.flatMap(({ scene, claim }) => {
      if (scene.site === 'unknown') return [];
      const { content, targets, context } = composed(scene, claim);
      return noticeProblems(content, targets, context).map(({ field, why }) => `${scene.listing.url} ${field}: ${why}`);
    });
    expect(problems.filter((each) => !KNOWN.some((known) => known.test(each)))).toEqual([]);
  });

  it('used goods are claimed on nothing less than their seller’s own words', () => {
    const used = claimed.filter(({ scene }) => secondHand(BRAND, scene.listing));
    expect(used.filter(({ claim }) => !['admission', 'test-buy'].includes(claim.strength))).toEqual([]);
  });

  test.each(['CN', 'US', 'GB'])('an EU mark alone bears nothing that leaves by itself on a site of %s', (country) => {
    const european = everyGoods([aRight()]);
    const foreign = scenes.filter(({ site }) => site !== 'unknown' && site.countries.join() === country);
    expect(foreign.length).toBeGreaterThan(0);
    for (const scene of foreign) {
      const { eligible } = claimsFor({
        ...scene,
        brand: european,
        owner: { ...scene.owner, rights: european.rights! },
      });
      expect(eligible, scene.listing.url).toEqual([]);
    }
  });
});

/** A card without an address of its own: a venue takes no search. */
const KNOWN = [/^https:\/\/www\.fashionphile\.com\/search/];
