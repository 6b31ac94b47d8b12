import * as z from 'zod';

export const Rebuilt = z.object({
  /** Finished days on which something happened, as the histories have it. */
  days: z.int(),
  /** Days whose stored figures differed and were made anew. */
  changed: z.array(z.iso.date()),
  /** Days that were left as they are: cases that they count were deleted since, so that the histories have less. */
  kept: z.array(z.iso.date()),
});
export type Rebuilt = z.infer<typeof Rebuilt>;

/** That a brand's stored figures are made anew: the latest time that somebody asked for it. */
export const Rebuild = z.object({
  state: z.enum(['running', 'done', 'failed']),
  by: z.string(),
  askedAt: z.iso.datetime(),
  /** When it was last heard of. */
  at: z.iso.datetime(),
  /** Histories that were read so far. */
  read: z.int().nonnegative(),
  result: Rebuilt.optional(),
  /** Of `failed`. */
  why: z.string().optional(),
});
export type Rebuild = z.infer<typeof Rebuild>;

/** What `digest` is called with besides its ticks. */
export const RebuildRequest = z.object({ rebuild: z.string().min(1) });
export type RebuildRequest = z.infer<typeof RebuildRequest>;

/** Longer than the function may run (ten minutes): after that nobody is at work. */
const SILENT_MS = 15 * 60_000;

/** As it stands: one that was not heard of for longer than a function runs has died. */
export function rebuildNow(rebuild: Rebuild, now: Date): Rebuild {
  const isSilent = now.getTime() - Date.parse(rebuild.at) > SILENT_MS;
  if (rebuild.state !== 'running' || !isSilent) return rebuild;
  return { ...rebuild, state: 'failed', why: `it was not heard of since ${rebuild.at}` };
}
