import { fileURLToPath } from 'node:url';
import { loadBrandFile } from '#infra/cli/read-brand-file.ts';
import type { Facts } from '#shared/domain/signal.ts';
import { assess } from '#shared/scoring/assessment.ts';
import { evaluateSignals } from '#shared/scoring/score-listing.ts';
import type { Experiment } from './experiment.ts';
import { generatedOffers } from './generated-shops.ts';
import { markdownTable, paragraphs, percent } from './markdown.ts';
import { everyPictureOf, officialPictures, withPictures } from './shop-pictures.ts';

/** What was done for one offer, step by step, and whether looking at everything would have ended otherwise. */
type Course = { counterfeit: boolean; hashed: boolean; read: boolean; pageFetched: boolean; sameDecision: boolean };

export const cascade: Experiment = {
  name: 'cascade',
  title: 'What is never fetched, and what that costs',
  datasets: [],
  promises: true,
  async run(progress, { quick }) {
    const brand = loadBrandFile(fileURLToPath(new URL('../../infra/cli/samples/nordhavn.yaml', import.meta.url)));
    const official = await officialPictures();
    const courses: Course[] = [];
    for (const [i, offer] of generatedOffers(brand, 'cascade', 1).entries()) {
      if (quick && i % 3 > 0) continue;
      const { facts } = await withPictures(offer, official);
      const whole = await everyPictureOf({ ...offer, facts });
      const decision = decisionOn(facts);
      courses.push({
        counterfeit: offer.truth.counterfeit,
        hashed: facts.images !== undefined,
        read: facts.images?.some(({ words }) => words !== undefined) ?? false,
        pageFetched: decision !== 'ignore',
        sameDecision: decision === decisionOn(whole),
      });
      if (i % 100 === 99) progress(`${i + 1} offers`);
    }
    const share = (what: (course: Course) => boolean) => courses.filter(what).length / courses.length;
    return {
      markdown: paragraphs(
        `${courses.length} offers of a generated shop (synthetic), scored as the system does: pictures are fetched and hashed only when a value within the bounds of the open signals could change the decision, words are read only when they still could, and the page of the offer is opened only for what would reach a person. Beside it every offer with its pictures hashed and read.`,
        markdownTable(
          ['step', 'done for', 'saved'],
          [
            ['pictures fetched and hashed', share(({ hashed }) => hashed)] as const,
            ['words on pictures read', share(({ read }) => read)] as const,
            ["the offer's own page fetched", share(({ pageFetched }) => pageFetched)] as const,
          ].map(([step, done]) => [step, percent(done), percent(1 - done)]),
        ),
        `The decision is the one that looking at every picture would have given for ${percent(share(({ sameDecision }) => sameDecision))} of the offers.`,
      ),
      targets: [
        {
          promise: 'decisions that skipping pictures leaves as they would have been',
          required: 1,
          measured: share(({ sameDecision }) => sameDecision),
          better: 'higher',
          unit: '%',
        },
      ],
    };
  },
};

const decisionOn = (facts: Facts): string => assess(facts.brand, evaluateSignals(facts)).decision;
