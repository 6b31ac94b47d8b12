import * as z from 'zod';

/** The newest link of a case's chain of captures: where its manifest lies, and the SHA-256 of what must lie there. */
export const SealedCapture = z.object({
  key: z.string().min(1),
  sha256: z.string().length(64),
  capturedAt: z.iso.datetime(),
});
export type SealedCapture = z.infer<typeof SealedCapture>;

/** A capture that did not succeed, and how many in a row. */
export const FailedCapture = z.object({ at: z.iso.datetime(), tries: z.int().positive(), why: z.string().min(1) });
export type FailedCapture = z.infer<typeof FailedCapture>;

/** Hours until the next try, after each that failed; after one more it is left to people. */
export const CAPTURE_RETRY_HOURS: readonly number[] = [1, 6, 24, 72];

/** Capture an offer's page for a case. */
export const CaptureJob = z.object({
  caseId: z.string(),
  /** Since when a capture is wanted: one that is later has done it. */
  since: z.iso.datetime(),
  /** A person wants it, wherever the case stands. */
  asked: z.boolean().default(false),
});
export type CaptureJob = z.infer<typeof CaptureJob>;
