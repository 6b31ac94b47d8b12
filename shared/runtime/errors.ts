/** Errors named by what happens next. The queue worker has one branch for each; anything else is a bug: retried, then the DLQ. */

/** Their server or the network failed: retry, then the DLQ. */
export class TransientError extends Error {
  override name = 'TransientError';
}

/** We are too fast for this host: come back later. Not a failure, and does not count as a try. */
export class ThrottledError extends Error {
  override name = 'ThrottledError';
  readonly retryAfterMs: number;
  constructor(message: string, retryAfterMs: number, options?: ErrorOptions) {
    super(message, options);
    this.retryAfterMs = retryAfterMs;
  }
}

/** We were told no (robots, captcha, login page, 403): recorded as coverage, never evaded. */
export class BlockedError extends Error {
  override name = 'BlockedError';
}

/**
 * Nothing was asked of the site, or what it sent cannot be taken: a wrong address, a private one, an answer too large. Handled like
 * a refusal, but it is none, and says nothing of how the site treats us: coverage `unreadable`.
 */
export class NotFetchedError extends BlockedError {
  override name = 'NotFetchedError';
}

/** Our own contract is broken: to the DLQ. */
export class InvalidMessageError extends Error {
  override name = 'InvalidMessageError';
}
