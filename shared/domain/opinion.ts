import * as z from 'zod';

/** A second look at a listing that somebody else decided; it changes nothing but what is known of how far analysts agree. */
export const Opinion = z.object({
  by: z.string().min(1),
  at: z.iso.datetime(),
  decision: z.enum(['confirmed', 'rejected', 'unsure']),
  note: z.string().optional(),
});
export type Opinion = z.infer<typeof Opinion>;

/** Of one case; it is read with every case, and more would say nothing new. */
export const MOST_OPINIONS = 5;
