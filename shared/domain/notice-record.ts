import * as z from 'zod';
import { HistoryEvent } from './event.ts';
import { NoticeContent } from './notice-content.ts';

/** `first-eye`: one of two people has approved. `uncertain`: whether it arrived is unknown. `ready-to-file`: a person files it. */
export const NoticeState = z.enum([
  'draft',
  'first-eye',
  'approved',
  'sending',
  'uncertain',
  'ready-to-file',
  'sent',
  'closed',
  'withdrawn',
]);
export type NoticeState = z.infer<typeof NoticeState>;

export const NoticeInput = z.enum([
  'composed',
  'joined',
  'window-closed',
  'taken-out',
  'emptied',
  'set-back',
  'seen-by-one',
  'approved',
  'revoked',
  'claimed',
  'numbered',
  'packet-stored',
  'not-taken',
  'refused',
  'unknown',
  'found',
  'not-found',
  'filed',
  'decided',
  'reopened',
  'withdrawn',
]);
export type NoticeInput = z.infer<typeof NoticeInput>;

type Moves = Partial<Record<NoticeInput, NoticeState>>;

/**
 * From → what happens → to. A target taken out changes no state: what was approved of the others stands. Once it may have left, nothing
 * leads back to `approved` but the certainty that it did not arrive, or of a packet that nobody has filed it.
 */
export const NOTICE_MOVES: Record<NoticeState, Moves> = {
  draft: {
    joined: 'draft',
    'window-closed': 'draft',
    'taken-out': 'draft',
    'seen-by-one': 'first-eye',
    approved: 'approved',
    emptied: 'closed',
    withdrawn: 'withdrawn',
  },
  'first-eye': {
    'taken-out': 'first-eye',
    approved: 'approved',
    'set-back': 'draft',
    revoked: 'draft',
    emptied: 'closed',
    withdrawn: 'withdrawn',
  },
  approved: {
    'taken-out': 'approved',
    // Its brand wants two people by now.
    'seen-by-one': 'first-eye',
    approved: 'approved',
    'set-back': 'draft',
    revoked: 'draft',
    claimed: 'sending',
    emptied: 'closed',
    withdrawn: 'withdrawn',
  },
  sending: {
    'taken-out': 'sending',
    'set-back': 'draft',
    numbered: 'sent',
    'packet-stored': 'ready-to-file',
    'not-taken': 'approved',
    refused: 'closed',
    unknown: 'uncertain',
    emptied: 'closed',
  },
  uncertain: { found: 'sent', 'not-found': 'approved', withdrawn: 'withdrawn' },
  // Approved again: what waited too long is looked at once more, and another packet is made.
  'ready-to-file': {
    'seen-by-one': 'first-eye',
    approved: 'approved',
    filed: 'sent',
    'set-back': 'draft',
    withdrawn: 'withdrawn',
  },
  sent: { numbered: 'sent', decided: 'closed', withdrawn: 'withdrawn' },
  // The seller objects, or the venue thinks again: what is undecided it is asked about.
  closed: { numbered: 'closed', reopened: 'sent', withdrawn: 'withdrawn' },
  // Somebody had filed its packet, and says so after it was withdrawn.
  withdrawn: { filed: 'withdrawn' },
};

export const noticeAfter = (state: NoticeState, input: NoticeInput): NoticeState | undefined =>
  NOTICE_MOVES[state][input];

/** What one person signed: the shared part and each target by hash. A target that is taken out later needs no new approval. */
export const Approval = z.object({
  by: z.string().min(1),
  at: z.iso.datetime(),
  shared: z.string(),
  /** Case id → hash of its statement. */
  targets: z.record(z.string(), z.string()),
  /** The person was shown that the accuracy breaker had tripped, and sends all the same. */
  despiteBreaker: z.literal(true).optional(),
  /** The function approved it by itself (mode auto): no target of it may need a person. */
  automatic: z.literal(true).optional(),
});
export type Approval = z.infer<typeof Approval>;

export const ChannelKind = z.enum(['webhook', 'packet', 'email', 'api']);
export type ChannelKind = z.infer<typeof ChannelKind>;

/** So often it is handed to its venue at most, before a person is asked. */
export const MAX_TRIES = 3;

/** By this one nothing ever leaves: a person files what is prepared, and says so. */
export const isFiledByPerson = ({ channel }: { channel: ChannelKind }): boolean => channel === 'packet';

/** A batch of targets about which one statement is made: who, by which right, why. */
export const NoticeRecord = z.object({
  id: z.string().min(1),
  /** Our number at the venue: the same for every try. */
  reference: z.string().min(1),
  brandId: z.string().min(1),
  ownerId: z.string().min(1),
  marketplace: z.string().min(1),
  /** How it goes, or went: whoever asks later about it asks the same way. */
  channel: ChannelKind,
  /** The address it is mailed to. */
  sendTo: z.email().optional(),
  state: NoticeState,
  version: z.int().positive(),
  content: NoticeContent,
  /** What all of its targets have in common, by hash. */
  batchKey: z.string().min(1),
  /** Places taken; a worker that died may have left one empty. */
  places: z.int().nonnegative(),
  maxPlaces: z.int().positive(),
  /** While it is a draft: until then others join. */
  closesAt: z.iso.datetime(),
  windowClosed: z.boolean().default(false),
  approvals: z.array(Approval).default([]),
  eyes: z.union([z.literal(1), z.literal(2)]).default(1),
  /** The fence around sending: a notice leaves only in phase `sending`, and a stale `sending` is never resent. */
  submission: z
    .object({ token: z.string(), phase: z.enum(['claimed', 'sending']), expiresAt: z.iso.datetime() })
    .optional(),
  tries: z.int().nonnegative().default(0),
  /** When the venue said that it has no such notice: its books may lag. */
  saidNoAt: z.array(z.iso.datetime()).default([]),
  /** The day (UTC) whose cap it counts for. */
  capDay: z.string().optional(),
  externalId: z.string().optional(),
  packetKey: z.string().optional(),
  sentAt: z.iso.datetime().optional(),
  /** Filed later after its last look than the venue's profile allows. */
  filedLate: z.literal(true).optional(),
  /** Since when its targets are looked at once more before it leaves. */
  lookingSince: z.iso.datetime().optional(),
  /** When its right was found to be the owner's no more, after it left: a person was asked about it then. */
  rightGoneSince: z.iso.datetime().optional(),
  /** Every target knows that it left. */
  isSpread: z.boolean().default(false),
  checks: z.int().nonnegative().default(0),
  openedAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  nextCheckAt: z.iso.datetime().optional(),
  lastEvent: HistoryEvent,
});
export type NoticeRecord = z.infer<typeof NoticeRecord>;

/** The key of the packet that was made of it. Before 2026-12 a packet was a folder of texts: none that could be filed today. */
export const packetOf = ({ packetKey }: Pick<NoticeRecord, 'packetKey'>): string | undefined =>
  packetKey?.endsWith('.zip') ? packetKey : undefined;

/** Whether more targets may join. */
export const isJoinable = ({ state, windowClosed, places, maxPlaces, closesAt }: NoticeRecord, now: Date): boolean =>
  state === 'draft' && !windowClosed && places < maxPlaces && closesAt > now.toISOString();
