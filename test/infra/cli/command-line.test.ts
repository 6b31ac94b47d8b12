import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { buildProgram, commandNames } from '#infra/cli/program.ts';
import { inTerminal as markwarden } from '../../support/in-terminal.ts';

const BIN = fileURLToPath(new URL('../../../infra/cli/bin.js', import.meta.url));
const FIXTURES = fileURLToPath(new URL('../../../shared/marketplaces/ebay/fixtures/', import.meta.url));
const NORDHAVN = fileURLToPath(new URL('../../../infra/cli/samples/nordhavn.yaml', import.meta.url));

const startedIn = process.cwd();
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'markwarden-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeEach(() => {
  process.chdir(folder);
  vi.stubEnv('AWS_REGION', undefined);
  vi.stubEnv('AWS_DEFAULT_REGION', undefined);
  vi.stubEnv('AWS_CONFIG_FILE', 'none');
  vi.stubEnv('MARKWARDEN_STATE_DIR', join(folder, 'no-host'));
});
afterEach(() => {
  process.chdir(startedIn);
  vi.unstubAllEnvs();
});

const file = (name: string, content: string | Buffer) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};

describe('extract', () => {
  const search = ['extract', '--marketplace', 'ebay', '--kind', 'search', '--json'];

  test('prints the reading of a page as JSON, the same from a file, a .gz and stdin', async () => {
    const page = readFileSync(join(FIXTURES, 'search-results.html'));

    const plain = await markwarden([...search, join(FIXTURES, 'search-results.html')]);
    const zipped = await markwarden([...search, file('page.html.gz', gzipSync(page))]);
    const piped = spawnSync(process.execPath, [BIN, ...search, '-'], { input: page, encoding: 'utf8' });

    expect(plain).toMatchObject({ status: 0, stderr: '' });
    const reading = JSON.parse(plain.stdout);
    expect(Object.keys(reading)).toEqual(['coverage', 'listings', 'nextPageUrl']);
    expect(reading.coverage).toBe('complete');
    expect(reading.listings.length).toBeGreaterThan(1);
    expect([zipped.stdout, piped.stdout]).toEqual([plain.stdout, plain.stdout]);
  });

  test('a block page is exit code 3 with the reason, never an empty result', async () => {
    const { status, stdout } = await markwarden([...search, join(FIXTURES, 'blocked.html')]);

    expect(status).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({
      coverage: 'blocked',
      reason: expect.stringMatching(/\w/),
      listings: [],
    });
  });

  test('a page that says there is nothing is fine and empty', async () => {
    const { status, stdout } = await markwarden([...search, join(FIXTURES, 'no-results.html')]);

    expect(status).toBe(0);
    expect(JSON.parse(stdout).coverage).toBe('empty');
  });

  test('an unknown marketplace suggests the nearest, a missing file is named', async () => {
    const typo = await markwarden(['extract', '--marketplace', 'ebayy', '--kind', 'search', 'x.html']);
    const missing = await markwarden([...search, 'nowhere.html']);

    expect(typo).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('"ebay"') });
    expect(missing).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('nowhere.html') });
  });
});

describe('brand', () => {
  test('validate accepts the sample and says nothing on stdout', async () => {
    expect(await markwarden(['brand', 'validate', NORDHAVN])).toMatchObject({ status: 0, stdout: '' });
  });

  test('validate names field, line and expectation, and as JSON the same', async () => {
    const broken = file('broken.yaml', 'id: nordhavn\nname: Nordhavn\nfingerprint:\n  names: []\n');

    const text = await markwarden(['brand', 'validate', broken]);
    const json = await markwarden(['brand', 'validate', broken, '--json']);

    expect(text.status).toBe(2);
    expect(text.stderr).toContain('broken.yaml:4:3  fingerprint.names: expected at least 1 entry');
    expect(json.status).toBe(2);
    expect(JSON.parse(json.stdout)).toMatchObject({
      valid: false,
      problems: [{ field: 'fingerprint.names', line: 4 }],
    });
  });

  test('validate warns of a currency, and of missing pictures, that leave nothing to compare with', async () => {
    const product = '{ sku: A, name: Parka, price: { amount: 9, currency: XAU } }';
    const gold = file(
      'gold.yaml',
      `id: nordhavn\nname: Nordhavn\nfingerprint:\n  names: [Nordhavn]\n  products: [${product}]\n`,
    );

    const { status, stdout } = await markwarden(['brand', 'validate', gold, '--json']);

    expect(status).toBe(0);
    expect(JSON.parse(stdout).warnings).toMatchObject([
      {
        field: 'fingerprint.products[0].price.currency',
        line: 5,
        message: expect.stringContaining('no exchange rate for XAU'),
      },
      { field: 'fingerprint.images', message: expect.stringContaining('no picture of the genuine goods') },
    ]);
    expect((await markwarden(['brand', 'validate', gold])).stderr).toContain('fingerprint.products[0].price.currency');
  });

  test('init writes a file that validate accepts, and does not replace one', async () => {
    const first = await markwarden(['init', 'fresh.yaml']);
    const second = await markwarden(['init', 'fresh.yaml']);

    expect(first.status).toBe(0);
    expect(readFileSync(join(folder, 'fresh.yaml'), 'utf8')).toContain('$schema=');
    expect((await markwarden(['brand', 'validate', 'fresh.yaml'])).status).toBe(0);
    expect(second).toMatchObject({ status: 2, stderr: expect.stringContaining('--force') });
  });

  test('list without a running host says how to start one', async () => {
    expect(await markwarden(['brand', 'list'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('npm start'),
    });
  });
});

describe('score', () => {
  const counterfeit = {
    marketplace: 'bazaar',
    id: '1',
    url: 'https://bazaar.example/item/1',
    title: 'N0rdhavn Fjell Shell Jacket 1:1 replica',
    price: { amountMinor: 3900, currency: 'EUR' },
    imageUrls: [],
    seller: null,
  };

  test('prints one verdict a line with signals and their evidence', async () => {
    const lines = `${JSON.stringify(counterfeit)}\n${JSON.stringify({ ...counterfeit, id: '2', title: 'Garden hose' })}\n`;

    const { status, stdout } = await markwarden(['score', '--json', '--brand', NORDHAVN, '-'], lines);

    const verdicts = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(status).toBe(0);
    expect(verdicts.map(({ id }) => id)).toEqual(['1', '2']);
    expect(verdicts[0].probability).toBeGreaterThan(0.9);
    expect(verdicts[0].signals[0]).toEqual({
      id: expect.any(String),
      contribution: expect.any(Number),
      evidence: expect.any(String),
    });
    expect(verdicts[1].decision).toBe('ignore');
  });

  test('a bad line is named and the others are still scored', async () => {
    const lines = `{"id": 3}\nnot json\n${JSON.stringify(counterfeit)}\n`;

    const { status, stdout, stderr } = await markwarden(['score', '--json', '--brand', NORDHAVN, '-'], lines);

    expect(status).toBe(2);
    expect(stdout.trim().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(/:1: .*(id|marketplace|title)/);
    expect(stderr).toMatch(/:2: .*JSON/);
  });

  test('an attacker cannot drive the terminal through a title', async () => {
    const hostile = { ...counterfeit, title: 'Nordhavn \u001b[2J\u001b]0;owned\u0007 \u202ejacket' };

    const { stdout } = await markwarden(['score', '--brand', NORDHAVN, '-'], JSON.stringify(hostile));

    expect(stdout).not.toMatch(/[\u001b\u0007\u202e]/);
  });
});

describe('any command', () => {
  test.each(commandNames)('%s has help', async (name) => {
    const program = await buildProgram(name);

    const command = program.commands.find((each) => each.name() === name)!;
    expect(command.helpInformation()).toContain(`Usage: markwarden ${name}`);
    expect(command.options.length + command.commands.length).toBeGreaterThan(0);
    expect(program.helpInformation()).toContain(command.description().split(' ').slice(0, 3).join(' '));
  });

  test('the list of commands loads none of them', async () => {
    const program = await buildProgram(undefined);

    expect(program.commands.map((each) => each.name())).toEqual(commandNames);
    expect(program.commands.flatMap((each) => [...each.options, ...each.commands])).toEqual([]);
  });

  test.each([
    [
      'a file that is not there',
      ['cases', 'decide', 'out-of-scope', '--from', 'nope.txt'],
      'Cannot read nope.txt: there is no such',
    ],
    [
      'a folder that is not there',
      ['init', 'no/such/brand.yaml'],
      'no/such/brand.yaml: there is no such file or folder',
    ],
    ['an address for a file', ['score', '--brand', 'https://a.example/b.yaml', '-'], 'it is an address'],
    [
      'an empty brand file',
      ['score', '--brand', 'empty.yaml', '-'],
      'empty.yaml:1:1  (file): expected a block of fields, but the file is empty',
    ],
    [
      'a folder for a file',
      ['extract', '--marketplace', 'ebay', '--kind', 'search', '.'],
      'Cannot read .: it is a folder',
    ],
    ['a port that is none', ['start', '--port', '99999'], 'a number below 65536 is expected'],
    ['no region of AWS', ['dlq', 'list', '--stage', 'dev'], 'export AWS_REGION'],
    ['a missing option', ['score'], 'See: npx markwarden score --help'],
  ])('given %s, says in a line what is wrong and exits 2', async (_, args, sentence) => {
    file('empty.yaml', '');
    const { status, stdout, stderr } = await markwarden(args);
    expect({ status, stdout, stderr }).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringContaining(sentence),
    });
    expect(stderr.trim().split('\n').length).toBeLessThan(3);
  });

  test('is still when its reader has read enough', async () => {
    const { stdout, stderr } = spawnSync('sh', ['-c', `"${process.execPath}" "${BIN}" extract --help | true`]);
    expect([stdout.toString(), stderr.toString()]).toEqual(['', '']);
  });

  test('misspelt, suggests the right one and exits 2', async () => {
    expect(await markwarden(['extrct'])).toMatchObject({ status: 2, stderr: expect.stringContaining('extract') });
    expect(await markwarden(['doctor', '--jsn'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('--json'),
    });
  });
});
