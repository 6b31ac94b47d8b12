import * as z from 'zod';
import { Listing } from './listing.ts';
import { Provenance } from './provenance.ts';

/** Another brand's watch for the same keyword and marketplace, with its own period and depth. */
export const ScanShare = z.object({
  brandId: z.string(),
  period: z.string(),
  pages: z.int().positive(),
  readBy: z.string(),
});
export type ScanShare = z.infer<typeof ScanShare>;

/** One search page of one watch in one period. The id makes a double tick harmless. */
export const ScanJob = z.object({
  /** brand|marketplace|keyword|period|page */
  jobId: z.string(),
  brandId: z.string(),
  marketplace: z.string(),
  keyword: z.string(),
  /** Start of the watch's period, ISO: the identity of the scan. */
  period: z.string(),
  page: z.int().positive(),
  /** Deepest page to follow. */
  pages: z.int().positive(),
  /** Known when the page before named it; otherwise built from keyword and page. */
  url: z.string().optional(),
  /** Rank of the page's first listing minus one. */
  rankOffset: z.int().nonnegative().default(0),
  /** Read this archived page instead of fetching (replay); nothing else is fetched for its listings either. */
  archivedPage: z.string().optional(),
  /**
   * Brought and not scanned for: `archivedPage` is a page that somebody saved, of whatever kind, or a feed; without one, `url` is an
   * offer that somebody reports, to be looked at.
   */
  brought: Provenance.optional(),
  /** Key of a file of listings that a partner put into the bucket of pages; nothing is read for this job but that. */
  feed: z.string().optional(),
  /** End of the period, ISO: a job that is older is not read any more. Absent for a page that is read again (replay). */
  readBy: z.string().optional(),
  /** Watches of other brands for the same keyword and marketplace, read with the same fetch. */
  sharedWith: z.array(ScanShare).optional(),
});
export type ScanJob = z.infer<typeof ScanJob>;

export function scanJobId(job: Pick<ScanJob, 'brandId' | 'marketplace' | 'keyword' | 'period' | 'page'>): string {
  return [job.brandId, job.marketplace, job.keyword, job.period, job.page].join('|');
}

/** A listing that could matter to a brand. */
export const ScoreJob = z.object({
  brandId: z.string(),
  listing: Listing,
  jobId: z.string(),
  /** Hash of what scoring looks at: overlapping watches find the same listing, which is judged once. */
  digest: z.string().optional(),
  /** No further fetching: the listing comes from a saved page. */
  offline: z.boolean().default(false),
});
export type ScoreJob = z.infer<typeof ScoreJob>;

/** Bring a queued case into a notice, or send an approved notice. */
export const TakedownJob = z.union([z.object({ caseId: z.string() }), z.object({ noticeId: z.string() })]);
export type TakedownJob = z.infer<typeof TakedownJob>;

export const AlertKind = z.enum([
  'case-flagged',
  'case-queued',
  'awaiting-approval',
  'notice-sent',
  'notice-refused',
  'counter-noticed',
  'removal-verified',
  'store-closed',
  'relisted',
  'uncertain',
  'not-removed',
  'sending-stopped',
  'task-due',
  'coverage-lost',
  'work-failed',
]);
export type AlertKind = z.infer<typeof AlertKind>;

/** `alertId` is the business key: the same alert is sent once. */
export const AlertJob = z.object({
  alertId: z.string(),
  brandId: z.string(),
  kind: AlertKind,
  at: z.iso.datetime(),
  caseId: z.string().optional(),
  probability: z.number().optional(),
  /** One plain sentence, safe to show; listing text inside it is still the seller's. */
  message: z.string(),
});
export type AlertJob = z.infer<typeof AlertJob>;

/** What the browser function is asked to do (invoked, not queued). */
export const RenderRequest = z.object({
  url: z.string(),
  allowedHosts: z.array(z.string()).min(1),
  /** Object key in the evidence bucket. */
  screenshotKey: z.string().optional(),
  /** Object key in the bucket of pages. */
  htmlKey: z.string().optional(),
});
export type RenderRequest = z.infer<typeof RenderRequest>;

/** A page of our own for the browser function to print, without network; up to the 6 MB that an invocation may carry. */
export const PrintRequest = z.strictObject({
  print: z.strictObject({
    html: z.string().min(1),
    /** Object key in the bucket of pages. */
    pdfKey: z.string(),
  }),
});
export type PrintRequest = z.infer<typeof PrintRequest>;

export const PrintResult = z.object({ pdf: z.object({ key: z.string(), sha256: z.string(), bytes: z.int() }) });
export type PrintResult = z.infer<typeof PrintResult>;

export const RenderResult = z.object({
  status: z.int(),
  finalUrl: z.string(),
  screenshot: z.object({ key: z.string(), sha256: z.string(), bytes: z.int() }).optional(),
  html: z.object({ key: z.string(), sha256: z.string(), bytes: z.int() }).optional(),
});
export type RenderResult = z.infer<typeof RenderResult>;
