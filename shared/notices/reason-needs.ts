import type { Refusal } from '#shared/domain/claim.ts';
import type { ProgrammeReason } from '#shared/domain/programme.ts';
import type { Right } from '#shared/domain/right.ts';

/** What this reason asks of the right and the right does not have. */
export function missingFor({ label, needs }: ProgrammeReason, right: Right): Refusal | undefined {
  if (needs.includes('own-url') && right.ownUrls.length === 0)
    return { field: 'right.ownUrls', why: `${label}: asks for the page of the owner that shows the picture` };
  if (needs.includes('registration') && !right.number)
    return { field: 'right.number', why: `${label}: asks for a registration` };
  if (needs.includes('original-photos') && !right.files.some(({ kind }) => kind === 'original-photos'))
    return { field: 'right.files', why: `${label}: asks for the original photographs` };
  return undefined;
}
