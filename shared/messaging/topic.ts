import {
  AuthorizationErrorException,
  CreateTopicCommand,
  InvalidParameterException,
  ListSubscriptionsByTopicCommand,
  PublishCommand,
  SetSubscriptionAttributesCommand,
  type SNSClient,
  SubscribeCommand,
  type Subscription,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import { type AlertAddress, isReached } from '#shared/domain/alert-address.ts';
import { logger } from '#shared/runtime/logger.ts';
import { asciiText } from './email-format.ts';

export type TopicMessage = { subject: string; text: string };

/** One SNS topic per brand, so that a brand's people subscribe to their own brand only. */
export type BrandTopics = {
  /** Creates the topic if need be and brings its e-mail subscriptions in line with the profile. Repeating it is harmless. */
  ensureSubscriptions: (brandId: string, emails: readonly string[]) => Promise<void>;
  /** Whom alerts reach, of the addresses of the profile. */
  addresses: (brandId: string, emails: readonly string[]) => Promise<AlertAddress[]>;
  /** Has SNS write once more to those that alerts do not reach, and answers as `addresses` does. */
  askAgain: (brandId: string, emails: readonly string[]) => Promise<AlertAddress[]>;
  /** To all of the brand's subscribers, or to these addresses alone. */
  publish: (brandId: string, message: TopicMessage, to?: readonly string[]) => Promise<void>;
};

/** SNS refuses longer ones, and anything but printable ASCII. */
const MAX_SUBJECT_CHARS = 100;

/** @param prefix topics are named `${prefix}-${brandId}`. */
export function createBrandTopics(client: SNSClient, prefix: string): BrandTopics {
  const arns = new Map<string, string>();

  // CreateTopic answers with the existing topic: the name is the key, and no list of topics has to be kept.
  const topicArn = async (brandId: string): Promise<string> => {
    const known = arns.get(brandId);
    if (known) return known;
    const { TopicArn } = await client.send(
      new CreateTopicCommand({ Name: `${prefix}-${brandId}`, Attributes: { KmsMasterKeyId: 'alias/aws/sns' } }),
    );
    arns.set(brandId, TopicArn!);
    return TopicArn!;
  };

  const subscribe = async (arn: string, email: string) => {
    const wanted = { TopicArn: arn, Protocol: 'email', Endpoint: email };
    try {
      await client.send(new SubscribeCommand({ ...wanted, Attributes: { FilterPolicy: filterOf(email) } }));
    } catch (error) {
      // There is one that nobody has confirmed, without a filter: it has no ARN to set one by until somebody does.
      if (!(error instanceof InvalidParameterException)) throw error;
      await client.send(new SubscribeCommand(wanted));
    }
  };
  // Those from before 2026-12 have none, and would get what is meant for one person.
  const filter = (SubscriptionArn: string, email: string) =>
    client.send(
      new SetSubscriptionAttributesCommand({
        SubscriptionArn,
        AttributeName: 'FilterPolicy',
        AttributeValue: filterOf(email),
      }),
    );
  const emailsAt = async (arn: string) =>
    (await subscriptionsOf(client, arn)).filter(({ Protocol }) => Protocol === 'email');

  const addresses = async (brandId: string, emails: readonly string[]): Promise<AlertAddress[]> => {
    const present = emails.length > 0 ? await emailsAt(await topicArn(brandId)) : [];
    return emails.map((email) => ({ email, state: stateOf(email, present) }));
  };

  return {
    addresses,
    async askAgain(brandId, emails) {
      const arn = await topicArn(brandId);
      for (const address of await addresses(brandId, emails))
        if (!isReached(address)) await subscribe(arn, address.email.toLowerCase());
      return addresses(brandId, emails);
    },
    async ensureSubscriptions(brandId, emails) {
      const arn = await topicArn(brandId);
      const wanted = new Set(emails.map((email) => email.toLowerCase()));
      const present = await emailsAt(arn);
      const subscribed = new Set(present.map(({ Endpoint }) => Endpoint?.toLowerCase()));
      for (const email of wanted) {
        if (!subscribed.has(email)) await subscribe(arn, email);
      }
      for (const { Endpoint = '', SubscriptionArn } of present)
        if (wanted.has(Endpoint.toLowerCase()) && SubscriptionArn?.startsWith('arn:'))
          await filter(SubscriptionArn, Endpoint.toLowerCase());
      // One that nobody confirmed has no ARN to end it by; SNS drops it after two days.
      const ended = present.filter(
        ({ Endpoint, SubscriptionArn }) =>
          !wanted.has(Endpoint?.toLowerCase() ?? '') && SubscriptionArn?.startsWith('arn:'),
      );
      for (const { SubscriptionArn } of ended) await unsubscribe(client, SubscriptionArn!);
    },
    async publish(brandId, { subject, text }, to = [EVERYBODY]) {
      const Subject = asciiText(subject).slice(0, MAX_SUBJECT_CHARS);
      const TopicArn = await topicArn(brandId);
      for (const whom of new Set(to.map((email) => email.toLowerCase()))) {
        const MessageAttributes = { [ADDRESSEE]: { DataType: 'String', StringValue: whom } };
        await client.send(new PublishCommand({ TopicArn, Subject, Message: text, MessageAttributes }));
      }
    },
  };
}

/** The attribute that subscriptions are filtered by. */
const ADDRESSEE = 'to';
const EVERYBODY = 'everybody';

const filterOf = (email: string): string => JSON.stringify({ [ADDRESSEE]: [EVERYBODY, email] });

/** Until somebody confirms it a subscription has the words PendingConfirmation for an ARN, and Deleted once it is over. */
function stateOf(email: string, present: readonly Subscription[]): AlertAddress['state'] {
  const own = present.filter(({ Endpoint }) => Endpoint?.toLowerCase() === email.toLowerCase());
  if (own.some(({ SubscriptionArn }) => SubscriptionArn?.startsWith('arn:'))) return 'confirmed';
  return own.some(({ SubscriptionArn }) => SubscriptionArn === 'PendingConfirmation') ? 'unconfirmed' : 'ended';
}

/** Whether a policy may name the topic here is not documented alike everywhere: a refusal must not undo a registration. */
async function unsubscribe(client: SNSClient, SubscriptionArn: string): Promise<void> {
  try {
    await client.send(new UnsubscribeCommand({ SubscriptionArn }));
  } catch (error) {
    if (!(error instanceof AuthorizationErrorException)) throw error;
    logger.error('an address that left the profile could not be unsubscribed', { SubscriptionArn, error });
  }
}

async function subscriptionsOf(client: SNSClient, arn: string): Promise<Subscription[]> {
  const subscriptions: Subscription[] = [];
  let next: string | undefined;
  do {
    const page = await client.send(new ListSubscriptionsByTopicCommand({ TopicArn: arn, NextToken: next }));
    subscriptions.push(...(page.Subscriptions ?? []));
    next = page.NextToken;
  } while (next);
  return subscriptions;
}
