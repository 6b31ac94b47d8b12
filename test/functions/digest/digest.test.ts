import { describe, expect, it } from 'vitest';
import { type DigestServices, digest, periodEnd } from '#functions/digest/digest.ts';
import { digestSections } from '#functions/digest/digest-email.ts';
import type { Brand } from '#shared/domain/brand.ts';
import type { Listing } from '#shared/domain/listing.ts';
import type { AlertJob } from '#shared/domain/messages.ts';
import type { TopicMessage } from '#shared/messaging/topic.ts';
import { CLAIM_MS } from '#shared/stores/alert-store.ts';
import type { CaseStore } from '#shared/stores/case-store.ts';
import { aBrand, aCase, aListing, aVerdict } from '../../support/builders.ts';
import { memoryAlertStore, memoryCaseStore, memoryModelStore } from '../../support/memory-stores.ts';

const MORNING = new Date('2026-06-02T00:05:00.000Z');
const daily = aBrand();

type World = DigestServices & {
  cases: CaseStore;
  mails: { brandId: string; mail: TopicMessage }[];
  at: Date;
  all: Brand[];
};

function world(): World {
  const services: World = {
    at: MORNING,
    all: [daily],
    mails: [],
    brands: { list: async () => services.all, get: async (wanted) => services.all.find(({ id }) => id === wanted) },
    cases: memoryCaseStore(),
    alerts: memoryAlertStore(),
    models: memoryModelStore(),
    topics: { publish: async (brandId, mail) => void services.mails.push({ brandId, mail }) },
    consoleUrl: 'https://console.example',
    clock: () => services.at,
  };
  return services;
}

let count = 0;
const anAlert = (overrides: Partial<AlertJob> = {}): AlertJob => ({
  alertId: `alert-${++count}`,
  brandId: 'nordhavn',
  kind: 'case-flagged',
  at: '2026-06-01T12:00:00.000Z',
  message: 'm',
  ...overrides,
});

describe('a digest', () => {
  it('holds yesterday, leaves today for tomorrow, and is sent once', async () => {
    const w = world();
    await w.alerts.keep(anAlert({ message: 'yesterday' }));
    await w.alerts.keep(anAlert({ message: 'today', at: '2026-06-02T00:01:00.000Z' }));
    expect(await digest(w)).toBe(1);
    expect(await digest(w)).toBe(0);
    expect(w.mails).toHaveLength(1);
    expect(w.mails[0]!.mail.text).toContain('yesterday');
    expect(w.mails[0]!.mail.text).not.toContain('today');
    w.at = new Date('2026-06-03T00:05:00.000Z');
    expect(await digest(w)).toBe(1);
    expect(w.mails[1]!.mail.text).toContain('today');
  });

  it('is not sent twice by a tick that runs twice', async () => {
    const w = world();
    await w.alerts.keep(anAlert());
    await Promise.all([digest(w), digest(w)]);
    expect(w.mails).toHaveLength(1);
  });

  it('is not mailed by two ticks at once whose clocks stand on both sides of a period', async () => {
    const w = world();
    await w.alerts.keep(anAlert());
    const early = { ...w, clock: () => new Date('2026-06-02T23:59:59.900Z') };
    const late = { ...w, clock: () => new Date('2026-06-03T00:00:00.100Z') };
    await Promise.all([digest(early), digest(late)]);
    expect(w.mails).toHaveLength(1);
  });

  it('after quiet hours is not mailed by two ticks at once of which one finds an alert more', async () => {
    const w = world();
    const email = daily.alerts.emails[0]!;
    await w.alerts.keep(anAlert({ message: 'night' }), email);
    await w.alerts.keep(anAlert({ message: 'dawn', at: '2026-06-02T07:00:00.000Z' }), email);
    const early = { ...w, clock: () => new Date('2026-06-02T06:59:59.900Z') };
    const late = { ...w, clock: () => new Date('2026-06-02T07:00:00.100Z') };
    await Promise.all([digest(early), digest(late)]);
    expect(w.mails).toHaveLength(1);
    w.at = new Date('2026-06-02T08:00:00.000Z');
    await digest(w);
    const texts = w.mails.map(({ mail }) => mail.text).join('\n');
    for (const message of ['night', 'dawn']) expect(texts.split(message), message).toHaveLength(2);
  });

  it('mails nothing again that was kept by somebody who failed to say so', async () => {
    const w = world();
    const kept = anAlert();
    expect(await w.alerts.claim(kept.alertId, MORNING)).toBe(true);
    await w.alerts.keep(kept);
    expect(await digest(w)).toBe(1);
    const later = new Date(MORNING.getTime() + CLAIM_MS);
    expect(await w.alerts.claim(kept.alertId, later)).toBe(false);
  });

  it('that failed is sent by a later tick, with nothing lost', async () => {
    const w = world();
    const { publish } = w.topics;
    await w.alerts.keep(anAlert({ message: 'kept' }));
    w.topics.publish = async () => Promise.reject(new Error('SNS is away'));
    await expect(digest(w)).rejects.toThrow('1 of 1 digests failed'); // or no alarm would ever hear of it
    w.topics.publish = publish;
    w.at = new Date('2026-06-02T01:05:00.000Z');
    expect(await digest(w)).toBe(1);
    expect(w.mails[0]!.mail.text).toContain('kept');
  });

  it('that fails again when its tick is tried again fails again, so that it ends in the dead letters', async () => {
    const w = world();
    const { publish } = w.topics;
    await w.alerts.keep(anAlert({ message: 'kept' }));
    w.topics.publish = async () => Promise.reject(new Error('SNS is away'));
    await expect(digest(w)).rejects.toThrow('1 of 1 digests failed');
    w.at = new Date(w.at.getTime() + 60_000); // Lambda tries a failed tick again after a minute
    await expect(digest(w)).rejects.toThrow('1 of 1 digests failed');
    w.topics.publish = publish;
    w.at = new Date(w.at.getTime() + 1_000);
    expect(await digest(w)).toBe(1);
    expect(w.mails).toHaveLength(1);
  });

  it("of one brand does not depend on another, nor show another's alerts", async () => {
    const w = world();
    w.all = [aBrand({ id: 'broken' }), daily];
    const { publish } = w.topics;
    w.topics.publish = async (brandId, mail) =>
      brandId === 'broken' ? Promise.reject(new Error('no such topic')) : publish(brandId, mail);
    await w.alerts.keep(anAlert({ brandId: 'broken', message: 'secret of broken' }));
    await w.alerts.keep(anAlert({ message: 'ours' }));
    await expect(digest(w)).rejects.toThrow('1 of 2 digests failed');
    expect(w.mails.map(({ brandId }) => brandId)).toEqual(['nordhavn']);
    expect(w.mails[0]!.mail.text).not.toContain('secret');
  });

  it('comes hourly to brands that want it so, and to those without a digest for what was too much at once', () => {
    const at = new Date('2026-06-02T07:40:00.000Z');
    const end = (digestMode: 'off' | 'hourly' | 'daily') =>
      periodEnd(aBrand({ alerts: { digest: digestMode } }), at).toISOString();
    expect([end('daily'), end('hourly'), end('off')]).toEqual([
      '2026-06-02T00:00:00.000Z',
      '2026-06-02T07:00:00.000Z',
      '2026-06-02T07:00:00.000Z',
    ]);
  });
});

describe('its order', () => {
  it('is lost coverage first, then what needs a person, then the rest; most certain first', () => {
    const sections = digestSections([
      anAlert({ kind: 'removal-verified' }),
      anAlert({ probability: 0.6, message: 'less' }),
      anAlert({ kind: 'awaiting-approval' }),
      anAlert({ probability: 0.9, message: 'more' }),
      anAlert({ kind: 'coverage-lost' }),
    ]);
    expect(sections.map(({ kind }) => kind)).toEqual([
      'coverage-lost',
      'awaiting-approval',
      'case-flagged',
      'removal-verified',
    ]);
    expect(sections[2]!.alerts.map(({ message }) => message)).toEqual(['more', 'less']);
  });

  it('shows a case only where it got to', () => {
    const caseId = 'nordhavn~bazaar~1~1';
    const sections = digestSections([
      anAlert({ caseId, kind: 'removal-verified', at: '2026-06-01T20:00:00.000Z' }),
      anAlert({ caseId, kind: 'case-queued', at: '2026-06-01T08:00:00.000Z' }),
      anAlert({ caseId, kind: 'notice-sent', at: '2026-06-01T09:00:00.000Z' }),
    ]);
    expect(sections.map(({ kind, alerts }) => `${kind} ${alerts.length}`)).toEqual(['removal-verified 1']);
  });
});

describe('its text', () => {
  async function mailWith(cases: number): Promise<TopicMessage> {
    const w = world();
    for (let n = 0; n < cases; n++) {
      const listing = aListing({
        id: `${n}`,
        url: `https://bazaar.example/item/${n}`,
        title: `Nordhavn Fjord Parka no ${n}`,
      });
      const record = aCase({ listing, verdict: aVerdict({ probability: 0.9 - n / 1000 }) });
      await w.cases.open(record);
      await w.alerts.keep(
        anAlert({ caseId: record.id, probability: record.verdict.probability, message: 'found by a watch' }),
      );
    }
    await w.alerts.keep(anAlert({ kind: 'coverage-lost', message: 'ebay, "nordhavn parka": captcha' }));
    await digest(w);
    return w.mails[0]!.mail;
  }

  it('reads like this', async () => {
    const { subject, text } = await mailWith(2);
    expect(subject).toBe('[Nordhavn] 1 not readable, 2 to review (to 2026-06-02 00:00 UTC)');
    expect(text).toMatchInlineSnapshot(`
      "Nordhavn: what happened from 2026-06-01 12:00 UTC to 2026-06-02 00:00 UTC

      1 not readable, 2 to review

      COULD NOT BE READ: WHAT IS THERE IS UNKNOWN, NOT ABSENT (1)
      Results from there are missing, they are not clean. Nothing is done to get around a refusal: ask the site for access, use its official search interface if it has one, open the page yourself and bring it (\`npx markwarden intake\`), or take it out of the watch.
        * ebay, "nordhavn parka": captcha

      NEW, FOR YOUR REVIEW (2)
      Approve or dismiss it: npx markwarden case ID --approve, or --dismiss REASON. Your decision also teaches which sellers to trust.
        Cheap Parka Store (id cheap-parka-store), Shenzhen, CN on bazaar: 2 offers, low price
          https://console.example/review?brand=nordhavn&case=nordhavn%7Ebazaar%7E0%7E1&group=seller
        * 90 %  "Nordhavn Fjord Parka no 0"
          EUR 49.00 (genuine: Fjord Parka, EUR 299.00)
          Asked EUR 49.00; the genuine Fjord Parka sells for EUR 299.00 (16 %).
          hxxps://bazaar[.]example/item/0
          case nordhavn~bazaar~0~1: found by a watch
        * 90 %  "Nordhavn Fjord Parka no 1"
          EUR 49.00 (genuine: Fjord Parka, EUR 299.00)
          Asked EUR 49.00; the genuine Fjord Parka sells for EUR 299.00 (16 %).
          hxxps://bazaar[.]example/item/1
          case nordhavn~bazaar~1~1: found by a watch

      Expediting starts carefully at 95 %: 100 confirmed decisions are needed, and none is counted yet; the next training counts them.

      Addresses of marketplaces are written so that they cannot be clicked. Sent by Markwarden.
      "
    `);
  });

  it('gathers what one seller does for one reason, with the way to it; sellers without a name stand alone', async () => {
    const w = world();
    const offer = async (id: string, seller: Listing['seller'], signal: string, kind: AlertJob['kind']) => {
      const verdict = aVerdict({ signals: [{ id: signal, contribution: 2, evidence: 'x' }] });
      const record = aCase({ listing: aListing({ id, seller }), verdict });
      await w.cases.open(record);
      await w.alerts.keep(anAlert({ caseId: record.id, kind }));
    };
    const shop = { id: 'shop', name: 'Shop https://evil.example' };
    await offer('1', shop, 'low-price', 'case-flagged');
    await offer('2', shop, 'low-price', 'case-flagged');
    await offer('3', shop, 'replica-words', 'case-flagged');
    await offer('4', null, 'low-price', 'case-flagged');
    await offer('5', null, 'low-price', 'case-flagged');
    await offer('6', shop, 'low-price', 'removal-verified');
    await digest(w);
    const { text } = w.mails[0]!.mail;
    const groups = text.split('\n').filter((line) => / on bazaar: /.test(line));
    expect(groups.map((line) => line.trim())).toEqual([
      'Shop hxxps://evil[.]example (id shop), Shenzhen, CN on bazaar: 2 offers, low price',
      'Shop hxxps://evil[.]example (id shop), Shenzhen, CN on bazaar: 1 offer, replica words',
      'not stated on bazaar: 1 offer, low price',
      'not stated on bazaar: 1 offer, low price',
      'Shop hxxps://evil[.]example (id shop), Shenzhen, CN on bazaar: 1 offer, low price',
    ]);
    expect(text.match(/https:.*/g)!.toSorted()).toEqual(
      [
        '/review?brand=nordhavn&case=nordhavn%7Ebazaar%7E1%7E1&group=seller',
        '/review?brand=nordhavn&case=nordhavn%7Ebazaar%7E3%7E1&group=seller',
        '/review?brand=nordhavn&case=nordhavn%7Ebazaar%7E4%7E1&group=seller',
        '/review?brand=nordhavn&case=nordhavn%7Ebazaar%7E5%7E1&group=seller',
        '/seller?brand=nordhavn&marketplace=bazaar&id=shop',
      ].map((path) => `https://console.example${path}`),
    );
  });

  it('shows two of each group, ten groups of each kind, and counts the rest', async () => {
    const { text } = await mailWith(300);
    expect(text.match(/hxxps:/g)).toHaveLength(2);
    expect(text).toContain(': 200 offers');
    expect(text).toContain('… and 198 more of them');
    expect(text).toContain('… and 100 more: https://console.example/cases?brand=nordhavn');
    expect(Buffer.byteLength(text)).toBeLessThan(20_000);
  });
});
