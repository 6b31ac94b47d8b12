// One execution environment of one function: a thread that loads the deployed bundle and runs one invocation after another.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import type { Leave, Ready, Reply, Request, WorkerSetup } from './function-messages.ts';
import { patchDate } from './simulated-clock.ts';

type Handler = (event: unknown, context: Record<string, unknown>) => unknown;

const setup = workerData as WorkerSetup;
patchDate(setup.clock);

const [file, name] = setup.handler.split('.') as [string, string];
const loading = import(pathToFileURL(path.join(setup.bundle, `${file}.mjs`)).href).then((module) => {
  const handler = (module as Record<string, Handler>)[name];
  if (typeof handler !== 'function') throw new Error(`the bundle does not export ${name}`);
  return handler;
});
// A failure is reported with the first invocation, as Lambda does.
const isReady = () => parentPort!.postMessage({ ready: true } satisfies Ready);
loading.then(isReady, isReady);

parentPort!.on('message', async (message: Request | Leave) => {
  if ('leave' in message) process.exit();
  const { id, event, timeoutMs } = message;
  const reply = (answer: Reply) => parentPort!.postMessage(answer);
  try {
    const handler = await loading;
    const deadline = performance.now() + timeoutMs;
    const result = await handler(event, {
      functionName: setup.name,
      functionVersion: '$LATEST',
      invokedFunctionArn: setup.arn,
      memoryLimitInMB: String(setup.memoryMb),
      awsRequestId: id,
      logGroupName: setup.name,
      logStreamName: 'local',
      callbackWaitsForEmptyEventLoop: true,
      getRemainingTimeInMillis: () => Math.max(0, Math.round(deadline - performance.now())),
    });
    // JSON both ways, as on Lambda: a Date or an undefined must not survive here either.
    reply({ id, ok: true, payload: result === undefined ? 'null' : JSON.stringify(result) });
  } catch (error) {
    const { name: type, message, stack } = error instanceof Error ? error : new Error(String(error));
    reply({ id, ok: false, error: { type, message, stack } });
  }
});
