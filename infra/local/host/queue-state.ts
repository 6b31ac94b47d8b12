import type { SqsQueue } from './messaging.ts';

// Read from fauxqs' own collections: `inspectMessages` copies every message, and this is asked many times a second.

/** Whether a consumer would get a message now. Behind a FIFO group's message in work, the others wait. */
export function hasReady(queue: SqsQueue): boolean {
  return (
    queue.messages.length > 0 ||
    [...queue.fifoMessages].some(([group, messages]) => messages.length > 0 && !queue.fifoLockedGroups.has(group))
  );
}

/** When the first delayed or invisible message comes back; undefined when there is none. */
export function nextReturn(queue: SqsQueue): Date | undefined {
  const delayed = [...queue.delayedMessages, ...[...queue.fifoDelayed.values()].flat()];
  const times = [
    ...delayed.map(({ delayUntil }) => delayUntil ?? 0),
    ...[...queue.inflightMessages.values()].map(({ visibilityDeadline }) => visibilityDeadline),
  ];
  return times.length > 0 ? new Date(Math.min(...times)) : undefined;
}
