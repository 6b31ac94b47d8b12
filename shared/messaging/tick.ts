import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import type { RebuildRequest } from '#shared/domain/rebuild.ts';

/** Calls the function as its schedule does, without waiting for it: what it throws is its own to retry and to set aside. */
export const createTick = (client: LambdaClient, functionName: string) => (): Promise<void> =>
  hand(client, functionName, {});

/** Has `digest` make a brand's figures anew, without waiting for it either. */
export const createRebuildCall =
  (client: LambdaClient, functionName: string) =>
  (brandId: string): Promise<void> =>
    hand(client, functionName, { rebuild: brandId } satisfies RebuildRequest);

async function hand(client: LambdaClient, functionName: string, event: object): Promise<void> {
  const Payload = JSON.stringify(event);
  await client.send(new InvokeCommand({ FunctionName: functionName, InvocationType: 'Event', Payload }));
}
