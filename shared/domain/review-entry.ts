import * as z from 'zod';

/** What the review queue knows of a waiting case without reading it: where it stands, and what it shares with others. */
export const ReviewEntry = z.object({
  caseId: z.string(),
  probability: z.number().min(0).max(1),
  /** Points; see Harm. */
  harm: z.number().nonnegative(),
  title: z.string(),
  /** Absent of cases from before 2026-12. */
  openedAt: z.string().optional(),
  /** Marketplace and account, where the page names one. */
  seller: z.string().optional(),
  /** PDQ hash of the first picture that has structure enough, 64 hex characters. */
  picture: z.string().optional(),
  /** Equal for titles of the same letters and digits. */
  text: z.string().optional(),
  /** E-mail address of whoever is to decide it. */
  assigned: z.string().optional(),
  /** Somebody says that it infringes; it waits for one who may confirm that. */
  proposed: z.literal(true).optional(),
  /** Place among the results. Absent of cases from before 2026-12 too. */
  rank: z.int().positive().optional(),
  /** The price, converted. Absent of cases from before 2026-12 too. */
  euros: z.number().nonnegative().optional(),
});
export type ReviewEntry = z.infer<typeof ReviewEntry>;

/** Probability × points of harm: what deciding the case now is worth. */
export const priorityOf = ({ probability, harm }: Pick<ReviewEntry, 'probability' | 'harm'>): number =>
  probability * harm;
