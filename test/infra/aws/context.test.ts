import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ContextError, type DeploymentContext } from '#infra/aws/config.ts';
import { PROJECT_ROOT } from '#infra/aws/constructs/native-packages.ts';
import { buildApp } from '#infra/aws/synth.ts';

/** What `cdk synth -c name=value` runs, and how it ends. */
async function synthWith(context: object): Promise<{ code: number; stderr: string }> {
  const env = { ...process.env, CDK_CONTEXT_JSON: JSON.stringify(context) };
  try {
    await promisify(execFile)(process.execPath, ['infra/aws/app.ts'], { cwd: PROJECT_ROOT, env });
    return { code: 0, stderr: '' };
  } catch (error) {
    const { code, stderr } = error as { code: number; stderr: string };
    return { code, stderr };
  }
}

describe('a context value that cannot be used', () => {
  it.each([
    [{ stge: 'prod' }, 'context stge="prod": expected one of stage, opsEmail,'],
    [{ stage: 'prd' }, 'context stage="prd": expected one of dev, prod, local'],
    [{ sendingEnabled: 'ja' }, 'context sendingEnabled="ja": expected true or false'],
    [{ stage: 'prod', smoke: 'true' }, 'context smoke=true: expected another stage than prod'],
    [
      { httpsProxy: 'http://jane:secret@proxy.example:8080' },
      'context httpsProxy="http://…@proxy.example:8080": expected an address such as http://proxy.example:8080, without user and password',
    ],
    [{ httpsProxy: 'proxy' }, 'context httpsProxy="proxy": expected an address such as http://proxy.example:8080'],
  ])('%j is told with its name, value and what is expected', (context, line) => {
    let thrown: unknown;
    try {
      buildApp({ context: context as Partial<DeploymentContext> });
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(ContextError);
    expect((thrown as Error).message.startsWith(line)).toBe(true);
  });

  it('ends a synthesis in that one line', async () => {
    const { code, stderr } = await synthWith({ stge: 'prod' });
    expect(code).toBe(1);
    expect(stderr.trim().split('\n')).toEqual([expect.stringMatching(/^context stge="prod": expected one of /)]);
  });
});
