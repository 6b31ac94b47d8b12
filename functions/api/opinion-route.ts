import type { Case } from '#shared/domain/case.ts';
import { MOST_OPINIONS, type Opinion } from '#shared/domain/opinion.ts';
import { caseDecision } from '#shared/learning/case-decision.ts';
import type { CaseStore } from '#shared/stores/case-store.ts';
import { ApiError } from './problem.ts';

/** Writes down what a second person thinks of a decided case; the case stays as it is. */
export async function recordOpinion(
  record: Case,
  opinion: Opinion,
  cases: Pick<CaseStore, 'addOpinion'>,
): Promise<Case> {
  const decided = caseDecision(record);
  if (!decided) throw new ApiError(409, 'undecided', 'Nobody has decided this case yet: approve or dismiss it.');
  if (decided.decidedBy === opinion.by)
    throw new ApiError(409, 'same-person', 'You decided this case; a second opinion must come from somebody else.');
  const before = record.opinions.find(({ by }) => by === opinion.by);
  if (before?.decision === opinion.decision) return record; // sent twice
  if (before) throw new ApiError(409, 'same-person', 'You have given your opinion on this case already.');
  const written = await cases.addOpinion(record.id, opinion);
  if (!written) throw new ApiError(409, 'enough', `A case takes ${MOST_OPINIONS} opinions at most.`);
  return written;
}
