import type { Case } from '#shared/domain/case.ts';
import { caseDecision } from './case-decision.ts';
import { isSampled } from './sampling.ts';

/** Of the decided cases; enough to know within a year how far analysts agree, and an hour of work in twenty. */
const SHARE = 0.05;

/** A person decided it, nobody else has looked, and the lot fell on it. */
export function wantsSecondOpinion(record: Case): boolean {
  return (
    record.opinions.length === 0 &&
    caseDecision(record)?.decidedBy !== undefined &&
    isSampled(`second opinion|${record.id}`, SHARE)
  );
}
