import { expect, test } from 'vitest';
import { logLines, trailOf } from '#infra/cli/log-trail.ts';

const line = (timestamp: string, message: string, fields: object): string =>
  JSON.stringify({ level: 'INFO', message, timestamp, service: 'markwarden', sampling_rate: 0, ...fields });

const CRAWL = [
  line('2026-12-01T10:00:00Z', 'page read', { jobId: 'job 1', brandId: 'nordhavn' }),
  line('2026-12-01T10:00:00Z', 'page read', { jobId: 'job 2', brandId: 'nordhavn' }),
  '{"_aws":{"Timestamp":1},"ListingsPerPage":20}',
  '{"level":"INFO","message":"cut o',
].join('\n');
const SCORE = [
  line('2026-12-01T10:01:00Z', 'case opened', { jobId: 'job 1', caseId: 'case a' }),
  line('2026-12-01T10:01:01Z', 'case opened', { jobId: 'job 1', caseId: 'case b' }),
].join('\n');
const SUBMIT = [
  line('2026-12-01T10:03:00Z', 'notice moved', { noticeId: 'notice 1', to: 'sent' }),
  line('2026-12-01T10:02:00Z', 'target moved', { noticeId: 'notice 1', caseId: 'case a' }),
  line('2026-12-01T10:02:00Z', 'target moved', { noticeId: 'notice 1', caseId: 'case b' }),
].join('\n');

const lines = [...logLines('Submit', SUBMIT), ...logLines('Score', SCORE), ...logLines('Scan', CRAWL)];
const shown = (id: string) =>
  trailOf(lines, id).map(({ functionName, message, fields }) =>
    `${functionName}: ${message} ${fields.caseId ?? ''}`.trim(),
  );

test('the path of a case goes from the page it was found on to its notice, without its neighbours', () => {
  expect(shown('case a')).toEqual([
    'Scan: page read',
    'Score: case opened case a',
    'Submit: target moved case a',
    'Submit: notice moved',
  ]);
});

test('the path of a notice names all its offers', () => {
  expect(shown('notice 1')).toEqual([
    'Submit: target moved case a',
    'Submit: target moved case b',
    'Submit: notice moved',
  ]);
});

test('the path of a job names what it found', () => {
  expect(shown('job 1')).toEqual(['Scan: page read', 'Score: case opened case a', 'Score: case opened case b']);
});

test('what is no line of the logger, or cut off, is passed over', () => {
  expect(logLines('Scan', CRAWL)).toHaveLength(2);
  expect(shown('nobody')).toEqual([]);
});
