import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { FunctionError, Leave, Ready, Reply, Request, WorkerSetup } from './function-messages.ts';
import { ACCOUNT, REGION } from './local-identity.ts';
import type { FunctionSpec } from './system-spec.ts';

/** `payload` is the returned value as JSON. */
export type Invocation = { ok: true; payload: string } | { ok: false; error: FunctionError };

/** One Lambda function: invocations wait for one of at most `concurrency` warm threads. Never rejects. */
export type FunctionPool = {
  name: string;
  invoke: (event: unknown) => Promise<Invocation>;
  /** Invocations running or waiting for a thread. */
  running: () => number;
  stop: () => Promise<void>;
};

type Waiting = { event: unknown; done: (invocation: Invocation) => void };
type Thread = {
  worker: Worker;
  isReady: boolean;
  current?: { id: string; finish: (invocation: Invocation) => void; timeOutIn: (ms: number) => void };
};

/** Lambda does not count the loading of a bundle as the function's time either, and gives it ten seconds; a busy machine needs more. */
const LOADING_MS = 60_000;

export function createFunctionPool(
  spec: FunctionSpec,
  options: {
    environment: Record<string, string>;
    concurrency: number;
    clock: SharedArrayBuffer;
    /** What the function prints goes to `<name>.log` there; nowhere without it. */
    logDirectory?: string;
    onFailure: (functionName: string, error: FunctionError) => void;
  },
): FunctionPool {
  const threads = new Set<Thread>();
  const waiting: Waiting[] = [];
  const log = options.logDirectory ? openLog(options.logDirectory, spec.name) : undefined;
  let stopped = false;

  const start = (): Thread => {
    const worker = new Worker(new URL('./function-worker.ts', import.meta.url), {
      name: spec.name,
      env: options.environment,
      workerData: {
        name: spec.name,
        arn: `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${spec.name}`,
        bundle: spec.bundle,
        handler: spec.handler,
        memoryMb: spec.memoryMb,
        clock: options.clock,
      } satisfies WorkerSetup,
      resourceLimits: { maxOldGenerationSizeMb: spec.memoryMb },
      // The host's own --import or --eval flags are not the function's business.
      execArgv: ['--disable-warning=ExperimentalWarning'],
      stdout: true,
      stderr: true,
    });
    const thread: Thread = { worker, isReady: false };
    threads.add(thread);
    for (const output of [worker.stdout, worker.stderr]) {
      if (log) output.pipe(log, { end: false });
      else output.resume();
    }
    worker.on('message', (message: Reply | Ready) => {
      if ('ready' in message) {
        thread.isReady = true;
        thread.current?.timeOutIn(spec.timeoutMs);
      } else if (message.id === thread.current?.id) thread.current.finish(message);
    });
    // An error outside the invocation, or memory over the limit: the thread is gone, the next invocation gets a new one.
    const gone = (type: string, message: string, stack?: string) => {
      if (!threads.delete(thread)) return;
      const error = { type, message, stack };
      if (thread.current) thread.current.finish({ ok: false, error });
      else if (!stopped) options.onFailure(spec.name, error);
    };
    worker.on('error', (error: Error & { code?: string }) =>
      gone(error.code ?? error.name, error.message, error.stack),
    );
    worker.on('exit', (code) => gone('Runtime.ExitError', `the function's process exited with code ${code}`));
    return thread;
  };

  const run = (thread: Thread, { event, done }: Waiting) => {
    const id = randomUUID();
    const startedMs = performance.now();
    let timer: NodeJS.Timeout | undefined;
    const timeOutIn = (ms: number) => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        threads.delete(thread);
        void end(thread.worker);
        const message = `timed out after ${spec.timeoutMs / 1000} seconds`;
        finish({ ok: false, error: { type: 'Sandbox.Timedout', message } });
      }, ms);
    };
    const finish = (invocation: Invocation) => {
      clearTimeout(timer);
      thread.current = undefined;
      log?.write(`REPORT RequestId: ${id} Duration: ${(performance.now() - startedMs).toFixed(1)} ms\n`); // as Lambda does
      if (!invocation.ok && !stopped) options.onFailure(spec.name, invocation.error);
      done(invocation);
      next();
    };
    thread.current = { id, finish, timeOutIn };
    timeOutIn(thread.isReady ? spec.timeoutMs : LOADING_MS + spec.timeoutMs);
    thread.worker.postMessage({ id, event, timeoutMs: spec.timeoutMs } satisfies Request);
  };

  const next = () => {
    while (waiting.length > 0 && !stopped) {
      const idle = [...threads].find((thread) => !thread.current);
      const thread = idle ?? (threads.size < options.concurrency ? start() : undefined);
      if (!thread) return;
      run(thread, waiting.shift()!);
    }
  };

  return {
    name: spec.name,
    invoke: (event) =>
      new Promise((done) => {
        waiting.push({ event, done });
        next();
      }),
    running: () => waiting.length + [...threads].filter((thread) => thread.current).length,
    async stop() {
      stopped = true;
      const error = { type: 'Host.Stopped', message: 'the host stops' };
      for (const { done } of waiting.splice(0)) done({ ok: false, error });
      await Promise.all([...threads].map(({ worker }) => end(worker)));
      log?.end();
    },
  };
}

const PATIENCE_MS = 1000;

/**
 * A thread that is terminated inside native code takes the whole process with it (onnxruntime: abort on Napi::Error), so it is asked
 * to leave; only one that does not hear, because it never comes back to its event loop, is terminated.
 */
async function end(worker: Worker): Promise<void> {
  const left = once(worker, 'exit').catch(() => true); // an error ends it as well
  worker.postMessage({ leave: true } satisfies Leave);
  const heard = await Promise.race([left, sleep(PATIENCE_MS)]);
  if (!heard) await worker.terminate();
}

function openLog(directory: string, name: string): WriteStream {
  mkdirSync(directory, { recursive: true });
  return createWriteStream(path.join(directory, `${name}.log`), { flags: 'a' }).setMaxListeners(0);
}
