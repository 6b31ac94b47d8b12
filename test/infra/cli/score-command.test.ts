import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Verdict } from '#shared/domain/verdict.ts';
import { inTerminal } from '../../support/in-terminal.ts';

const folder = mkdtempSync(join(tmpdir(), 'score-command-'));
const brandFile = join(folder, 'brand.yaml');

const score = (args: string[], input = '') => inTerminal(['score', '--brand', brandFile, ...args], input);

function listings(...lines: (object | string)[]): string {
  const path = join(folder, 'listings.jsonl');
  writeFileSync(path, lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));
  return path;
}

function makeFile(name: string): string {
  const path = join(folder, name);
  writeFileSync(path, '');
  return path;
}

const lettering = (text: string) =>
  sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="400"><rect width="100%" height="100%" fill="#eee"/>` +
        `<text x="300" y="220" font-family="sans-serif" font-weight="700" font-size="80" text-anchor="middle">${text}</text></svg>`,
    ),
  );

beforeAll(async () => {
  writeFileSync(
    brandFile,
    `id: nordhavn
name: Nordhavn
fingerprint:
  names: [Nordhavn]
  images: ["file:official.png"]
  products: [{ sku: NH-1, name: Fjord Parka, price: { amount: 299, currency: EUR } }]
`,
  );
  await lettering('parka').png().toFile(join(folder, 'official.png'));
  await lettering('NORDHAVN').jpeg().toFile(join(folder, 'logo.jpg'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('markwarden score', () => {
  test('prints one verdict a line in the order of the listings', async () => {
    const { status, stdout } = await score([
      '--json',
      listings(
        { id: 'a', title: 'Nordhavn Fjord Parka mirror quality', price: { amountMinor: 2900, currency: 'EUR' } },
        '',
        { id: 'b', title: 'Wool socks', price: null, seller: null, somethingElse: 1 },
        { title: 'Nordhavn Fjord Parka', price: { amount: 299, currency: 'EUR' } },
      ),
    ]);
    expect(status).toBe(0);
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ id, decision }) => [id, decision])).toEqual([
      ['a', 'expedite'],
      ['b', 'ignore'],
      ['line-4', 'ignore'],
    ]);
    for (const line of lines) {
      const { probability, signals } = Verdict.parse(line);
      const sum = signals.reduce((total, { contribution }) => total + contribution, line.start);
      expect(line.sum).toBeCloseTo(sum, 3);
      expect(1 / (1 + Math.exp(-sum))).toBeCloseTo(probability, 2);
    }
    expect(lines[0].signals[0]).toEqual({
      id: 'low-price',
      contribution: expect.any(Number),
      evidence: 'Asked EUR 29.00; the genuine Fjord Parka sells for EUR 299.00 (10 %).',
    });
  });

  test('names line and field of what it cannot read, and prints the others', async () => {
    const { status, stdout, stderr } = await score([
      '--json',
      listings(
        { title: 7 },
        'nonsense',
        '[1]',
        { title: 'x', price: { amountMinor: 1.5, currency: 'EUR' } },
        { id: 'ok', title: 'x' },
      ),
    ]);
    expect(status).toBe(2);
    expect(stdout.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(/listings\.jsonl:1: title: .*got 7/);
    expect(stderr).toMatch(/listings\.jsonl:2: is not JSON/);
    expect(stderr).toMatch(/listings\.jsonl:3: expected a JSON object/);
    expect(stderr).toMatch(/listings\.jsonl:4: price\.amountMinor: .*got 1\.5/);
  });

  test('reads stdin, and tells people the reasons in words', async () => {
    const line = JSON.stringify({
      id: 'a',
      title: 'N*rdhavn Fjord Parka \u001b[31mred',
      price: { amount: 39, currency: 'EUR' },
    });
    const { status, stdout } = await score(['-'], line);
    expect(status).toBe(0);
    expect(stdout).toMatch(/99\.\d %\s+expedite\s+N\*rdhavn Fjord Parka/);
    expect(stdout).toMatch(/\+3\.\d\d █+\s+low-price\s+Asked EUR 39\.00/);
    expect(stdout).toMatch(
      /−3\.50 +before any reason: where every offer starts, 2\.9 %\n[\s\S]*= +the sum, 99\.\d %\n/,
    );
    expect(stdout).not.toContain('+0.00');
    expect(stdout).not.toContain('\u001b'); // no colours, and none of the seller's own
  });

  test('looks at saved pictures, the listing’s and the brand’s', async () => {
    await lettering('parka').jpeg({ quality: 60 }).toFile(join(folder, 'copied.jpg'));
    const { status, stdout, stderr } = await score([
      '--json',
      listings(
        { id: 'logo', title: 'Warm coat', imageUrls: ['file:logo.jpg', 'https://bazaar.example/never-fetched.jpg'] },
        { id: 'stolen', title: 'Nordhavn Fjord Parka', imageUrls: ['file:copied.jpg'] },
        { id: 'none', title: 'Warm coat', imageUrls: ['file:missing.jpg'] },
      ),
    ]);
    const ids = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).signals.map((signal: { id: string }) => signal.id));
    expect(status).toBe(3);
    expect(ids[0]).toEqual(['logo-text']);
    expect(ids[1]).toContain('stolen-image');
    expect(ids[2]).toEqual([]);
    expect(stderr).toMatch(/listings\.jsonl:3: file:missing\.jpg: .*no such file/);
  });

  test('what cannot be a picture is said so and read no further', async () => {
    truncateSync(makeFile('huge.jpg'), 10_000_001);
    writeFileSync(join(folder, 'page.html'), '<!doctype html><title>403</title>');
    const { status, stdout, stderr } = await score([
      '--json',
      listings(
        { id: 'folder', title: 'Warm coat', imageUrls: [`file:${folder}`] },
        { id: 'device', title: 'Warm coat', imageUrls: ['file:///dev/zero'] },
        { id: 'huge', title: 'Warm coat', imageUrls: ['file:huge.jpg'] },
        { id: 'page', title: 'Warm coat', imageUrls: ['file:page.html'] },
        { id: 'host', title: 'Warm coat', imageUrls: ['file://elsewhere.example/logo.jpg'] },
        { id: 'logo', title: 'Warm coat', imageUrls: ['file:./logo.jpg'] },
      ),
    ]);
    expect(status).toBe(3);
    expect(stderr).toMatch(/listings\.jsonl:1: file:.* is not a file/);
    expect(stderr).toMatch(/listings\.jsonl:2: file:\/\/\/dev\/zero: .* is not a file/);
    expect(stderr).toMatch(/listings\.jsonl:3: file:huge\.jpg: picture of 10000001 bytes is over the limit/);
    expect(stderr).toMatch(/listings\.jsonl:4: file:page\.html: unsupported image format/);
    expect(stderr).toMatch(/listings\.jsonl:5: file:\/\/elsewhere/);
    const verdicts = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(verdicts.map(({ id }) => id)).toEqual(['folder', 'device', 'huge', 'page', 'host', 'logo']);
    expect(verdicts.at(-1).signals[0].id).toBe('logo-text');
  });

  test('what was not looked at is said with the verdict, and the exit code is that of partial coverage', async () => {
    const path = listings(
      { id: 'missing', title: 'Warm coat', imageUrls: ['file:missing.jpg'] },
      {
        id: 'web',
        title: 'Warm coat',
        imageUrls: ['https://bazaar.example/a.jpg', `data:image/png;base64,${'A'.repeat(900)}`],
      },
      { id: 'gold', title: 'Nordhavn Fjord Parka', price: { amountMinor: 100, currency: 'XAU' } },
      { id: 'whole', title: 'Warm coat', imageUrls: ['file:logo.jpg'] },
    );
    const json = await score(['--json', path]);
    const told = json.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).notLookedAt);
    expect(json.status).toBe(3);
    expect(told).toEqual([
      [expect.stringMatching(/^file:missing\.jpg: .*no such file/)],
      [
        'https://bazaar.example/a.jpg: nothing is fetched here; save the picture and name it as file:',
        expect.stringMatching(/^data:image\/png;base64,A{50,100}…: only file: addresses are read here$/),
      ],
      ['price: there is no exchange rate between XAU and EUR'],
      [],
    ]);
    const people = await score([path]);
    expect(people.status).toBe(3);
    expect(people.stdout).toMatch(/not looked at {2}file:missing\.jpg: .*no such file/);
  });

  test('a price that is text is named as it was written, with what is expected', async () => {
    const { status, stderr } = await score([
      '--json',
      listings({ title: 'x', price: { amount: '45', currency: 'EUR' } }),
    ]);
    expect(status).toBe(2);
    expect(stderr).toMatch(/:1: price\.amount: expected a number .* or amountMinor .* \(got "45"\)/);
  });

  test('a file without a listing is a mistake, and said so', async () => {
    for (const lines of [[], ['', ' ']]) {
      const path = listings(...lines);
      expect(await score(['--json', path])).toEqual({ status: 2, stdout: '', stderr: `${path} holds no listings\n` });
    }
  });

  test('standard input without a listing is a mistake too', async () => {
    expect(await score(['-'], '\n')).toEqual({ status: 2, stdout: '', stderr: 'standard input holds no listings\n' });
  });

  test('a file that is not there is said so', async () => {
    const { status, stderr } = await score([join(folder, 'nothing.jsonl')]);
    expect(status).toBe(2);
    expect(stderr).toMatch(/Cannot read .*nothing\.jsonl/);
  });
});
