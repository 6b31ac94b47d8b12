/** The person gave us something we cannot use. The message says what is expected; exit code 2, no stack trace. */
export class UsageError extends Error {
  override name = 'UsageError';
}
