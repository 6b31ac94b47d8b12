import { describe, expect, it } from 'vitest';
import { notJudged } from '#functions/score/not-judged.ts';
import { notWorkedOn } from '#functions/submit/not-worked-on.ts';
import { type AlertJob, ScoreJob, TakedownJob } from '#shared/domain/messages.ts';
import { ThrottledError } from '#shared/runtime/errors.ts';
import { sqsWorker } from '#shared/runtime/sqs-worker.ts';
import { aListing } from '../../support/builders.ts';
import { memoryQueue } from '../../support/memory-queue.ts';

// A dead letter rings for the operator only. The brand whose offer or notice it was hears of it too.

const SCORED = { brandId: 'nordhavn', listing: aListing(), jobId: 'j', offline: false };
const NOW = new Date('2026-06-01T12:00:00Z');

function world() {
  const alerts = memoryQueue<AlertJob>();
  const services = { alerts, clock: () => NOW };
  const failing = { handle: () => Promise.reject(new Error('a table is away')) };
  const receive = (body: unknown, times: number) =>
    ({
      Records: [{ messageId: '1', body: JSON.stringify(body), attributes: { ApproximateReceiveCount: String(times) } }],
    }) as never;
  const told = () => [...new Map(alerts.sent.map(({ message }) => [message.alertId, message])).values()];
  const score = sqsWorker({ ...failing, schema: ScoreJob, onGivenUp: (job) => notJudged(job, services) });
  const submit = sqsWorker({
    ...failing,
    schema: TakedownJob,
    fifo: true,
    onGivenUp: (job) => notWorkedOn(job, services),
  });
  return { alerts, services, receive, told, score, submit };
}

describe('work that failed for the last time', () => {
  it('is told to its brand, and only then: four failures are no news', async () => {
    const w = world();
    for (let times = 1; times <= 4; times++) await w.score(w.receive(SCORED, times));
    expect(w.told()).toEqual([]);
    const { batchItemFailures } = await w.score(w.receive(SCORED, 5));
    expect(batchItemFailures).toHaveLength(1);
    expect(w.told()).toMatchObject([
      { brandId: 'nordhavn', kind: 'work-failed', message: expect.stringContaining(aListing().url) },
    ]);
  });

  it('is told once a day for each kind of work, however much fails', async () => {
    const w = world();
    for (const n of [1, 2, 3]) await w.score(w.receive({ ...SCORED, jobId: `j${n}` }, 5));
    await w.submit(w.receive({ caseId: 'nordhavn~bazaar~1~1' }, 5));
    await w.submit(w.receive({ noticeId: 'fjellvik~bazaar~0123456789-1' }, 5));
    expect(w.told().map(({ brandId, message }) => [brandId, message.split(',')[0]])).toEqual([
      ['nordhavn', expect.stringContaining('was not judged')],
      ['nordhavn', 'Case nordhavn~bazaar~1~1 was not worked on'],
      ['fjellvik', 'Notice fjellvik~bazaar~0123456789-1 was not worked on'],
    ]);
  });

  it('fails as it did where nobody can be told', async () => {
    const w = world();
    w.alerts.sendAll = () => Promise.reject(new Error('the queue is away too'));
    expect((await w.score(w.receive(SCORED, 5))).batchItemFailures).toHaveLength(1);
  });

  it('is none of a brand where the message cannot be read, nor where it only waits', async () => {
    const w = world();
    await w.score(w.receive({ brandId: 'nordhavn' }, 5));
    const waiting = sqsWorker({
      schema: ScoreJob,
      handle: () => Promise.reject(new ThrottledError('slow down', 1000)),
      requeue: async () => {},
      onGivenUp: (job) => notJudged(job, w.services),
    });
    await waiting(w.receive(SCORED, 5));
    expect(w.told()).toEqual([]);
  });
});
