import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { brandCommand } from '#infra/cli/commands/brand.ts';
import { loginCommand } from '#infra/cli/commands/login.ts';
import { memberCommand } from '#infra/cli/commands/member.ts';
import { loginFile } from '#infra/cli/logins.ts';
import { type Host, startHost } from '#infra/local/host/host.ts';
import { synthesisedAssembly } from '#infra/local/host/synthesis.ts';
import { registerSampleBrand } from '#infra/local/start/register-sample-brand.ts';
import { addSamplePeople, askAs, IDA, SAMPLE_PEOPLE } from '#infra/local/start/sample-people.ts';
import { Visitor } from '../../../support/a-console.ts';
import { aBrand } from '../../../support/builders.ts';

// The deployed bundles behind the template's own authorizers: what is tested here is what runs on AWS, but for Cognito itself.

const BO = SAMPLE_PEOPLE.find(({ name }) => name.startsWith('Bo'))!;

let host: Host;
let folder: string;
let said = '';
let printed = '';
beforeAll(async () => {
  const directory = await synthesisedAssembly();
  host = await startHost({ assembly: directory, people: SAMPLE_PEOPLE });
  await addSamplePeople(host);
  await registerSampleBrand(askAs(host, IDA), aBrand());
});
afterAll(() => host.stop());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'markwarden-login-'));
  vi.stubEnv('XDG_CONFIG_HOME', folder);
  vi.stubEnv('MARKWARDEN_STATE_DIR', folder);
  vi.stubEnv('MARKWARDEN_URL', host.url);
  said = '';
  printed = '';
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += text;
    return true;
  });
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += text;
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const run = (command: ReturnType<typeof brandCommand>, ...args: string[]) =>
  command.exitOverride().parseAsync(args, { from: 'user' });

/** What somebody does with a terminal and a browser that is signed in as this person. */
async function signIn(person: typeof IDA): Promise<void> {
  const browser = new Visitor();
  await browser.open(host.signIn.oneTimeLink(person, host.url));
  const done = run(loginCommand(), host.url);
  const address = await vi.waitUntil(() => /http:\S+oauth2\/authorize\S+/.exec(said)?.[0], { timeout: 20_000 });
  expect(await (await browser.open(address)).text()).toContain('You can close this window');
  await done;
}

describe('markwarden login', () => {
  test('without it a command says what to do', async () => {
    await expect(run(brandCommand(), 'list')).rejects.toThrow(/not signed in to http.*npx markwarden login/);
  });

  test('signs in by the browser, keeps the tokens for this person alone, and every command then works', async () => {
    await signIn(IDA);
    expect(said).toContain(`Signed in to ${host.url}.`);
    expect(statSync(loginFile()).mode & 0o777).toBe(0o600);
    await run(brandCommand(), 'list', '--json');
    expect(JSON.parse(printed)).toMatchObject([{ id: 'nordhavn' }]);
  });

  test('is somebody: what only an administrator may do, a moderator may not', async () => {
    await signIn(BO);
    await run(brandCommand(), 'list', '--json');
    expect(JSON.parse(printed)).toHaveLength(1);
    await expect(
      run(memberCommand(), 'add', 'eve@nordhavn.example', '--brand', 'nordhavn', '--role', 'admin'),
    ).rejects.toThrow('This needs the right to administer');
  });

  test('lets an administrator give and take roles', async () => {
    await signIn(IDA);
    await run(
      memberCommand(),
      'add',
      'Eve@nordhavn.example',
      '--brand',
      'nordhavn',
      '--role',
      'moderator',
      'validator',
    );
    expect(printed).toContain('invited:eve@nordhavn.example');
    printed = '';
    await run(memberCommand(), 'remove', 'eve@nordhavn.example', '--brand', 'nordhavn', '--json');
    const left = JSON.parse(printed).members.map(({ person }: { person: string }) => person);
    expect(left).toEqual([BO.sub]);
  });
});

describe('the console on the local host', () => {
  test('is reached by a one-time link, shows the own brand, and a used link lets nobody in', async () => {
    const link = host.signIn.oneTimeLink(BO, host.url);
    const browser = new Visitor();
    const page = await browser.open(link);
    expect(await page.text()).toContain('Bo Kjær');
    expect((await new Visitor().open(link)).status).toBe(410);
    const stranger = await fetch(host.url, { redirect: 'manual' });
    expect([stranger.status, await stranger.text()]).toEqual([303, '']);
  });

  test.each([
    ['no token', undefined],
    ['a made-up token', 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJzYW1wbGUtaWRhIn0.'],
  ])('its API takes %s for nobody', async (_name, authorization) => {
    const headers = authorization ? { authorization } : undefined;
    expect((await fetch(`${host.url}/api/brands`, { headers })).status).toBe(401);
  });

  test('its operations are for IAM identities, of which this machine has none', async () => {
    expect((await fetch(`${host.url}/ops/members`, { method: 'PUT', body: '{}' })).status).toBe(403);
  });
});
