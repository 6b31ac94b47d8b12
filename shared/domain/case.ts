import * as z from 'zod';
import { Listing } from './listing.ts';
import { Opinion } from './opinion.ts';
import { Verdict } from './verdict.ts';

export const CaseState = z.enum([
  'flagged',
  'awaiting-approval',
  'queued',
  'submitting',
  'submitted',
  'acknowledged',
  'removed',
  'dismissed',
  'authorised',
  'clarification-needed',
  'rejected',
  'counter-noticed',
  'withdrawn',
  'uncertain',
  'relisted',
]);
export type CaseState = z.infer<typeof CaseState>;

/** From → to. Anything else is refused by the store's conditional write. `relisted` is entered only by a successor being opened. */
export const CASE_TRANSITIONS: Record<CaseState, readonly CaseState[]> = {
  flagged: ['queued', 'dismissed', 'authorised', 'removed'],
  // `submitted`: a person filed the ready-made packet.
  'awaiting-approval': ['queued', 'submitted', 'dismissed', 'authorised', 'removed'],
  queued: ['submitting', 'awaiting-approval', 'flagged', 'dismissed', 'authorised', 'removed'],
  submitting: ['submitted', 'queued', 'uncertain', 'rejected', 'awaiting-approval', 'removed', 'authorised'],
  submitted: ['acknowledged', 'removed', 'rejected', 'clarification-needed', 'counter-noticed', 'withdrawn'],
  acknowledged: ['removed', 'rejected', 'clarification-needed', 'counter-noticed', 'withdrawn'],
  removed: ['relisted', 'counter-noticed', 'withdrawn'],
  dismissed: ['flagged'],
  authorised: ['flagged'],
  'clarification-needed': ['queued', 'withdrawn', 'rejected', 'removed', 'dismissed'],
  rejected: ['queued', 'withdrawn', 'dismissed', 'removed'],
  'counter-noticed': ['removed', 'withdrawn', 'rejected'],
  withdrawn: [],
  uncertain: ['submitted', 'queued', 'dismissed', 'withdrawn', 'removed'],
  relisted: [],
};

/** One line of a case's append-only history. */
export const CaseEvent = z.object({
  at: z.iso.datetime(),
  from: CaseState.nullable(),
  to: CaseState,
  /** A function ("submit") or a person ("analyst:jane@example.com"). */
  by: z.string().min(1),
  why: z.string().min(1),
});
export type CaseEvent = z.infer<typeof CaseEvent>;

/** The fence around sending: a notice leaves only in phase `sending`, and a stale `sending` is never resent. */
export const Submission = z.object({
  token: z.string(),
  phase: z.enum(['claimed', 'sending']),
  expiresAt: z.iso.datetime(),
  noticeId: z.string(),
});
export type Submission = z.infer<typeof Submission>;

/** One brand × one listing. */
export const Case = z.object({
  id: z.string(),
  brandId: z.string(),
  state: CaseState,
  /** Optimistic lock: every write adds one. */
  version: z.int().positive(),
  listing: Listing,
  verdict: Verdict,
  imageHashes: z.array(z.string()).default([]),
  /** Contacts off the marketplace that the offer gives, such as "wechat:nh_store88". */
  contactHandles: z.array(z.string()).default([]),
  openedAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  events: z.array(CaseEvent),
  /** Present when a person approved sending. */
  approvedBy: z.string().optional(),
  submission: Submission.optional(),
  noticeId: z.string().optional(),
  /** The venue's own number for the notice. */
  externalId: z.string().optional(),
  submittedAt: z.iso.datetime().optional(),
  removedAt: z.iso.datetime().optional(),
  /** Evidence manifest key in the evidence bucket. */
  evidenceKey: z.string().optional(),
  /** Ready-to-file packet in the evidence bucket, where the venue takes notices from persons only. */
  packetKey: z.string().optional(),
  /** When `verify` looks next; absent when there is nothing left to check. */
  nextCheckAt: z.iso.datetime().optional(),
  checks: z.int().nonnegative().default(0),
  /** Looks in a row that met a bare 404, which proves nothing until it repeats. */
  absences: z.int().nonnegative().default(0),
  /** Present when the case was drawn by lot (random audit) and not for its score: with which probability. */
  selectionProbability: z.number().gt(0).max(1).optional(),
  /** Second looks by other people; appended only. */
  opinions: z.array(Opinion).default([]),
  /** The removed case that this one continues. */
  relistingOf: z.string().optional(),
});
export type Case = z.infer<typeof Case>;

/** Deterministic, so that two workers opening the same case collide on purpose. Generation grows when the same listing id comes back. */
export function caseId(brandId: string, listing: { marketplace: string; id: string }, generation = 1): string {
  return [brandId, listing.marketplace, listing.id, generation].join('~');
}
