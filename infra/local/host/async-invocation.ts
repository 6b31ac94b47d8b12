import type { FunctionPool, Invocation } from './function-pool.ts';
import type { Messaging } from './messaging.ts';
import type { AsyncPolicy } from './system-spec.ts';

/**
 * An invocation that nobody waits for on AWS (a schedule's): tried again at once as often as the function's policy says, then set
 * aside in its failure queue.
 */
export async function invokeAsync(
  pool: FunctionPool,
  event: unknown,
  policy: AsyncPolicy,
  messaging: Messaging,
): Promise<Invocation> {
  let invocation = await pool.invoke(event);
  for (let retried = 0; !invocation.ok && retried < policy.retries; retried += 1) invocation = await pool.invoke(event);
  if (!invocation.ok && policy.failureQueue) {
    const { type, message } = invocation.error;
    const record = {
      requestContext: { functionArn: pool.name, condition: 'RetriesExhausted' },
      requestPayload: event,
      responsePayload: { errorType: type, errorMessage: message },
    };
    messaging.send(policy.failureQueue, JSON.stringify(record));
  }
  return invocation;
}
