import {
  AuthorizationErrorException,
  GetSubscriptionAttributesCommand,
  ListSubscriptionsByTopicCommand,
  ListSubscriptionsCommand,
  ListTopicsCommand,
  SNSClient,
  SubscribeCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import { CreateQueueCommand, GetQueueAttributesCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type FauxqsServer, startFauxqs } from 'fauxqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BrandTopics, createBrandTopics } from '#shared/messaging/topic.ts';

let server: FauxqsServer;
let sns: SNSClient;
let sqs: SQSClient;
let topics: BrandTopics;
beforeAll(async () => {
  server = await startFauxqs({ port: 0, logger: false });
  const endpoint = `http://127.0.0.1:${server.port}`;
  sns = new SNSClient({ endpoint });
  sqs = new SQSClient({ endpoint });
  topics = createBrandTopics(sns, 'mw-test');
});
afterAll(async () => {
  sns.destroy();
  sqs.destroy();
  await server.stop();
});

const emailsOf = async (brandId: string) =>
  ((await sns.send(new ListSubscriptionsCommand({}))).Subscriptions ?? [])
    .filter(({ TopicArn, Protocol }) => TopicArn!.endsWith(`:mw-test-${brandId}`) && Protocol === 'email')
    .map(({ Endpoint }) => Endpoint)
    .sort();

/** A queue on the brand's topic: what a subscriber gets. */
async function listen(brandId: string) {
  await topics.ensureSubscriptions(brandId, []);
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: `inbox-${brandId}` }));
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }));
  const { Topics } = await sns.send(new ListTopicsCommand({}));
  const TopicArn = Topics!.find((topic) => topic.TopicArn!.endsWith(`:mw-test-${brandId}`))!.TopicArn;
  await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: Attributes!.QueueArn }));
  return async () => {
    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 5 }));
    return JSON.parse(Messages![0]!.Body!) as { Subject: string; Message: string };
  };
}

describe("a brand's topic", () => {
  it('subscribes each address once, however often and by however many it is asked', async () => {
    const another = createBrandTopics(sns, 'mw-test');
    await topics.ensureSubscriptions('one', ['a@nordhavn.example', 'B@nordhavn.example']);
    await another.ensureSubscriptions('one', ['a@nordhavn.example', 'b@nordhavn.example']);
    expect(await emailsOf('one')).toEqual(['a@nordhavn.example', 'b@nordhavn.example']);
  });

  it('ends the subscription of an address that left the profile', async () => {
    await topics.ensureSubscriptions('two', ['a@nordhavn.example', 'b@nordhavn.example']);
    await topics.ensureSubscriptions('two', ['b@nordhavn.example']);
    expect(await emailsOf('two')).toEqual(['b@nordhavn.example']);
  });

  it('is registered also where ending a subscription is refused', async () => {
    await topics.ensureSubscriptions('four', ['a@nordhavn.example', 'b@nordhavn.example']);
    const refusing = Object.assign(Object.create(sns), {
      send: (command: never) =>
        (command as object) instanceof UnsubscribeCommand
          ? Promise.reject(new AuthorizationErrorException({ message: 'not authorised', $metadata: {} }))
          : sns.send(command),
    });
    await createBrandTopics(refusing, 'mw-test').ensureSubscriptions('four', [
      'b@nordhavn.example',
      'c@nordhavn.example',
    ]);
    expect(await emailsOf('four')).toEqual(['a@nordhavn.example', 'b@nordhavn.example', 'c@nordhavn.example']);
  });

  it('tells whom it reaches: who confirmed, who did not yet, and who is not subscribed any more', async () => {
    const emails = ['a@nordhavn.example', 'B@nordhavn.example', 'c@nordhavn.example'];
    await topics.ensureSubscriptions('five', emails);
    expect((await topics.addresses('five', emails)).map(({ state }) => state)).toEqual(Array(3).fill('confirmed'));

    // The embedded SNS confirms by itself; AWS answers with these words until somebody clicks the link.
    const { Subscriptions = [] } = await sns.send(new ListSubscriptionsCommand({}));
    const left = Subscriptions.find(
      ({ TopicArn, Endpoint }) => TopicArn!.endsWith('-five') && Endpoint!.startsWith('c@'),
    );
    await sns.send(new UnsubscribeCommand({ SubscriptionArn: left!.SubscriptionArn }));
    const asked: string[] = [];
    const unclicked = Object.assign(Object.create(sns), {
      send: async (command: object) => {
        if (command instanceof SubscribeCommand) asked.push(command.input.Endpoint!);
        const answer = (await sns.send(command as never)) as {
          Subscriptions?: { Endpoint: string; SubscriptionArn: string }[];
        };
        if (command instanceof ListSubscriptionsByTopicCommand)
          for (const each of answer.Subscriptions ?? [])
            if (each.Endpoint.startsWith('b@')) each.SubscriptionArn = 'PendingConfirmation';
        return answer;
      },
    });
    const slow = createBrandTopics(unclicked, 'mw-test');
    expect((await slow.addresses('five', emails)).map(({ state }) => state)).toEqual([
      'confirmed',
      'unconfirmed',
      'ended',
    ]);

    const after = await slow.askAgain('five', emails);

    expect(asked).toEqual(['b@nordhavn.example', 'c@nordhavn.example']); // nobody who gets them is written to
    expect(after.map(({ state }) => state)).toEqual(['confirmed', 'unconfirmed', 'confirmed']);
    expect(await topics.addresses('nobody', [])).toEqual([]);
  });

  it('writes to some of its subscribers alone, also to those who subscribed before that could be', async () => {
    await topics.ensureSubscriptions('six', []);
    const { Topics } = await sns.send(new ListTopicsCommand({}));
    const TopicArn = Topics!.find((topic) => topic.TopicArn!.endsWith(':mw-test-six'))!.TopicArn;
    await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'email', Endpoint: 'a@nordhavn.example' }));
    await topics.ensureSubscriptions('six', ['A@nordhavn.example', 'b@nordhavn.example']);
    const { Subscriptions } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
    const policies = await Promise.all(
      Subscriptions!.map(async ({ Endpoint, SubscriptionArn }) => {
        const { Attributes } = await sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }));
        return [Endpoint, Attributes!.FilterPolicy!] as const;
      }),
    );
    expect(policies.map(([email]) => email).toSorted()).toEqual(['a@nordhavn.example', 'b@nordhavn.example']);

    // Queues in place of mailboxes, behind the same filters.
    const inboxes = await Promise.all(
      policies.map(async ([email, FilterPolicy], index) => {
        const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: `person-${index}` }));
        const { Attributes } = await sqs.send(
          new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
        );
        const filtered = { TopicArn, Protocol: 'sqs', Endpoint: Attributes!.QueueArn, Attributes: { FilterPolicy } };
        await sns.send(new SubscribeCommand(filtered));
        return { email, QueueUrl };
      }),
    );
    await topics.publish('six', { subject: 'x', text: 'for b' }, ['B@nordhavn.example', 'b@nordhavn.example']);
    await topics.publish('six', { subject: 'x', text: 'for all' });
    for (const { email, QueueUrl } of inboxes) {
      const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
      const texts = Messages.map(({ Body }) => JSON.parse(Body!).Message).toSorted();
      expect(texts, email).toEqual(email === 'b@nordhavn.example' ? ['for all', 'for b'] : ['for all']);
    }
  });

  it('reaches its own subscribers with a subject that SNS takes', async () => {
    const receive = await listen('three');
    await topics.publish('three', { subject: `[Køb & Crème] 假货\n${'x'.repeat(200)}`, text: 'Zeile 1\nZeile 2 – ok' });
    const { Subject, Message } = await receive();
    expect(Subject).toMatch(/^\[K.b & Creme\] \?\?\?x+$/);
    expect(Subject.length).toBe(100);
    expect(Message).toBe('Zeile 1\nZeile 2 – ok');
  });
});
