import type { SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { createQueue } from '#shared/messaging/queue.ts';

type Input = { MessageGroupId?: string; MessageDeduplicationId?: string };

async function sentWith(options: { group: string; deduplicationId: string }): Promise<Required<Input>> {
  const inputs: Input[] = [];
  const client = { send: async ({ input }: { input: Input }) => void inputs.push(input) };
  await createQueue(client as unknown as SQSClient, 'http://127.0.0.1/queue').send({}, options);
  return inputs[0] as Required<Input>;
}

describe('the ids that SQS is given', () => {
  it('are ours where SQS takes them', async () => {
    expect(await sentWith({ group: 'ebay@www.ebay.de', deduplicationId: 'nordhavn~ebay~123~1~4' })).toMatchObject({
      MessageGroupId: 'ebay@www.ebay.de',
      MessageDeduplicationId: 'nordhavn~ebay~123~1~4',
    });
  });

  it('fit its 128 printable characters however long and strange a listing id is, and stay apart', async () => {
    const ids = ['x'.repeat(256), `${'x'.repeat(256)}y`, 'Jacke für Nordhavn', '夹克'];
    const sent = await Promise.all(ids.map((id) => sentWith({ group: id, deduplicationId: id })));
    for (const { MessageGroupId, MessageDeduplicationId } of sent)
      for (const id of [MessageGroupId, MessageDeduplicationId]) expect(id).toMatch(/^[!-~]{1,128}$/);
    expect(new Set(sent.map(({ MessageDeduplicationId }) => MessageDeduplicationId)).size).toBe(ids.length);
  });
});

describe('many messages', () => {
  it('go in batches of ten at most and of no more bytes than SQS takes, in order', async () => {
    const batches: string[][] = [];
    const client = {
      async send({ input }: { input: { Entries: { MessageBody: string }[] } }) {
        batches.push(input.Entries.map(({ MessageBody }) => MessageBody));
        return {};
      },
    };
    const sizes = [...Array(25).fill(10), 900_000, 200_000, 900_000, 10];
    const queue = createQueue<string>(client as unknown as SQSClient, 'http://127.0.0.1/queue');
    await queue.sendAll(sizes.map((size, n) => ({ message: `${n} ${'é'.repeat(size / 2)}` })));
    expect(batches.map((batch) => batch.length)).toEqual([10, 10, 6, 1, 2]);
    expect(batches.flat().map((body) => Number.parseInt(body.slice(1), 10))).toEqual(sizes.map((_, n) => n));
    for (const batch of batches) expect(Buffer.byteLength(batch.join(''))).toBeLessThanOrEqual(1_048_576);
  });
});
