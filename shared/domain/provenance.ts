import * as z from 'zod';

/**
 * Who brought a page or an offer, where it was not the crawler: what has no provenance was read by the crawler. Written by us from who
 * was signed in and our own clock, never taken from what was brought.
 */
export const Provenance = z.strictObject({
  source: z.enum(['person', 'partner']),
  /** As histories name them: "analyst:ida@nordhavn.example", "machine:feed". */
  by: z.string().min(1).max(300),
  at: z.iso.datetime(),
  /** The offer's own page as they brought it, by its key in the archive: it counts as a look at the offer. */
  page: z.string().optional(),
  note: z.string().max(1000).optional(),
});
export type Provenance = z.infer<typeof Provenance>;

/** "seen by ida@nordhavn.example 14:02 in a browser (2026-11-30, UTC)" */
export function provenanceWords(provenance: Provenance | undefined): string {
  if (!provenance) return 'read by the crawler';
  const { source, by, at, page } = provenance;
  const name = by.replace(/^(analyst|machine):/, '');
  if (source === 'person' && page) return `seen by ${name} ${at.slice(11, 16)} in a browser (${at.slice(0, 10)}, UTC)`;
  return `${source === 'person' ? 'brought' : 'delivered'} by ${name} ${at.slice(11, 16)} (${at.slice(0, 10)}, UTC)`;
}
