import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Summary } from '#infra/local/start/summary.ts';
import { eraseSomeone } from './support/erase-someone.ts';
import { roleMutants } from './support/role-mutants.ts';
import { aStateDirectory, startCommandProcess } from './support/start-command.ts';

// Slow: a whole simulated week with real text recognition and a real browser, about a minute on two free cores.
const RUN_TIMEOUT_MS = 900_000;

const state = aStateDirectory();
let first: { code: number | null; stdout: string; stderr: string };
let summary: Summary;

beforeAll(async () => {
  first = await startCommandProcess(state.path, '--once', '--json', '--seed', '1').ended;
  summary = JSON.parse(first.stdout);
}, RUN_TIMEOUT_MS);
afterAll(() => state[Symbol.dispose]());

describe('npm start, the whole loop', () => {
  it('ends well and says nothing on standard output but the result', () => {
    expect(first.code, first.stderr).toBe(0);
    expect(Object.keys(summary)).toEqual([
      'listingsSeen',
      'coverage',
      'casesByState',
      'noticesSent',
      'noticesSentTwice',
      'removalsVerified',
      'relistingsCaught',
      'storesClosed',
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
    expect(summary.listingsSeen).toBeGreaterThan(150);
  });

  it('has listings removed, sees that they are gone, and catches those that come back', () => {
    expect(summary.noticesSent).toBeGreaterThan(10);
    expect(summary.removalsVerified).toBeGreaterThan(10);
    expect(summary.relistingsCaught).toBeGreaterThan(0);
    expect(summary.storesClosed).toBeGreaterThan(0);
    expect(summary.casesByState.relisted).toBeGreaterThan(0);
  });

  it('never sends a notice twice and never touches an authorised seller', () => {
    expect(summary.noticesSentTwice).toBe(0);
    expect(summary.authorisedTouched).toBe(0);
  });

  it('finds most counterfeits of the synthetic sample without flooding the analyst', () => {
    expect(summary.sample.labelled).toBeGreaterThan(200);
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
    const { needless, unexplained, killed } = await roleMutants(path.join(state.path, 'calls.jsonl'));

    // A statement whose removal refuses no call of this week, and that nobody gave a reason for.
    expect(unexplained).toEqual([]);
    // A reason for a statement that the week needs, or that is gone.
    expect(needless).toEqual([]);
    expect(killed).toBeGreaterThan(50);
  });

  it('leaves no message behind that failed', () => {
    expect(first.stderr).not.toMatch(/failed for good|timed out/);
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
    RUN_TIMEOUT_MS,
  );
});
