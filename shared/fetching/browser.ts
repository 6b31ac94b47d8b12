import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { type Browser, chromium } from 'playwright-core';
import { sha256Hex } from '#shared/runtime/sha256.ts';

/** Ours, instead of the package's list for serverless, which switches web security and site isolation off. */
const ARGUMENTS = [
  // The browser opens no connection of its own: every request is answered by our fetcher or not at all.
  '--host-resolver-rules=MAP * ~NOTFOUND',
  // WebRTC would go around both that and the request filter.
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  // There is no GPU on Lambda, and none of its attack surface here.
  '--disable-gpu',
  // No minidumps: a crashed page is a hostile page, and its memory is no record of ours.
  '--disable-breakpad',
  '--disable-crash-reporter',
  // Megabytes of script heap for one page.
  '--js-flags=--max-old-space-size=512',
];

/** Most isolated first; the first that can open a page is kept. */
const ISOLATION = [
  { chromiumSandbox: true, args: [] },
  // Lambda has no user namespaces and root may not use the sandbox; the zygote cannot drop privileges there either.
  { chromiumSandbox: false, args: ['--no-zygote'] },
  // Some containers let the browser start no child process.
  { chromiumSandbox: false, args: ['--no-zygote', '--single-process'] },
];

const INSTALLED = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/usr/bin/google-chrome',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/**
 * Path of a Chromium: the one named, the one that comes with the product (Linux x64), or an installed one.
 * @throws Error with a sentence for a person when there is none.
 */
export async function findChromium(chromePath?: string): Promise<string> {
  if (chromePath) {
    if (existsSync(chromePath)) return chromePath;
    throw new Error(`There is no browser at ${chromePath} (CHROME_PATH).`);
  }
  if (process.platform === 'linux' && process.arch === 'x64') return unpackBundled();
  const installed = INSTALLED.find((path) => existsSync(path));
  if (installed) return installed;
  throw new Error('No Chrome or Chromium was found; name one with CHROME_PATH.');
}

export async function launchChromium(chromePath?: string): Promise<Browser> {
  const executablePath = await findChromium(chromePath);
  let failure: unknown;
  for (const isolation of ISOLATION) {
    try {
      return await launch(executablePath, isolation);
    } catch (error) {
      failure = error;
    }
  }
  throw new Error(`Chromium does not start: ${executablePath}`, { cause: failure });
}

type Isolation = (typeof ISOLATION)[number];

async function launch(executablePath: string, isolation: Isolation): Promise<Browser> {
  // Nothing of our own environment: on Lambda it holds the function's credentials.
  const env: Record<string, string> = { HOME: tmpdir(), PATH: '/usr/bin:/bin' };
  if (process.platform === 'linux' && !existsSync('/etc/fonts/fonts.conf'))
    env.FONTCONFIG_PATH = await unpackTar('fonts');
  try {
    return await launchWith(await withoutCoreFiles(executablePath), isolation, env);
  } catch (error) {
    if (!/shared librar/.test(String(error))) throw error;
    const libraries = join(await unpackTar('al2023'), 'lib'); // Lambda and slim images lack NSS
    return launchWith(await withoutCoreFiles(executablePath), isolation, { ...env, LD_LIBRARY_PATH: libraries });
  }
}

/**
 * A script that starts this browser with a core file limit of nothing, which every process of it inherits: on Lambda a hostile page
 * that crashes the browser would fill /tmp with its memory, a gigabyte at a time. Node cannot set limits of its own.
 */
async function withoutCoreFiles(executablePath: string): Promise<string> {
  if (process.platform !== 'linux') return executablePath;
  const name = sha256Hex(executablePath).slice(0, 16);
  const script = join(tmpdir(), `markwarden-chromium-${name}.sh`);
  const unfinished = `${script}.${crypto.randomUUID()}`;
  await writeFile(unfinished, `#!/bin/sh\nulimit -c 0\nexec '${executablePath.replaceAll("'", "'\\''")}' "$@"\n`, {
    mode: 0o755,
  });
  await rename(unfinished, script); // another process may be starting it
  return script;
}

/** A browser that starts but cannot open a page is none. */
async function launchWith(executablePath: string, isolation: Isolation, env: Record<string, string>): Promise<Browser> {
  const { chromiumSandbox, args } = isolation;
  const browser = await chromium.launch({ executablePath, chromiumSandbox, args: [...ARGUMENTS, ...args], env });
  try {
    await (await browser.newPage()).close();
    return browser;
  } catch (error) {
    await browser.close();
    throw error;
  }
}

const packageFolder = () => join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..');

/**
 * Unpacks the bundled browser (67 MB, 2 s) once per machine and version. Not the package's own function: that one takes a file
 * still being written by another process for the finished browser.
 */
async function unpackBundled(): Promise<string> {
  const source = packageFolder();
  const { version } = JSON.parse(await readFile(join(source, 'package.json'), 'utf8')) as { version: string };
  const folder = join(tmpdir(), `markwarden-chromium-${version}`);
  const path = join(folder, 'chromium');
  if (existsSync(path)) return path;
  await mkdir(folder, { recursive: true });
  const unfinished = join(folder, `unfinished-${crypto.randomUUID()}`);
  const packed = createReadStream(join(source, 'bin', 'chromium.br'));
  try {
    await pipeline(packed, createBrotliDecompress(), createWriteStream(unfinished));
  } catch (error) {
    await rm(unfinished, { force: true }); // a full disk must not stay full
    throw error;
  }
  await chmod(unfinished, 0o755);
  await rename(unfinished, path);
  return path;
}

async function unpackTar(name: 'fonts' | 'al2023'): Promise<string> {
  const { inflate } = await import('@sparticuz/chromium');
  return inflate(join(packageFolder(), 'bin', `${name}.tar.br`));
}
