import type { Case } from '#shared/domain/case.ts';
import { withRemark } from '#shared/domain/remark.ts';
import { colleagueOf } from '#shared/people/colleagues.ts';
import type { CaseChange } from '#shared/stores/case-item.ts';
import type { CaseStore } from '#shared/stores/case-store.ts';
import type { DecisionOutcome } from './decide.ts';

type Written = { by: string; at: Date };
type Services = { cases: Pick<CaseStore, 'update'> };

/** A note on a case, wherever it stands. */
export const remarkOn = (record: Case, text: string, written: Written, services: Services): Promise<DecisionOutcome> =>
  write(record, {}, text, written, services);

/** Gives a case to somebody who works on its brand, by their e-mail address, or back to everybody. It hides from nobody. */
export async function assignCase(
  record: Case,
  to: string | undefined,
  written: Written,
  services: Services & { people: Parameters<typeof colleagueOf>[2] },
): Promise<DecisionOutcome> {
  if (to === undefined) return write(record, { assigned: null }, 'assigned to nobody any more', written, services);
  const colleague = await colleagueOf(record.brandId, to, services.people);
  if ('refused' in colleague) return colleague;
  const { email } = colleague;
  return write(record, { assigned: email }, `assigned to ${email}`, written, services);
}

async function write(
  record: Case,
  change: CaseChange,
  text: string,
  { by, at }: Written,
  { cases }: Services,
): Promise<DecisionOutcome> {
  const remarks = withRemark(record, { at: at.toISOString(), by, text });
  const updated = await cases.update(record, { ...change, remarks });
  return updated ? { case: updated } : { refused: 'Somebody else changed it just now; look again.', changed: true };
}
