import { Duration } from 'aws-cdk-lib';
import type { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { MOST_RECEIVES } from '#shared/runtime/most-receives.ts';
import { type Alarms, FIVE_MINUTES } from './alarm.ts';
import { deadLetters } from './dead-letters.ts';
import { NodeFunction, type NodeFunctionProps } from './node-function.ts';

export type QueueWorkerProps = {
  worker: NodeFunctionProps;
  /** Environment variable that senders read the queue's URL from. */
  urlVariable: string;
  /** What a failing message costs somebody. */
  errorImpact: string;
  alarms: Alarms;
  batchSize: number;
  /** Not for FIFO queues: Lambda refuses it. */
  batchWindow?: Duration;
  /** Workers at once; Lambda takes no less than 2. */
  maximumConcurrency: number;
  /** The oldest message may wait this long before somebody is told. */
  patience: Duration;
  fifo?: boolean;
};

/** A queue, the function that empties it, its dead letters and its alarms. */
export class QueueWorker extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;
  readonly function: NodeFunction;
  readonly #urlVariable: string;

  constructor(scope: Construct, id: string, props: QueueWorkerProps) {
    super(scope, id);
    this.#urlVariable = props.urlVariable;
    this.deadLetters = deadLetters(this, 'DeadLetters', {
      alarms: props.alarms,
      errorImpact: props.errorImpact,
      runbookSection: `${id}: dead letters`,
      fifo: props.fifo,
    });
    this.queue = new Queue(this, 'Queue', {
      fifo: props.fifo || undefined,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(4),
      // Six times the timeout: Lambda retries a throttled batch on its own before the message may reappear.
      visibilityTimeout: Duration.seconds(props.worker.timeout.toSeconds() * 6),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: MOST_RECEIVES },
    });
    this.function = new NodeFunction(this, 'Function', props.worker);
    this.function.addEventSource(
      new SqsEventSource(this.queue, {
        batchSize: props.batchSize,
        maxBatchingWindow: props.batchWindow,
        maxConcurrency: props.maximumConcurrency,
        reportBatchItemFailures: true,
      }),
    );
    props.alarms.raise(this, 'BacklogAlarm', {
      metric: this.queue.metricApproximateAgeOfOldestMessage({ period: FIVE_MINUTES, statistic: 'Maximum' }),
      threshold: props.patience.toSeconds(),
      periods: 3,
      errorImpact: `Falling behind: ${props.errorImpact}`,
      runbookSection: `${id}: backlog`,
    });
  }

  letSend(...senders: readonly NodeFunction[]): void {
    for (const sender of senders) {
      sender.addEnvironment(this.#urlVariable, this.queue.queueUrl);
      sender.allow(['sqs:SendMessage'], [this.queue.queueArn]);
    }
    // Next pages and jobs that must wait go back to the function's own queue. Lambda takes that for a runaway loop and
    // drops the message after 16 rounds unless told that it is meant.
    if (senders.includes(this.function)) (this.function.node.defaultChild as CfnFunction).recursiveLoop = 'Allow';
  }
}
