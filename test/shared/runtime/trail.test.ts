import type { SQSEvent } from 'aws-lambda';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { createQueue } from '#shared/messaging/queue.ts';
import { sqsWorker } from '#shared/runtime/sqs-worker.ts';
import { currentTrail, onTrail, type Trail } from '#shared/runtime/trail.ts';

type Sent = { MessageBody: string; MessageAttributes?: Record<string, { StringValue: string }> };

/** A queue whose one message is kept as Lambda would hand it over. */
function aQueue() {
  let sent: Sent | undefined;
  const client = {
    send: async ({ input }: { input: Sent }) => {
      sent = input;
    },
  };
  return {
    queue: createQueue<object>(client as never, 'https://queue'),
    event: (): SQSEvent => {
      const text = sent!.MessageAttributes?.trail?.StringValue;
      const messageAttributes = text ? { trail: { stringValue: text, dataType: 'String' } } : {};
      return { Records: [{ messageId: '1', body: sent!.MessageBody, attributes: {}, messageAttributes }] } as never;
    },
  };
}

const Message = z.looseObject({});

async function trailOf(event: SQSEvent): Promise<Trail> {
  let seen: Trail = {};
  await sqsWorker({
    schema: Message,
    handle: async () => {
      await Promise.resolve();
      seen = currentTrail();
    },
  })(event);
  return seen;
}

it('goes with every message to whoever works on it', async () => {
  const { queue, event } = aQueue();

  await onTrail({ jobId: 'job 1', brandId: 'nordhavn' }, () => queue.send({ caseId: 'case 1' }));

  expect(await trailOf(event())).toEqual({ jobId: 'job 1', brandId: 'nordhavn', caseId: 'case 1' });
});

it('is what the message says where the two differ', async () => {
  const { queue, event } = aQueue();

  await onTrail({ brandId: 'nordhavn' }, () => queue.send({ brandId: 'fjellvik' }));

  expect(await trailOf(event())).toEqual({ brandId: 'fjellvik' });
});

it('is empty where nothing is known, and nothing is sent along', async () => {
  const { queue, event } = aQueue();

  await queue.send({});

  expect(event().Records[0]!.messageAttributes).toEqual({});
  expect(await trailOf(event())).toEqual({});
});

it('of another piece of work in the same batch is never taken over', async () => {
  const seen: Trail[] = [];
  const handle = async ({ caseId }: { caseId: string }) => {
    if (caseId === 'a') await new Promise(setImmediate);
    seen.push(currentTrail());
  };
  const record = (caseId: string) => ({ messageId: caseId, body: JSON.stringify({ caseId }), attributes: {} });

  await sqsWorker({ schema: z.object({ caseId: z.string() }), handle })({
    Records: [record('a'), record('b')],
  } as unknown as SQSEvent);

  expect(seen).toEqual([{ caseId: 'b' }, { caseId: 'a' }]);
});
