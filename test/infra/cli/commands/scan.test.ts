import { afterEach, beforeEach, expect, test } from 'vitest';
import { scanCommand } from '#infra/cli/commands/scan.ts';
import type { Coverage } from '#shared/domain/coverage.ts';
import { aBrand, aScanPage } from '#test/support/builders.ts';
import { type CommandsWithApi, commandsWithApi } from '#test/support/commands-with-api.ts';

const NOW = '2026-06-01T12:00:00.000Z';
const WATCH = { keyword: 'nordhavn jacket', marketplace: 'bazaar' };

let commands: CommandsWithApi;
let pages: object[];
let nextAt: string;

beforeEach(async () => {
  pages = [];
  nextAt = '2026-06-01T18:00:00.000Z';
  const brands = {
    asRegistered: async () => aBrand(),
    watches: async () => [
      { ...WATCH, brandId: 'nordhavn', every: '1d', pages: 1, excluded: [], priority: false, nextAt },
    ],
    makeDue: async () => 1,
  };
  commands = await commandsWithApi({
    brands,
    listings: { scanPagesAfter: async () => ({ pages }) },
    tick: async () => {},
    lookAtSearch: async ({ keyword }: { keyword: string }) => ({
      coverage: keyword === 'blocked' ? 'blocked' : 'complete',
      ...(keyword === 'blocked' && { reason: 'a captcha' }),
      found: 1,
      excluded: 2,
      isMore: false,
      first: [{ title: `Nordhavn \u001b[31mjacket`, url: 'https://bazaar.example/item/1', seller: 'cheap' }],
    }),
    clock: () => new Date(NOW),
  });
});
afterEach(async () => {
  await commands.stop();
  process.exitCode = undefined;
});

const scan = (...args: string[]) =>
  scanCommand()
    .exitOverride()
    .parseAsync(['--brand', 'nordhavn', ...args], { from: 'user' });

const aPage = (period: string, coverage: Coverage = 'complete') =>
  aScanPage({ ...WATCH, page: 1, coverage, listingIds: ['1', '2'], at: period, period });

test('waits by default for longer than the host may take to start a scan', () => {
  const timeout = scanCommand().options.find(({ long }) => long === '--timeout');
  expect(timeout?.defaultValue).toBeGreaterThan(2 * 5 * 60 - 1);
});

test('a watch that has not answered is no coverage verdict: it is named, with a code of its own and where to look later', async () => {
  pages = [aPage('2026-06-01T11:00:00.000Z', 'blocked')]; // of an earlier scan
  await scan('--timeout', '0', '--json');
  expect(JSON.parse(commands.printed)).toEqual({
    coverage: [],
    waitingFor: [{ watch: 'nordhavn jacket', marketplace: 'bazaar' }],
  });
  expect(process.exitCode).toBe(5);
  expect(commands.said).toContain('Scanning 1 watch now; waiting up to 0 s');
  expect(commands.said).toMatch(
    /Not scanned yet: "nordhavn jacket" on bazaar\..* "npx markwarden cases --brand nordhavn" shows/,
  );
  commands.printed = '';
  await scan('--timeout', '0');
  expect(commands.printed).toBe('');
});

test('a watch that was due before it was asked for is answered by the scan of that time', async () => {
  nextAt = '2026-06-01T11:58:00.000Z';
  pages = [aPage('2026-06-01T11:58:00.000Z')];
  await scan('--json');
  expect(JSON.parse(commands.printed)).toMatchObject({
    coverage: [{ watch: 'nordhavn jacket', verdict: 'complete', pages: 1, listings: 2 }],
    waitingFor: [],
  });
  expect(process.exitCode).toBeUndefined();
});

test('a blocked page is a coverage verdict', async () => {
  pages = [aPage(NOW, 'blocked')];
  await scan();
  expect(commands.printed).toContain('blocked');
  expect(process.exitCode).toBe(3);
});

test.each(['abc', '', '-1', '1.5'])('--timeout %j is refused by name', async (timeout) => {
  await expect(scan('--timeout', timeout)).rejects.toThrow('--timeout <seconds>');
});

test('a dry run says what a search would find, registered or not, and scans nothing', async () => {
  await scan('--dry-run');
  expect(commands.said).toContain('"nordhavn jacket" on bazaar: complete; 1 offer, 2 left out by excluded words');
  expect(commands.said).toContain('(cheap)');
  expect(commands.said).not.toContain('\u001b');
  expect(commands.said).not.toContain('Scanning');
  await scan('--dry-run', '--watch', 'blocked', '--marketplace', 'bazaar', '--json');
  expect(JSON.parse(commands.printed)).toMatchObject([{ watch: 'blocked', coverage: 'blocked', reason: 'a captcha' }]);
  expect(process.exitCode).toBe(3);
  await expect(scan('--dry-run', '--watch', 'unknown')).rejects.toThrow('--marketplace');
});
