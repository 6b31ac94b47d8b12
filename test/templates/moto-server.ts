import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export type MotoServer = { endpoint: string; [Symbol.asyncDispose]: () => Promise<void> };

const READY_TRIES = 300;
const READY_WAIT_MS = 200;

/** An imitation of AWS on a free loopback port. @throws Error with its own words when it does not come up. */
export async function startMoto(command: string): Promise<MotoServer> {
  const port = await freePort();
  const server = spawn(command, ['-H', '127.0.0.1', '-p', String(port)], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  server.stderr.on('data', (text) => {
    said = `${said}${text}`.slice(-4000);
  });
  const endpoint = `http://127.0.0.1:${port}`;
  const stop = async () => {
    if (server.exitCode === null && server.kill()) await new Promise((resolve) => server.once('exit', resolve));
  };
  for (let tries = 0; tries < READY_TRIES && server.exitCode === null; tries++) {
    const answers = await fetch(`${endpoint}/moto-api/data.json`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (answers) return { endpoint, [Symbol.asyncDispose]: stop };
    await sleep(READY_WAIT_MS);
  }
  await stop();
  throw new Error(`moto did not come up: ${said}`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
