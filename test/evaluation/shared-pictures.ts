import { undecidedPictures } from '#functions/score/undecided-pictures.ts';
import type { Case } from '#shared/domain/case.ts';
import type { Listing } from '#shared/domain/listing.ts';
import { LEAST_PDQ_QUALITY } from '#shared/imaging/image-distance.ts';
import { type Random, seededRandom } from '#shared/runtime/seeded-random.ts';
import { scoreListing } from '#shared/scoring/score-listing.ts';
import { aCase } from '#test/support/builders.ts';
import { COPIES, type Draw, type DrawnOffer, drawOffers, HONEST, type Written } from './everyday-offers.ts';
import type { Experiment } from './experiment.ts';
import { markdownTable, paragraphs, percent } from './markdown.ts';

const NOW = new Date('2026-01-04T00:00:00Z');
const EACH = 240;
const SEED = 91;
/** Bits of 256 by which a picture differs when another seller saves it again. */
const SAVED_AGAIN = 8;

/** At a price that alone sends nobody to a person. */
const NOT_CHEAP: Record<string, (draw: Draw) => Written> = {
  'copies at 47 to 60 % of the price': (draw) => ({
    title: COPIES['no property']!(draw).title,
    euros: draw.product.euros * (0.47 + 0.13 * draw.random()),
  }),
};
const RESOLD = { 'honest offers at 55 to 105 %': HONEST['new goods at 55 to 105 % of the price']! };

/** Whose pictures the others show. */
type Others = { called: string; sellers: number; isMakers?: 'known' | 'not known'; isFoundHonest?: true };

export const sharedPictures: Experiment = {
  name: 'shared-pictures',
  title: 'One picture at several sellers, before anybody has decided',
  datasets: [],
  run() {
    const random = seededRandom(SEED);
    const row = (offers: readonly DrawnOffer[], others: Others): string[] => {
      const reached = (withOthers: boolean) =>
        offers.filter((offer) => reachesPerson(offer, withOthers ? others : { ...others, sellers: 0 }, random)).length;
      const share = (count: number) => percent(count / offers.length);
      return [offers[0]!.group, others.called, String(offers.length), share(reached(false)), share(reached(true))];
    };
    const copies = drawOffers(NOT_CHEAP, 'held out', EACH);
    const honest = drawOffers(RESOLD, 'held out', EACH);
    return {
      markdown: paragraphs(
        `Synthetic: offers drawn from the word lists held out, four days old, each with a picture whose hash is drawn at random and that other sellers saved again (${SAVED_AGAIN} of 256 bits differ), in cases that nobody has decided. Copies stand at prices that say little. The weight is argued and not fitted, so this shows what it does, and no accuracy. The last row is the limit: where the brand file lacks a picture of the maker's that resellers show, the picture counts against them as one of their own would.`,
        markdownTable(
          ['offers', 'the picture', 'number', 'to a person without the others', 'with them'],
          [
            row(copies, { called: "one other seller's", sellers: 1 }),
            row(copies, { called: "two other sellers'", sellers: 2 }),
            row(copies, { called: "four other sellers'", sellers: 4 }),
            row(honest, { called: "the maker's, in the brand file", sellers: 4, isMakers: 'known' }),
            row(honest, { called: 'that of an offer found honest too', sellers: 4, isFoundHonest: true }),
            row(honest, { called: "the maker's, not in the brand file", sellers: 4, isMakers: 'not known' }),
          ],
        ),
      ),
    };
  },
};

function reachesPerson({ brand, listing }: DrawnOffer, others: Others, random: Random): boolean {
  const pdq = Array.from({ length: 64 }, () => Math.floor(random() * 16).toString(16)).join('');
  const caseOf = (seller: string, state: Case['state']): Case =>
    aCase({
      brandId: brand.id,
      state,
      listing: { ...listing, id: seller, seller: { id: seller } },
      imageHashes: [savedAgain(pdq, random)],
    });
  const open = Array.from({ length: others.sellers }, (_, at) => caseOf(`other-${at}`, 'flagged'));
  const images = others.isMakers === 'known' ? [{ source: 'official.jpg', pdq }] : [];
  const cleared = others.isFoundHonest ? [caseOf('honest', 'dismissed')] : [];
  const asked: Listing = { ...listing, seller: { id: 'this-one' } };
  const seen = { url: 'https://shop.example/p.jpg', sha256: 'a'.repeat(64), pdq, pdqQuality: 2 * LEAST_PDQ_QUALITY };
  const facts = {
    brand,
    listing: asked,
    now: NOW,
    images: [seen],
    officialImages: images,
    undecidedImages: undecidedPictures(brand, open, { images, known: 'all' }, cleared)(asked),
  };
  return scoreListing(facts).decision !== 'ignore';
}

function savedAgain(pdq: string, random: Random): string {
  const digits = [...pdq];
  for (let bit = 0; bit < SAVED_AGAIN; bit++) {
    const at = 8 * bit + Math.floor(random() * 8);
    digits[at] = (Number.parseInt(digits[at]!, 16) ^ (1 << Math.floor(random() * 4))).toString(16);
  }
  return digits.join('');
}
