import { fileURLToPath } from 'node:url';
import type { Brand } from '#shared/domain/brand.ts';
import { Listing } from '#shared/domain/listing.ts';
import { readImage } from '#shared/imaging/image-facts.ts';
import { referenceImages } from '#shared/imaging/reference-images.ts';
import { reliabilityBins } from '#shared/learning/calibration-error.ts';
import { averagePrecision } from '#shared/learning/metrics.ts';
import { curveOf } from '#shared/learning/precision-curve.ts';
import { assess } from '#shared/scoring/assessment.ts';
import { evaluateSignals, scoreListing } from '#shared/scoring/score-listing.ts';
import type { Facts, ImageFacts, ReferenceImage } from '#shared/scoring/signal.ts';
import { signals } from '#shared/signals/index.ts';
import { buildCatalogue } from '../bazaar/catalogue.ts';
import { drawPicture } from '../bazaar/draw-picture.ts';
import { officialScene, photo } from '../bazaar/genuine-offers.ts';
import type { CatalogueEntry, OfferKind } from '../bazaar/offer.ts';
import { PRODUCTS } from '../bazaar/products.ts';
import { ALL_SELLERS } from '../bazaar/sellers.ts';
import { loadBrandFile } from '../brand-file.ts';
import { precisionRecallPoints } from './curve-points.ts';
import type { Experiment } from './experiment.ts';
import { figure, markdownTable, paragraphs, percent } from './markdown.ts';
import { RANKING_COLUMNS, rankingRow } from './ranking-figures.ts';
import { barPlot, unitPlot } from './svg-plot.ts';

const SHOPS_WITHOUT_PICTURES = 10;
const SHOPS_WITH_PICTURES = 2;
const OPENING = new Date('2026-03-01T00:00:00Z');
const HOUR_MS = 3_600_000;

type Judged = { facts: Facts; counterfeit: boolean; kind: OfferKind; probability: number; decision: string };

export const wholeScore: Experiment = {
  name: 'whole-score',
  title: 'The whole score on generated shops',
  datasets: [],
  async run(progress) {
    const brand = loadBrandFile(fileURLToPath(new URL('../samples/nordhavn.yaml', import.meta.url)));
    const cheap = shops(0, SHOPS_WITHOUT_PICTURES).map((entry) => judged({ ...factsOf(brand, entry) }, entry));
    progress(`${cheap.length} offers scored from the search result`);
    const official = await officialPictures();
    const full: Judged[] = [];
    for (const entry of shops(SHOPS_WITHOUT_PICTURES, SHOPS_WITH_PICTURES)) {
      const facts = factsOf(brand, entry);
      full.push(judged({ ...facts, images: await picturesOf(entry), officialImages: official }, entry));
    }
    progress(`${full.length} offers scored with their pictures`);
    return section(cheap, full);
  },
};

function shops(from: number, count: number): CatalogueEntry[] {
  return Array.from({ length: count }, (_, i) => buildCatalogue(`evaluate-${from + i}`)).flat();
}

function factsOf(brand: Brand, { offer }: CatalogueEntry): Facts {
  const seller = ALL_SELLERS.find(({ id }) => id === offer.sellerId)!;
  const opened = (hours: number) => new Date(OPENING.getTime() + hours * HOUR_MS).toISOString();
  const listing = Listing.parse({
    marketplace: 'bazaar',
    id: offer.id,
    url: `https://bazaar.example/item/${offer.id}`,
    title: offer.title,
    price: { amountMinor: offer.priceMinor, currency: offer.currency },
    seller: {
      id: seller.id,
      name: seller.name,
      rating: seller.ratingPercent / 100,
      feedbackCount: seller.feedbackCount,
      memberSince: opened(-24 * seller.memberForDays),
    },
    itemLocation: seller.location,
    condition: offer.condition,
    soldCount: offer.soldCount,
    listedAt: opened(offer.listedAfterHours),
  });
  return { brand, listing, now: new Date(OPENING.getTime() + 100 * HOUR_MS) };
}

function judged(facts: Facts, { truth }: CatalogueEntry): Judged {
  const { probability, decision } = scoreListing(facts);
  return { facts, ...truth, probability, decision };
}

async function officialPictures(): Promise<ReferenceImage[]> {
  const references: ReferenceImage[] = [];
  for (const product of PRODUCTS) {
    const picture = await drawPicture(photo(product, product.colours[0]!, officialScene(product)));
    references.push(...(await referenceImages(product.sku, picture)));
  }
  return references;
}

async function picturesOf({ offer }: CatalogueEntry): Promise<ImageFacts[]> {
  const reading = await readImage('1', await drawPicture(offer.pictures[0]!), { words: true });
  return 'facts' in reading ? [reading.facts] : [];
}

function section(cheap: readonly Judged[], full: readonly Judged[]) {
  const row = (label: string, items: readonly Judged[]) => [
    label,
    String(items.length),
    String(items.filter(({ counterfeit }) => counterfeit).length),
    ...rankingRow({
      scores: items.map(({ probability }) => probability),
      positive: items.map(({ counterfeit }) => counterfeit),
      clusterOf: items.map(({ facts }) => facts.listing.seller!.id!),
    }),
  ];
  const lost = ablation(full);
  const curve = (items: readonly Judged[]) =>
    precisionRecallPoints(
      curveOf(
        items.map(({ probability }) => probability),
        items.map(({ counterfeit }) => counterfeit),
      ),
      { leastTaken: 5 },
    );
  const bins = reliabilityBins(
    full.map(({ probability }) => probability),
    full.map(({ counterfeit }) => counterfeit),
    { bins: 10 },
  );
  return {
    markdown: paragraphs(
      'Offers of the sample marketplace, generated from seeds that its demonstration does not use. **Synthetic, and made by the same hands as the scorer**: the figures show that the parts work together and what each adds; they promise nothing about a real marketplace. Sellers have no record yet. Intervals resample sellers.',
      markdownTable(
        ['facts', 'offers', 'counterfeit', ...RANKING_COLUMNS],
        [row('search result only', cheap), row('with pictures', full)],
      ),
      'What becomes of each kind of offer (with pictures):',
      markdownTable(['kind', 'counterfeit', 'offers', 'ignored', 'for review', 'expedited'], decisionsByKind(full)),
      'Average precision lost when one signal is left out (with pictures):',
      markdownTable(
        ['signal', 'lost'],
        lost.map(({ label, value }) => [label, figure(value)]),
      ),
      '![Ablation](evaluation/ablation.svg)\n![Precision and recall on generated shops](evaluation/whole-score.svg)\n![Calibration on generated shops](evaluation/whole-score-calibration.svg)',
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
      'whole-score-calibration.svg': unitPlot(
        [
          {
            label: 'with pictures',
            marks: true,
            points: bins.map(({ predicted, observed }) => [predicted, observed] as const),
          },
        ],
        { title: 'Calibration, generated shops', x: 'predicted probability', y: 'observed share', ideal: true },
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
  const labels = items.map(({ counterfeit }) => counterfeit);
  const evaluated = items.map(({ facts }) => ({ brand: facts.brand, found: evaluateSignals(facts) }));
  const precisionWithout = (id: string | undefined) =>
    averagePrecision(
      curveOf(
        evaluated.map(
          ({ brand, found }) =>
            assess(
              brand,
              found.filter(({ signal }) => signal.id !== id),
            ).logOdds,
        ),
        labels,
      ),
    );
  const whole = precisionWithout(undefined);
  return signals
    .map(({ id }) => ({ label: id, value: whole - precisionWithout(id) }))
    .toSorted((a, b) => b.value - a.value);
}
