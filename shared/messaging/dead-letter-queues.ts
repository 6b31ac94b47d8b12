import {
  GetQueueAttributesCommand,
  ListQueuesCommand,
  type QueueAttributeName,
  type SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';

/** One queue of what failed for good. */
export type DeadLetterQueue = {
  /** "scan", "takedown", "digest". */
  name: string;
  waiting: number;
  /** Undefined for a schedule's: its ticks come again by themselves. */
  source: string | undefined;
  arn: string;
};

const ATTRIBUTES: QueueAttributeName[] = ['QueueArn', 'RedrivePolicy', 'ApproximateNumberOfMessages'];
const NAME = /([A-Z][a-zA-Z]*)DeadLetters[0-9A-F]{8}/; // as the CDK names the queue of a construct

/** @param prefix of the queues' names; none on the local host, which has one installation only. */
export async function deadLetterQueues(sqs: SQSClient, prefix: string | undefined): Promise<DeadLetterQueue[]> {
  const urls: string[] = [];
  let next: string | undefined;
  do {
    const page = await sqs.send(new ListQueuesCommand({ QueueNamePrefix: prefix, MaxResults: 1000, NextToken: next }));
    urls.push(...(page.QueueUrls ?? []));
    next = page.NextToken;
  } while (next);
  const queues = await Promise.all(
    urls.map(async (url) => {
      const { Attributes } = await sqs.send(
        new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ATTRIBUTES }),
      );
      return Attributes ?? {};
    }),
  );
  const targetOf = (policy: string | undefined): string | undefined =>
    policy && (JSON.parse(policy) as { deadLetterTargetArn?: string }).deadLetterTargetArn;
  return queues
    .flatMap(({ QueueArn: arn = '', ApproximateNumberOfMessages }) => {
      const name = NAME.exec(arn)?.[1]?.toLowerCase();
      if (!name) return [];
      const source = queues.find(({ RedrivePolicy }) => targetOf(RedrivePolicy) === arn)?.QueueArn;
      return [{ name, waiting: Number(ApproximateNumberOfMessages ?? 0), source, arn }];
    })
    .toSorted((a, b) => a.name.localeCompare(b.name));
}

/** SQS moves them by itself, at most so many a second: what failed because a service was overrun must not overrun it again. */
export async function redriveQueue(sqs: SQSClient, { arn }: DeadLetterQueue, perSecond: number): Promise<void> {
  await sqs.send(new StartMessageMoveTaskCommand({ SourceArn: arn, MaxNumberOfMessagesPerSecond: perSecond }));
}
