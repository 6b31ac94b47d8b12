import { z } from 'zod';
import { CaseState } from '#shared/domain/case.ts';
import type { CaseStore } from '#shared/stores/case-store.ts';
import type { Evidence } from './analyst-decision.ts';
import { caseDecision, DECIDABLE_STATES, decisionsOf } from './case-decision.ts';

type Cases = Pick<CaseStore, 'newest'>;

/** `withoutFeatures`: decided cases whose verdict is from before the signals' values were stored. */
export type DecisionPage = { decisions: Evidence[]; withoutFeatures: number; next?: string };

/** Where the reading of a brand's decisions stands: state by state, page by page. */
const Cursor = z.object({ state: CaseState, after: z.string().optional() });

/** One page of a brand's decisions, at most a hundred cases; `next` asks for the following one. */
export async function decisionPage(cases: Cases, brandId: string, cursor?: string): Promise<DecisionPage> {
  const { state, after } = cursor === undefined ? { state: DECIDABLE_STATES[0]! } : Cursor.parse(JSON.parse(cursor));
  const page = await cases.newest(brandId, state, after);
  const decided = page.cases.filter((record) => caseDecision(record) !== undefined);
  const lines = decided.map(decisionsOf);
  const next = page.next === undefined ? { state: stateAfter(state) } : { state, after: page.next };
  return {
    decisions: lines.flat(),
    withoutFeatures: lines.filter(({ length }) => length === 0).length,
    ...(next.state && { next: JSON.stringify(next) }),
  };
}

const stateAfter = (state: CaseState): CaseState | undefined => DECIDABLE_STATES[DECIDABLE_STATES.indexOf(state) + 1];

export type CollectedDecisions = { decisions: Evidence[]; withoutFeatures: number; beyondLimit: boolean };

/** The brand's newest decisions, at most `most` of them; older ones are not kept in memory, and of any state not even read. */
export async function collectDecisions(cases: Cases, brandId: string, most: number): Promise<CollectedDecisions> {
  let decisions: Evidence[] = [];
  let withoutFeatures = 0;
  let beyondLimit = false;
  for (const state of DECIDABLE_STATES) {
    let ofState = 0;
    let cursor: string | undefined = JSON.stringify({ state });
    while (cursor !== undefined && Cursor.parse(JSON.parse(cursor)).state === state) {
      if (ofState >= most) {
        beyondLimit = true;
        break;
      }
      const page: DecisionPage = await decisionPage(cases, brandId, cursor);
      decisions.push(...page.decisions);
      ofState += page.decisions.length;
      withoutFeatures += page.withoutFeatures;
      cursor = page.next;
    }
    if (decisions.length > most) beyondLimit = true;
    decisions = newestOf(decisions, most);
  }
  return { decisions, withoutFeatures, beyondLimit };
}

/** Oldest first, so that the same decisions are always in the same order. */
export function newestOf(decisions: readonly Evidence[], most: number): Evidence[] {
  // A case that changes its state while it is read may be met twice.
  const unique = new Map(decisions.map((decision) => [orderOf(decision), decision]));
  const inOrder = [...unique].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, decision]) => decision);
  return inOrder.slice(Math.max(0, inOrder.length - most));
}

const orderOf = ({ decidedAt, listingId, decidedBy = '' }: Evidence) => `${decidedAt}|${listingId}|${decidedBy}`;
