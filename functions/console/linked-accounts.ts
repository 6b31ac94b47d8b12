import type { Case } from '#shared/domain/case.ts';
import type { LinkReason } from '#shared/domain/case-link.ts';
import type { CaseStore } from '#shared/stores/case-store.ts';

/** Another account whose offers this one's belong with. */
export type LinkedAccount = {
  marketplace: string;
  id: string;
  name: string;
  /** What their offers have in common, each once. */
  reasons: LinkReason[];
  /** Of this seller's offers, how many belong with that account's. */
  offers: number;
};

/** One read, of as many cases. */
const MOST_CASES = 100;

/** The accounts that these cases of one seller are linked to, those with the most offers first. A link leads to what was found earlier. */
export async function linkedAccounts(
  ofSeller: readonly Case[],
  { cases }: { cases: Pick<CaseStore, 'getMany'> },
): Promise<LinkedAccount[]> {
  const own = new Set(ofSeller.map(({ id }) => id));
  const links = ofSeller.flatMap((record) => record.links.map((link) => ({ from: record.id, ...link })));
  const others = [...new Set(links.map(({ caseId }) => caseId))].filter((id) => !own.has(id)).slice(-MOST_CASES);
  if (others.length === 0) return [];
  const found = new Map((await cases.getMany(others)).map((record) => [record.id, record]));
  const accounts = Map.groupBy(
    links.filter(({ caseId }) => found.get(caseId)?.listing.seller?.id !== undefined),
    ({ caseId }) => {
      const { marketplace, seller } = found.get(caseId)!.listing;
      return JSON.stringify([marketplace, seller!.id]);
    },
  );
  return [...accounts.values()]
    .map((some) => {
      const { marketplace, seller } = found.get(some[0]!.caseId)!.listing;
      const reasons = [...new Set(some.flatMap((link) => link.reasons))];
      const offers = new Set(some.map(({ from }) => from)).size;
      return { marketplace, id: seller!.id!, name: seller!.name ?? seller!.id!, reasons, offers };
    })
    .toSorted((a, b) => b.offers - a.offers || (a.id < b.id ? -1 : 1));
}
