import { randomUUID } from 'node:crypto';
import type { Messaging } from './messaging.ts';
import type { System } from './system-spec.ts';

export type DeadLetter = { queue: string; body: string };

/** What lies in queues that no function reads: failed too often, or invocations that nobody waited for. */
export function listDeadLetters(messaging: Messaging, system: System): DeadLetter[] {
  const read = new Set(system.eventSources.map(({ queue }) => queue));
  return system.queues
    .filter(({ name }) => !read.has(name))
    .flatMap(({ name }) =>
      messaging
        .queue(name)
        .inspectMessages()
        .ready.map(({ body }) => ({ queue: name, body })),
    );
}

/**
 * Moves what lies in a dead-letter queue back to the queue it came from, as SQS' redrive does (fauxqs has none). Returns how many.
 * @throws Error when no queue redrives to it.
 */
export function redrive(messaging: Messaging, system: System, name: string): number {
  const deadLetters = messaging.queue(name);
  const source = system.queues.find(({ attributes }) => attributes.RedrivePolicy?.includes(`"${deadLetters.arn}"`));
  if (!source) throw new Error(`${name} is not the dead-letter queue of any queue`);
  const target = messaging.queue(source.name);
  let moved = 0;
  for (;;) {
    const [received] = deadLetters.dequeue(1);
    if (!received) return moved;
    const { message } = deadLetters.inflightMessages.get(received.ReceiptHandle)!;
    // The copy first: a process that dies in between leaves two, never none. Stored messages are keyed by id, so the copy needs its own.
    target.enqueue({ ...message, messageId: randomUUID(), approximateReceiveCount: 0, delayUntil: undefined });
    deadLetters.deleteMessage(received.ReceiptHandle);
    moved += 1;
  }
}
