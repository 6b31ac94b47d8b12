import { describe, expect, it } from 'vitest';
import { alert } from '#functions/alert/alert.ts';
import { confirmedCases } from '#functions/score/confirmed-cases.ts';
import type { Judgement } from '#functions/score/evaluate-listing.ts';
import { followUp } from '#functions/score/follow-up.ts';
import type { ScoreServices } from '#functions/score/services.ts';
import type { Listing } from '#shared/domain/listing.ts';
import type { AlertJob, TakedownJob } from '#shared/domain/messages.ts';
import type { TopicMessage } from '#shared/messaging/topic.ts';
import { aBrand, aCase, aListing, aVerdict } from '../../support/builders.ts';
import { memoryQueue } from '../../support/memory-queue.ts';
import { memoryAlertStore, memoryCaseStore, memoryQuotaStore } from '../../support/memory-stores.ts';
import { noWebhooks } from '../../support/webhooks.ts';

const NOW = new Date('2026-06-01T12:00:00.000Z');
const brand = aBrand({ alerts: { emails: ['a@nordhavn.example'], digest: 'daily', criticalAt: 0.9 } });

/** Scoring's alerts go to the real alert function; what it mails is what people get at once. */
function world() {
  const [alerts, takedowns] = [memoryQueue<AlertJob>(), memoryQueue<TakedownJob>()];
  const cases = memoryCaseStore();
  const mails: TopicMessage[] = [];
  const told = memoryAlertStore();
  const services = {
    cases,
    alerts,
    captures: memoryQueue(),
    takedowns,
    listings: { get: async () => undefined },
    confirmedCases: async () => confirmedCases([], { images: [], known: 'all' }, []),
    clock: () => NOW,
  } as unknown as ScoreServices;
  return {
    cases,
    mails,
    async found(probability: number, overrides: Partial<Parameters<typeof aListing>[0]> = {}, expedite = false) {
      const verdict = aVerdict({ probability, decision: expedite ? 'expedite' : 'review' });
      const facts = { brand, listing: aListing(overrides), now: NOW };
      await followUp(brand, { facts, verdict, sellerCases: [], finding: 'present' } as Judgement, services);
      for (const { message } of alerts.sent.splice(0))
        await alert(message, {
          brands: { get: async () => brand },
          cases,
          alerts: told,
          quotas: memoryQuotaStore(),
          topics: { publish: async (_, mail) => void mails.push(mail) },
          ...noWebhooks(),
          clock: () => NOW,
        });
    },
  };
}

describe('people are told', () => {
  it('when a flagged case gets so bad that the brand wants to hear of it at once, and once only', async () => {
    const w = world();
    await w.found(0.62);
    expect(w.mails).toEqual([]);
    await w.found(0.93, { title: 'Nordhavn Fjord Parka 1:1 replica' });
    expect(w.mails.map(({ subject }) => subject)).toEqual([
      '[Nordhavn] A listing looks suspicious: item 1001 on bazaar, 93 %',
    ]);
    await w.found(0.95, { title: 'Nordhavn Fjord Parka 1:1 replica AAA' });
    expect(w.mails).toHaveLength(1);
  });

  it('once of an offer that is back, with what is to be done about it', async () => {
    const w = world();
    await w.cases.open(aCase({ state: 'removed', removedAt: NOW.toISOString() }));
    await w.found(0.97);
    expect(w.mails.map(({ subject }) => subject)).toEqual([
      '[Nordhavn] A removed listing is back: item 1001 on bazaar, 97 %',
    ]);
    expect(w.mails[0]!.text).toContain('Approve or dismiss it');
  });
});

describe('a worker that died between opening a case and telling of it', () => {
  const opened = (openedAt: string) => {
    const event = { at: openedAt, from: null, to: 'queued', by: 'score', why: 'probability 0.97' } as const;
    const drafted = { ...event, from: 'queued', to: 'drafted', by: 'submit', why: 'in notice 1' } as const;
    return aCase({ state: 'drafted', openedAt, events: [event, drafted] });
  };

  it('is made good by the next one, though the case went on meanwhile', async () => {
    const w = world();
    await w.cases.open(opened('2026-06-01T11:30:00.000Z'));
    await w.found(0.97, {}, true);
    await w.found(0.97, {}, true);
    expect(w.mails.map(({ subject }) => subject)).toEqual([
      '[Nordhavn] A likely counterfeit was found: item 1001 on bazaar, 96 %',
    ]);
  });

  it('is forgotten when no message can be as old: what was told of an old case may be forgotten, too', async () => {
    const w = world();
    await w.cases.open(opened('2026-03-01T12:00:00.000Z'));
    await w.found(0.97, {}, true);
    expect(w.mails).toEqual([]);
  });
});

describe('what is on sale again at the address of a removed offer', () => {
  const seller = aListing().seller!;
  const foundAgain = async (by: Listing['seller']) => {
    const w = world();
    const removed = aCase({ state: 'removed', removedAt: NOW.toISOString() });
    await w.cases.open(removed);
    await w.found(0.97, { seller: by });
    const next = await w.cases.get(removed.id.replace(/1$/, '2'));
    return { relistingOf: next?.relistingOf, before: (await w.cases.get(removed.id))?.state, removed, mails: w.mails };
  };

  it('is no relisting when it is another seller’s: a catalogue page outlives its offers', async () => {
    const { relistingOf, before, mails } = await foundAgain({ id: 'havn-outlet', name: 'Havn Outlet' });
    expect(relistingOf).toBeUndefined();
    expect(before).toBe('removed');
    expect(mails.map(({ subject }) => subject)).toEqual([
      '[Nordhavn] A listing looks suspicious: item 1001 on bazaar, 97 %',
    ]);
  });

  it.each([
    ['the same seller’s, under a new name', { ...seller, name: 'Parka Store Reborn' }],
    ['of a seller whom the page does not name', null],
  ])('is one when it is %s', async (_, by) => {
    const { relistingOf, before, removed } = await foundAgain(by);
    expect(relistingOf).toBe(removed.id);
    expect(before).toBe('relisted');
  });
});
