import type { Notice } from '#shared/domain/notice.ts';

/** What happened to a notice that was handed to a channel. */
export type Delivery =
  /** The venue has it. */
  | { status: 'accepted'; externalId?: string }
  /** The venue read it and refused it. */
  | { status: 'rejected'; reasons: string[] }
  /** Certain: it was not taken. The same notice may be tried again after that time. */
  | { status: 'deferred'; retryAfterMs: number; reason: string; needsPerson?: boolean }
  /** Nobody knows whether it arrived: never sent again before the venue was asked. */
  | { status: 'unknown'; reason: string }
  /** Nothing leaves by itself: a person files the packet under this key. */
  | { status: 'ready-to-file'; packetKey: string };

/** Whether the venue has a notice under our reference. `no` is authoritative: it never arrived. */
export type LookUp =
  | { found: 'yes'; externalId?: string; status?: VenueStatus }
  | { found: 'no' }
  | { found: 'cannot-tell'; reason: string };

export type VenueStatus = {
  stage: 'received' | 'in-review' | 'removed' | 'rejected' | 'clarification-needed' | 'counter-noticed';
  reasons: string[];
};

/** One way of handing notices to a venue. Never throws: an exception would leave open what happened. */
export type Channel = {
  readonly id: 'webhook' | 'packet';
  readonly send: (notice: Notice) => Promise<Delivery>;
  /** @param reference the notice's own reference. */
  readonly lookUp?: (reference: string) => Promise<LookUp>;
  /** Undefined when the venue cannot say right now. */
  readonly status?: (externalId: string) => Promise<VenueStatus | undefined>;
};

/** The part of a channel that asks and never sends. */
export type NoticeStatusReader = Pick<Channel, 'lookUp' | 'status'>;
