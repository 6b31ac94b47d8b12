import { existsSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openNoticeBook } from '#infra/local/bazaar/notice-book.ts';
import { startHost } from '#infra/local/host/host.ts';
import { synthesisedAssembly } from '#infra/local/host/synthesis.ts';
import { localStores } from '#infra/local/start/local-stores.ts';
import { isSampleHistory } from '#infra/local/start/sample-history.ts';
import type { Summary } from '#infra/local/start/summary.ts';
import type { Case } from '#shared/domain/case.ts';
import { seededRandom } from '#shared/runtime/seeded-random.ts';
import type { StoredListing } from '#shared/stores/listing-store.ts';
import { eraseSomeone } from './support/erase-someone.ts';
import { roleMutants } from './support/role-mutants.ts';
import { aStateDirectory, startCommandProcess } from './support/start-command.ts';
import { tries } from './support/tries.ts';

// Slow: a whole simulated week with real text recognition and a real browser. It is killed in the middle of real work again and again before
// it is played to its end: whatever a whole run shows, a killed one has to show too.
const TIMEOUT_MS = 1_800_000;
const KILLS = tries(2, 10);
const SEED = 20261123;
// The week sends some fifteen notices, many of them in one go: later, and there would be nothing left to kill.
const MOST_NOTICES_SURVIVED = 1;
const LONGEST_DELAY_MS = 1_000;
const LONGEST_WAIT_MS = 15_000;

const state = aStateDirectory();
const bazaarFile = path.join(state.path, 'bazaar.sqlite');
const calls = path.join(state.path, 'calls.jsonl');
const earlierCalls = path.join(state.path, 'earlier-calls.jsonl');

function noticesAtVenue(): number {
  const database = new DatabaseSync(bazaarFile, { readOnly: true, timeout: 10_000 });
  const [row] = database.prepare('SELECT count(*) AS notices FROM notices').all() as [{ notices: number }];
  database.close();
  return row.notices;
}

let killed = 0;
let interrupted: { code: number | null; stderr: string };
let last: { code: number | null; stdout: string; stderr: string };
let summary: Summary;
let cases: Case[];
let listings: StoredListing[];
let noticed: string[];

beforeAll(async () => {
  const random = seededRandom(SEED);
  while (killed < KILLS) {
    const run = startCommandProcess(state.path, '--once', '--json');
    await run.line(/^API /);
    // Some die early, in the crawl and the scoring; others right after a notice went out, between sending and writing it down.
    const enough = noticesAtVenue() + Math.floor(random() * (MOST_NOTICES_SURVIVED + 1));
    const until = performance.now() + LONGEST_WAIT_MS;
    while (noticesAtVenue() < enough && performance.now() < until && run.process.exitCode === null) await sleep(5);
    await sleep(random() ** 3 * LONGEST_DELAY_MS);
    if (run.process.exitCode !== null) break; // the week was over before the last kill
    run.process.kill('SIGKILL');
    await run.ended;
    killed += 1;
  }
  const run = startCommandProcess(state.path, '--once', '--json');
  await run.line(/^API /);
  await sleep(random() * LONGEST_DELAY_MS);
  run.process.kill('SIGINT');
  interrupted = await run.ended;
  renameSync(calls, earlierCalls);
  last = await startCommandProcess(state.path, '--once', '--json').ended;
  summary = JSON.parse(last.stdout);

  const directory = await synthesisedAssembly();
  const host = await startHost({ assembly: directory, stateDirectory: state.path, onlyQueues: [] });
  const stores = localStores(host);
  const pages = await stores.listings.scanPages('nordhavn');
  const seen = new Set(pages.flatMap((page) => page.listingIds.map((id) => `${page.marketplace}~${id}`)));
  listings = [...(await stores.listings.getMany('nordhavn', [...seen])).values()];
  cases = (await stores.cases.byBrand('nordhavn')).filter((record) => !isSampleHistory(record)); // no venue has seen those
  await host.stop();
  const book = openNoticeBook(bazaarFile, '1', new Date());
  noticed = book.all().flatMap(({ listingIds }) => listingIds);
  book.close();
}, TIMEOUT_MS);
afterAll(() => state[Symbol.dispose]());

describe('npm start, the whole loop', () => {
  it('ends well and says nothing on standard output but the result', () => {
    expect(last.code, last.stderr).toBe(0);
    expect(Object.keys(summary)).toEqual([
      'listingsSeen',
      'coverage',
      'casesByState',
      'noticesSent',
      'noticesSentTwice',
      'removalsVerified',
      'relistingsCaught',
      'storesClosed',
      'marketplaceAway',
      'authorisedTouched',
      'alertsSent',
      'seconds',
      'estimatedCostUsd',
      'sample',
    ]);
  });

  it('sees every watch completely', () => {
    expect(summary.coverage).toHaveLength(4);
    expect(summary.coverage.map(({ verdict }) => verdict)).toEqual(Array(4).fill('complete'));
    expect(summary.listingsSeen).toBeGreaterThan(100);
  });

  it('has listings removed, sees that they are gone, and catches those that come back', () => {
    expect(summary.noticesSent).toBeGreaterThan(8);
    expect(summary.removalsVerified).toBeGreaterThan(5);
    expect(summary.relistingsCaught).toBeGreaterThan(0);
    expect(summary.storesClosed).toBeGreaterThan(0);
    expect(summary.casesByState.relisted).toBeGreaterThan(0);
  });

  it('says what it could not read while the whole marketplace answered 404, and takes nothing for gone', () => {
    expect(summary.marketplaceAway.pagesUnread).toBeGreaterThan(0);
    expect(summary.marketplaceAway.takenForGone).toBe(0);
  });

  it('never sends a notice twice and never touches an authorised seller', () => {
    expect(summary.noticesSentTwice).toBe(0);
    expect(summary.authorisedTouched).toBe(0);
  });

  it('finds most counterfeits of the synthetic sample without flooding the analyst', () => {
    expect(summary.sample.labelled).toBeGreaterThan(120);
    expect(summary.sample.recall).toBeGreaterThan(0.7);
    expect(summary.sample.precision).toBeGreaterThan(0.6);
  });

  it('tells people by e-mail, in words', () => {
    const mails = readdirSync(path.join(state.path, 'outbox'));
    expect(mails).toHaveLength(summary.alertsSent);
    const text = readFileSync(path.join(state.path, 'outbox', mails[0]!), 'utf8');
    expect(text).toMatch(/^Date: .+\nTopic: .+nordhavn\nTo: analyst@nordhavn\.example\nSubject: .+\n\n/);
  });

  it('does what it does with the rights of the template, and needs each of them', async () => {
    const week = await roleMutants([earlierCalls, calls]);
    // What only a kill makes necessary is no reason to do without the reason.
    const { needless } = await roleMutants([calls]);

    // A statement whose removal refuses no call of this week, and that nobody gave a reason for.
    expect(week.unexplained).toEqual([]);
    // A reason for a statement that the week needs, or that is gone.
    expect(needless).toEqual([]);
    expect(week.killed).toBeGreaterThan(50);
  });

  it('leaves no message behind that failed', () => {
    expect(last.stderr).not.toMatch(/failed for good|timed out/);
  });

  it(
    'continues where it was when started again, serves its API, forgets a seller when told, and keeps everything else on Ctrl-C',
    async () => {
      const again = startCommandProcess(state.path, '--json');
      const address = (await again.line(/^ {2}console /)).match(/http:\S+/)![0];

      const { accessToken } = JSON.parse(readFileSync(path.join(state.path, 'logins.json'), 'utf8'))[address];
      const authorization = { authorization: `Bearer ${accessToken}` };
      const health = await fetch(`${address}/api/health`, { headers: authorization });
      const stranger = await fetch(`${address}/api/health`);
      const outbox = (await (await fetch(`${address}/outbox`)).json()) as unknown[];
      const cases = (await (await fetch(`${address}/api/cases`, { headers: authorization })).json()) as {
        cases: unknown[];
      };
      const erasure = await eraseSomeone(state.path);
      again.process.kill('SIGINT');
      const { code, stdout, stderr } = await again.ended;

      expect([health.status, stranger.status]).toEqual([200, 401]);
      expect(outbox.length).toBeGreaterThanOrEqual(summary.alertsSent);
      expect(cases.cases.length).toBeGreaterThan(0);
      // A seller whose notices are settled: erased by the command, and looked for everywhere.
      expect(erasure.before.length).toBeGreaterThan(5);
      expect(erasure.after).toEqual([]);
      expect(erasure.erased.locked).toEqual([]);
      const continued = JSON.parse(stdout) as Summary;
      expect(continued.noticesSent).toBeGreaterThanOrEqual(summary.noticesSent);
      expect(continued.noticesSentTwice).toBe(0);
      expect(stderr).toContain('The sample week is over');
      expect(stderr).toContain('Everything is kept');
      expect(code).toBe(0);
      expect(existsSync(path.join(state.path, 'host.json'))).toBe(false);
    },
    TIMEOUT_MS,
  );
});

describe(`a run that is killed ${KILLS} times (seed ${SEED})`, () => {
  it('was killed that often, and then completes', () => {
    expect(killed).toBe(KILLS);
    expect(last.code, last.stderr).toBe(0);
    expect(summary.removalsVerified).toBeGreaterThan(0);
    expect(summary.relistingsCaught).toBeGreaterThan(0);
  });

  it('stops in good order on Ctrl-C, whatever it is doing', () => {
    expect(interrupted.code, interrupted.stderr).toBe(130);
    expect(interrupted.stderr).toContain('Everything is kept');
  });

  it('sends no notice twice', () => {
    expect(summary.noticesSentTwice).toBe(0);
    // Once, and once more for each round that the venue refused for its form.
    const times = Map.groupBy(noticed, (id) => id);
    for (const [id, notices] of times) {
      const rounds = cases.filter(({ listing }) => listing.id === id).map(({ round = 1 }) => round);
      expect(notices.length, id).toBeLessThanOrEqual(rounds.reduce((sum, round) => sum + round, 0));
    }
  });

  it('loses no page: every watch is seen completely', () => {
    expect(summary.coverage.map(({ verdict }) => verdict)).toEqual(Array(4).fill('complete'));
  });

  it('loses no listing between stages: each has its verdict, and each that should have a case has one', () => {
    expect(listings.length).toBeGreaterThan(100);
    expect(listings.filter(({ verdict }) => !verdict)).toEqual([]);
    const known = new Set(cases.map(({ listing }) => listing.id));
    const suspicious = listings.filter(({ verdict }) => verdict!.decision === 'expedite');
    expect(suspicious.length).toBeGreaterThan(0);
    expect(suspicious.filter(({ listing }) => !known.has(listing.id)).map(({ listing }) => listing.url)).toEqual([]);
  });

  it('forgets no notice: what the venue received is what the cases say was sent', () => {
    const sent = cases.filter(({ events }) => events.some(({ to }) => to === 'submitted'));
    // A notice that the venue refused for its form came there twice, from one case.
    const once = (ids: readonly string[]) => [...new Set(ids)].toSorted();
    expect(once(sent.map(({ listing }) => listing.id))).toEqual(once(noticed));
  });

  it('leaves no case stuck on its way to the venue', () => {
    const stuck = cases.filter(
      ({ state: at, nextCheckAt }) => (at === 'queued' || at === 'submitting') && !nextCheckAt,
    );
    expect(stuck.map(({ id }) => id)).toEqual([]);
    expect(summary.casesByState.uncertain ?? 0).toBe(0);
  });
});
