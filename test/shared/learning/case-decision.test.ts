import { describe, expect, test } from 'vitest';
import type { CaseEvent, CaseState } from '#shared/domain/case.ts';
import { analystAgreement, decisionWeight } from '#shared/learning/analyst-decision.ts';
import { caseDecision, decisionsOf } from '#shared/learning/case-decision.ts';
import { wantsSecondOpinion } from '#shared/learning/second-opinion.ts';
import { aCase, aListing, aVerdict } from '../../support/builders.ts';

const VERDICT = aVerdict({
  signals: [{ id: 'low-price', contribution: 2.1, evidence: 'cheap', value: 0.66 }],
});

/** A case with this history: state, or state and who moved it there. */
function withHistory(...steps: (CaseState | [CaseState, string])[]) {
  let from: CaseState | null = null;
  const events = steps.map((step, i): CaseEvent => {
    const [to, by] = Array.isArray(step) ? step : [step, 'submit'];
    const event = { at: `2026-06-0${i + 1}T00:00:00.000Z`, from, to, by, why: 'so' };
    from = to;
    return event;
  });
  return aCase({ state: events.at(-1)!.to, events, verdict: VERDICT });
}
const ANN = 'analyst:ann';
const said = (...steps: Parameters<typeof withHistory>) => caseDecision(withHistory(...steps))?.decision;

describe('what was decided about a listing', () => {
  test('a person approved or dismissed it', () => {
    expect(caseDecision(withHistory('flagged', ['queued', ANN]))).toEqual({
      decision: 'confirmed',
      decidedAt: '2026-06-02T00:00:00.000Z',
      decidedBy: ANN,
    });
    expect(said('flagged', ['dismissed', ANN])).toBe('rejected');
    expect(said('queued', 'submitting', 'awaiting-approval', ['submitted', ANN])).toBe('confirmed');
  });

  test('the venue removed what it had taken up after our notice, the seller objected, or the notice was withdrawn', () => {
    expect(said('queued', 'submitting', 'submitted', 'acknowledged', 'removed')).toBe('confirmed');
    expect(said('queued', 'submitting', 'submitted', 'acknowledged', 'removed', 'relisted')).toBe('confirmed');
    expect(said('queued', 'submitting', 'submitted', 'counter-noticed')).toBe('rejected');
    expect(said('queued', 'submitting', 'submitted', 'removed', 'withdrawn')).toBe('rejected');
    expect(said('queued', 'submitting', 'submitted', 'counter-noticed', 'removed')).toBe('confirmed');
  });

  test('nothing, while only we have an opinion', () => {
    expect(said('queued', 'submitting', 'submitted', 'acknowledged')).toBeUndefined();
    expect(said('queued', 'submitting', 'awaiting-approval')).toBeUndefined();
    expect(said('queued', 'submitting', 'submitted', 'removed')).toBeUndefined(); // it may have sold out
    expect(said('flagged')).toBeUndefined();
    expect(said('queued', 'removed')).toBeUndefined(); // gone by itself, before any notice
    expect(said('queued', 'submitting', 'uncertain', ['submitted', ANN])).toBeUndefined(); // only that it had arrived
  });

  test('an offer of a seller who turned out to be authorised teaches nothing, and counts against expediting', () => {
    expect(said('flagged', ['authorised', ANN])).toBe('unsure');
    expect(said('flagged', ['queued', ANN], 'authorised')).toBeUndefined(); // by the brand's list
  });

  test('nothing that was taken back', () => {
    expect(said('flagged', ['dismissed', ANN], ['flagged', ANN])).toBeUndefined();
  });

  test('a refused notice is no word on the listing, unless a person had spoken', () => {
    expect(said('queued', 'submitting', 'submitted', 'rejected')).toBe('unsure');
    expect(said('flagged', ['queued', ANN], 'submitting', 'submitted', 'rejected')).toBe('confirmed');
    expect(said('queued', 'submitting', 'submitted', 'rejected', 'removed')).toBe('unsure');
  });

  test('a removal that confirms an approval leaves its time and its person', () => {
    expect(caseDecision(withHistory('flagged', ['queued', ANN], 'submitting', 'submitted', 'removed'))).toEqual({
      decision: 'confirmed',
      decidedAt: '2026-06-02T00:00:00.000Z',
      decidedBy: ANN,
    });
  });
});

describe('a decision as training reads it', () => {
  const decided = withHistory('flagged', ['queued', ANN]);

  test('carries the stored values, the verdict and how it was drawn', () => {
    const [line] = decisionsOf({ ...decided, selectionProbability: 0.02 });
    expect(line).toMatchObject({
      sellerId: 'bazaar~cheap-parka-store',
      features: { 'low-price': 0.66 },
      verdict: { probability: 0.96, decision: 'expedite', modelVersion: 'test' },
      listingId: decided.id,
    });
    expect(decisionWeight(line!)).toBe(50);
  });

  test('a verdict from before values were stored teaches nothing', () => {
    const unvalued = aVerdict().signals.map(({ value, ...finding }) => finding);
    expect(decisionsOf({ ...decided, verdict: aVerdict({ signals: unvalued }) })).toEqual([]);
  });

  test('a second opinion counts for agreement and is not learnt from', () => {
    const opinion = { by: 'analyst:bo', at: '2026-06-03T00:00:00.000Z', decision: 'rejected' as const };
    const lines = decisionsOf({ ...decided, opinions: [opinion] });
    expect(lines.map(decisionWeight)).toEqual([1, 0]);
    expect(analystAgreement(lines)).toEqual({ pairs: 1, agreed: 0 });
  });

  test('sellers without an id are not one seller', () => {
    const of = (id: string) => decisionsOf({ ...decided, listing: aListing({ id, seller: null }) })[0]!.sellerId;
    expect(of('1')).not.toBe(of('2'));
  });
});

test('one in twenty decided cases wants a second opinion, until there is one', () => {
  const cases = Array.from({ length: 20_000 }, (_, i) => ({
    ...withHistory('flagged', ['queued', ANN]),
    id: `case-${i}`,
  }));
  const drawn = cases.filter(wantsSecondOpinion);
  expect(drawn.length / cases.length).toBeCloseTo(0.05, 2);
  const opinion = { by: 'analyst:bo', at: '2026-06-03T00:00:00.000Z', decision: 'unsure' as const };
  expect(drawn.filter((record) => wantsSecondOpinion({ ...record, opinions: [opinion] }))).toEqual([]);
  expect(wantsSecondOpinion({ ...drawn[0]!, events: drawn[0]!.events.slice(0, 1) })).toBe(false);
});
