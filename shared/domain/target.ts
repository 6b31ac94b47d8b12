import * as z from 'zod';
import { HistoryEvent } from './event.ts';
import { TargetStatement } from './notice-content.ts';
import { Provenance } from './provenance.ts';

/**
 * One offer within one notice. `to-correct`: refused for its form; `lost`: refused on the merits; `asked`: the venue wants more by a
 * date; `contested`: the seller objects; `ended`: gone without the venue's doing.
 */
export const TargetState = z.enum([
  'drafted',
  'taken-out',
  'noticed',
  'in-review',
  'asked',
  'contested',
  'to-correct',
  'lost',
  'removed',
  'ended',
  'restored',
  'relisted',
  'withdrawn',
]);
export type TargetState = z.infer<typeof TargetState>;

/** What can happen to a target: what we do, what the venue answers, what a look at the page shows. */
export const TargetInput = z.enum([
  'left',
  'taken-out',
  'received',
  'accepted',
  'refused-form',
  'refused-merits',
  'clarify',
  'answered',
  'lapsed',
  'counter-notice',
  'upheld',
  'restored',
  'removed-by-venue',
  'ended-by-seller',
  'sold-out',
  'absent',
  'back',
  'withdrawn',
]);
export type TargetInput = z.infer<typeof TargetInput>;

type Moves = Partial<Record<TargetInput, TargetState>>;

/** What the venue may say while it has not decided. */
const UNDECIDED: Moves = {
  received: 'in-review',
  accepted: 'in-review',
  // Of an objection that nobody told us of.
  upheld: 'in-review',
  'refused-form': 'to-correct',
  'refused-merits': 'lost',
  clarify: 'asked',
  'counter-notice': 'contested',
  restored: 'restored',
  'removed-by-venue': 'removed',
  'ended-by-seller': 'ended',
  'sold-out': 'ended',
  absent: 'ended',
  withdrawn: 'withdrawn',
};

/** From → what happens → to. What is not here cannot happen there. `absent` means: seen absent twice, see `targetAfter`. */
export const TARGET_MOVES: Record<TargetState, Moves> = {
  drafted: { left: 'noticed', 'taken-out': 'taken-out', withdrawn: 'withdrawn' },
  'taken-out': {},
  noticed: UNDECIDED,
  'in-review': UNDECIDED,
  asked: { ...UNDECIDED, answered: 'in-review', lapsed: 'to-correct' },
  contested: {
    // What the page shows meanwhile decides nothing; that it stays down is the venue's to say.
    accepted: 'in-review',
    upheld: 'in-review',
    'counter-notice': 'contested',
    restored: 'restored',
    'refused-merits': 'lost',
    withdrawn: 'withdrawn',
  },
  // Venues think again, after an appeal or by themselves; and an answer may have been in time that we heard of too late.
  'to-correct': { answered: 'in-review', accepted: 'in-review', 'removed-by-venue': 'removed', withdrawn: 'withdrawn' },
  lost: { accepted: 'in-review', 'removed-by-venue': 'removed', withdrawn: 'withdrawn' },
  removed: { 'counter-notice': 'contested', restored: 'restored', back: 'relisted', withdrawn: 'withdrawn' },
  // Pages go before the venue's mail comes: what it says of them then is still its word.
  ended: {
    'removed-by-venue': 'removed',
    'counter-notice': 'contested',
    restored: 'restored',
    back: 'relisted',
    withdrawn: 'withdrawn',
  },
  // Put back, and on appeal taken down after all: never by a notice of ours.
  restored: { accepted: 'in-review', upheld: 'in-review', 'removed-by-venue': 'removed', withdrawn: 'withdrawn' },
  relisted: { withdrawn: 'withdrawn' },
  withdrawn: {},
};

/** The venue has not decided, or its decision is under dispute. */
export const OPEN_TARGETS: readonly TargetState[] = ['drafted', 'noticed', 'in-review', 'asked', 'contested'];
export const isOpenTarget = ({ state }: Pick<Target, 'state'>): boolean => OPEN_TARGETS.includes(state);
export const isGoneTarget = ({ state }: Pick<Target, 'state'>): boolean => state === 'removed' || state === 'ended';

export const Target = z.object({
  noticeId: z.string().min(1),
  caseId: z.string().min(1),
  brandId: z.string().min(1),
  /** As the listing names its marketplace. */
  marketplace: z.string().min(1),
  state: TargetState,
  /** Optimistic lock: every write adds one. */
  version: z.int().positive(),
  statement: TargetStatement,
  /** The once-only key that must be claimed before it leaves. */
  onceKey: z.string().min(1),
  /** The venue has said that it agrees. */
  accepted: z.boolean().default(false),
  /** Who brought the offer; absent: the crawler found it. Ours to know, and not part of what is stated. */
  provenance: Provenance.optional(),
  /** The offer's page was last seen as stated. */
  lookedAt: z.iso.datetime(),
  /** When it was first found absent, in looks that have found nothing else since. */
  absentSince: z.iso.datetime().optional(),
  /** Why it must not leave without a person; absent: mode auto may send it. */
  needsPerson: z.string().optional(),
  checks: z.int().nonnegative().default(0),
  sentAt: z.iso.datetime().optional(),
  /** When its seller was found authorised or another, its case dismissed or its goods genuine, after it left: a person was asked about it then. */
  authorisedSince: z.iso.datetime().optional(),
  removedAt: z.iso.datetime().optional(),
  /** By when the venue wants an answer. */
  dueAt: z.iso.datetime().optional(),
  nextCheckAt: z.iso.datetime().optional(),
  lastEvent: HistoryEvent,
  /** What the venue's API said last: said again at the next poll it is no news, and undoes nothing that a person has said since. */
  heard: z.string().optional(),
  /** Every state that it has been in. */
  reached: z.array(TargetState).default([]),
});
export type Target = z.infer<typeof Target>;

/** It went, and nobody knew by whose doing. */
export const wentAbsent = ({ state, lastEvent }: Pick<Target, 'state' | 'lastEvent'>): boolean =>
  state === 'ended' && lastEvent.cause === 'absent';

export const targetId = ({ noticeId, caseId }: Pick<Target, 'noticeId' | 'caseId'>): string => `${noticeId}|${caseId}`;

/**
 * Where an input leads; undefined when there is no such arrow, which is no error: an answer may come late or twice. Absence is the
 * venue's doing when the venue had agreed.
 */
export function targetAfter(
  { state, accepted }: Pick<Target, 'state' | 'accepted'>,
  input: TargetInput,
): Pick<Target, 'state' | 'accepted'> | undefined {
  const to = TARGET_MOVES[state][input];
  if (!to) return undefined;
  const agreed = input === 'accepted' || input === 'upheld' || input === 'removed-by-venue' ? true : accepted;
  if (input === 'absent') return { state: accepted ? 'removed' : 'ended', accepted };
  return { state: to, accepted: to === 'restored' || to === 'lost' ? false : agreed };
}
