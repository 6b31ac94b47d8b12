import { averagePrecision } from '#shared/learning/metrics.ts';
import { curveOf } from '#shared/learning/precision-curve.ts';
import { seededRandom } from '#shared/runtime/seeded-random.ts';
import { assess } from '#shared/scoring/assessment.ts';
import { signals } from '#shared/signals/index.ts';
import { calibrationNoise } from './calibration-noise.ts';
import { precisionRecallPoints } from './curve-points.ts';
import type { Experiment } from './experiment.ts';
import { type Judged, judgedFromSearch, judgedWithPictures } from './judged-shops.ts';
import { figure, markdownTable, paragraphs, percent } from './markdown.ts';
import { RANKING_COLUMNS, rankingRow } from './ranking-figures.ts';
import { barPlot, unitPlot } from './svg-plot.ts';

/** Shared with the experiment on what decisions teach, which must judge on the same offers. */
export const UNSEEN_SHOPS = { purpose: 'unseen', fromSearch: 40, withPictures: 8 } as const;

export const wholeScore: Experiment = {
  name: 'whole-score',
  title: 'The whole score on generated shops',
  datasets: [],
  async run(progress) {
    const cheap = judgedFromSearch(UNSEEN_SHOPS.purpose, UNSEEN_SHOPS.fromSearch);
    progress(`${cheap.length} offers scored from the search result`);
    const full = await judgedWithPictures(UNSEEN_SHOPS.purpose, UNSEEN_SHOPS.withPictures);
    progress(`${full.length} offers scored with their pictures`);
    return section(cheap, full);
  },
};

const probabilities = (items: readonly Judged[]) => items.map(({ probability }) => probability);
const labels = (items: readonly Judged[]) => items.map(({ counterfeit }) => counterfeit);

function section(cheap: readonly Judged[], full: readonly Judged[]) {
  const row = (label: string, items: readonly Judged[]) => [
    label,
    String(items.length),
    String(items.filter(({ counterfeit }) => counterfeit).length),
    ...rankingRow({
      scores: probabilities(items),
      positive: labels(items),
      clusterOf: items.map(({ sellerId }) => sellerId),
    }),
    figure(calibrationNoise(probabilities(items), seededRandom(3))),
  ];
  const lost = ablation(full);
  const curve = (items: readonly Judged[]) =>
    precisionRecallPoints(curveOf(probabilities(items), labels(items)), { leastTaken: 5 });
  return {
    markdown: paragraphs(
      'Offers of the sample marketplace, generated from seeds and with sellers that its demonstration does not use; every shop has its own sellers, whose ages are drawn around the medians of a public labelled set. **Synthetic, and made by the same hands as the scorer**: the figures show that the parts work together and what each adds; they promise nothing about a real marketplace. Shipped weights; sellers have no record yet, and what each offers besides has been judged before. Genuine goods are said to be sent from the EU, Norway and Great Britain. Pictures are fetched and read where they could change the decision, as the system does it. Intervals resample sellers; *floor* is the ECE that chance alone would leave.',
      markdownTable(
        ['facts', 'offers', 'counterfeit', ...RANKING_COLUMNS, 'floor'],
        [row('search result only', cheap), row('with pictures', full)],
      ),
      'What becomes of each kind of offer (with pictures):',
      markdownTable(['kind', 'counterfeit', 'offers', 'ignored', 'for review', 'expedited'], decisionsByKind(full)),
      'Average precision lost when one signal is left out (with pictures):',
      markdownTable(
        ['signal', 'lost'],
        lost.map(({ label, value }) => [label, figure(value)]),
      ),
      '![Ablation](evaluation/ablation.svg)\n![Precision and recall on generated shops](evaluation/whole-score.svg)',
    ),
    plots: {
      'ablation.svg': barPlot(lost, 'Average precision lost without the signal'),
      'whole-score.svg': unitPlot(
        [
          { label: 'search result only', points: curve(cheap) },
          { label: 'with pictures', points: curve(full) },
        ],
        { title: 'Precision and recall, generated shops', x: 'recall', y: 'precision' },
      ),
    },
  };
}

function decisionsByKind(items: readonly Judged[]): string[][] {
  return [...Map.groupBy(items, ({ kind }) => kind)]
    .toSorted((a, b) => Number(a[1][0]!.counterfeit) - Number(b[1][0]!.counterfeit))
    .map(([kind, own]) => {
      const share = (wanted: string) =>
        percent(own.filter(({ decision }) => decision === wanted).length / own.length, 0);
      return [
        kind,
        own[0]!.counterfeit ? 'yes' : 'no',
        String(own.length),
        share('ignore'),
        share('review'),
        share('expedite'),
      ];
    });
}

function ablation(items: readonly Judged[]): { label: string; value: number }[] {
  const precisionWithout = (id: string | undefined) =>
    averagePrecision(
      curveOf(
        items.map(
          ({ brand, found }) =>
            assess(
              brand,
              found.filter(({ signal }) => signal.id !== id),
            ).logOdds,
        ),
        labels(items),
      ),
    );
  const whole = precisionWithout(undefined);
  return signals
    .map(({ id }) => ({ label: id, value: whole - precisionWithout(id) }))
    .toSorted((a, b) => b.value - a.value);
}
