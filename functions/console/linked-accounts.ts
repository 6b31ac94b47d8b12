import type { Case } from '#shared/domain/case.ts';
import type { LinkReason } from '#shared/domain/case-link.ts';
import type { CaseStore } from '#shared/stores/case-store.ts';

/** Another account whose offers this one's belong with; `when`: whether its offers were found before this one's or after. */
export type LinkedAccount = {
  marketplace: string;
  id: string;
  name: string;
  when: 'earlier' | 'later';
  /** What their offers have in common, each once. */
  reasons: LinkReason[];
  /** Of the offers that were found later, on whichever side, how many belong with an earlier one. */
  offers: number;
};

/** One read, of as many cases. */
const MOST_CASES = 100;

type Tie = { other: Case; later: string; when: LinkedAccount['when']; reasons: readonly LinkReason[] };

/** The accounts that these cases of one seller are linked to, those with the most offers first. */
export async function linkedAccounts(
  ofSeller: readonly Case[],
  { cases }: { cases: Pick<CaseStore, 'getMany'> },
): Promise<LinkedAccount[]> {
  const own = new Set(ofSeller.map(({ id }) => id));
  const named = ofSeller.flatMap(({ links, linkedFrom }) => [...links.map(({ caseId }) => caseId), ...linkedFrom]);
  const others = [...new Set(named)].filter((id) => !own.has(id)).slice(-MOST_CASES);
  if (others.length === 0) return [];
  const found = new Map((await cases.getMany(others)).map((record) => [record.id, record]));
  const earlier = ofSeller.flatMap(({ id, links }) =>
    links.flatMap(({ caseId, reasons }): Tie[] => {
      const other = found.get(caseId);
      return other ? [{ other, later: id, when: 'earlier', reasons }] : [];
    }),
  );
  const later = [...found.values()].flatMap((other) =>
    other.links
      .filter(({ caseId }) => own.has(caseId))
      .map(({ reasons }): Tie => ({ other, later: other.id, when: 'later', reasons })),
  );
  const accounts = Map.groupBy(
    [...earlier, ...later].filter(({ other }) => other.listing.seller?.id !== undefined),
    ({ other: { listing }, when }) => JSON.stringify([listing.marketplace, listing.seller!.id, when]),
  );
  return [...accounts.values()].map(accountOf).toSorted((a, b) => b.offers - a.offers || (a.id < b.id ? -1 : 1));
}

function accountOf(ties: readonly Tie[]): LinkedAccount {
  const { other, when } = ties[0]!;
  const { marketplace, seller } = other.listing;
  const reasons = [...new Set(ties.flatMap((tie) => tie.reasons))];
  const offers = new Set(ties.map((tie) => tie.later)).size;
  return { marketplace, id: seller!.id!, name: seller!.name ?? seller!.id!, when, reasons, offers };
}
