import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import pc from 'picocolors';
import { EXIT } from '../exit.ts';
import { printJson } from '../print.ts';

/** `warning`: a part is missing that the product can do without; `detail` says what that costs or how to mend it. */
type Check = { name: string; status: 'ok' | 'warning' | 'problem'; detail: string };

export function doctorCommand(): Command {
  return new Command('doctor')
    .option('--json', 'print {checks: [{name, status, detail}]}')
    .action(async (options: { json?: boolean }) => {
      const checks = [nodeVersion(), await ocr(), await images(), await chromium(), stateFolder(), await loopback()];
      if (options.json) printJson({ checks });
      else {
        const mark = { ok: pc.green('ok     '), warning: pc.yellow('warning'), problem: pc.red('problem') };
        for (const { name, status, detail } of checks)
          process.stdout.write(`${mark[status]}  ${name.padEnd(12)} ${detail}\n`);
      }
      if (checks.some((check) => check.status === 'problem')) process.exitCode = EXIT.internal;
    });
}

function nodeVersion(): Check {
  const good = Number.parseInt(process.versions.node, 10) >= 24;
  return {
    name: 'Node',
    status: good ? 'ok' : 'problem',
    detail: good ? process.version : `${process.version}; run "npm ci", which brings Node 24`,
  };
}

async function ocr(): Promise<Check> {
  try {
    await import('onnxruntime-node');
    return { name: 'OCR', status: 'ok', detail: 'onnxruntime loads' };
  } catch (error) {
    return { name: 'OCR', status: 'problem', detail: `onnxruntime does not load: ${(error as Error).message}` };
  }
}

async function images(): Promise<Check> {
  try {
    const { default: sharp } = await import('sharp');
    await sharp({ create: { width: 8, height: 8, channels: 3, background: '#fff' } })
      .jpeg()
      .toBuffer();
    return { name: 'Images', status: 'ok', detail: 'sharp draws' };
  } catch (error) {
    return { name: 'Images', status: 'problem', detail: `sharp does not work: ${(error as Error).message}` };
  }
}

async function chromium(): Promise<Check> {
  const { findChromium } = await import('#shared/fetching/browser.ts');
  try {
    const path = await findChromium(process.env.CHROME_PATH);
    return { name: 'Chromium', status: 'ok', detail: path };
  } catch (error) {
    const detail = `${(error as Error).message} Evidence will carry no screenshots; set CHROME_PATH to an installed Chrome.`;
    return { name: 'Chromium', status: 'warning', detail };
  }
}

function stateFolder(): Check {
  const path = join(fileURLToPath(new URL('../../..', import.meta.url)), '.markwarden');
  try {
    if (!existsSync(path)) mkdirSync(path, { recursive: true });
    accessSync(path, constants.W_OK);
    return { name: 'State folder', status: 'ok', detail: path };
  } catch {
    return { name: 'State folder', status: 'problem', detail: `${path} cannot be written to` };
  }
}

function loopback(): Promise<Check> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve({ name: 'Loopback', status: 'problem', detail: error.message }));
    server.listen(0, '127.0.0.1', () => {
      server.close(() => resolve({ name: 'Loopback', status: 'ok', detail: '127.0.0.1 can be listened on' }));
    });
  });
}
