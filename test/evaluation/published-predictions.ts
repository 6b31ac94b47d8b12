import { curveOf } from '#shared/learning/precision-curve.ts';
import { precisionRecallPoints } from './curve-points.ts';
import { readTable } from './datasets.ts';
import type { Experiment } from './experiment.ts';
import { markdownTable, paragraphs } from './markdown.ts';
import { RANKING_COLUMNS, rankingRow } from './ranking-figures.ts';
import { unitPlot } from './svg-plot.ts';

/** Predictions of one published model on one test set. */
export type Predictions = { scores: number[]; positive: boolean[]; sellers: (string | number)[] };

export const PREDICTION_FILES = {
  'seller-disjoint, 34,416 listings': 'ozon-ecup-2025/preds_seller_split_34416.csv.gz',
  'seller-disjoint, 58,410 listings': 'ozon-ecup-2025/preds_team_split_58410.csv.gz',
  'random split, 39,440 listings (leaky)': 'ozon-ecup-2025/preds_random_split_39440.csv.gz',
} as const;

/** By model name. Where no seller is stated every listing stands for itself, which makes intervals too narrow. */
export function readPredictions(file: string): Map<string, Predictions> {
  const rows = readTable(file);
  const positive = rows.map((row) => row.y === '1');
  const sellers = rows.map((row, i) => row.seller ?? i);
  const models = Object.keys(rows[0]!).filter((column) => column !== 'y' && column !== 'seller');
  return new Map(models.map((model) => [model, { scores: rows.map((row) => Number(row[model])), positive, sellers }]));
}

export const publishedPredictions: Experiment = {
  name: 'published-predictions',
  title: 'Metric code and reference models: published predictions on real counterfeit labels',
  datasets: ['ozon-ecup-2025'],
  run(progress) {
    const tables: string[] = [];
    for (const [title, file] of Object.entries(PREDICTION_FILES)) {
      const rows: string[][] = [];
      for (const [model, { scores, positive, sellers }] of readPredictions(file)) {
        progress(`${title}: ${model}`);
        rows.push([model, ...rankingRow({ scores, positive, clusterOf: sellers })]);
      }
      tables.push(`**${title}**\n\n${markdownTable(['model', ...RANKING_COLUMNS], rows)}`);
    }
    return {
      markdown: paragraphs(
        'Not our scores: predictions that others published for a public benchmark of counterfeit listings. They check our metric code against figures known from elsewhere, and they are the reference that a scorer has to be held against: on sellers it has never seen, even a strong model finds 17–33 % of the counterfeits at a precision of 0.90. Intervals resample sellers where the file names them (58,410 listings) and listings elsewhere.',
        ...tables,
        '![Precision and recall of the published models](evaluation/published-predictions.svg)',
      ),
      plots: { 'published-predictions.svg': precisionRecallPlot() },
    };
  },
};

function precisionRecallPlot(): string {
  const predictions = readPredictions(PREDICTION_FILES['seller-disjoint, 58,410 listings']);
  const series = [...predictions].map(([label, { scores, positive }]) => ({
    label,
    points: precisionRecallPoints(curveOf(scores, positive)),
  }));
  return unitPlot(series, { title: 'Precision and recall, unseen sellers', x: 'recall', y: 'precision' });
}
