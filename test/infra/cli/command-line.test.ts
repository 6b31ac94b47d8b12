import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildProgram, commandNames } from '#infra/cli/program.ts';

const BIN = fileURLToPath(new URL('../../../infra/cli/bin.js', import.meta.url));
const FIXTURES = fileURLToPath(new URL('../../../shared/marketplaces/ebay/fixtures/', import.meta.url));
const NORDHAVN = fileURLToPath(new URL('../../../infra/cli/samples/nordhavn.yaml', import.meta.url));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'markwarden-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function markwarden(args: string[], input?: string | Buffer) {
  const { AWS_REGION: _, AWS_DEFAULT_REGION: __, ...own } = process.env;
  const env = { ...own, NO_COLOR: '1', AWS_CONFIG_FILE: 'none', MARKWARDEN_STATE_DIR: join(folder, 'no-host') };
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], { input, env, cwd: folder });
  return { status, stdout: stdout.toString(), stderr: stderr.toString() };
}

const file = (name: string, content: string | Buffer) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};

describe('extract', () => {
  const search = ['extract', '--marketplace', 'ebay', '--kind', 'search', '--json'];

  test('prints the reading of a page as JSON, the same from a file, a .gz and stdin', () => {
    const page = readFileSync(join(FIXTURES, 'search-results.html'));

    const plain = markwarden([...search, join(FIXTURES, 'search-results.html')]);
    const zipped = markwarden([...search, file('page.html.gz', gzipSync(page))]);
    const piped = markwarden([...search, '-'], page);

    expect(plain).toMatchObject({ status: 0, stderr: '' });
    const reading = JSON.parse(plain.stdout);
    expect(Object.keys(reading)).toEqual(['coverage', 'listings', 'nextPageUrl']);
    expect(reading.coverage).toBe('complete');
    expect(reading.listings.length).toBeGreaterThan(1);
    expect([zipped.stdout, piped.stdout]).toEqual([plain.stdout, plain.stdout]);
  });

  test('a block page is exit code 3 with the reason, never an empty result', () => {
    const { status, stdout } = markwarden([...search, join(FIXTURES, 'blocked.html')]);

    expect(status).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({
      coverage: 'blocked',
      reason: expect.stringMatching(/\w/),
      listings: [],
    });
  });

  test('a page that says there is nothing is fine and empty', () => {
    const { status, stdout } = markwarden([...search, join(FIXTURES, 'no-results.html')]);

    expect(status).toBe(0);
    expect(JSON.parse(stdout).coverage).toBe('empty');
  });

  test('an unknown marketplace suggests the nearest, a missing file is named', () => {
    const typo = markwarden(['extract', '--marketplace', 'ebayy', '--kind', 'search', 'x.html']);
    const missing = markwarden([...search, 'nowhere.html']);

    expect(typo).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('"ebay"') });
    expect(missing).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('nowhere.html') });
  });
});

describe('brand', () => {
  test('validate accepts the sample and says nothing on stdout', () => {
    expect(markwarden(['brand', 'validate', NORDHAVN])).toMatchObject({ status: 0, stdout: '' });
  });

  test('validate names field, line and expectation, and as JSON the same', () => {
    const broken = file('broken.yaml', 'id: nordhavn\nname: Nordhavn\nfingerprint:\n  names: []\n');

    const text = markwarden(['brand', 'validate', broken]);
    const json = markwarden(['brand', 'validate', broken, '--json']);

    expect(text.status).toBe(2);
    expect(text.stderr).toContain('broken.yaml:4:3  fingerprint.names: expected at least 1 entry');
    expect(json.status).toBe(2);
    expect(JSON.parse(json.stdout)).toMatchObject({
      valid: false,
      problems: [{ field: 'fingerprint.names', line: 4 }],
    });
  });

  test('validate warns of a currency, and of missing pictures, that leave nothing to compare with', () => {
    const product = '{ sku: A, name: Parka, price: { amount: 9, currency: XAU } }';
    const gold = file(
      'gold.yaml',
      `id: nordhavn\nname: Nordhavn\nfingerprint:\n  names: [Nordhavn]\n  products: [${product}]\n`,
    );

    const { status, stdout } = markwarden(['brand', 'validate', gold, '--json']);

    expect(status).toBe(0);
    expect(JSON.parse(stdout).warnings).toMatchObject([
      {
        field: 'fingerprint.products[0].price.currency',
        line: 5,
        message: expect.stringContaining('no exchange rate for XAU'),
      },
      { field: 'fingerprint.images', message: expect.stringContaining('no picture of the genuine goods') },
    ]);
    expect(markwarden(['brand', 'validate', gold]).stderr).toContain('fingerprint.products[0].price.currency');
  });

  test('init writes a file that validate accepts, and does not replace one', () => {
    const first = markwarden(['init', 'fresh.yaml']);
    const second = markwarden(['init', 'fresh.yaml']);

    expect(first.status).toBe(0);
    expect(readFileSync(join(folder, 'fresh.yaml'), 'utf8')).toContain('$schema=');
    expect(markwarden(['brand', 'validate', 'fresh.yaml']).status).toBe(0);
    expect(second).toMatchObject({ status: 2, stderr: expect.stringContaining('--force') });
  });

  test('list without a running host says how to start one', () => {
    expect(markwarden(['brand', 'list'])).toMatchObject({ status: 2, stderr: expect.stringContaining('npm start') });
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

  test('prints one verdict a line with signals and their evidence', () => {
    const lines = `${JSON.stringify(counterfeit)}\n${JSON.stringify({ ...counterfeit, id: '2', title: 'Garden hose' })}\n`;

    const { status, stdout } = markwarden(['score', '--json', '--brand', NORDHAVN, '-'], lines);

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

  test('a bad line is named and the others are still scored', () => {
    const lines = `{"id": 3}\nnot json\n${JSON.stringify(counterfeit)}\n`;

    const { status, stdout, stderr } = markwarden(['score', '--json', '--brand', NORDHAVN, '-'], lines);

    expect(status).toBe(2);
    expect(stdout.trim().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(/:1: .*(id|marketplace|title)/);
    expect(stderr).toMatch(/:2: .*JSON/);
  });

  test('an attacker cannot drive the terminal through a title', () => {
    const hostile = { ...counterfeit, title: 'Nordhavn \u001b[2J\u001b]0;owned\u0007 \u202ejacket' };

    const { stdout } = markwarden(['score', '--brand', NORDHAVN, '-'], JSON.stringify(hostile));

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
  ])('given %s, says in a line what is wrong and exits 2', (_, args, sentence) => {
    file('empty.yaml', '');
    const { status, stdout, stderr } = markwarden(args);
    expect({ status, stdout, stderr }).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringContaining(sentence),
    });
    expect(stderr.trim().split('\n').length).toBeLessThan(3);
  });

  test('is still when its reader has read enough', () => {
    const { stdout, stderr } = spawnSync('sh', ['-c', `"${process.execPath}" "${BIN}" extract --help | true`]);
    expect([stdout.toString(), stderr.toString()]).toEqual(['', '']);
  });

  test('misspelt, suggests the right one and exits 2', () => {
    expect(markwarden(['extrct'])).toMatchObject({ status: 2, stderr: expect.stringContaining('extract') });
    expect(markwarden(['doctor', '--jsn'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('--json'),
    });
  });
});
