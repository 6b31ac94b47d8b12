import type { Case, CaseState, Submission } from '#shared/domain/case.ts';
import type { Notice } from '#shared/domain/notice.ts';

/** Fields that a transition may set beside the state. `null` removes the field. */
export type CaseChange = Partial<
  Pick<
    Case,
    'approvedBy' | 'noticeId' | 'externalId' | 'submittedAt' | 'removedAt' | 'evidenceKey' | 'checks' | 'imageHashes'
  >
> & { submission?: Submission | null; nextCheckAt?: string | null };

export type Transition = {
  to: CaseState;
  by: string;
  why: string;
  at: Date;
  change?: CaseChange;
  /** Further fence: the stored submission token must be this one. */
  token?: string;
};

/** Cases and notices (table `cases`). Every write is conditional on state and version and appends one event. */
export type CaseStore = {
  /** False when the case exists already. */
  open: (record: Case) => Promise<boolean>;
  get: (id: string) => Promise<Case | undefined>;
  /** The newest generation for this listing. */
  latestFor: (brandId: string, listing: { marketplace: string; id: string }) => Promise<Case | undefined>;
  /**
   * Moves the case on, or returns undefined when somebody else moved it first (state, version or token differ).
   * @throws Error when the transition is not in CASE_TRANSITIONS: a bug, not a race.
   */
  transition: (from: Case, transition: Transition) => Promise<Case | undefined>;
  /** Same state, new fields (claim, phase, next check); same fences; appends no event. */
  update: (from: Case, change: CaseChange, options?: { token?: string; at?: Date }) => Promise<Case | undefined>;
  byBrand: (brandId: string, state?: CaseState) => Promise<Case[]>;
  bySeller: (brandId: string, marketplace: string, sellerId: string) => Promise<Case[]>;
  /** Cases whose `nextCheckAt` is not later than now, soonest first. */
  dueForCheck: (now: Date, limit: number) => Promise<Case[]>;
  putNotice: (notice: Notice) => Promise<void>;
  getNotice: (id: string) => Promise<Notice | undefined>;
  /** True for the caller that may send this alert; false when it was claimed before. */
  claimAlert: (alertId: string, at: Date) => Promise<boolean>;
  /** Notices of the brand sent since then (for the daily cap). */
  countSentSince: (brandId: string, since: Date) => Promise<number>;
};
