import * as z from 'zod';

/**
 * What a fetched page lets us say. `empty` only when the page itself says that there is nothing;
 * a block page is `blocked`, a page we cannot read is `unreadable`, one that was not asked for before its period was over is `not-read`: none
 * of these is ever "no results".
 */
export const Coverage = z.enum(['complete', 'partial', 'blocked', 'unreadable', 'not-read', 'empty']);
export type Coverage = z.infer<typeof Coverage>;

/** Read, as far as the marketplace has it: also nothing found, if the page itself says so. */
export const isRead = (coverage: Coverage): boolean => coverage === 'complete' || coverage === 'empty';

/** Some of it at least. */
export const isReadInPart = (coverage: Coverage): boolean => isRead(coverage) || coverage === 'partial';

/** Worst first: the verdict of a scan is the worst of its pages. */
const SEVERITY: readonly Coverage[] = ['blocked', 'unreadable', 'not-read', 'partial', 'complete', 'empty'];

/** Coverage of a whole watch from the coverage of its pages: one blocked page of three is `partial`, three of three is `blocked`. */
export function combineCoverage(pages: readonly Coverage[]): Coverage {
  if (pages.length === 0) return 'unreadable';
  const readable = pages.filter(isReadInPart);
  if (readable.length === 0) return pages.toSorted((a, b) => SEVERITY.indexOf(a) - SEVERITY.indexOf(b))[0]!;
  if (readable.length < pages.length || readable.includes('partial')) return 'partial';
  return readable.includes('complete') ? 'complete' : 'empty';
}
