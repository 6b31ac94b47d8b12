import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LEASE_MS } from '#functions/submit/send-notice.ts';
import { submit } from '#functions/submit/submit.ts';
import { verify } from '#functions/verify/verify.ts';
import { fileNotice } from '#shared/notices/filing.ts';
import { packetFiles } from '#shared/packet/plan.ts';
import { aBrand, aListing } from '../../support/builders.ts';
import {
  approveUnsent,
  type EnforcementWorld,
  enforcementWorld,
  hours,
  prepared,
} from '../../support/enforcement-world.ts';
import { tries } from '../../support/tries.ts';

// Three hundred offers in one notice, and a worker that dies after any of its three hundred puts.

const OFFERS = 300;
const SELLERS = 40;

/** Taobao reads as the test's marketplace does; the programme, its cap and its channel are the real ones. */
async function taobao(): Promise<EnforcementWorld> {
  const mark = { ...aBrand().marks[0]!, jurisdictions: ['CN'], office: 'CNIPA', number: '12345678' };
  const reporter = { ...aBrand().contacts.reporter!, phone: '+45 00 00 00 01' };
  const brand = aBrand({
    marks: [mark],
    contacts: { ...aBrand().contacts, reporter },
    enforcement: { dailyCap: 500 },
  });
  const w = enforcementWorld({ brand, delivery: { status: 'ready-to-file', packetKey: 'packet' } });
  for (let n = 0; n < OFFERS; n++) {
    const id = String(570_000_000_000 + n);
    const seller = { id: `shop-${n % SELLERS}`, name: `Shop ${n % SELLERS}` };
    const listing = aListing({ marketplace: 'taobao', id, url: `https://item.taobao.com/item.htm?id=${id}`, seller });
    await submit({ caseId: (await w.open({ listing })).id }, w);
  }
  return w;
}

describe('three hundred Taobao offers of forty sellers', () => {
  it('are one notice, one approval and one "filed"', async () => {
    const w = await taobao();
    const cases = await w.cases.byBrand('nordhavn');
    expect(new Set(cases.map(({ state }) => state))).toEqual(new Set(['drafted']));
    expect(new Set(cases.map(({ noticeId }) => noticeId)).size).toBe(1);
    await w.tick(1);
    expect(w.alertsSent.filter(({ kind }) => kind === 'awaiting-approval')).toHaveLength(1);
    let actions = 0;
    const notice = (await w.notices.get(cases[0]!.noticeId!))!;
    await w.approve(notice);
    actions++;
    expect(w.sent).toHaveLength(1);
    const { notice: sent, targets } = w.sent[0]!;
    const { brandId, reference, content } = sent;
    const files = packetFiles({ brandId, reference, content, targets: targets.map(({ statement }) => statement) });
    const urls = files.filter(({ path }) => path.startsWith('20-urls-'));
    expect(urls.map((file) => 'text' in file && file.text.trim().split('\n').length)).toEqual([300]);
    // Page, headers, screenshot, facts and the picture of each offer.
    expect(files.filter(({ path }) => path.startsWith('40-evidence/'))).toHaveLength(5 * OFFERS);
    await fileNotice((await w.notices.get(notice.id))!, { by: 'analyst:jane', number: 'A-1' }, w);
    actions++;
    expect(actions).toBe(2);
    const after = await w.cases.byBrand('nordhavn');
    expect(new Set(after.map(({ state }) => state))).toEqual(new Set(['submitted']));
  });
});

describe('a worker that dies at any put of a batch', () => {
  /** Twelve offers, so that every one of its puts can be tried: the steps are the same for three hundred. */
  const BATCH = 12;
  it('sends no key twice and loses none, wherever it dies and however often', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(BATCH * 6), { minLength: 1, maxLength: 4 }), async (deaths) => {
        const w = enforcementWorld();
        const { records, notice } = await prepared(w, ...Array.from({ length: BATCH }, (_, n) => `${n}`));
        await approveUnsent(w, notice);
        for (const after of deaths) {
          await dyingAfter(after, w, () => submit({ noticeId: notice.id }, w));
          w.at = new Date(w.at.getTime() + LEASE_MS + 1);
          await dyingAfter(after + 1, w, () => verify(w, () => 300_000).then(() => w.deliver()));
        }
        w.lookUpSays = w.sent.length > 0 ? { found: 'yes', externalId: 'V-1' } : { found: 'no' };
        for (let hour = 1; hour < 8; hour++) {
          await w.tick(hour + (w.at.getTime() - hours(0).getTime()) / 3_600_000);
          if (w.sent.length > 0) w.lookUpSays = { found: 'yes', externalId: 'V-1' };
        }
        const keys = w.sent.flatMap(({ targets }) => targets.map(({ onceKey }) => onceKey));
        expect(keys).toHaveLength(BATCH);
        expect(new Set(keys).size).toBe(BATCH);
        for (const record of records) expect((await w.caseOf(record)).state).toBe('submitted');
      }),
      { numRuns: tries(25, 600) },
    );
  });
});

const WRITES = ['write', 'writeTarget', 'claimOnce', 'addTarget'] as const;

/** Runs the work with every put after that one failing, as for a process that is gone. */
async function dyingAfter(puts: number, w: EnforcementWorld, work: () => Promise<unknown>): Promise<void> {
  const whole = { ...w.notices };
  let left = puts;
  for (const name of WRITES) {
    const put = whole[name] as (...inputs: unknown[]) => Promise<unknown>;
    (w.notices as Record<string, unknown>)[name] = async (...inputs: unknown[]) => {
      if (left-- <= 0) throw new Error('died');
      return put(...inputs);
    };
  }
  await work().catch(() => undefined);
  Object.assign(w.notices, whole);
}
