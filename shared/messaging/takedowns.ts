import type { Case } from '#shared/domain/case.ts';
import type { TakedownJob } from '#shared/domain/messages.ts';
import type { NoticeRecord } from '#shared/domain/notice-record.ts';
import type { Queue, SendOptions } from './queue.ts';

/** Has a queued case brought into a notice. */
export const enqueueCase = (
  { id, version, brandId, listing }: Pick<Case, 'id' | 'version' | 'brandId' | 'listing'>,
  takedowns: Queue<TakedownJob>,
): Promise<void> => takedowns.send({ caseId: id }, inOrder({ id, version, brandId, marketplace: listing.marketplace }));

/** Has an approved notice sent. */
export const enqueueNotice = (notice: NoticeRecord, takedowns: Queue<TakedownJob>): Promise<void> =>
  takedowns.send({ noticeId: notice.id }, inOrder(notice));

type About = Pick<NoticeRecord, 'id' | 'version' | 'brandId' | 'marketplace'>;

/**
 * In order for each venue and brand: what cannot be worked on must not hold up every brand's notices there. The version makes each try a
 * message of its own within FIFO's memory of five minutes.
 */
const inOrder = ({ id, version, brandId, marketplace }: About): SendOptions => ({
  group: `${marketplace}~${brandId}`,
  deduplicationId: `${id}~${version}`,
});
