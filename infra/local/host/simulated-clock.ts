import { readFileSync } from 'node:fs';
import { writeFileAtomically } from './write-file.ts';

/**
 * The time of the simulated world: the machine's time plus an offset, shared with every thread.
 * It runs at the machine's pace; the time-lapse makes it jump.
 */
export type SimulatedClock = {
  now: () => Date;
  machineTime: () => Date;
  /** Jumps forward. Going back is refused: timestamps already written would lie in the future. */
  advanceTo: (date: Date) => void;
  /** Hands the clock to another thread (`patchDate` there). */
  shared: SharedArrayBuffer;
  /** Puts this thread's `Date` back. */
  dispose: () => void;
};

const RealDate = Date;

/**
 * Also patches `Date` in this thread: the emulated queues must agree with the functions about delays and visibility.
 * `file` keeps the offset over restarts; `startAt` counts only when there is no file yet.
 */
export function startSimulatedClock(options: { file?: string; startAt?: Date } = {}): SimulatedClock {
  const shared = new SharedArrayBuffer(BigInt64Array.BYTES_PER_ELEMENT);
  const offset = new BigInt64Array(shared);
  const store = (offsetMs: number) => {
    Atomics.store(offset, 0, BigInt(Math.round(offsetMs)));
    if (options.file) writeFileAtomically(options.file, JSON.stringify({ offsetMs: Math.round(offsetMs) }));
  };
  store(savedOffset(options.file) ?? (options.startAt ? options.startAt.getTime() - RealDate.now() : 0));
  const restore = patchDate(shared);
  return {
    shared,
    now: () => new Date(),
    machineTime: () => new RealDate(RealDate.now()),
    advanceTo(date) {
      const target = date.getTime() - RealDate.now();
      if (target > Number(Atomics.load(offset, 0))) store(target);
    },
    dispose: restore,
  };
}

/** Makes `Date` of this thread tell the simulated time. Returns what undoes it. */
export function patchDate(shared: SharedArrayBuffer): () => void {
  const offset = new BigInt64Array(shared);
  const now = () => RealDate.now() + Number(Atomics.load(offset, 0));
  const before = globalThis.Date;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, parameters, newTarget) =>
      Reflect.construct(target, parameters.length === 0 ? [now()] : parameters, newTarget),
    apply: () => new RealDate(now()).toString(),
    get: (target, property, receiver) => (property === 'now' ? now : Reflect.get(target, property, receiver)),
  });
  return () => {
    globalThis.Date = before;
  };
}

function savedOffset(file: string | undefined): number | undefined {
  if (!file) return undefined;
  try {
    const { offsetMs } = JSON.parse(readFileSync(file, 'utf8')) as { offsetMs: unknown };
    return typeof offsetMs === 'number' ? offsetMs : undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Error(`the clock file ${file} is damaged; start with --fresh`, { cause: error });
  }
}
