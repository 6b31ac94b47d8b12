import { HOUR_MS } from '#shared/domain/time-units.ts';
import { seededRandom } from './random.ts';
import { isAuthorised, type NoticeAt, type ShopListing } from './shop-listing.ts';

const REVIEW_STARTS_AFTER_MS = 20 * 60_000;
/** When the venue has read a notice, and asks, refuses its form or has heard the seller. */
const READ_AFTER_MS = HOUR_MS;
const CLARIFY_BY_MS = 72 * HOUR_MS;
const CONTEST_BY_MS = 48 * HOUR_MS;

export type NoticeStatus = {
  status:
    | 'received'
    | 'in-review'
    | 'removed'
    | 'rejected'
    | 'clarification-needed'
    | 'counter-noticed'
    | 'upheld'
    | 'restored';
  /** Of `rejected`. */
  refusal?: 'form' | 'merits';
  /** By when the venue wants an answer. */
  dueAt?: Date;
  decidedAt?: Date;
  reason?: string;
};

type Noticed = Pick<ShopListing, 'offer' | 'conduct' | 'notices'>;

/** The venue takes 2 to 40 hours, always the same for the same listing. */
function decisionDelayMs(seed: string, id: string): number {
  return seededRandom(`${seed}/decision/${id}`).between(2, 40) * HOUR_MS;
}

const after = (time: Date, ms: number) => new Date(time.getTime() + ms);
const answeredBy = ({ answeredAt }: NoticeAt, due: Date) => (answeredAt && answeredAt < due ? answeredAt : undefined);

/** When the venue removes a counterfeit; undefined while nothing leads there. */
export function removalOf(seed: string, { offer, conduct, notices }: Noticed): Date | undefined {
  const [first, second] = notices;
  if (!first) return undefined;
  const delayMs = decisionDelayMs(seed, offer.id);
  const decidedOn = (notice: NoticeAt | undefined) => notice && after(notice.receivedAt, delayMs);
  switch (conduct.course) {
    case 'clarification': {
      const answered = answeredBy(first, after(first.receivedAt, CLARIFY_BY_MS));
      return answered ? after(answered, delayMs) : decidedOn(second);
    }
    case 'refused-form':
      return decidedOn(second);
    case 'upheld': {
      const due = after(first.receivedAt, CONTEST_BY_MS);
      return answeredBy(first, due) && due;
    }
    case 'restored':
    case 'ended':
      return undefined;
    default:
      return decidedOn(first);
  }
}

/** When a seller who ends the offer once it is noticed does so. */
export const endOf = ({ conduct, notices }: Noticed): Date | undefined =>
  conduct.course === 'ended' && notices[0] ? after(notices[0].receivedAt, 2 * HOUR_MS) : undefined;

/** What the venue answers about one offer of a notice at a moment. */
export function noticeStatus(seed: string, receivedAt: Date, listing: ShopListing, now: Date): NoticeStatus {
  if (now < after(receivedAt, REVIEW_STARTS_AFTER_MS)) return { status: 'received' };
  const notice = listing.notices.find((each) => each.receivedAt.getTime() === receivedAt.getTime());
  const special = notice && notice === listing.notices[0] ? firstNoticeStatus(notice, listing, now) : undefined;
  if (special) return special;
  if (listing.removedAt && listing.removedAt <= now) return { status: 'removed', decidedAt: listing.removedAt };
  const decidedAt = after(receivedAt, decisionDelayMs(seed, listing.offer.id));
  if (now < decidedAt || isOpen(listing)) return { status: 'in-review' };
  const reason = isAuthorised(listing)
    ? "the seller is the rights owner's own partner"
    : 'the seller showed that the goods are genuine, or that the mark is not used';
  return { status: 'rejected', refusal: 'merits', decidedAt, reason };
}

/** Nothing to refuse on the merits, and nothing to remove: it ended, or the venue waits for a notice that it can read. */
const isOpen = ({ truth, conduct: { course } }: ShopListing) =>
  truth.counterfeit && course !== 'upheld' && course !== 'restored';

/** Where the course of the offer makes a difference; undefined: as of any other. */
function firstNoticeStatus(notice: NoticeAt, { conduct }: ShopListing, now: Date): NoticeStatus | undefined {
  const readAt = after(notice.receivedAt, READ_AFTER_MS);
  if (now < readAt) return undefined;
  switch (conduct.course) {
    case 'clarification': {
      const dueAt = after(notice.receivedAt, CLARIFY_BY_MS);
      if (answeredBy(notice, dueAt)) return undefined;
      if (now < dueAt)
        return { status: 'clarification-needed', dueAt, reason: 'say by what the goods differ from genuine ones' };
      return { status: 'rejected', refusal: 'form', decidedAt: dueAt, reason: 'our question was not answered' };
    }
    case 'refused-form':
      return {
        status: 'rejected',
        refusal: 'form',
        decidedAt: readAt,
        reason: 'the entry in the register could not be opened; send a new notice',
      };
    case 'upheld':
    case 'restored': {
      const dueAt = after(notice.receivedAt, CONTEST_BY_MS);
      if (now < dueAt)
        return { status: 'counter-noticed', dueAt, reason: 'the seller says that the goods are genuine' };
      return conduct.course === 'upheld' && answeredBy(notice, dueAt)
        ? { status: 'upheld', decidedAt: dueAt, reason: 'the seller showed no invoice' }
        : { status: 'restored', decidedAt: dueAt, reason: 'the seller showed an invoice' };
    }
    default:
      return undefined;
  }
}
