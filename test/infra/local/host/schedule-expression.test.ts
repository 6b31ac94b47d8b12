import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextFiring } from '#infra/local/host/schedule-expression.ts';

const after = new Date('2026-05-04T12:03:20Z');

describe('the next firing of a schedule', () => {
  it.each([
    ['rate(5 minutes)', '2026-05-04T12:05:00.000Z'],
    ['rate(1 hour)', '2026-05-04T13:00:00.000Z'],
    ['rate(1 day)', '2026-05-05T00:00:00.000Z'],
    ['cron(0 7 * * ? *)', '2026-05-05T07:00:00.000Z'],
    ['cron(0/15 * * * ? *)', '2026-05-04T12:15:00.000Z'],
    ['cron(3,4 12 ? * * *)', '2026-05-04T12:04:00.000Z'],
  ])('of %s is %s', (expression, expected) => {
    expect(nextFiring(expression, after).toISOString()).toBe(expected);
  });

  it('of a rate is always later, and by no more than its period', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 90 }),
        fc.constantFrom(['minute', 60_000], ['hour', 3_600_000], ['day', 86_400_000]),
        fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }),
        (count, [unit, unitMs], time) => {
          const waitMs = nextFiring(`rate(${count} ${unit}s)`, time).getTime() - time.getTime();
          return waitMs > 0 && waitMs <= count * Number(unitMs);
        },
      ),
    );
  });

  it.each([
    'cron(0 7 1 * ? *)',
    'cron(0 7 ? * MON *)',
    'at(2026-01-01T00:00:00)',
    'rate(1 week)',
    'cron(99 * * * ? *)',
  ])('of %s is refused rather than guessed', (expression) => {
    expect(() => nextFiring(expression, after)).toThrow('does not know');
  });
});
