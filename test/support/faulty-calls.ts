import type { VirtualTime } from './virtual-time.ts';

/** What can go wrong with one call to a service, and how often, of all calls. */
const CHANCES = {
  'crash before a call': 0.002,
  'crash after a call': 0.002,
  'refused (throttled or 5xx)': 0.02,
  'answer lost after success': 0.015,
  'slow answer': 0.02,
} as const;

export type Fault = keyof typeof CHANCES;
/** One run of one function on a machine of its own. Nothing that it asks for after its death comes back. */
export type Invocation = { isDead: boolean; died: Promise<'died'>; die: () => void; skewMs: number };
export type FaultyCall = <T>(invocation: Invocation, work: () => Promise<T>) => Promise<T>;

const LONGEST_ANSWER_MS = 20_000;
const MOST_SKEW_MS = 500;

export function invocation(random: () => number): Invocation {
  const { promise: died, resolve } = Promise.withResolvers<'died'>();
  return {
    isDead: false,
    died,
    skewMs: Math.round((random() * 2 - 1) * MOST_SKEW_MS),
    die() {
      this.isDead = true;
      resolve('died');
    },
  };
}

/** A network that does all of this; `isCalm` ends it. `injected` counts every fault by its kind. */
export function faultyCalls(options: {
  time: VirtualTime;
  random: () => number;
  isCalm: () => boolean;
  injected: Map<string, number>;
}): FaultyCall {
  const { time, random, isCalm, injected } = options;
  const never = () => new Promise<never>(() => {});
  const draw = (): Fault | undefined => {
    if (isCalm()) return undefined;
    let at = random();
    for (const [fault, chance] of Object.entries(CHANCES) as [Fault, number][]) {
      if (at < chance) {
        injected.set(fault, (injected.get(fault) ?? 0) + 1);
        return fault;
      }
      at -= chance;
    }
    return undefined;
  };
  return async (run, work) => {
    if (run.isDead) return never();
    const fault = draw();
    if (fault === 'crash before a call') run.die();
    if (fault === 'slow answer') await time.sleep(random() * LONGEST_ANSWER_MS);
    if (run.isDead) return never();
    if (fault === 'refused (throttled or 5xx)') throw named('ThrottlingException');
    const answer = await time.io(work());
    if (fault === 'crash after a call') run.die();
    if (run.isDead) return never();
    if (fault === 'answer lost after success') {
      // The SDK repeats it, or has no try left.
      if (random() < 0.5) return time.io(work());
      throw named('TimeoutError');
    }
    return answer;
  };
}

const named = (name: string) => Object.assign(new Error(`injected: ${name}`), { name });
