import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { PROJECT_ROOT } from '#infra/aws/constructs/native-packages.ts';

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
  ])('%j ends in one line with its name, value and what is expected', async (context, line) => {
    const { code, stderr } = await synthWith(context);
    expect(code).toBe(1);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr.startsWith(line)).toBe(true);
  });
});
