import { Command } from 'commander';
import { localQueues } from '#infra/local/host/local-clients.ts';
import { UsageError } from '#infra/local/usage-error.ts';
import { type DeadLetterQueue, deadLetterQueues, redriveQueue } from '#shared/messaging/dead-letter-queues.ts';
import { sqs } from '#shared/runtime/clients.ts';
import { localHost } from '../api-client.ts';
import { STAGE_OPTION } from '../installation.ts';
import { filled, wholeNumber } from '../option-values.ts';
import { counted, printJson, printTable, say } from '../print.ts';

type Options = { stage?: string; json?: boolean };

export function dlqCommand(): Command {
  const command = new Command('dlq');
  command
    .command('list')
    .description('what failed too often and waits for a person, by queue')
    .option(...STAGE_OPTION, filled)
    .option('--json', 'print an array of {name, waiting, source, arn}')
    .action(async (options: Options) => {
      const queues = await deadLetterQueues(...installation(options));
      if (options.json) return printJson(queues);
      printTable(['queue', 'waiting', 'to give back'], queues.map(row));
    });
  command
    .command('redrive')
    .description('give the dead letters of one queue back to the queue they came from, once the cause is gone')
    .argument('<queue>', 'as "dlq list" names it', filled)
    .option(...STAGE_OPTION, filled)
    .option('--per-second <number>', 'at most so many messages a second', wholeNumber, 10)
    .action(async (name: string, options: Options & { perSecond: number }) => {
      const [queues, prefix] = installation(options);
      const queue = found(name, await deadLetterQueues(queues, prefix));
      if (queue.waiting === 0) return say(`Nothing waits in the dead letters of ${queue.name}.`);
      await redriveQueue(queues, queue, options.perSecond);
      say(
        `${counted(queue.waiting, 'message')} of ${queue.name} on the way back. "markwarden dlq list" shows what is left.`,
      );
    });
  return command;
}

function installation({ stage }: Options): [ReturnType<typeof sqs>, string | undefined] {
  if (stage !== undefined) return [sqs(), `markwarden-${stage}-pipeline-`];
  const { messaging } = localHost();
  if (!messaging) throw new UsageError('The host that runs here is of an older version. Stop it and start it again.');
  return [localQueues(messaging), undefined];
}

const row = ({ name, waiting, source }: DeadLetterQueue) => [
  name,
  waiting,
  source ? (waiting > 0 ? `markwarden dlq redrive ${name}` : '-') : 'no need: the next tick does its work',
];

function found(name: string, queues: readonly DeadLetterQueue[]): DeadLetterQueue {
  const queue = queues.find((each) => each.name === name);
  if (!queue) {
    const known = queues.map((each) => each.name).join(', ') || 'none: is --stage right?';
    throw new UsageError(`There are no dead letters "${name}". Known: ${known}.`);
  }
  if (queue.source) return queue;
  throw new UsageError(
    `${name} runs on a schedule: its next tick does the work that failed, nothing is to be given back.`,
  );
}
