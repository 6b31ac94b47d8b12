import * as z from 'zod';
import { Answer } from '#shared/notices/answers.ts';

/** What can be said of a notice, as the form names it: a refusal of the form and one of the merits are two things to say. */
export const Said = z.enum([...Answer.shape.kind.exclude(['refused']).options, 'refused-form', 'refused-merits']);
export type Said = z.infer<typeof Said>;

export function kindOf(said: Said): Pick<Answer, 'kind' | 'refusal'> {
  if (said === 'refused-form') return { kind: 'refused', refusal: 'form' };
  if (said === 'refused-merits') return { kind: 'refused', refusal: 'merits' };
  return { kind: said };
}

/** A field that was left empty says nothing. */
const filled = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .optional()
    .transform((text) => text || undefined);

/** The fields of the form on a notice's page. At least one offer stays ticked: none is not all. */
export const VenueAnswer = z
  .object({
    said: Said,
    reason: filled(1000),
    due: filled(10).pipe(z.iso.date().optional()),
    number: filled(200),
    case: z.union([
      z
        .string()
        .min(1)
        .transform((only) => [only]),
      z.array(z.string().min(1)).min(1),
    ]),
  })
  .transform(({ said, reason, due, number, case: caseIds }) =>
    Answer.parse({
      ...kindOf(said),
      reasons: reason ? [reason] : [],
      // Noon in UTC is that day in nearly every place where a venue can be.
      dueAt: due && `${due}T12:00:00.000Z`,
      number,
      caseIds,
    }),
  );
