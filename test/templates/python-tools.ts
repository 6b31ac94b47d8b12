import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '#infra/local/host/synthesis.ts';

/** Third-party checkers, called as commands. Pinned, or a new rule of theirs would turn an old commit red. */
const PACKAGES = ['cfn-lint==1.58.0', 'moto[server]==5.2.5'];
const FOLDER = join(PROJECT_ROOT, '.markwarden', 'python-tools');
const INSTALL_TIMEOUT_MS = 8 * 60_000;

/** The path of a command by its name. */
export type PythonTools = { command: (name: string) => string };

/** Installs the tools into a virtual environment of the project, once. `missing` says why they cannot be had here. */
export function pythonTools(): PythonTools | { missing: string } {
  const installed = join(FOLDER, 'installed.txt');
  const tools = { command: (name: string) => join(FOLDER, 'bin', name) };
  if (existsSync(installed) && readFileSync(installed, 'utf8') === PACKAGES.join('\n')) return tools;
  mkdirSync(FOLDER, { recursive: true });
  const venv = spawnSync('python3', ['-m', 'venv', FOLDER], { encoding: 'utf8' });
  if (venv.error || venv.status !== 0)
    return { missing: `python3 -m venv: ${lastLine(venv.error?.message ?? venv.stderr)}` };
  const pip = spawnSync(tools.command('pip'), ['install', '--quiet', '--disable-pip-version-check', ...PACKAGES], {
    encoding: 'utf8',
    timeout: INSTALL_TIMEOUT_MS,
  });
  if (pip.error || pip.status !== 0) return { missing: `pip install: ${lastLine(pip.error?.message ?? pip.stderr)}` };
  writeFileSync(installed, PACKAGES.join('\n'));
  return tools;
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? 'no word of why';
