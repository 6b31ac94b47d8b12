import path from 'node:path';
import type { Brand } from '#shared/domain/brand.ts';
import { DAY_MS } from '#shared/domain/time-units.ts';
import { synthesisedAssembly } from '../host/synthesis.ts';
import { loadSampleHistory } from './load-sample-history.ts';
import { type LocalStores, localStores } from './local-stores.ts';
import { everyFewSeconds, type Progress } from './progress.ts';
import { registerSampleBrand } from './register-sample-brand.ts';
import { signWaiting } from './sample-analyst.ts';
import { addSamplePeople, askAs, IDA, SIGNER, signInCommands } from './sample-people.ts';
import { openSampleRun } from './sample-run.ts';
import { askForClosures } from './sample-stores.ts';
import { type SampleSystem, startSampleSystem } from './sample-system.ts';
import { doOpenTasks, writeToBazaar } from './sample-tasks.ts';
import { addSecondBrand } from './second-brand.ts';
import { type RunResult, summarise } from './summary.ts';
import { playTimeLapse } from './time-lapse.ts';

export type RunningSample = SampleSystem & { stores: LocalStores; result: RunResult };

export type SampleOptions = {
  stateDirectory: string;
  seed?: number;
  port?: number;
  progress: Progress;
  /** The brand that watches the sample marketplace at this origin. */
  sampleBrand: (bazaarOrigin: string) => Brand;
  /** Another owner's, for who wants to see that neither sees the other. */
  secondBrand: (bazaarOrigin: string) => Brand;
  /** Told as soon as there is something to stop. */
  onStarted: (system: SampleSystem) => void;
  /** Told when people can sign in and find the generated history, long before the week is played. */
  onReady: (system: SampleSystem) => void;
};

/** Synthesise, bring up, register, play the week that is left of the sample, sum up. */
export async function runSample({
  stateDirectory,
  seed,
  port,
  progress,
  sampleBrand,
  secondBrand,
  onStarted,
  onReady,
}: SampleOptions): Promise<RunningSample> {
  const startedMs = performance.now();
  const run = openSampleRun(stateDirectory, seed, new Date());
  const assembly = await synthesised(progress);
  const system = await startSampleSystem({
    assembly,
    stateDirectory,
    run,
    port,
    onFailure: (functionName, error) => progress.say(`${functionName}: ${error.type}: ${error.message}`),
  });
  onStarted(system);
  const { host, bazaar } = system;
  progress.say(`API ${host.url}/api · sample marketplace ${bazaar.origin}`);
  await addSamplePeople(host);
  await signInCommands(host, path.join(stateDirectory, 'logins.json'));
  const brand = sampleBrand(bazaar.origin);
  await registerSampleBrand(askAs(host, IDA), brand);
  const stores = localStores(host);
  await loadSampleHistory({ brand, origin: bazaar.origin, seed: run.seed, now: new Date(run.from) }, stores);
  onReady(system);
  await addSecondBrand({
    ask: askAs(host, IDA),
    brand: secondBrand(bazaar.origin),
    origin: bazaar.origin,
    now: new Date(run.from),
    cases: stores.cases,
  });
  const [from, until] = [new Date(run.from), new Date(run.until)];
  if (host.clock.now() > until) progress.say('The sample week is over; scanning what is due now.');
  const signAndSettle = async () => {
    const ask = askAs(host, SIGNER);
    const [done, signed] = await Promise.all([
      doOpenTasks(ask, brand.id, (number, text) => writeToBazaar(bazaar.origin, number, text)),
      signWaiting(ask, brand.id),
      askForClosures(ask, brand.id, { origin: bazaar.origin, since: from }),
    ]);
    if (done + signed > 0) await host.settle({ skipWaits: true });
  };
  const tell = async () => {
    const elapsedMs = Math.min(host.clock.now().getTime(), until.getTime()) - from.getTime();
    const share = elapsedMs / (until.getTime() - from.getTime());
    const day = Math.min(Math.floor(elapsedMs / DAY_MS) + 1, Math.round((until.getTime() - from.getTime()) / DAY_MS));
    const cases = [...(await stores.cases.countByState(brand.id)).values()].reduce((sum, count) => sum + count, 0);
    const { noticesReceived, removed } = bazaar.stats();
    const seconds = Math.round((performance.now() - startedMs) / 1000);
    progress.update(
      share,
      `day ${day}: cases, with the history: ${cases}, notices to the venue: ${noticesReceived}, listings it removed: ${removed} (${seconds} s)`,
    );
  };
  // A failure to count is no failure of the run: the work itself reports its own.
  using heartbeat = everyFewSeconds(() => void tell().catch(() => {}));
  await playTimeLapse({
    host,
    until,
    nextDue: stores.nextDue,
    onStep: signAndSettle,
  });
  // The week ends in the present; what fell due while it was played is done too.
  await host.advanceTo(host.clock.machineTime());
  await host.settle({ skipWaits: true });
  await signAndSettle();
  heartbeat[Symbol.dispose]();
  progress.finish();
  const result = await summarise({ host, bazaar, stores, brand, from }, (performance.now() - startedMs) / 1000);
  return { ...system, stores, result };
}

async function synthesised(progress: Progress): Promise<string> {
  progress.say('Synthesising the CDK app, unless nothing has changed since the last time.');
  using _ = everyFewSeconds(() => progress.say('Still synthesising the CDK app.'));
  return synthesisedAssembly();
}
