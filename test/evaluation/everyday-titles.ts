import { clusteredBootstrap } from '#shared/learning/bootstrap.ts';
import { wilsonUpperBound } from '#shared/learning/wilson.ts';
import { seededRandom } from '#shared/runtime/seeded-random.ts';
import { scoreListing } from '#shared/scoring/score-listing.ts';
import { COPIES, type DrawnOffer, drawOffers, HONEST, LABELS, LOTS, SMALL } from './everyday-offers.ts';
import type { Half } from './everyday-words.ts';
import type { Experiment } from './experiment.ts';
import { markdownTable, paragraphs, percent } from './markdown.ts';
import type { Target } from './targets.ts';
import { TRADE_COPIES, TRADE_HONEST } from './trade-offers.ts';

const NOW = new Date('2026-01-20T00:00:00Z');
const EACH = 240;
const SMALL_GOODS = 600;

/** `flagged`: for review or beyond. `interval`: 95 %, by bootstrap over whole brands. */
type Group = { group: string; offers: number; flagged: number; interval: readonly [number, number] };

export const everydayTitles: Experiment = {
  name: 'everyday-titles',
  promises: true,
  title: "Titles in sellers' ordinary words: copies, lots, small goods, and what is no sale",
  datasets: [],
  run(progress) {
    const [seen, unseen] = [studied('development'), studied('held out')];
    progress(`${total(unseen.all).offers} offers of the half held out`);
    const row = ({ group, offers, flagged, interval }: Group, at: number, list: readonly Group[]): string[] => [
      group,
      percent(seen[kindOf(list, unseen)][at]!.flagged / seen[kindOf(list, unseen)][at]!.offers),
      String(offers),
      `${percent(flagged / offers)} (${interval.map((end) => (100 * end).toFixed(1)).join('–')})`,
    ];
    const head = ['synthetic', 'to a person, half looked at', 'titles held out', 'to a person, held out'];
    return {
      markdown: paragraphs(
        'Offers of 24 invented brands with eight products each, drawn from word lists in six languages (*synthetic*: no real title, and kinder than a real adversary). Brands, models, properties, parts and phrases are cut in two: one half was looked at while the code was written, the other was measured once it was. Both were written by the same people, so this shows that the code knows kinds and not titles, not that it knows all kinds. Measured for the first time the half held out gave 14 % of the wanted ads for review (one phrase of seven, "ISO"; 1.1 % of all honest titles) and 91 % of the lots to a person ("lotto", "lote de … unidades"); both were mended afterwards, so these two rows are no longer unseen. The last kinds of either table (*in further languages*, *worn*, *broken*, patterns, packings, what goes with the goods) came later; measured for the first time their half held out gave 92 % of the copies to a person and 7.6 % of the honest offers for review (instructions, covers for the goods), which were then mended as kinds on the half looked at; of the half held out one phrase ("tok … kompatibilis") was seen and mended. Scored on the search result alone, 19 days old. Intervals resample brands.',
        markdownTable(head, unseen.guilty.map(row)),
        'Honest offers, where each that reaches a person costs time:',
        markdownTable(head, unseen.honest.map(row)),
      ),
      targets: targetsOf(unseen),
    };
  },
};

type Studied = { guilty: Group[]; honest: Group[]; all: Group[] };

const kindOf = (list: readonly Group[], { guilty }: Studied): 'guilty' | 'honest' =>
  list === guilty ? 'guilty' : 'honest';

function studied(half: Half): Studied {
  const guilty = judged([COPIES, LOTS, LABELS, TRADE_COPIES].flatMap((kinds) => drawOffers(kinds, half, EACH)));
  const honest = judged([
    ...drawOffers(HONEST, half, EACH),
    ...drawOffers(SMALL, half, SMALL_GOODS),
    ...drawOffers(TRADE_HONEST, half, EACH),
  ]);
  return { guilty, honest, all: [...guilty, ...honest] };
}

function judged(offers: readonly DrawnOffer[]): Group[] {
  return [...Map.groupBy(offers, ({ group }) => group)].map(([group, own]) => {
    const isFlagged = own.map(({ brand, listing }) => scoreListing({ brand, listing, now: NOW }).decision !== 'ignore');
    const [share] = clusteredBootstrap({
      clusterOf: own.map(({ brand }) => brand.id),
      random: seededRandom(63),
      samples: 500,
      statistic: (weights) => {
        const all = weights.reduce((sum, weight) => sum + weight, 0);
        return [weights.reduce((sum, weight, at) => sum + (isFlagged[at] ? weight : 0), 0) / all];
      },
    });
    return {
      group,
      offers: own.length,
      flagged: isFlagged.filter(Boolean).length,
      interval: [share!.low, share!.high] as const,
    };
  });
}

/** See the section's text: seen once, then mended. */
const MENDED = 'synthetic, held out until one phrase of it was mended';

const total = (groups: readonly Group[]): { offers: number; flagged: number } => ({
  offers: groups.reduce((sum, { offers }) => sum + offers, 0),
  flagged: groups.reduce((sum, { flagged }) => sum + flagged, 0),
});

const named = (groups: readonly Group[], kinds: Record<string, unknown>): Group[] =>
  groups.filter(({ group }) => group in kinds);

function targetsOf({ guilty, honest }: Studied): Target[] {
  const shareOf = (groups: readonly Group[]): number => total(groups).flagged / total(groups).offers;
  const least = (promise: string, kinds: Record<string, unknown>): Target => ({
    promise: `${promise}, synthetic, held out`,
    required: 0.95,
    measured: shareOf(named(guilty, kinds)),
    better: 'higher',
    unit: '%',
  });
  const most = (promise: string, required: number, groups: readonly Group[]): Target => ({
    promise: `${promise} for review, synthetic, held out`,
    required,
    measured: shareOf(groups),
    better: 'lower',
    unit: '%',
  });
  const ordinary = named(honest, HONEST);
  const { flagged, offers } = total(ordinary);
  return [
    least('copies in ordinary words that reach a person', COPIES),
    { ...least('lots of copies that reach a person', LOTS), promise: `lots of copies that reach a person, ${MENDED}` },
    least('loose labels and patches that reach a person', LABELS),
    { ...most('', 0.005, ordinary), promise: `honest titles of thirteen kinds for review, ${MENDED}` },
    {
      ...most('', 0.01, ordinary),
      promise: `the same, at most (95 %), ${MENDED}`,
      measured: wilsonUpperBound(flagged, offers),
    },
    most('small goods with a number', 0.015, named(honest, SMALL)),
    { ...least('', TRADE_COPIES), promise: `copies in further languages that reach a person, ${MENDED}` },
    {
      ...most('', 0.005, named(honest, TRADE_HONEST)),
      promise: `honest offers in the words of the trade for review, ${MENDED}`,
    },
  ];
}
