import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const PROJECT_ROOT = fileURLToPath(new URL('../../..', import.meta.url));

// Inside the project, so that the bundles find native packages in its node_modules.
const CACHE = path.join(PROJECT_ROOT, '.markwarden');
const KEPT_ASSEMBLIES = 5; // running hosts still read theirs
const OUTPUT_LIMIT_BYTES = 10 * 1024 * 1024;

/**
 * Directory of the local stage's cloud assembly, with or without the stack of the smoke test; synthesised only when what it is
 * made from has changed.
 * @throws Error with the end of the synthesis' output.
 */
export async function synthesisedAssembly({ smoke = false } = {}): Promise<string> {
  const directory = path.join(CACHE, `cdk.out-${contentHash(smoke)}`);
  if (existsSync(path.join(directory, 'manifest.json'))) return directory;
  mkdirSync(CACHE, { recursive: true });
  const draft = `${directory}.${process.pid}.tmp`;
  try {
    await synthesiseElsewhere(draft, smoke);
    putInPlace(draft, directory);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  removeOldAssemblies();
  return directory;
}

/** In a process of its own: the CDK takes some 300 MB that the host does not need afterwards. */
async function synthesiseElsewhere(outdir: string, smoke: boolean): Promise<void> {
  const script = fileURLToPath(new URL('./synthesise-local-stage.ts', import.meta.url));
  try {
    await promisify(execFile)(process.execPath, [script, outdir, ...(smoke ? ['smoke'] : [])], {
      cwd: PROJECT_ROOT,
      maxBuffer: OUTPUT_LIMIT_BYTES,
      env: { ...process.env, NODE_OPTIONS: '' },
    });
  } catch (error) {
    const { stderr } = error as { stderr?: string };
    throw new Error(`the CDK app cannot be synthesised:\n${stderr?.trim().split('\n').slice(-20).join('\n')}`, {
      cause: error,
    });
  }
}

function contentHash(smoke: boolean): string {
  const hash = createHash('sha256').update(smoke ? 'smoke' : '');
  const folders = ['infra/aws', 'functions', 'shared', ...(smoke ? ['infra/smoke/bazaar', 'infra/local/bazaar'] : [])];
  for (const file of [...folders.flatMap(sources), 'package-lock.json']) {
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(path.join(PROJECT_ROOT, file)))
      .update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}

/** Everything that can end up in a template or a bundle. */
function sources(folder: string): string[] {
  return readdirSync(path.join(PROJECT_ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(PROJECT_ROOT, path.join(entry.parentPath, entry.name)))
    .filter((file) => !/[\\/]fixtures[\\/]|\.md$/.test(file))
    .toSorted();
}

/** Another process may have been quicker with the same assembly; then that one stays, for it may be in use. */
function putInPlace(draft: string, directory: string): void {
  try {
    renameSync(draft, directory);
  } catch (error) {
    if (!existsSync(path.join(directory, 'manifest.json'))) throw error;
  }
}

function removeOldAssemblies(): void {
  const newestFirst = readdirSync(CACHE)
    .filter((name) => /^cdk\.out-[0-9a-f]+$/.test(name))
    .map((name) => ({ directory: path.join(CACHE, name), changedMs: statSync(path.join(CACHE, name)).mtimeMs }))
    .toSorted((a, b) => b.changedMs - a.changedMs);
  for (const { directory } of newestFirst.slice(KEPT_ASSEMBLIES)) rmSync(directory, { recursive: true, force: true });
}
