import type { Delivery } from './channel.ts';
import { closedDoor } from './http-delivery.ts';

/** What venues gave a brand to sign in with, by programme. Nothing else keeps it, and nothing of it is logged. */
export type VenueAccounts = {
  /** Undefined where the brand has none. As it is kept: whoever reads it checks its shape. */
  read: (programme: string, brandId: string) => Promise<unknown>;
  /** Keeps what the venue gave for the next time. */
  write: (programme: string, brandId: string, account: unknown) => Promise<void>;
};

/** The venue did nothing of what was wanted, because we could not sign in. */
export class NotSignedInError extends Error {
  override name = 'NotSignedInError';
  /** Only a person can mend it. */
  readonly needsPerson: boolean;
  constructor(message: string, needsPerson: boolean, options?: ErrorOptions) {
    super(message, options);
    this.needsPerson = needsPerson;
  }
}

/** What is known of a notice whose sending threw this. */
export function deliveryAfter(error: unknown): Delivery {
  const { message } = error as Error;
  if (!(error instanceof NotSignedInError)) return { status: 'unknown', reason: `no answer: ${message}` };
  return error.needsPerson ? closedDoor(message) : { status: 'deferred', retryAfterMs: 0, reason: message };
}
