import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Tables } from './tables.ts';

/**
 * A client as a function has it, over a network that loses answers: what was asked is done, and the SDK, which does not hear of it,
 * asks again. `lose` says of how many of the next answers.
 */
export function clientThatLosesAnswers({ endpoint }: Pick<Tables, 'endpoint'>) {
  const raw = new DynamoDBClient({ endpoint, maxAttempts: 3 });
  const { requestHandler } = raw.config;
  const control = { toLose: 0, lost: 0 };
  raw.config.requestHandler = Object.assign(Object.create(requestHandler), {
    async handle(...request: Parameters<typeof requestHandler.handle>) {
      const answer = await requestHandler.handle(...request);
      if (control.toLose === 0) return answer;
      control.toLose--;
      control.lost++;
      answer.response.body?.resume?.();
      throw Object.assign(new Error('the answer got lost'), { name: 'TimeoutError' });
    },
  });
  return {
    client: DynamoDBDocumentClient.from(raw, { marshallOptions: { removeUndefinedValues: true } }),
    lose: (answers = 1) => {
      control.toLose = answers;
    },
    lost: () => control.lost,
  };
}
