import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';

/** Calls the function as its schedule does, without waiting for it: what it throws is its own to retry and to set aside. */
export function createTick(client: LambdaClient, functionName: string): () => Promise<void> {
  return async () => {
    await client.send(new InvokeCommand({ FunctionName: functionName, InvocationType: 'Event', Payload: '{}' }));
  };
}
