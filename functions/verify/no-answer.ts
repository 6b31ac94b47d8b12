import { TransientError } from '#shared/runtime/errors.ts';
import { countMetric, logger } from '#shared/runtime/logger.ts';

/**
 * A site that does not answer teaches nothing, which is a finding too: what is looked at keeps its times, and its people are told.
 * Put off as a failure it would come up every hour for ever, and nobody would hear of it.
 * @throws ThrottledError
 */
export async function orNoAnswer<Look, Nothing>(look: Promise<Look>, nothing: (why: string) => Nothing) {
  try {
    return await look;
  } catch (error) {
    if (!(error instanceof TransientError)) throw error;
    logger.error('check failed', { error });
    countMetric('CaseFailed', 1, { step: 'verify' });
    return nothing(`the site does not answer: ${error.message}`);
  }
}

/** Of an offer's page. */
export const unreadable = (reason: string) => ({ finding: 'unreadable', reason }) as const;
