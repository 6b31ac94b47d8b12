/** A worker that may die before or after any of its steps; dead, it does nothing more. */
export type Worker = {
  /** Throws when the worker is or just became dead. */
  step: () => Promise<void>;
};

export class WorkerDied extends Error {
  override name = 'WorkerDied';
}

/** The same services, with every asynchronous call of theirs between two steps of the worker. */
export function fragile<T extends object>(services: T, worker: Worker): T {
  const wrap = (value: unknown): unknown => {
    if (typeof value === 'function') return wrapCall(value as (...inputs: unknown[]) => unknown);
    if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype)
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, wrap(inner)]));
    return value;
  };
  const wrapCall =
    (call: (...inputs: unknown[]) => unknown) =>
    (...inputs: unknown[]) => {
      const run = async () => {
        await worker.step();
        const result = await call(...inputs);
        await worker.step();
        return result;
      };
      return run();
    };
  return wrap(services) as T;
}
