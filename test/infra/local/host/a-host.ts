import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { SQSEvent } from 'aws-lambda';
import type { FunctionError } from '#infra/local/host/function-messages.ts';
import { type HostOptions, startHost } from '#infra/local/host/host.ts';
import { aDirectory, writeAssembly } from './an-assembly.ts';

type Call = { event: SQSEvent; at: string; environment: Record<string, string> };
type Resources = Parameters<typeof writeAssembly>[1];

/** A host on a small template; `calls` are the invocations that recording handlers noted. */
export async function aHost(
  resources: Resources,
  handlers: Record<string, string>,
  options: Partial<HostOptions> = {},
) {
  const directory = aDirectory();
  const record = path.join(directory.path, 'calls.jsonl');
  const failures: { functionName: string; error: FunctionError }[] = [];
  const host = await startHost({
    assembly: writeAssembly(directory.path, resources, handlers),
    environment: { RECORD: record },
    onFailure: (functionName, error) => failures.push({ functionName, error }),
    ...options,
  });
  return {
    host,
    failures,
    calls: (): Call[] =>
      existsSync(record)
        ? readFileSync(record, 'utf8')
            .trim()
            .split('\n')
            .map((line) => JSON.parse(line))
        : [],
    bodies(): string[][] {
      return this.calls().map(({ event }) => event.Records.map(({ body }) => JSON.parse(body)));
    },
    async [Symbol.asyncDispose]() {
      await host.stop();
      directory[Symbol.dispose]();
    },
  };
}
