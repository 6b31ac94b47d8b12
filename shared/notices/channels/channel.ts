import type { ChannelKind, NoticeRecord } from '#shared/domain/notice-record.ts';
import type { Target } from '#shared/domain/target.ts';

/** What happened to a notice that was handed to a channel. */
export type Delivery =
  /** The venue has it, and has given it a number. */
  | { status: 'accepted'; externalId: string }
  /** The venue read it and refused it at the door: a fault of its form. */
  | { status: 'rejected'; reasons: string[] }
  /** Certain: it was not taken. The same notice may be tried again after that time. */
  | { status: 'deferred'; retryAfterMs: number; reason: string; needsPerson?: boolean }
  /** Nobody knows whether it arrived: never sent again before the venue was asked. */
  | { status: 'unknown'; reason: string }
  /** Nothing leaves by itself: a person files the packet under this key. */
  | { status: 'ready-to-file'; packetKey: string };

/** Whether the venue has a notice under our reference. Its books may lag: one `no` proves nothing yet. */
export type LookUp = { found: 'yes'; externalId?: string } | { found: 'no' } | { found: 'cannot-tell'; reason: string };

/** What the venue says about a notice, or about one offer in it. */
export type VenueAnswer = {
  stage:
    | 'received'
    | 'in-review'
    | 'removed'
    | 'rejected'
    | 'clarification-needed'
    | 'counter-noticed'
    | 'upheld'
    | 'restored';
  /** Of `rejected`: what was wrong. Absent: the venue did not say, and it counts as the merits. */
  refusal?: 'form' | 'merits';
  /** By when it wants an answer. */
  dueAt?: string;
  reasons: string[];
  /** The offer; absent: all that the notice names. */
  itemId?: string;
};

/** One way of handing notices to a venue. Never throws: an exception would leave open what happened. */
export type Channel = {
  readonly kind: ChannelKind;
  readonly send: (notice: NoticeRecord, targets: readonly Target[]) => Promise<Delivery>;
  /** Asks for it by its reference, or by what it names where the venue keeps none. */
  readonly lookUp: (notice: NoticeRecord, targets: readonly Target[]) => Promise<LookUp>;
  /** Undefined when the venue cannot say right now, or never does. */
  readonly answers: (externalId: string) => Promise<VenueAnswer[] | undefined>;
};

/** The part of a channel that asks and never sends. */
export type NoticeReader = Pick<Channel, 'kind' | 'lookUp' | 'answers'>;
