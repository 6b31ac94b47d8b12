import { GetQueueAttributesCommand, GetQueueUrlCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { NoticeRecord } from '#shared/domain/notice-record.ts';
import { type DeadLetterQueue, deadLetterQueues, redriveQueue } from '#shared/messaging/dead-letter-queues.ts';
import { createQueue } from '#shared/messaging/queue.ts';
import type { Installation } from './installation.ts';
import type { Step } from './run-steps.ts';
import { until } from './until.ts';

const nameOf = (arn: string) => arn.split(':').at(-1)!;
const urlOf = async (sqs: SQSClient, arn: string) =>
  (await sqs.send(new GetQueueUrlCommand({ QueueName: nameOf(arn) }))).QueueUrl!;

/**
 * A message about the notice lies among the dead letters of the takedown queue: it is listed, its alarm rings, it is given back, and
 * the function takes it.
 */
export function deadLetterStep(installation: Installation, notice: () => NoticeRecord): Step {
  const { sqs, queuePrefix, alarmOn, everyMs } = installation;
  const takedown = async (): Promise<DeadLetterQueue> => {
    const found = (await deadLetterQueues(sqs, queuePrefix)).find(({ name }) => name === 'takedown');
    if (!found?.source) throw new Error('"dlq list" does not name the dead letters of the takedown queue');
    return found;
  };
  return {
    name: 'dead letter',
    async run() {
      const dead = await takedown();
      const { id, marketplace, brandId } = notice();
      const options = { group: `${marketplace}~${brandId}`, deduplicationId: `smoke~${id}` };
      await createQueue(sqs, await urlOf(sqs, dead.arn)).send({ noticeId: id }, options);
      await until('the dead letter', async () => ((await takedown()).waiting > 0 ? true : undefined), {
        everyMs,
        minutes: 2,
      });
      const ringing = async () => ((await alarmOn(nameOf(dead.arn))) === 'ALARM' ? true : undefined);
      await until('the alarm on dead letters', ringing, { everyMs, minutes: 25 }); // metrics of a quiet queue are slow to come
      await redriveQueue(sqs, dead, 10);
      const handled = async () => ((await left(sqs, [dead.arn, dead.source!])) === 0 ? true : undefined);
      await until('the end of the message that was given back', handled, { everyMs, minutes: 20 });
      return 'listed, alarmed, given back and handled';
    },
  };
}

/** Messages in these queues, also those that are being worked on. */
async function left(sqs: SQSClient, arns: readonly string[]): Promise<number> {
  const counts = await Promise.all(
    arns.map(async (arn) => {
      const QueueUrl = await urlOf(sqs, arn);
      const { Attributes = {} } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
      return (
        Number(Attributes.ApproximateNumberOfMessages ?? 0) +
        Number(Attributes.ApproximateNumberOfMessagesNotVisible ?? 0)
      );
    }),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}
