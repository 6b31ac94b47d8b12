import type { Channel, Delivery, LookUp } from './channel.ts';
import { closedDoor } from './http-delivery.ts';
import { NotSignedInError } from './venue-accounts.ts';

/** A channel over HTTP: what its calls throw becomes what is known for certain. */
export const httpChannel = ({ kind, send, lookUp, answers }: Channel): Channel => ({
  kind,
  send: (...notice) => send(...notice).catch(deliveryAfter),
  lookUp: (...notice) =>
    lookUp(...notice).catch((error: Error): LookUp => ({ found: 'cannot-tell', reason: error.message })),
  answers: (externalId) => answers(externalId).catch(() => undefined),
});

function deliveryAfter(error: Error): Delivery {
  const { message } = error;
  if (!(error instanceof NotSignedInError)) return { status: 'unknown', reason: `no answer: ${message}` };
  return error.needsPerson ? closedDoor(message) : { status: 'deferred', retryAfterMs: 0, reason: message };
}
