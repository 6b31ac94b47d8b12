import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { NodeFunction } from './node-function.ts';

/** SNS topics that do not exist yet: one per brand, made when the brand is registered. */
export class BrandTopics {
  readonly #prefix: string;
  readonly #topics: string;

  constructor(scope: Construct, stage: string) {
    this.#prefix = `markwarden-${stage}-brand`; // the operators' own topic must not match
    this.#topics = Stack.of(scope).formatArn({ service: 'sns', resource: `${this.#prefix}-*` });
  }

  // CreateTopic answers with the topic that is there already, so it serves as the look-up too.
  letPublish(...publishers: readonly NodeFunction[]): void {
    for (const publisher of publishers) this.#grant(publisher, ['sns:CreateTopic', 'sns:Publish']);
  }

  /** Lets it see whom alerts reach. */
  letSeeSubscribers(...readers: readonly NodeFunction[]): void {
    for (const reader of readers) this.#grant(reader, ['sns:ListSubscriptionsByTopic']);
  }

  letSubscribe(...registrars: readonly NodeFunction[]): void {
    const actions = [
      'sns:CreateTopic',
      'sns:ListSubscriptionsByTopic',
      'sns:Subscribe',
      'sns:SetSubscriptionAttributes',
      'sns:Unsubscribe',
    ];
    for (const registrar of registrars) this.#grant(registrar, actions);
  }

  #grant(target: NodeFunction, actions: readonly string[]): void {
    target.addEnvironment('TOPIC_PREFIX', this.#prefix);
    target.allowMatching({
      actions,
      resources: this.#topics,
      reason: 'Topics of brands come into being at run time; only those of this stage match.',
    });
  }
}
