import type { Outgoing, Queue } from '#shared/messaging/queue.ts';

/** A queue that keeps what was sent. */
export function memoryQueue<Message>(): Queue<Message> & { sent: Outgoing<Message>[] } {
  const sent: Outgoing<Message>[] = [];
  return {
    sent,
    send: async (message, options) => void sent.push({ message, options }),
    sendAll: async (messages) => void sent.push(...messages),
  };
}
