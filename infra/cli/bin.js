#!/usr/bin/env node
// The entry behind `npx markwarden`: runs the TypeScript on the Node that the project installs, whatever Node started it.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = new URL('main.ts', import.meta.url);

if (Number.parseInt(process.versions.node, 10) >= 24) {
  await import(main.href);
} else {
  const program = process.platform === 'win32' ? 'node.exe' : 'node';
  const node = join(dirname(createRequire(import.meta.url).resolve('node/package.json')), 'bin', program);
  if (!existsSync(node)) {
    console.error('Markwarden needs Node 24, which "npm ci" installs beside it. Run "npm ci" first.');
    process.exit(4);
  }
  // Ctrl-C reaches the child too (same process group): it decides when to leave.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  const child = spawn(node, [fileURLToPath(main), ...process.argv.slice(2)], { stdio: 'inherit' });
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 130 : 4)));
}
