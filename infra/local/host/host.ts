import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import path from 'node:path';
import { UsageError } from '#infra/local/usage-error.ts';
import { readAssembly } from './assembly.ts';
import { awsEndpoints } from './aws-endpoints.ts';
import { callLog } from './call-log.ts';
import { type DeadLetter, listDeadLetters, redrive } from './dead-letters.ts';
import { enforced, type Refusal } from './enforce-roles.ts';
import { startEventSource } from './event-source.ts';
import type { Endpoints } from './function-environment.ts';
import type { FunctionError } from './function-messages.ts';
import type { Invocation } from './function-pool.ts';
import { type Functions, startFunctions, threadsFor } from './functions.ts';
import { type HostLock, lockStateDirectory } from './host-lock.ts';
import { httpApi } from './http-api.ts';
import { createIam, type Iam } from './iam.ts';
import { createIdentityProvider, type LocalIdentityProvider, type LocalPerson } from './identity-provider.ts';
import { localSecrets } from './local-secrets.ts';
import { closeServer, guarded, listenOnLoopback } from './loopback.ts';
import { type Messaging, startMessaging } from './messaging.ts';
import { createOutbox, type Outbox, type OutboxMessage } from './outbox.ts';
import { outboxPage } from './outbox-page.ts';
import { createSchedules, type Schedules } from './schedules.ts';
import { openSigningKey } from './signing-key.ts';
import { type SimulatedClock, startSimulatedClock } from './simulated-clock.ts';
import { readSystem } from './system.ts';
import type { System } from './system-spec.ts';
import { createTables, startTables } from './tables.ts';
import { type Work, workOf } from './work.ts';
import { writeFileAtomically } from './write-file.ts';

export type HostOptions = {
  /** Directory of the cloud assembly to bring up. */
  assembly: string;
  /** Where everything is kept over restarts; without it everything stays in memory. */
  stateDirectory?: string;
  /** The state directory's lock, when the caller holds it already. */
  lock?: HostLock;
  /** Of the HTTP API; any free one by default. */
  port?: number;
  /** Default: the machine's time, or the time that the state directory remembers. */
  clock?: SimulatedClock;
  /** Who can sign in. */
  people?: readonly LocalPerson[];
  /** Variables for every function, on top of the template's. */
  environment?: Readonly<Record<string, string>>;
  /** Value of a secret, by its logical id. */
  secretValue?: (name: string) => string;
  /** Another DynamoDB implementation to keep the tables in. */
  dynamodbEndpoint?: string;
  /** Connects only these queues to their functions, by the variables that their senders know them by ("SCAN_QUEUE_URL"). */
  onlyQueues?: readonly string[];
  /** Every call of a function has to be allowed by its role in the template, as on AWS. Calls that were go to `calls.jsonl`. */
  enforceRoles?: boolean;
  /** SQS delivers at least once. Asked after each batch; true delivers it again. */
  deliverAgain?: () => boolean;
  onFailure?: (functionName: string, error: FunctionError) => void;
};

/** The deployed system, running on this machine. */
export type Host = Work & {
  /** Of the console, and of the HTTP API under /api. */
  url: string;
  signIn: LocalIdentityProvider;
  system: System;
  endpoints: Endpoints;
  clock: SimulatedClock;
  schedules: Schedules;
  /** What the functions are told under this name ("CASES_TABLE"). */
  variable: (name: string) => string;
  invoke: (functionName: string, event: unknown) => Promise<Invocation>;
  /** Puts a message on a queue. */
  send: (queueName: string, body: unknown) => void;
  /** Moves the clock and fires the ticks that fall due. */
  advanceTo: (date: Date) => Promise<void>;
  /** From now on ticks fire by themselves, at the clock's own pace. */
  startTicking: () => void;
  outbox: () => readonly OutboxMessage[];
  deadLetters: () => DeadLetter[];
  redrive: (queueName: string) => number;
  stop: () => Promise<void>;
};

const TICK_CHECK_MS = 500;
const OUTBOX_PATH = '/outbox';

/** @throws UsageError when another host uses the state directory; Error naming what in the template cannot be brought up. */
export async function startHost(options: HostOptions): Promise<Host> {
  await using resources = new AsyncDisposableStack();
  const unclean = holdStateDirectory(options, resources);
  const clock = options.clock ?? startSimulatedClock({ file: inState(options, 'clock.json') });
  if (!options.clock) resources.defer(clock.dispose);
  const outbox = createOutbox(clock.now, inState(options, 'outbox'));
  let iam: Iam | undefined; // known when the template is read, which names the addresses of what is started here
  const refusal: Refusal = (functionName, call) => iam?.refusal(functionName, call);
  const messaging = await startMessaging({
    directory: inState(options, 'messaging'),
    onPublish: outbox.add,
    refusal,
    redrive: (queueName) => redrive(messaging, system, queueName),
  });
  resources.defer(messaging.stop);
  const endpoint = options.dynamodbEndpoint;
  const tables = await startTables({ directory: inState(options, 'tables'), endpoint, unclean, refusal });
  resources.defer(tables.stop);
  const [apiServer, url] = await listen(resources, options.port);
  const [awsServer, aws] = await listen(resources);
  const [functionUrlServer, functionUrl] = await listen(resources);
  const [identityServer, identityProvider] = await listenAgain(resources, inState(options, 'identity-port.json'));

  const addresses = { messaging: messaging.endpoint, api: url, identityProvider, functionUrl };
  const system = readSystem(readAssembly(options.assembly), addresses);
  if (options.enforceRoles) iam = createIam(system, callLog(inState(options, 'calls.jsonl')));
  await createTables(tables.endpoint, system.tables);
  messaging.create(system);
  const endpoints = { dynamodb: tables.endpoint, messaging: messaging.endpoint, aws };
  const functions = startFunctions(system, {
    messaging,
    endpoints,
    // Cognito has an address of its own for signing in; here one server is both.
    environment: {
      OUTBOX_PATH,
      LOGIN_URL: identityProvider,
      ...(system.functionUrl && { ALLOWED_PRIVATE_ORIGINS: functionUrl }), // public on AWS, on loopback here
      ...options.environment,
    },
    clock: clock.shared,
    logDirectory: inState(options, 'logs'),
    onFailure: options.onFailure ?? (() => {}),
  });
  resources.defer(functions.stop);
  const { secretValue = () => '{}' } = options;
  const otherServices = awsEndpoints({
    pool: functions.pool,
    secrets: localSecrets(system.secrets, secretValue, inState(options, 'venue-accounts.json')),
    mail: outbox.addMail,
  });
  awsServer.on('request', guarded(enforced(otherServices, refusal)));
  apiServer.on('request', guarded(withOutbox(outbox, httpApi(system.routes, functions.pool))));
  if (system.functionUrl) functionUrlServer.on('request', guarded(httpApi([system.functionUrl], functions.pool)));
  const signIn = createIdentityProvider({
    issuer: identityProvider,
    clients: system.signInClients,
    people: options.people ?? [],
    key: await openSigningKey(inState(options, 'signing-key.json')),
    now: Date.now,
  });
  identityServer.on('request', guarded(signIn.listener));
  const work = connectQueues(options, { system, messaging, functions, clock });
  resources.defer(work.stop);
  announce(options, { url, messaging: messaging.endpoint, dynamodb: tables.endpoint }, resources);
  const parts = { system, messaging, functions, clock, outbox, work, url, endpoints, signIn };
  return hostOf({ ...parts, resources: resources.move() });
}

const inState = ({ stateDirectory }: HostOptions, name: string): string | undefined =>
  stateDirectory && path.join(stateDirectory, name);

/** True when the last host there died without letting go. */
function holdStateDirectory({ stateDirectory, lock }: HostOptions, resources: AsyncDisposableStack): boolean {
  if (!stateDirectory) return false;
  mkdirSync(stateDirectory, { recursive: true });
  if (lock) return lock.unclean;
  const own = lockStateDirectory(stateDirectory);
  resources.defer(own.release);
  return own.unclean;
}

async function listen(resources: AsyncDisposableStack, port?: number): Promise<[Server, string]> {
  const server = createServer();
  const url = await listenOnLoopback(server, port).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    throw new UsageError(`Port ${port} is taken. Name another one with --port.`);
  });
  resources.defer(() => closeServer(server));
  return [server, url];
}

/** On the port of the last start where it is free: it is part of every token. */
async function listenAgain(resources: AsyncDisposableStack, file: string | undefined): Promise<[Server, string]> {
  const last = file && existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as number) : undefined;
  const [server, url] = await listen(resources, last).catch((error: unknown) => {
    if (last === undefined) throw error;
    return listen(resources);
  });
  if (file) writeFileAtomically(file, JSON.stringify(Number(new URL(url).port)));
  return [server, url];
}

function withOutbox(outbox: Outbox, api: RequestListener): RequestListener {
  return (request, response) => {
    if (request.url !== OUTBOX_PATH) return api(request, response);
    showOutbox(outbox.messages(), request, response).catch((error: unknown) => response.destroy(error as Error));
  };
}

/** A browser gets a page to read, everything else the list. */
async function showOutbox(
  messages: readonly OutboxMessage[],
  { headers }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [type, text] = headers.accept?.includes('text/html')
    ? ['text/html; charset=utf-8', String(await outboxPage(messages))]
    : ['application/json', JSON.stringify(messages)];
  response.writeHead(200, { 'content-type': type, vary: 'accept' }).end(text);
}

/** Tells the other commands where the host is. */
function announce(
  options: HostOptions,
  addresses: { url: string; messaging: string; dynamodb: string },
  resources: AsyncDisposableStack,
): void {
  const file = inState(options, 'host.json');
  if (!file) return;
  writeFileAtomically(file, JSON.stringify({ ...addresses, pid: process.pid, startedAt: new Date().toISOString() }));
  resources.defer(() => rmSync(file, { force: true }));
}

type Parts = { system: System; messaging: Messaging; functions: Functions; clock: SimulatedClock };

function connectQueues(
  options: HostOptions,
  { system, messaging, functions, clock }: Parts,
): Work & Pick<Host, 'stop'> {
  const wanted = options.onlyQueues?.map((name) => variableOf(system, name).split('/').at(-1));
  const specs = system.eventSources.filter(({ queue }) => wanted?.includes(queue) ?? true);
  const eventSources = specs.map((spec) =>
    startEventSource(spec, {
      messaging,
      pool: functions.pool(spec.functionName),
      concurrency: threadsFor(spec.maximumConcurrency),
      nothingRuns: () => !functions.anyRunning(),
      deliverAgain: options.deliverAgain,
    }),
  );
  const queues = specs.map(({ queue }) => messaging.queue(queue));
  return {
    ...workOf({ functions, eventSources, queues, clock }),
    stop: async () => void (await Promise.all(eventSources.map((source) => source.stop()))),
  };
}

type RunningParts = Parts &
  Pick<Host, 'url' | 'endpoints' | 'signIn'> & { outbox: Outbox; work: Work; resources: AsyncDisposableStack };

function hostOf(parts: RunningParts): Host {
  const { system, messaging, functions, clock, outbox, work, url, endpoints, signIn, resources } = parts;
  const schedules = createSchedules(system.schedules, { now: clock.now, invoke: functions.invokeAsync });
  return {
    idle: work.idle,
    settle: work.settle,
    url,
    signIn,
    system,
    endpoints,
    clock,
    schedules,
    variable: (name) => variableOf(system, name),
    invoke: (functionName, event) => functions.pool(functionName).invoke(event),
    send: (queueName, body) => messaging.send(queueName, JSON.stringify(body)),
    async advanceTo(date) {
      clock.advanceTo(date);
      await schedules.fireDue();
    },
    startTicking() {
      const timer = setInterval(() => void schedules.fireDue(), TICK_CHECK_MS);
      resources.defer(() => clearInterval(timer));
    },
    outbox: outbox.messages,
    deadLetters: () => listDeadLetters(messaging, system),
    redrive: (queueName) => redrive(messaging, system, queueName),
    stop: () => resources.disposeAsync(),
  };
}

function variableOf(system: System, name: string): string {
  const found = system.functions.find(({ environment }) => name in environment);
  if (!found) throw new Error(`no function is told ${name}`);
  return found.environment[name]!;
}
