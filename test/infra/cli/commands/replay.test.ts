import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const here = (file: string) => fileURLToPath(new URL(`../../../../${file}`, import.meta.url));
const fixture = (name: string) => here(`shared/marketplaces/ebay/fixtures/${name}`);
// It may send by itself, so replay must take that from it. The backpack is called as the saved page's seller calls it.
const sample = readFileSync(here('infra/cli/samples/nordhavn.yaml'), 'utf8');
const directory = mkdtempSync(path.join(tmpdir(), 'replay-'));
const BRAND = path.join(directory, 'brand.yaml');
writeFileSync(BRAND, sample.replace('Byen Roll-Top Backpack', 'Rucksack 28 L moosgrün'));
afterAll(() => rmSync(directory, { recursive: true }));

function replay(...pages: string[]) {
  const main = here('infra/cli/main.ts');
  const options = ['replay', '--json', '--brand', BRAND, '--marketplace', 'ebay'];
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...options, ...pages], { encoding: 'utf8' });
  return { status, stderr, result: stdout ? JSON.parse(stdout) : undefined };
}

// A few seconds: each run brings up the whole system in memory.
describe('markwarden replay', () => {
  it('puts saved pages through crawl and score, and sends nothing', () => {
    const expected = JSON.parse(readFileSync(fixture('search-results.json'), 'utf8')).expected.listings as {
      id: string;
    }[];

    const { status, result, stderr } = replay(fixture('search-results.html'), fixture('no-results.html'));

    expect(status, stderr).toBe(3); // for pictures and offers' own pages were not looked at
    expect(result.pages.map(({ coverage }: { coverage: string }) => coverage)).toEqual(['complete', 'empty']);
    expect(result.pages[0].listings.map(({ id }: { id: string }) => id)).toEqual(expected.map(({ id }) => id));
    expect(result.verdicts).toHaveLength(expected.length);
    for (const verdict of result.verdicts) expect(verdict).toMatchObject({ probability: expect.any(Number) });
    const suspicious = result.verdicts.filter(({ decision }: { decision: string }) => decision !== 'ignore');
    expect(suspicious.length).toBeGreaterThan(0);
    for (const verdict of suspicious)
      expect(verdict.notLookedAt).toEqual([
        '1 picture: nothing is fetched here',
        expect.stringMatching(/^its own page: nothing is fetched here/),
      ]);
    expect(stderr).toMatch(/Of \d+ listings, \d+ could not be looked at wholly/);
    for (const { state } of result.cases) expect(['flagged', 'queued']).toContain(state); // never on its way to a venue
  });

  it('is fine when there was nothing to look at', () => {
    const { status, result } = replay(fixture('no-results.html'));

    expect(status).toBe(0);
    expect(result).toMatchObject({ pages: [{ coverage: 'empty' }], cases: [], verdicts: [] });
  });

  it('says with its exit code that a page was a block page', () => {
    const { status, result } = replay(fixture('blocked.html'));

    expect(status).toBe(3);
    expect(result.pages).toMatchObject([
      { coverage: 'blocked', reason: expect.stringContaining('bot check'), listings: [] },
    ]);
  });
});
