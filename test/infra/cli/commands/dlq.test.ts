import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { dlqCommand } from '#infra/cli/commands/dlq.ts';
import { type Host, startHost } from '#infra/local/host/host.ts';
import {
  aDirectory,
  aFunction,
  anEventSource,
  aQueue,
  recording,
  writeAssembly,
} from '../../local/host/an-assembly.ts';

const RESOURCES = {
  ScanQueue0A1B2C3D: aQueue({
    RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['ScanDeadLetters0A1B2C3D', 'Arn'] }, maxReceiveCount: 1 },
  }),
  ScanDeadLetters0A1B2C3D: aQueue(),
  DispatchDeadLetters0A1B2C3D: aQueue(),
  Worker: aFunction('Worker'),
  Mapping: anEventSource('ScanQueue0A1B2C3D', 'Worker'),
};
// Fails until it is "mended".
const WORKER = recording(
  'if (!event.Records.every(({ body }) => body.includes("mended"))) throw new Error("not yet");',
);

let directory: ReturnType<typeof aDirectory>;
let host: Host;
let printed: string;
let said: string;

beforeEach(async () => {
  directory = aDirectory();
  const stateDirectory = `${directory.path}/state`;
  host = await startHost({
    assembly: writeAssembly(directory.path, RESOURCES, { Worker: WORKER }),
    stateDirectory,
    environment: { RECORD: `${directory.path}/calls.jsonl` },
  });
  vi.stubEnv('MARKWARDEN_STATE_DIR', stateDirectory);
  [printed, said] = ['', ''];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += text;
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += text;
    return true;
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await host.stop();
  directory[Symbol.dispose]();
});

const run = (...args: string[]) => dlqCommand().exitOverride().parseAsync(args, { from: 'user' });

test('lists what failed for good, and where it can be given back', async () => {
  host.send('ScanQueue0A1B2C3D', 'broken');
  await host.settle({ skipWaits: true });

  await run('list');

  expect(printed).toMatch(/dispatch[ │]+0[ │]+no need: the next tick does its work/);
  expect(printed).toMatch(/scan[ │]+1[ │]+markwarden dlq redrive scan/);
});

test('gives the letters back to the queue they came from', async () => {
  host.send('ScanQueue0A1B2C3D', 'broken');
  await host.settle({ skipWaits: true });
  expect(host.deadLetters()).toHaveLength(1);

  await run('redrive', 'scan');
  expect(said).toContain('1 message of scan on the way back');
  await host.settle({ skipWaits: true });
  await run('list', '--json');

  // Tried once more, and dead again: nothing was mended here.
  expect(JSON.parse(printed)).toContainEqual(
    expect.objectContaining({ name: 'scan', waiting: 1, source: expect.stringMatching(/:ScanQueue0A1B2C3D$/) }),
  );
});

test('says what cannot be given back, and why', async () => {
  await run('redrive', 'scan');
  expect(said).toBe('Nothing waits in the dead letters of scan.\n');
  await expect(run('redrive', 'dispatch')).rejects.toThrow('its next tick does the work that failed');
  await expect(run('redrive', 'letters')).rejects.toThrow(
    'There are no dead letters "letters". Known: dispatch, scan.',
  );
});
