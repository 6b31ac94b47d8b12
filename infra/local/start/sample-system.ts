import path from 'node:path';
import { UsageError } from '#infra/local/usage-error.ts';
import { seededCourses } from '../bazaar/notice-course.ts';
import { type Bazaar, startBazaar } from '../bazaar/start-bazaar.ts';
import type { FunctionError } from '../host/function-messages.ts';
import { type Host, startHost } from '../host/host.ts';
import { lockStateDirectory } from '../host/host-lock.ts';
import { startSimulatedClock } from '../host/simulated-clock.ts';
import { SAMPLE_PEOPLE } from './sample-people.ts';
import { type SampleRun, saveSampleRun } from './sample-run.ts';

export type SampleSystem = { host: Host; bazaar: Bazaar; stop: () => Promise<void> };

/** In the third night of the week. */
export const SAMPLE_AWAY = { from: 52, until: 64 };

/** The local host with the sample marketplace beside it, both on the simulated clock. */
export async function startSampleSystem(options: {
  assembly: string;
  stateDirectory: string;
  run: SampleRun;
  port?: number;
  onFailure: (functionName: string, error: FunctionError) => void;
}): Promise<SampleSystem> {
  const { stateDirectory, run } = options;
  await using resources = new AsyncDisposableStack();
  const lock = lockStateDirectory(stateDirectory);
  resources.defer(lock.release);
  const clock = startSimulatedClock({ file: path.join(stateDirectory, 'clock.json'), startAt: new Date(run.from) });
  resources.defer(clock.dispose);
  const bazaar = await startBazaar({
    port: run.bazaarPort,
    seed: run.seed,
    now: clock.now,
    databasePath: path.join(stateDirectory, 'bazaar.sqlite'),
    secret: run.channelKey,
    courses: seededCourses(run.seed),
    muddles: true,
    away: SAMPLE_AWAY,
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    throw new UsageError(
      `The kept run needs port ${run.bazaarPort}, which is taken. Free it, or start over with --fresh.`,
    );
  });
  resources.defer(bazaar.close);
  saveSampleRun(stateDirectory, { ...run, bazaarPort: Number(new URL(bazaar.origin).port) });
  const host = await startHost({
    assembly: options.assembly,
    stateDirectory,
    lock,
    port: options.port,
    clock,
    people: SAMPLE_PEOPLE,
    enforceRoles: true,
    environment: {
      MARKETPLACE_ORIGINS: JSON.stringify({ bazaar: bazaar.origin }),
      ALLOWED_PRIVATE_ORIGINS: bazaar.origin,
    },
    // Keys for the sample venue and for webhooks; none for search APIs.
    secretValue: (name) => {
      if (name.startsWith('ChannelSecret')) return JSON.stringify({ bazaar: run.channelKey });
      return name.startsWith('WebhookSecret') ? JSON.stringify({ key: run.channelKey }) : '{}';
    },
    dynamodbEndpoint: process.env.MARKWARDEN_DYNAMODB_ENDPOINT,
    onFailure: options.onFailure,
  });
  resources.defer(host.stop);
  const running = resources.move();
  return { host, bazaar, stop: () => running.disposeAsync() };
}
