import type { SQSBatchResponse } from 'aws-lambda';
import { FUNCTION_SETTINGS, type FunctionName } from '#infra/aws/function-settings.ts';
import type { Brand } from '#shared/domain/brand.ts';
import { AlertJob } from '#shared/domain/messages.ts';
import { modelInUse } from '#shared/learning/model-in-use.ts';
import { seededRandom } from '#shared/runtime/seeded-random.ts';
import { currentTrail } from '#shared/runtime/trail.ts';
import { createBrandStore } from '#shared/stores/brand-store.ts';
import { createModelStore } from '#shared/stores/model-store.ts';
import { aProof } from '../builders.ts';
import type { Tables } from '../tables.ts';
import { virtualTime } from '../virtual-time.ts';
import { currentRun, newRun, within } from './faults.ts';
import { createInternet } from './internet.ts';
import { workAsPeople } from './people.ts';
import { simulatedQueue } from './queues.ts';
import {
  CALM_AT,
  END,
  type History,
  LOOKS_END,
  type Mail,
  type Run,
  type Sabotage,
  SCANS_END,
  type SimulatedQueue,
  START,
  urlOf,
  type World,
} from './world.ts';

// The whole loop through hours of faults and then a day without, on simulated time and in process: the real handlers, as their own modules, on
// an embedded database. AWS's other services, the shops and the people are simulated.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const QUEUES = {
  scan: { worker: 'crawl', batchSize: 5, concurrency: 10 },
  score: { worker: 'score', batchSize: 5, concurrency: 10 },
  capture: { worker: 'capture', batchSize: 1, concurrency: 2 },
  takedown: { worker: 'submit', batchSize: 1, concurrency: 2, fifo: true },
  alert: { worker: 'alert', batchSize: 10, concurrency: 2 },
} satisfies Record<string, { worker: FunctionName; batchSize: number; concurrency: number; fifo?: true }>;

const ENVIRONMENT = {
  BRANDS_TABLE: 'brands',
  LISTINGS_TABLE: 'listings',
  CASES_TABLE: 'cases',
  PACE_TABLE: 'pace',
  PAGES_BUCKET: 'pages',
  EVIDENCE_BUCKET: 'evidence',
  RENDER_FUNCTION_NAME: 'render',
  PACKET_FUNCTION_NAME: 'packet',
  API_SECRET_ARN: 'apis',
  CHANNEL_SECRET_ARN: 'channels',
  TOPIC_PREFIX: 'alerts',
  CONSOLE_URL: 'https://console.example',
  VENUE_ACCOUNTS: 'accounts',
  NOTICE_SENDER: '',
  // Of brands that have their alerts sent on; these have not.
  WEBHOOK_QUEUE_URL: urlOf('webhook'),
  SENDING_ENABLED: 'true',
  USER_AGENT: 'Markwarden/1.0 (+https://markwarden.example)',
  MARKETPLACE_ORIGINS: '{}',
  ...Object.fromEntries(Object.keys(QUEUES).map((queue) => [`${queue.toUpperCase()}_QUEUE_URL`, urlOf(queue)])),
};

const LONGEST_OUTAGE_MS = { dispatch: 1.2 * HOUR, verify: 6 * HOUR, digest: 6 * HOUR };

/** Every second world has a function that nothing wakes for a while. */
function anOutage(random: () => number): { of: FunctionName; from: number; to: number } | undefined {
  const [of, longestMs] = Object.entries(LONGEST_OUTAGE_MS)[Math.floor(random() * 6)] ?? [];
  if (!of || !longestMs) return undefined;
  const from = START.getTime() + random() * 2 * HOUR;
  return { of: of as FunctionName, from, to: from + random() * longestMs };
}

type Handler = (event: unknown, context: unknown) => Promise<unknown>;
let containers = 0;

export async function playWorld(
  seed: number,
  tables: Tables,
  brands: readonly Brand[],
  sabotage: Sabotage = {},
): Promise<History> {
  Object.assign(process.env, ENVIRONMENT);
  const random = seededRandom(seed);
  const time = virtualTime(START);
  const injected = new Map<string, number>();
  const count = (fault: string): void => void injected.set(fault, (injected.get(fault) ?? 0) + 1);
  const mails: Mail[] = [];
  const missing: unknown[] = [];
  const alertsAsked = new Set<string>();
  const deadSeen = new Map<string, number>();
  const sawDead = (what: string, times = 1) => times > 0 && deadSeen.set(what, (deadSeen.get(what) ?? 0) + times);
  const isCalm = () => time.now().getTime() >= CALM_AT;
  const surroundings = { time, random, isCalm, count, sabotage };
  const internet = createInternet(surroundings);
  const world: World = {
    ...surroundings,
    tables,
    internet,
    queues: new Map(),
    objects: new Map(),
    mail,
    missing,
    invokePacket,
  };
  const idle = new Map<FunctionName, Handler[]>();

  /** Starts a machine if none is idle: the handler's module anew, with all that it remembers. */
  async function handlerOf(name: FunctionName, run: Run): Promise<Handler> {
    const known = idle.get(name)?.pop();
    if (known) return known;
    const path = new URL(`../../../functions/${name}/handler.ts`, import.meta.url).pathname;
    const loading = import(`${path}?container=${containers++}`).catch((error) => {
      if (!run.hurt) missing.push(error);
      throw error;
    });
    const loaded = await time.io(Promise.race([loading, run.died]));
    if (loaded === 'died') throw new Error('died at its cold start');
    return loaded.handler as Handler;
  }

  /** Undefined when it died, of a fault or of its time limit. @throws what the handler throws. */
  async function invoke<Answer>(name: FunctionName, event: unknown): Promise<Answer | undefined> {
    const run = newRun(name, world);
    const startedMs = time.now().getTime();
    const limitMs = FUNCTION_SETTINGS[name].timeoutSeconds * 1000;
    let isOver = false;
    void time.sleep(limitMs).then(() => {
      if (!isOver) run.die();
    });
    const context = { getRemainingTimeInMillis: () => limitMs - (time.now().getTime() - startedMs) };
    const working = within(run, async () => {
      const handler = await handlerOf(name, run);
      try {
        return await handler(event, context);
      } finally {
        // What died leaves no machine behind.
        if (!run.isDead) idle.set(name, [...(idle.get(name) ?? []), handler]);
      }
    });
    const answer = await Promise.race([working, run.died]);
    isOver = true;
    return answer === 'died' ? undefined : (answer as Answer);
  }

  async function invokePacket(request: unknown) {
    const failed = {
      FunctionError: 'Unhandled',
      Payload: Buffer.from('{"errorType":"Error","errorMessage":"injected"}'),
    };
    try {
      const answer = await invoke('packet', request);
      return answer === undefined ? failed : { Payload: Buffer.from(JSON.stringify(answer)) };
    } catch {
      return failed;
    }
  }

  function mail(): void {
    const run = currentRun();
    const { alertId } = currentTrail();
    // Kept twice under two times, it stands in the digest once.
    const about = alertId === undefined ? new Set(run.digested) : [alertId];
    for (const each of about) mails.push({ alertId: each, run });
  }

  for (const [name, { worker, ...settings }] of Object.entries(QUEUES)) {
    const visibilityMs = FUNCTION_SETTINGS[worker].timeoutSeconds * 6_000;
    const invoked = (event: unknown) => invoke<SQSBatchResponse>(worker, event).catch(() => undefined);
    const queue = simulatedQueue({ ...settings, name, visibilityMs, invoke: invoked }, world);
    const send: SimulatedQueue['send'] = (message) => {
      if (name === 'alert') alertsAsked.add(AlertJob.parse(JSON.parse(message.body)).alertId);
      queue.send(message);
    };
    world.queues.set(urlOf(name), { ...queue, send });
  }

  /** As EventBridge Scheduler and Lambda's asynchronous invocation do it: one more try, then a dead letter. What died is not tried again here: the next tick must do. */
  const tick = async (name: FunctionName, triesLeft = 1): Promise<void> => {
    const isDone = await invoke(name, {}).then(
      () => true,
      () => false,
    );
    if (isDone) return;
    if (triesLeft === 0) return void sawDead(`${name}: ticks`);
    await time.sleep(MINUTE);
    await tick(name, triesLeft - 1);
  };
  const outage = anOutage(random);
  const ticking = async (name: FunctionName, everyMs: number, end: number): Promise<void> => {
    while (time.now().getTime() < end) {
      if (outage?.of === name && outage.from <= time.now().getTime() && time.now().getTime() < outage.to) {
        count(`${name} has no ticks for ${Math.round((outage.to - outage.from) / MINUTE)} minutes`);
        await time.sleep(outage.to - time.now().getTime());
      }
      void tick(name);
      const [isTwice, isLate] = [!isCalm() && random() < 0.1, !isCalm() && random() < 0.1];
      if (isTwice) {
        count('tick came twice');
        void tick(name);
      }
      if (isLate) count('tick came late');
      const isSettling = time.now().getTime() > SCANS_END;
      await time.sleep((isSettling ? 8 : 1) * everyMs + (isLate ? random() * everyMs : 0));
    }
  };
  const redriving = async (): Promise<void> => {
    await time.sleep(CALM_AT - START.getTime());
    for (let again = 0; again < 3; again++) {
      for (const [url, queue] of world.queues) sawDead(`${url.split('/').at(-1)}: messages`, queue.redrive());
      await time.sleep(2 * HOUR);
    }
  };

  const registered = createBrandStore(tables.client, tables.names.brands);
  const models = createModelStore(tables.client, tables.names.brands);
  for (const brand of brands) {
    await registered.put(brand, START);
    const modelVersion = modelInUse(undefined).version;
    if (brand.enforcement.mode === 'auto') await models.putExpediting(brand.id, aProof({ modelVersion }));
  }
  void ticking('dispatch', 5 * MINUTE, SCANS_END);
  void ticking('verify', 15 * MINUTE, LOOKS_END);
  void ticking('digest', HOUR, LOOKS_END);
  void time.sleep(END - HOUR - START.getTime()).then(() => tick('digest'));
  void redriving();
  void workAsPeople(brands, world);
  await time.run(new Date(END));
  if (missing.length > 0) throw missing[0];
  const left = [...world.queues.values()].flatMap((queue) => queue.deadLetters()).length;
  return {
    injected,
    internet: world.internet,
    objects: world.objects,
    alertsAsked,
    mails,
    dead: { seen: deadSeen, left },
  };
}
