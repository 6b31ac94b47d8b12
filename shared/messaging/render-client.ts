import type { LambdaClient } from '@aws-sdk/client-lambda';
import { type RenderRequest, RenderResult } from '#shared/domain/messages.ts';
import { BlockedError, NotFetchedError, TransientError } from '#shared/runtime/errors.ts';
import { invoke } from './invoke.ts';

/**
 * Opens a page in the browser function and waits for it.
 * @throws BlockedError when the function was not let in, TransientError when it failed or could not be reached.
 */
export type RenderClient = (request: RenderRequest) => Promise<RenderResult>;

export function createRenderClient(client: LambdaClient, functionName: string): RenderClient {
  return async (request) => {
    const { payload, failure } = await invoke(client, functionName, request);
    if (!failure) return RenderResult.parse(payload);
    const { errorType, errorMessage } = failure;
    if (errorType === 'NotFetchedError') throw new NotFetchedError(errorMessage);
    if (errorType === 'BlockedError') throw new BlockedError(errorMessage);
    throw new TransientError(`the browser function failed: ${errorType} ${errorMessage}`);
  };
}
