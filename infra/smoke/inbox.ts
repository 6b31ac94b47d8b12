import { ListTopicsCommand, type SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { DeleteMessageCommand, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';

const Published = z.object({ Subject: z.string(), Message: z.string() });

/** Lets a queue hear what is published on the topic whose name is this. @throws Error when there is none. */
export async function listenTo(sns: SNSClient, topicName: string, queueArn: string): Promise<void> {
  let next: string | undefined;
  do {
    const { Topics = [], NextToken } = await sns.send(new ListTopicsCommand({ NextToken: next }));
    const found = Topics.find(({ TopicArn }) => TopicArn?.endsWith(`:${topicName}`));
    if (found) {
      await sns.send(new SubscribeCommand({ TopicArn: found.TopicArn, Protocol: 'sqs', Endpoint: queueArn }));
      return;
    }
    next = NextToken;
  } while (next);
  throw new Error(`there is no topic ${topicName}`);
}

/** What has come since the last time. */
export async function newMail(sqs: SQSClient, url: string): Promise<z.infer<typeof Published>[]> {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
  );
  for (const { ReceiptHandle } of Messages)
    await sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: ReceiptHandle! }));
  return Messages.map(({ Body }) => Published.parse(JSON.parse(Body!)));
}
