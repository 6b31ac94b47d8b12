import { AsyncLocalStorage } from 'node:async_hooks';
import type { Run, Service, World } from './world.ts';

/** What can go wrong with one call to an AWS service, and how often, of all calls. */
const CHANCES = {
  'crash before a call': 0.0025,
  'crash after a call': 0.0025,
  'refused (throttled or 5xx)': 0.015,
  'answer lost after success': 0.015,
  'slow answer': 0.02,
} as const;

type Fault = keyof typeof CHANCES;
const MOST_SKEW_MS = 500;
const LONGEST_ANSWER_MS = 20_000;

const running = new AsyncLocalStorage<Run>();

/** The run that the code at hand is part of: what the clients that a handler made at its cold start look up. */
export function currentRun(): Run {
  const run = running.getStore();
  if (!run) throw new Error('nothing of a function runs outside of an invocation');
  return run;
}

export const isRunning = (): boolean => running.getStore() !== undefined;

export const within = <Result>(run: Run, work: () => Result): Result => running.run(run, work);

export function newRun(functionName: string, world: World): Run {
  const { promise: died, resolve } = Promise.withResolvers<'died'>();
  return {
    functionName,
    world,
    isDead: false,
    died,
    skewMs: Math.round((world.random() * 2 - 1) * MOST_SKEW_MS),
    hurt: false,
    digested: [],
    die() {
      this.isDead = true;
      this.hurt = true;
      resolve('died');
    },
  };
}

export const never = () => new Promise<never>(() => {});

/** A call to a service over a network that does all of this. Answers come in no time, but for the slow ones. */
export async function call<T>(service: Service, work: () => Promise<T>): Promise<T> {
  const run = currentRun();
  const { world } = run;
  const { time, random } = world;
  if (run.isDead) return never();
  const fault = draw(service, run);
  if (fault) run.hurt = true;
  if (fault === 'crash before a call') run.die();
  if (fault === 'slow answer') await time.sleep(random() * LONGEST_ANSWER_MS);
  if (run.isDead) return never();
  if (fault === 'refused (throttled or 5xx)') throw named('ThrottlingException');
  const answer = await time.io(work());
  if (fault === 'crash after a call') run.die();
  if (run.isDead) return never();
  if (fault !== 'answer lost after success') return answer;
  // The SDK repeats it, or has no try left.
  if (random() < 0.5) return time.io(work());
  throw named('TimeoutError');
}

function draw(service: Service, { world, functionName }: Run): Fault | undefined {
  if (world.isCalm()) return undefined;
  let at = world.random();
  for (const [fault, chance] of Object.entries(CHANCES) as [Fault, number][]) {
    if (at < chance) {
      // Time stands still for whoever waits for a module to load, or for the packet.
      const cannotWait = service === 'secretsmanager' || functionName === 'packet';
      if (cannotWait && fault === 'slow answer') return undefined;
      world.count(`${service}: ${fault}`);
      return fault;
    }
    at -= chance;
  }
  return undefined;
}

const named = (name: string) => Object.assign(new Error(`injected: ${name}`), { name });
