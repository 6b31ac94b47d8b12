import type { LambdaClient } from '@aws-sdk/client-lambda';
import { type SearchLook, SearchLooked } from '#shared/domain/search-look.ts';
import { TransientError } from '#shared/runtime/errors.ts';
import { invoke } from './invoke.ts';

/**
 * Has a search tried and waits for what it shows.
 * @throws TransientError when it failed, or not in time
 */
export type LookClient = (wanted: SearchLook['look']) => Promise<SearchLooked>;

/** API Gateway waits for thirty seconds. */
const TIMEOUT_MS = 25_000;

export function createLookClient(client: LambdaClient, functionName: string): LookClient {
  return async (wanted) => {
    const { payload, failure } = await invoke(client, functionName, { look: wanted }, TIMEOUT_MS);
    if (failure)
      throw new TransientError(`the search could not be tried: ${failure.errorType} ${failure.errorMessage}`);
    return SearchLooked.parse(payload);
  };
}
