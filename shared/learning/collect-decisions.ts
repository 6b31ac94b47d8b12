import * as z from 'zod';
import { CaseState } from '#shared/domain/case.ts';
import type { CaseStore } from '#shared/stores/case-store.ts';
import { StatePosition } from '#shared/stores/state-pages.ts';
import { analystAgreement, type Evidence } from './analyst-decision.ts';
import { caseDecision, DECIDABLE_STATES, decisionsOf } from './case-decision.ts';

type Cases = Pick<CaseStore, 'newest'>;

/** `withoutFeatures`: decided cases whose verdict is from before the signals' values were stored. */
export type DecisionPage = { decisions: Evidence[]; withoutFeatures: number; next?: string };

/** Where the reading of a brand's decisions stands: state by state, page by page. */
const Cursor = z
  .object({ brandId: z.string(), state: CaseState, after: StatePosition.optional() })
  .refine(
    ({ brandId, state, after }) => !after || (after.brandId === brandId && after.stateSince.startsWith(`${state}~`)),
  );
type Cursor = z.infer<typeof Cursor>;

/**
 * One page of a brand's decisions, at most a hundred cases; `next` asks for the following one.
 * @throws ZodError when `after` is not the `next` of a page of this brand.
 */
export async function decisionPage(cases: Cases, brandId: string, after?: string): Promise<DecisionPage> {
  const start: Cursor = { brandId, state: DECIDABLE_STATES[0]! };
  const cursor = after === undefined ? start : Cursor.parse({ ...parsed(after), brandId });
  const { next, ...page } = await pageOfState(cases, cursor);
  const state = DECIDABLE_STATES[DECIDABLE_STATES.indexOf(cursor.state) + 1];
  const following = next ?? (state && { brandId, state });
  return { ...page, ...(following && { next: JSON.stringify(following) }) };
}

function parsed(text: string): object {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}

async function pageOfState(cases: Cases, { brandId, state, after }: Cursor) {
  const page = await cases.newest(brandId, state, after);
  const lines = page.cases.filter((record) => caseDecision(record) !== undefined).map(decisionsOf);
  return {
    decisions: lines.flat(),
    withoutFeatures: lines.filter(({ length }) => length === 0).length,
    next: page.next && { brandId, state, after: page.next },
  };
}

export type CollectedDecisions = { decisions: Evidence[]; withoutFeatures: number; beyondLimit: boolean };

/** The brand's newest decisions, at most `most` of them; older ones are not kept in memory, and of any state not even read. */
export async function collectDecisions(cases: Cases, brandId: string, most: number): Promise<CollectedDecisions> {
  let decisions: Evidence[] = [];
  let withoutFeatures = 0;
  let beyondLimit = false;
  for (const state of DECIDABLE_STATES) {
    let ofState = 0;
    let cursor: Cursor | undefined = { brandId, state };
    while (cursor && ofState < most) {
      const page: Awaited<ReturnType<typeof pageOfState>> = await pageOfState(cases, cursor);
      decisions.push(...page.decisions);
      ofState += page.decisions.length;
      withoutFeatures += page.withoutFeatures;
      cursor = page.next;
    }
    if (cursor) beyondLimit = true;
    if (decisions.length > most) beyondLimit = true;
    decisions = newestOf(decisions, most);
  }
  return { decisions, withoutFeatures, beyondLimit };
}

export type Limits = { perBrand: number; together: number };

export type AllDecisions = {
  decisions: Evidence[];
  agreement: ReturnType<typeof analystAgreement>;
  /** All that were looked at, also those that are not among `decisions`. */
  read: number;
  withoutFeatures: number;
  beyondLimit: boolean;
};

/** The newest decisions of all brands; never more in memory than `together` and one brand's. */
export async function collectFromAll(
  cases: Cases,
  brands: readonly { id: string }[],
  { perBrand, together }: Limits,
): Promise<AllDecisions> {
  const all: AllDecisions = {
    decisions: [],
    agreement: { pairs: 0, agreed: 0 },
    read: 0,
    withoutFeatures: 0,
    beyondLimit: false,
  };
  for (const { id } of brands) {
    const own = await collectDecisions(cases, id, perBrand);
    const { pairs, agreed } = analystAgreement(own.decisions);
    all.agreement.pairs += pairs;
    all.agreement.agreed += agreed;
    all.read += own.decisions.length;
    all.withoutFeatures += own.withoutFeatures;
    all.beyondLimit ||= own.beyondLimit || all.decisions.length + own.decisions.length > together;
    all.decisions = newestOf([...all.decisions, ...own.decisions], together);
  }
  return all;
}

/** Oldest first, so that the same decisions are always in the same order. */
function newestOf(decisions: readonly Evidence[], most: number): Evidence[] {
  // A case that changes its state while it is read may be met twice.
  const unique = new Map(decisions.map((decision) => [orderOf(decision), decision]));
  const inOrder = [...unique].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, decision]) => decision);
  return inOrder.slice(Math.max(0, inOrder.length - most));
}

const orderOf = ({ decidedAt, listingId, decidedBy = '', brandId }: Evidence) =>
  `${decidedAt}|${listingId}|${decidedBy}|${brandId}`;
