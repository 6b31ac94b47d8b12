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
