import { describe, expect, it } from 'vitest';
import { nextLook } from '#shared/cases/check-schedule.ts';
import { HOUR_MS } from '#shared/domain/time-units.ts';
import { ALERT_WORDING } from '#shared/messaging/alert-wording.ts';

const SENT = new Date('2026-06-01T12:00:00.000Z');

/** In hours after a notice, or a removal. */
function looks(): number[] {
  const hours: number[] = [];
  for (let at = nextLook(SENT, SENT); at; at = nextLook(SENT, at))
    hours.push((at.getTime() - SENT.getTime()) / HOUR_MS);
  return hours;
}

describe('what a mail says of the looks to come', () => {
  it('is what is done', () => {
    const [first, second, third, fourth, ...weekly] = looks();
    expect(weekly).toEqual(Array.from({ length: 12 }, (_, week) => 168 * (week + 1)));
    const words = `after ${first}, ${second} and ${third} hours, ${fourth! / 24} days and then weekly, for 90 days.`;
    expect(ALERT_WORDING['notice-sent'].nextStep).toContain(words);
    expect(ALERT_WORDING['removal-verified'].nextStep).toContain(words);
  });
});
