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

/** Two of the linked accounts whose offers belong together as well; by `accountKey`, the one first that comes first. */
export type AccountTie = { between: readonly [string, string]; reasons: LinkReason[] };

export type LinkedAccounts = { accounts: LinkedAccount[]; ties: AccountTie[] };

/** One read, of as many cases. */
const MOST_CASES = 100;

type Tie = { other: Case; later: string; when: LinkedAccount['when']; reasons: readonly LinkReason[] };

export const accountKey = ({ marketplace, id }: Pick<LinkedAccount, 'marketplace' | 'id'>): string =>
  JSON.stringify([marketplace, id]);

const keyOfSeller = ({ listing: { marketplace, seller } }: Case): string | undefined =>
  seller?.id === undefined ? undefined : accountKey({ marketplace, id: seller.id });

/** The accounts that these cases of one seller are linked to, those with the most offers first. */
export async function linkedAccounts(
  ofSeller: readonly Case[],
  { cases }: { cases: Pick<CaseStore, 'getMany'> },
): Promise<LinkedAccounts> {
  const own = new Set(ofSeller.map(({ id }) => id));
  const named = ofSeller.flatMap(({ links, linkedFrom }) => [...links.map(({ caseId }) => caseId), ...linkedFrom]);
  const others = [...new Set(named)].filter((id) => !own.has(id)).slice(-MOST_CASES);
  if (others.length === 0) return { accounts: [], ties: [] };
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
  const byAccount = Map.groupBy(
    [...earlier, ...later].filter(({ other }) => keyOfSeller(other) !== undefined),
    ({ other, when }) => `${when} ${keyOfSeller(other)}`,
  );
  const accounts = [...byAccount.values()].map(accountOf);
  return {
    accounts: accounts.toSorted((a, b) => b.offers - a.offers || (a.id < b.id ? -1 : 1)),
    ties: tiesAmong(found),
  };
}

/** Links between offers of two accounts that are neither of them this seller's. */
function tiesAmong(found: ReadonlyMap<string, Case>): AccountTie[] {
  const ties = new Map<string, AccountTie>();
  for (const record of found.values())
    for (const { caseId, reasons } of record.links) {
      const earlier = found.get(caseId);
      const keys = [keyOfSeller(record), earlier && keyOfSeller(earlier)];
      const [a, b] = keys.flatMap((key) => key ?? []).toSorted();
      if (a === undefined || b === undefined || a === b) continue;
      const known = ties.get(`${a} ${b}`)?.reasons ?? [];
      ties.set(`${a} ${b}`, { between: [a, b], reasons: [...new Set([...known, ...reasons])] });
    }
  return [...ties.values()];
}

function accountOf(ties: readonly Tie[]): LinkedAccount {
  const { other, when } = ties[0]!;
  const { marketplace, seller } = other.listing;
  const reasons = [...new Set(ties.flatMap((tie) => tie.reasons))];
  const offers = new Set(ties.map((tie) => tie.later)).size;
  return { marketplace, id: seller!.id!, name: seller!.name ?? seller!.id!, when, reasons, offers };
}
