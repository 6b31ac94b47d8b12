import { ListSubscriptionsByTopicCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { Step } from '../run-steps.ts';
import { until } from '../until.ts';
import type { Made } from './stack-resources.ts';

/** Somebody has to click the link in SNS's mail, or alarms reach nobody. */
export function confirmedAddress(
  sns: SNSClient,
  made: readonly Made[],
  email: string,
  tell: (line: string) => void,
): Step {
  const TopicArn = made.find(
    ({ type, logicalId }) => type === 'AWS::SNS::Topic' && logicalId.startsWith('Alarms'),
  )?.physicalId;
  const isConfirmed = async () => {
    const { Subscriptions = [] } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
    return Subscriptions.some(
      ({ Endpoint, SubscriptionArn }) => Endpoint === email && SubscriptionArn?.startsWith('arn:'),
    )
      ? true
      : undefined;
  };
  return {
    name: 'address',
    async run() {
      tell(
        `SNS has written to ${email}: click "Confirm subscription" in that mail. Waiting for it, ten minutes at most.`,
      );
      await until(`the confirmation of ${email}`, isConfirmed, { everyMs: 10_000, minutes: 10 });
      return `${email} is confirmed: alarms reach somebody`;
    },
  };
}
