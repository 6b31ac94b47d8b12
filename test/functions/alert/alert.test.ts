import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AlertServices, alert, isUrgent } from '#functions/alert/alert.ts';
import { alertEmail } from '#functions/alert/alert-email.ts';
import type { Brand } from '#shared/domain/brand.ts';
import type { Case } from '#shared/domain/case.ts';
import type { AlertJob } from '#shared/domain/messages.ts';
import type { TopicMessage } from '#shared/messaging/topic.ts';
import { aBrand, aCase, aListing, aVerdict } from '../../support/builders.ts';
import { memoryAlertStore, memoryQuotaStore } from '../../support/memory-stores.ts';
import { noWebhooks } from '../../support/webhooks.ts';

const T0 = new Date('2026-06-01T12:00:00.000Z');
const brandWith = (alerts: object) => aBrand({ alerts: { emails: ['protect@nordhavn.example'], ...alerts } });

const anAlert = (overrides: Partial<AlertJob> = {}): AlertJob => ({
  alertId: 'a-1',
  brandId: 'nordhavn',
  kind: 'case-queued',
  at: T0.toISOString(),
  caseId: 'nordhavn~bazaar~1001~1',
  probability: 0.96,
  message: 'A likely counterfeit was found by the watch "nordhavn jacket".',
  ...overrides,
});

type World = AlertServices & { mails: TopicMessage[]; at: Date; brand: Brand | undefined; record: Case | undefined };

function world(brand: Brand | undefined = brandWith({ digest: 'daily' })): World {
  const services: World = {
    at: T0,
    brand,
    record: aCase(),
    mails: [],
    brands: { get: async () => services.brand },
    cases: { get: async () => services.record },
    alerts: memoryAlertStore(),
    quotas: memoryQuotaStore(),
    topics: { publish: async (_, mail) => void services.mails.push(mail) },
    ...noWebhooks(),
    clock: () => services.at,
  };
  return services;
}
const kept = (w: World) => w.alerts.keptBefore('nordhavn', new Date('2027-01-01'));

describe('what is kept for a digest', () => {
  it('is kept when programs have heard of it, for the digest is the last of it', async () => {
    const w = world();
    w.webhooks = { get: async () => Promise.reject(new Error('DynamoDB is away')) };
    await expect(alert(anAlert({ probability: 0.5 }), w)).rejects.toThrow('away');
    expect(await kept(w)).toEqual([]);
  });
});

describe('what is told at once', () => {
  it.each<[string, Partial<AlertJob>, object, boolean]>([
    ['a critical find', { probability: 0.95 }, { digest: 'daily' }, true],
    ['a critical relisting', { kind: 'relisted', probability: 0.99 }, { digest: 'hourly' }, true],
    ['a less certain find', { probability: 0.94 }, { digest: 'daily' }, false],
    ['a find of unknown certainty', { probability: undefined }, { digest: 'daily' }, false],
    ['a removal, however certain', { kind: 'removal-verified', probability: 1 }, { digest: 'daily' }, false],
    ['a notice of unknown fate', { kind: 'uncertain', probability: 0.1 }, { digest: 'daily' }, true],
    ['stopped sending', { kind: 'sending-stopped', probability: undefined }, { digest: 'daily' }, true],
    ['anything, with the digest off', { kind: 'notice-sent', probability: 0.1 }, { digest: 'off' }, true],
    ["anything above the brand's own mark", { probability: 0.6 }, { digest: 'daily', criticalAt: 0.5 }, true],
  ])('%s', async (_, job, alerts, expected) => {
    const brand = brandWith(alerts);
    expect(isUrgent(anAlert(job), brand)).toBe(expected);
    const w = world(brand);
    await alert(anAlert(job), w);
    expect(w.mails).toHaveLength(expected ? 1 : 0);
    expect(await kept(w)).toHaveLength(expected ? 0 : 1);
  });

  it('is never more than twenty mails an hour: the rest waits for the digest', async () => {
    const w = world(brandWith({ digest: 'off' }));
    for (let n = 0; n < 79; n++) await alert(anAlert({ alertId: `a-${n}` }), w);
    expect(w.mails).toHaveLength(20);
    expect(await kept(w)).toHaveLength(59);
    w.at = new Date(T0.getTime() + 3_600_000);
    await alert(anAlert({ alertId: 'next hour' }), w);
    expect(w.mails).toHaveLength(21);
  });
});

describe('the same alert', () => {
  it('is sent once, however often it is delivered', async () => {
    const w = world();
    await Promise.all(Array.from({ length: 10 }, () => alert(anAlert(), w)));
    expect(w.mails).toHaveLength(1);
  });

  it('is sent by a later delivery when sending failed', async () => {
    const w = world();
    const { publish } = w.topics;
    w.topics.publish = async () => Promise.reject(new Error('SNS is away'));
    await expect(alert(anAlert(), w)).rejects.toThrow('SNS is away');
    w.topics.publish = publish;
    await alert(anAlert(), w);
    expect(w.mails).toHaveLength(0); // the first try might still be under way
    w.at = new Date(T0.getTime() + 180_000); // the alert queue's visibility timeout
    await alert(anAlert(), w);
    expect(w.mails).toHaveLength(1);
  });

  it('for a brand that is not registered is dropped', async () => {
    const w = world();
    w.brand = undefined;
    await alert(anAlert(), w);
    expect([w.mails, await kept(w)]).toEqual([[], []]);
  });
});

describe('the e-mail', () => {
  it('reads like this', () => {
    const record = aCase({
      verdict: aVerdict({
        signals: [
          ...aVerdict().signals,
          { id: 'reference-use', contribution: -0.4, evidence: 'the title says "style" before the name' },
        ],
      }),
    });
    const { subject, text } = alertEmail(anAlert(), aBrand(), record);
    expect(subject).toBe('[Nordhavn] A likely counterfeit was found: item 1001 on bazaar, 96 %');
    expect(text).toMatchInlineSnapshot(`
      "A likely counterfeit was found.

      A likely counterfeit was found by the watch "nordhavn jacket".

      "Nordhavn Fjord Parka 1:1 quality"
      Price      EUR 49.00 (genuine: Fjord Parka, EUR 299.00)
      Seller     Cheap Parka Store (id cheap-parka-store), Shenzhen, CN
      Where      bazaar, item 1001
      Address    hxxps://bazaar[.]example/item/1001
      Certainty  96 %

      WHY IT LOOKS WRONG
        - Asked EUR 49.00; the genuine Fjord Parka sells for EUR 299.00 (16 %).
        - Says "1:1" (claims to equal the original).
      WHAT SPEAKS FOR IT
        - the title says "style" before the name

      WHAT HAPPENED
        2026-06-01 12:00 UTC  confirmed: probability 0.96 (Markwarden)

      WHAT TO DO
      Nothing now: evidence is being secured and a notice prepared.

      Case nordhavn~bazaar~1001~1
      Sent by Markwarden for nordhavn, 2026-06-01 12:00 UTC. Addresses are written so that they cannot be clicked.
      "
    `);
  });

  it.each<[AlertJob['kind'], Case['state'], RegExp]>([
    ['case-queued', 'queued', /^Nothing now: evidence/],
    ['case-queued', 'awaiting-approval', /^Approve or dismiss it: npx markwarden case \S+ --approve/],
    ['case-flagged', 'removed', /^Nothing now: it is looked at again/],
    ['relisted', 'submitted', /^Nothing now: the listing is looked at/],
    ['not-removed', 'submitted', /^Ask the venue/],
  ])('about %s, with the case %s by now, says what is to be done now', (kind, state, expected) => {
    const { text } = alertEmail(anAlert({ kind }), aBrand(), aCase({ state }));
    expect(text.split('WHAT TO DO\n')[1]).toMatch(expected);
  });

  it('says with which command to decide, and names the case only where a shell and a mail program may be shown it', () => {
    const words = (id: string) =>
      alertEmail(anAlert({ kind: 'case-flagged' }), aBrand(), aCase({ id, state: 'flagged' })).text;
    expect(words('nordhavn~bazaar~1001~1')).toContain(
      'npx markwarden case nordhavn~bazaar~1001~1 --approve, or --dismiss REASON',
    );
    for (const id of ['nordhavn~bazaar~$(halt)~1', 'nordhavn~bazaar~evil.example~1'])
      expect(words(id)).toContain('npx markwarden case ID --approve, or');
  });

  it('about no case in particular says what happened and what to do', () => {
    const job = anAlert({ kind: 'coverage-lost', caseId: undefined, message: 'bazaar, "nordhavn jacket": captcha' });
    const { subject, text } = alertEmail(job, aBrand());
    expect(subject).toBe('[Nordhavn] A marketplace could not be read');
    expect(text).toContain('bazaar, "nordhavn jacket": captcha');
    expect(text).toContain('they are not clean');
  });

  it('lets no seller put a link, a header or a second line into it', () => {
    const evil = 'Nordhavn\r\nSubject: you won https://evil.example/x \u202e evil.example';
    const lines = (record: Case) => alertEmail(anAlert(), aBrand(), record).text.split('\n').length;
    const harmless = lines(aCase());
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (noise) => {
        const bad = `${evil}${noise}`;
        const listing = aListing({ title: bad, itemLocation: bad, seller: { id: bad, name: bad } });
        const verdict = aVerdict({ signals: aVerdict().signals.map((signal) => ({ ...signal, evidence: bad })) });
        const record = { ...aCase(), listing, verdict };
        const { subject, text } = alertEmail(anAlert({ message: bad }), aBrand(), record);
        expect(text).not.toMatch(/https?:\/\/|evil\.example|[\r\u202a-\u202e]/);
        expect(subject).not.toMatch(/evil|\n/);
        expect(lines(record)).toBe(harmless);
      }),
    );
  });
});

describe('the subject', () => {
  it('names a brand of another script by its id, for SNS takes ASCII only', () => {
    const subjectOf = (id: string, name: string) => alertEmail(anAlert(), aBrand({ id, name }), aCase()).subject;
    expect(subjectOf('shan-shan', '山山户外')).toMatch(/^\[shan-shan\] /);
    expect(subjectOf('severny', 'Северный')).toMatch(/^\[severny\] /);
    expect(subjectOf('aland', 'Åland Café')).toMatch(/^\[Aland Cafe\] /);
  });
});
