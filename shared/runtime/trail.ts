import { AsyncLocalStorage } from 'node:async_hooks';

/** What the work in hand is about. Every line that is logged meanwhile carries it. */
export type Trail = { jobId?: string; brandId?: string; caseId?: string; noticeId?: string; alertId?: string };

const IDS = ['jobId', 'brandId', 'caseId', 'noticeId', 'alertId'] as const satisfies (keyof Trail)[];
/** Name of the message attribute that carries it from one function to the next. */
export const TRAIL_ATTRIBUTE = 'trail';

const storage = new AsyncLocalStorage<Trail>();

export const currentTrail = (): Trail => storage.getStore() ?? {};

/** Runs `work`, and whatever it awaits, on the trail of these ids and of those that hold already. */
export function onTrail<Result>(ids: Trail, work: () => Result): Result {
  return storage.run({ ...currentTrail(), ...ids }, work);
}

/** The ids that a message, a case or a notice names. */
export function idsIn(subject: unknown): Trail {
  const named = (subject ?? {}) as Record<string, unknown>;
  return Object.fromEntries(IDS.flatMap((id) => (typeof named[id] === 'string' ? [[id, named[id]]] : [])));
}
