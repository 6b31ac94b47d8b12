import { isAsStrongAs } from '#shared/domain/claim.ts';
import type { NoticeContent, NoticeProblem, TargetStatement } from '#shared/domain/notice-content.ts';
import type { Programme } from '#shared/domain/programme.ts';
import { saysNothing } from './meaning.ts';

/** What is wrong with the ground of a notice: its kind, the venue's reason, what was found for it, and the words. */
export function* claimProblems(
  { claim, right, statement }: NoticeContent,
  targets: readonly TargetStatement[],
  programme: Programme,
): Generator<NoticeProblem> {
  const reasons = programme.claims[claim.kind];
  if (!reasons) {
    yield { field: 'claim.kind', why: `${programme.title} takes no claim of this kind` };
    return;
  }
  const reason = reasons.find(({ code, label }) => code === claim.reason.code && label === claim.reason.label);
  if (!reason) yield { field: 'claim.reason', why: `${claim.reason.code} is none of the venue's reasons for it` };
  if (reason?.needs.includes('order-id') && !claim.orderId)
    yield { field: 'claim.orderId', why: 'this reason asks for the order of a test purchase' };
  if (reason?.needs.includes('registration') && !right.number)
    yield { field: 'right.number', why: 'this reason asks for a registration' };
  if (reason?.needs.includes('own-url') && right.ownUrls.length === 0)
    yield { field: 'right.ownUrls', why: "this reason asks for a page of the owner's own" };
  if (reason?.needs.includes('original-photos') && !right.files.some(({ kind }) => kind === 'original-photos'))
    yield { field: 'right.files', why: 'this reason asks for the original photographs' };
  const said = saysNothing(statement.en);
  if (said) yield { field: 'statement.en', why: said };
  for (const { itemId, strength } of targets) {
    if (claim.kind === 'counterfeit' && strength === 'use')
      yield { field: 'strength', target: itemId, why: 'the mark alone does not say where goods come from' };
    else if (reason && !isAsStrongAs(strength, reason.leastStrength))
      yield {
        field: 'strength',
        target: itemId,
        why: `the reason asks for ${reason.leastStrength}, what was found is ${strength}`,
      };
  }
}
