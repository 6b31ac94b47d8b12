import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

// In a copy of the project, with the tests that every marketplace must pass run there: some ten seconds.

const PROJECT = fileURLToPath(new URL('../../../..', import.meta.url));
const COPIED = [
  'shared',
  'functions',
  'infra',
  'test',
  'docs',
  'README.md',
  'package.json',
  'vitest.config.ts',
  'biome.json',
  'tsconfig.json',
  '.gitignore',
];

let copy: string;
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'new-marketplace-'));
  for (const name of COPIED) cpSync(join(PROJECT, name), join(copy, name), { recursive: true });
  symlinkSync(join(PROJECT, 'node_modules'), join(copy, 'node_modules'));
  execFileSync('git', ['init', '--quiet'], { cwd: copy });
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

const run = (...args: string[]) =>
  spawnSync(process.execPath, [join(copy, 'infra/cli/dev/new-marketplace.ts'), ...args], { encoding: 'utf8' });
const inCopy = (file: string) => readFileSync(join(copy, 'shared/marketplaces', file), 'utf8');

describe('a new marketplace', () => {
  it('passes the tests of every marketplace and of every list of them, as it is made and written into the documents', () => {
    const made = run('7-fjords', '--title', 'Seven Fjords', '--host', 'seven-fjords.example', '--currency', 'NOK');
    expect(made.stderr).toContain('add-a-marketplace.md');
    expect(made.status).toBe(0);
    expect(inCopy('7-fjords/7-fjords.ts')).toContain("hosts: ['seven-fjords.example']");
    expect(inCopy('7-fjords/README.md')).toMatch(/^# Seven Fjords$/m);
    expect(inCopy('7-fjords/README.md')).toContain('Last checked: never');
    expect(inCopy('7-fjords/7-fjords.ts')).toContain("currency: 'NOK'");
    expect(inCopy('7-fjords/fixtures/blocked.json')).toContain('"coverage": "blocked"');
    expect(inCopy('index.ts')).toContain("import { the7Fjords } from './7-fjords/7-fjords.ts';");
    expect(inCopy('7-fjords/search.ts') + inCopy('7-fjords/fixtures/search-results.json')).not.toMatch(
      /['"]example['"]/,
    );

    const facts = spawnSync(process.execPath, [join(copy, 'test/pages/main.ts'), '--facts'], { encoding: 'utf8' });
    expect(facts.status, facts.stderr).toBe(0);

    const suites = [
      'test/architecture.test.ts',
      'test/readme.test.ts',
      'test/pages/support-document.test.ts',
      'test/shared/marketplaces/fixtures.test.ts',
      'test/shared/marketplaces/reader-age.test.ts',
      'test/shared/marketplaces/registry.test.ts',
      'test/shared/notices/programmes.test.ts',
    ];
    const ofLists =
      'says when it was last confirmed|counts the marketplaces|is what the registry makes of it|nothing else';
    const tests = spawnSync(
      process.execPath,
      [
        join(PROJECT, 'node_modules/vitest/vitest.mjs'),
        'run',
        ...suites,
        '--reporter=json',
        '--outputFile=report.json',
        '-t',
        `7-fjords|${ofLists}`,
      ],
      // CI would have the project's own report written, not this one.
      { cwd: copy, encoding: 'utf8', env: { ...process.env, CI: '' } },
    );
    const report = JSON.parse(readFileSync(join(copy, 'report.json'), 'utf8'));
    expect(report.numFailedTests, tests.stdout).toBe(0);
    // README and fixtures are there, four fixtures are read, addresses, pace and sites are fit, four lists know it.
    expect(report.numPassedTests).toBeGreaterThanOrEqual(14);
    const lint = spawnSync(
      join(PROJECT, 'node_modules/.bin/biome'),
      ['check', 'shared/marketplaces/7-fjords', 'shared/marketplaces/index.ts'],
      { cwd: copy, encoding: 'utf8' },
    );
    expect(lint.status, lint.stdout + lint.stderr).toBe(0);
  });

  it.each([
    [['ebay', '--currency', 'EUR'], 'already'],
    [['../evil', '--currency', 'EUR'], 'lower case'],
    [['fjord', '--currency', 'EUR', '--host', 'http://fjord'], 'a host looks like'],
    [['fjord', '--currency', 'kr'], 'a currency is three capital letters'],
    [['fjord'], "required option '--currency <code>' not specified"],
    [['--currency', 'EUR'], "missing required argument 'id'"],
  ])('is refused for %j, and nothing is written', (args, message) => {
    const before = inCopy('index.ts');
    const refused = run(...args);
    expect(refused.stderr).toContain(message);
    expect(refused.status).toBe(2);
    expect(inCopy('index.ts')).toBe(before);
  });
});
