import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import * as z from 'zod';
import { TransientError } from '#shared/runtime/errors.ts';

/** How Lambda reports an exception of the function. */
const Failure = z.object({ errorType: z.string().default('Error'), errorMessage: z.string().default('') });

export type Invoked = { payload: unknown; failure?: z.infer<typeof Failure> };

/**
 * Calls a function and waits for what it says.
 * @param timeoutMs how long it is waited for; the function itself goes on
 * @throws TransientError when it could not be reached, or did not answer in time
 */
export async function invoke(
  client: LambdaClient,
  functionName: string,
  request: unknown,
  timeoutMs?: number,
): Promise<Invoked> {
  try {
    const answer = await client.send(
      new InvokeCommand({ FunctionName: functionName, Payload: Buffer.from(JSON.stringify(request)) }),
      { ...(timeoutMs && { abortSignal: AbortSignal.timeout(timeoutMs) }) },
    );
    const payload: unknown = JSON.parse(Buffer.from(answer.Payload ?? []).toString('utf8') || 'null');
    if (answer.FunctionError === undefined) return { payload };
    return { payload, failure: Failure.catch({ errorType: 'Error', errorMessage: '' }).parse(payload) };
  } catch (cause) {
    throw new TransientError(`function ${functionName} could not be invoked, or did not answer`, { cause });
  }
}
