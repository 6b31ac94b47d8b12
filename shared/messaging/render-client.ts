import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import * as z from 'zod';
import { type RenderRequest, RenderResult } from '#shared/domain/messages.ts';
import { BlockedError, NotFetchedError, TransientError } from '#shared/runtime/errors.ts';

/**
 * Opens a page in the browser function and waits for it.
 * @throws BlockedError when the function was not let in, TransientError when it failed or could not be reached.
 */
export type RenderClient = (request: RenderRequest) => Promise<RenderResult>;

/** How Lambda reports an exception of the function. */
const FunctionFailure = z.object({ errorType: z.string().default('Error'), errorMessage: z.string().default('') });

export function createRenderClient(client: LambdaClient, functionName: string): RenderClient {
  return async (request) => {
    const { payload, failed } = await invoke(client, functionName, request);
    if (!failed) return RenderResult.parse(payload);
    const { errorType, errorMessage } = FunctionFailure.catch({ errorType: 'Error', errorMessage: '' }).parse(payload);
    if (errorType === 'NotFetchedError') throw new NotFetchedError(errorMessage);
    if (errorType === 'BlockedError') throw new BlockedError(errorMessage);
    throw new TransientError(`the browser function failed: ${errorType} ${errorMessage}`);
  };
}

async function invoke(client: LambdaClient, functionName: string, request: RenderRequest) {
  try {
    const answer = await client.send(
      new InvokeCommand({ FunctionName: functionName, Payload: Buffer.from(JSON.stringify(request)) }),
    );
    const payload: unknown = JSON.parse(Buffer.from(answer.Payload ?? []).toString('utf8') || 'null');
    return { payload, failed: answer.FunctionError !== undefined };
  } catch (cause) {
    throw new TransientError('the browser function could not be invoked', { cause });
  }
}
