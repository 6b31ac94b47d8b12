import { spawn } from 'node:child_process';
import path from 'node:path';
import { PROJECT_ROOT } from '#infra/local/host/synthesis.ts';
import { SMOKE_CLIENT } from './aws-installation.ts';

export type Cdk = (command: 'deploy' | 'destroy') => Promise<void>;

/** The CDK's own words go to standard error. Each command is given the same context, or it would not find what the other made. */
export function cdkFor(stage: string, email: string): Cdk {
  const context = {
    stage,
    smoke: 'true',
    sendingEnabled: 'true',
    opsEmail: email,
    machineClients: JSON.stringify(SMOKE_CLIENT),
    userAgent: `MarkwardenSmokeTest/0.1 (${email})`,
  };
  const options = Object.entries(context).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const unasked = { deploy: ['--require-approval', 'never'], destroy: ['--force'] };
  return async (command) => {
    const bin = path.join(PROJECT_ROOT, 'node_modules', '.bin', 'cdk');
    const child = spawn(bin, [command, '--all', ...unasked[command], ...options], {
      cwd: PROJECT_ROOT,
      stdio: ['ignore', process.stderr, process.stderr],
    });
    const code = await new Promise((resolve, reject) => child.once('error', reject).once('exit', resolve));
    if (code !== 0) throw new Error(`cdk ${command} ended with ${code}; what it said stands above`);
  };
}
