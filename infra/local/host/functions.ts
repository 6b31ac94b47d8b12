import { invokeAsync } from './async-invocation.ts';
import { type Endpoints, functionEnvironment } from './function-environment.ts';
import type { FunctionError } from './function-messages.ts';
import { createFunctionPool, type FunctionPool, type Invocation } from './function-pool.ts';
import type { Messaging } from './messaging.ts';
import type { System } from './system-spec.ts';

export type Functions = {
  /** @throws Error when there is no such function. */
  pool: (name: string) => FunctionPool;
  /** With the function's own retries and failure queue. */
  invokeAsync: (name: string, event: unknown) => Promise<Invocation>;
  anyRunning: () => boolean;
  stop: () => Promise<void>;
};

// Threads of one function at once. Two show every race between two workers; more only share the cores of one machine.
const MAXIMUM_THREADS = 2;

export const threadsFor = (maximumConcurrency = MAXIMUM_THREADS): number =>
  Math.min(MAXIMUM_THREADS, maximumConcurrency);

export function startFunctions(
  system: System,
  options: {
    messaging: Messaging;
    endpoints: Endpoints;
    environment: Readonly<Record<string, string>>;
    clock: SharedArrayBuffer;
    logDirectory?: string;
    onFailure: (functionName: string, error: FunctionError) => void;
  },
): Functions {
  const { clock, logDirectory, onFailure } = options;
  const pools = new Map(
    system.functions.map((spec) => {
      const source = system.eventSources.find(({ functionName }) => functionName === spec.name);
      const environment = functionEnvironment(spec, options.endpoints, options.environment);
      const concurrency = threadsFor(source?.maximumConcurrency);
      return [spec.name, createFunctionPool(spec, { environment, concurrency, clock, logDirectory, onFailure })];
    }),
  );
  const pool = (name: string): FunctionPool => {
    const found = pools.get(name);
    if (!found) throw new Error(`there is no function ${name}`);
    return found;
  };
  return {
    pool,
    invokeAsync: (name, event) =>
      invokeAsync(pool(name), event, system.functions.find((spec) => spec.name === name)!.async, options.messaging),
    anyRunning: () => [...pools.values()].some((each) => each.running() > 0),
    stop: async () => void (await Promise.all([...pools.values()].map((each) => each.stop()))),
  };
}
