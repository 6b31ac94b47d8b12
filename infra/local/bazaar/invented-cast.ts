import { hashText, type Random, seededRandom } from './random.ts';
import { type BazaarSeller, type Cast, SAMPLE_CAST } from './sellers.ts';

/** Median age of accounts in a public labelled set; both kinds are old and new alike, so they overlap widely. */
const HONEST_DAYS = 614;
const COUNTERFEITER_DAYS = 265;
const SPREAD_OF_AGES = 1.1; // standard deviation of the logarithm

const SYLLABLES = 'bal ber dor fen gra hol jun kel lir mar nor osk pel run sil tav ulm ver wen yar zim'.split(' ');
const TRADES = ['Store', 'Trading', 'Sport', 'Outdoor', 'Import', 'Deals', 'Shop', 'Lager', 'Giyim', 'Apparel'];

/**
 * Other people in the same roles: names, ages and ratings are drawn, places stay, since titles are written in their
 * languages. Two seeds have no seller in common except the authorised ones, whom the brand's file names.
 */
export function inventedCast(seed: string): Cast {
  const random = seededRandom(`${seed}/cast`);
  const drawn = (role: keyof Cast, medianDays: number, ratings: readonly [number, number]) =>
    SAMPLE_CAST[role].map((model, index) => {
      const memberForDays = ageOf(random, medianDays);
      return {
        id: `s${hashText(`${seed}/${role}/${index}`)}`,
        name: nameOf(random, role),
        location: model.location,
        memberForDays,
        ratingPercent: Math.round(random.between(...ratings) * 10) / 10,
        feedbackCount: Math.max(
          1,
          Math.round((memberForDays * model.feedbackCount * random.between(0.3, 2)) / model.memberForDays),
        ),
      } satisfies BazaarSeller;
    });
  return {
    authorised: SAMPLE_CAST.authorised,
    parallel: drawn('parallel', HONEST_DAYS, [94, 100]),
    privates: drawn('privates', HONEST_DAYS, [94, 100]),
    ordinary: drawn('ordinary', HONEST_DAYS, [92, 100]),
    rings: drawn('rings', COUNTERFEITER_DAYS, [84, 98]),
    occasionals: drawn('occasionals', COUNTERFEITER_DAYS, [88, 100]),
  };
}

/** Log-normal, between three days and twelve years. */
function ageOf(random: Random, medianDays: number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
  return Math.round(Math.min(4400, Math.max(3, medianDays * Math.exp(SPREAD_OF_AGES * normal))));
}

function nameOf(random: Random, role: keyof Cast): string {
  const word = `${random.pick(SYLLABLES)}${random.pick(SYLLABLES)}`;
  if (role === 'privates') return `${word}_${random.int(1, 99)}`;
  const borrowed = role === 'rings' && random.chance(0.15);
  return `${borrowed ? 'Nordhavn' : word.replace(/^./, (letter) => letter.toUpperCase())} ${random.pick(TRADES)}`;
}
