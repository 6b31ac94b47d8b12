import { wilsonLowerBound } from '#shared/learning/wilson.ts';
import { offersOfNetworks } from '#test/support/seller-networks.ts';
import type { Experiment } from './experiment.ts';
import { markdownTable, paragraphs, percent } from './markdown.ts';

const HANDS = 300;
const SEED = 20261130;

export const sellerLinks: Experiment = {
  name: 'seller-links',
  title: 'Links between offers of one hand, across accounts and marketplaces',
  datasets: [],
  run() {
    const { offers, handOf } = offersOfNetworks(HANDS, SEED);
    const isRight = (hand: string | undefined, caseId: string) => hand !== undefined && handOf.get(caseId) === hand;
    const rows = [...Map.groupBy(offers, ({ hand, kind }) => `${hand ? 'same hand' : 'innocent'}: ${kind}`)].map(
      ([kind, group]) => [
        kind,
        String(group.length),
        percent(
          group.filter(({ hand, links }) => links.some(({ caseId }) => isRight(hand, caseId))).length / group.length,
        ),
        String(group.filter(({ hand, links }) => links.some(({ caseId }) => !isRight(hand, caseId))).length),
        String(group.filter(({ links }) => links.some((link) => link.continues)).length),
      ],
    );
    const links = offers.flatMap(({ hand, links: found }) => found.map(({ caseId }) => isRight(hand, caseId)));
    const [right, all] = [links.filter(Boolean).length, links.length];
    const guilty = offers.filter(({ hand }) => hand !== undefined);
    const tied = guilty.filter(({ hand, links: found }) => found.some(({ caseId }) => isRight(hand, caseId))).length;
    const atLeast = (successes: number, trials: number) =>
      `${percent(successes / trials)} (at least ${percent(wilsonLowerBound(successes, trials))})`;
    return {
      markdown: paragraphs(
        `Synthetic: ${HANDS} invented hands with two confirmed accounts each, who come back in six ways, and ${HANDS * 2} honest shops of five kinds that resemble them. Of all links ${atLeast(right, all)} are right; ${atLeast(tied, guilty.length)} of the returning offers are tied to their hand. A link is shown and raises the prior; only two reasons together say that an offer *continues* a removed one, and nothing is sent for either.`,
        markdownTable(['offers', 'number', 'tied to the right hand', 'with a wrong link', 'said to continue'], rows),
      ),
    };
  },
};
