import * as z from 'zod';

/** What a person wrote on a case; it changes nothing of where the case stands. */
export const Remark = z.object({
  at: z.iso.datetime(),
  by: z.string().min(1),
  text: z.string().min(1).max(1000),
});
export type Remark = z.infer<typeof Remark>;

/** The oldest go first. */
const MOST_REMARKS = 100;

export const withRemark = ({ remarks }: { remarks: readonly Remark[] }, remark: Remark): Remark[] =>
  [...remarks, remark].slice(-MOST_REMARKS);
