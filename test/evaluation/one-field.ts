import { fileURLToPath } from 'node:url';
import { loadBrandFile } from '#infra/cli/read-brand-file.ts';
import type { Facts } from '#shared/domain/signal.ts';
import type { Decision } from '#shared/domain/verdict.ts';
import { scoreListing } from '#shared/scoring/score-listing.ts';
import type { Experiment } from './experiment.ts';
import { generatedOffers } from './generated-shops.ts';
import { markdownTable, paragraphs } from './markdown.ts';
import { movesOn } from './sellers-moves.ts';

const SHOPS = 4;
const CONFESSION = 'mirror quality super fake, 1:1 replica';

type Tally = { tried: number; toReview: number; hidden: number };

/** The property tests draw such moves at random around a few offers; here each is made on every kind of offer, and counted. */
export const oneField: Experiment = {
  name: 'one-field',
  title: 'What a seller can do with one field',
  datasets: [],
  promises: true,
  run(progress, { quick }) {
    const { guilty, honest } = startingPoints(quick ? 1 : SHOPS);
    progress(`${guilty.length} expedited offers, ${honest.length} honest ones`);
    const tallies = new Map<string, Tally>();
    for (const facts of guilty) {
      for (const [kind, listing] of movesOn(facts.listing, facts.brand)) {
        const tally = tallies.get(kind) ?? { tried: 0, toReview: 0, hidden: 0 };
        tallies.set(kind, tally);
        const decision = scoreListing({ ...facts, listing }).decision;
        tally.tried++;
        if (decision === 'review') tally.toReview++;
        if (decision === 'ignore') tally.hidden++;
      }
    }
    let [harmless, framed] = [0, 0];
    for (const facts of honest) {
      for (const [, listing] of movesOn(facts.listing, facts.brand)) {
        harmless++;
        if (scoreListing({ ...facts, listing }).decision === 'expedite') framed++;
      }
    }
    const total = [...tallies.values()].reduce((sum, { tried }) => sum + tried, 0);
    const hidden = [...tallies.values()].reduce((sum, one) => sum + one.hidden, 0);
    return {
      markdown: paragraphs(
        `Offers of ${SHOPS} generated shops (synthetic) without their pictures: ${guilty.length} that are expedited for what they say, for the seller's two earlier cases or for a confession in the description, and ${honest.length} honest ones that are ignored. Each is changed in one field as its seller could, ${(total + harmless).toLocaleString('en')} times in all. The name sold under stays readable in the title; who glues other letters to it, or writes all of it in one word of small letters, hides it from those who search for it too, and is not counted here. The moves were written together with what withstands them, so this proves no more than that they are withstood.`,
        markdownTable(
          ['what is changed', 'tried', 'expedited still', 'to a person', 'ignored'],
          [...tallies].map(([kind, { tried, toReview, hidden: lost }]) =>
            [kind, tried, tried - toReview - lost, toReview, lost].map((cell) => cell.toLocaleString('en')),
          ),
        ),
        `Of the honest offers, changed in the same ways ${harmless.toLocaleString('en')} times, ${framed} came to be expedited.`,
      ),
      targets: [
        promise('expedited offers that a change of one field hides', hidden),
        promise('honest offers that a change of one field gets expedited', framed),
      ],
    };
  },
};

const promise = (what: string, measured: number) =>
  ({ promise: what, required: 0, measured, better: 'lower', unit: '' }) as const;

/** One of each title. */
function startingPoints(shops: number): { guilty: Facts[]; honest: Facts[] } {
  const brand = loadBrandFile(fileURLToPath(new URL('../../infra/cli/samples/nordhavn.yaml', import.meta.url)));
  const guilty = new Map<string, Facts>();
  const honest = new Map<string, Facts>();
  for (const { facts, truth } of generatedOffers(brand, 'one-field', shops)) {
    const decision: Decision = scoreListing(facts).decision;
    if (!truth.counterfeit && decision === 'ignore') honest.set(facts.listing.title, facts);
    const confirmedAt = [facts.now.toISOString(), facts.now.toISOString()];
    const ways: Facts[] = [
      facts,
      { ...facts, sellerRecord: { confirmedAt, clearedAt: [] } },
      { ...facts, listing: { ...facts.listing, description: CONFESSION } },
    ];
    const expedited = truth.counterfeit ? ways.find((way) => scoreListing(way).decision === 'expedite') : undefined;
    if (expedited) guilty.set(facts.listing.title, expedited);
  }
  return { guilty: [...guilty.values()], honest: [...honest.values()] };
}
