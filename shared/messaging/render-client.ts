import type { LambdaClient } from '@aws-sdk/client-lambda';
import { type PrintRequest, PrintResult, type RenderRequest, RenderResult } from '#shared/domain/messages.ts';
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

/**
 * Has a page of our own printed and waits for it.
 * @throws TransientError when it was not
 */
export type PrintClient = (request: PrintRequest) => Promise<PrintResult>;

export function createPrintClient(client: LambdaClient, functionName: string): PrintClient {
  return async (request) => {
    const { payload, failure } = await invoke(client, functionName, request);
    if (failure) throw new TransientError(`the browser function failed: ${failure.errorType} ${failure.errorMessage}`);
    return PrintResult.parse(payload);
  };
}
