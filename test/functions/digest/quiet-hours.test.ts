import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { type AlertServices, alert } from '#functions/alert/alert.ts';
import { type DigestServices, digest } from '#functions/digest/digest.ts';
import type { AlertJob } from '#shared/domain/messages.ts';
import { HOUR_MS } from '#shared/domain/time-units.ts';
import { publishWhenAwake } from '#shared/messaging/publish-when-awake.ts';
import { isQuiet } from '#shared/messaging/quiet-hours.ts';
import { aBrand } from '../../support/builders.ts';
import { memoryAlertStore, memoryCaseStore, memoryModelStore, memoryQuotaStore } from '../../support/memory-stores.ts';
import { noWebhooks } from '../../support/webhooks.ts';

test.each([
  ['2026-06-01T20:30:00Z', 'Europe/Copenhagen', '22:00', '07:00', true], // 22:30 in summer
  ['2026-12-01T20:30:00Z', 'Europe/Copenhagen', '22:00', '07:00', false], // 21:30 in winter
  ['2026-06-01T05:00:00Z', 'Europe/Copenhagen', '22:00', '07:00', false], // 07:00: over
  ['2026-06-01T04:59:00Z', 'Europe/Copenhagen', '22:00', '07:00', true],
  ['2026-06-01T16:00:00Z', 'Asia/Shanghai', '00:00', '06:00', true], // midnight there
  ['2026-06-01T12:00:00Z', 'UTC', '12:00', '13:00', true],
  ['2026-06-01T12:00:00Z', 'UTC', '12:00', '12:00', false],
])('at %s in %s, quiet from %s to %s: %s', (at, timeZone, from, to, expected) => {
  expect(isQuiet({ timeZone, from, to }, new Date(at))).toBe(expected);
});

const EMAILS = ['day@nordhavn.example', 'night@nordhavn.example', 'always@nordhavn.example'];
const START = Date.parse('2026-06-01T00:00:00Z');
const KINDS = ['task-due', 'sending-stopped', 'case-flagged', 'coverage-lost', 'removal-verified'] as const;

it('nobody is written to in quiet hours, and everybody hears of everything once when they are over', async () => {
  const hour = fc.integer({ min: 0, max: 23 }).map((hours) => `${String(hours).padStart(2, '0')}:00`);
  const news = fc.array(fc.record({ minute: fc.integer({ min: 0, max: 2879 }), kind: fc.constantFrom(...KINDS) }), {
    maxLength: 12,
  });
  const told = fc.record({ news, from: hour, to: hour, digestMode: fc.constantFrom('off', 'hourly', 'daily') });
  await fc.assert(
    fc.asyncProperty(told, async ({ news, from, to, digestMode }) => {
      let now = new Date(START);
      const quietHours = [
        { email: 'Night@nordhavn.example', from, to, timeZone: 'America/New_York' },
        { email: EMAILS[0]!, from: to, to: from, timeZone: 'UTC' },
      ];
      const brand = aBrand({ alerts: { emails: EMAILS, quietHours, digest: digestMode as 'daily' } });
      const heard = new Map<string, string[]>(EMAILS.map((email) => [email, []]));
      const services: AlertServices & DigestServices = {
        brands: { get: async () => brand, list: async () => [brand] },
        cases: memoryCaseStore(),
        alerts: memoryAlertStore(),
        quotas: memoryQuotaStore(),
        models: memoryModelStore(),
        topics: {
          publish: async (_, { text }, addressees = EMAILS) => {
            for (const email of addressees) {
              const own = quietHours.find((each) => each.email.toLowerCase() === email);
              expect(own && isQuiet(own, now), `${email} at ${now.toISOString()}`).not.toBe(true);
              heard.get(email)!.push(...(text.match(/<<\d+>>/g) ?? []));
            }
          },
        },
        ...noWebhooks(),
        consoleUrl: 'https://console.example',
        clock: () => now,
      };
      const jobs = news.map(({ minute, kind }, index): AlertJob & { minute: number } => ({
        minute,
        alertId: `${index}`,
        brandId: brand.id,
        kind,
        at: new Date(START + minute * 60_000).toISOString(),
        message: `<<${index}>>`,
      }));
      for (let tick = 0; tick < 24 * 5; tick++) {
        for (const { minute, ...job } of jobs.filter((each) => Math.floor(each.minute / 60) === tick)) {
          now = new Date(START + minute * 60_000);
          await alert(job, services);
        }
        now = new Date(START + (tick + 1) * HOUR_MS + 60_000);
        await digest(services);
      }
      for (const [email, texts] of heard)
        expect(texts.toSorted(), email).toEqual(jobs.map(({ message }) => message).toSorted());
    }),
    { numRuns: 40 },
  );
});

it('what could not be mailed to those who are awake is kept for nobody: the next try may find the others awake', async () => {
  const alerts = memoryAlertStore();
  const quietHours = [{ email: EMAILS[1]!, from: '22:00', to: '07:00', timeZone: 'UTC' }];
  const brand = aBrand({ alerts: { emails: EMAILS, quietHours } });
  const job = {
    alertId: 'a',
    brandId: brand.id,
    kind: 'task-due',
    at: '2026-06-01T05:00:00.000Z',
    message: 'm',
  } as const;
  const told: (readonly string[] | undefined)[] = [];
  const publish = async (_: string, __: unknown, to?: readonly string[]) => void told.push(to);
  const broken = async () => Promise.reject(new Error('no such topic'));
  const at = (hour: string, topics = { publish }) =>
    publishWhenAwake({ subject: 's', text: 't' }, [job], brand, {
      alerts,
      topics,
      now: new Date(`2026-06-01T${hour}:00Z`),
    });
  await expect(at('06:59', { publish: broken })).rejects.toThrow('no such topic');
  await at('07:00');
  expect(told).toEqual([undefined]);
  expect(await alerts.keptBefore(brand.id, new Date('2027-01-01'), EMAILS[1])).toEqual([]);
});
