import * as z from 'zod';
import { Coverage } from './coverage.ts';
import { Money } from './money.ts';

/** A watch that is only thought of: what would its search find now? Nothing is kept of it, and nobody is told. */
export const SearchLook = z.strictObject({
  look: z.strictObject({
    marketplace: z.string().min(1),
    keyword: z.string().min(1).max(200),
    excluded: z.array(z.string().min(1)).default([]),
  }),
});
export type SearchLook = z.infer<typeof SearchLook>;

/** What the first page of results showed. */
export const SearchLooked = z.object({
  coverage: Coverage,
  /** Why it was not read whole. */
  reason: z.string().optional(),
  /** Offers on the page, without those that the excluded words drop. */
  found: z.int(),
  excluded: z.int(),
  isMore: z.boolean(),
  first: z.array(
    z.object({ title: z.string(), url: z.string(), price: Money.optional(), seller: z.string().optional() }),
  ),
});
export type SearchLooked = z.infer<typeof SearchLooked>;
