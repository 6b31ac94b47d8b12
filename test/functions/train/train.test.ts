import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TrainServices, train } from '#functions/train/train.ts';
import type { Brand } from '#shared/domain/brand.ts';
import type { Case } from '#shared/domain/case.ts';
import { DECIDABLE_STATES } from '#shared/learning/case-decision.ts';
import { collectDecisions } from '#shared/learning/collect-decisions.ts';
import { logistic } from '#shared/learning/logistic-fit.ts';
import { proveExpediting } from '#shared/learning/prove-expediting.ts';
import { seededRandom } from '#shared/runtime/seeded-random.ts';
import { type ScoringModel, model as shipped } from '#shared/scoring/model.ts';
import { type CaseStore, createCaseStore } from '#shared/stores/case-store.ts';
import { createModelStore } from '#shared/stores/model-store.ts';
import { aBrand, aCase, aListing, aVerdict } from '../../support/builders.ts';
import { memoryModelStore } from '../../support/memory-stores.ts';
import { startTables, type Tables } from '../../support/tables.ts';

const START = Date.UTC(2026, 4, 1);
const NIGHT = new Date('2026-08-01T02:00:00.000Z');

let tables: Tables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

let serial = 0;
let brand: Brand;
let cases: CaseStore;
beforeEach(() => {
  brand = aBrand({ id: `train-${++serial}` });
  cases = createCaseStore(tables.client, tables.names.cases, () => NIGHT);
});

const night = (overrides: Partial<TrainServices> = {}): TrainServices => ({
  brands: { list: async () => [brand] },
  cases,
  models: memoryModelStore(),
  clock: () => NIGHT,
  ...overrides,
});

/** In this world price says more, and suspicious wording less, than the shipped weights believe. */
const TRUTH: Record<string, number> = { 'brand-named': 0.5, 'low-price': 6, 'suspicious-wording': 0.5 };

/** Cases that a person judged by this rule; a new seller every three. */
async function judge(
  count: number,
  options: { seed?: number; of?: Brand; fields?: Partial<Case> } = {},
): Promise<void> {
  const { seed = 1, of = brand, fields = {} } = options;
  const random = seededRandom(seed);
  const records = Array.from({ length: count }, (_, i): Case => {
    const features = { 'brand-named': 1, 'low-price': random(), 'suspicious-wording': random() };
    const sum = Object.entries(features).reduce((total, [id, value]) => total + TRUTH[id]! * value, -3.5);
    const confirmed = random() < logistic(sum);
    const at = new Date(START + i * 3_600_000).toISOString();
    const to = confirmed ? ('queued' as const) : ('dismissed' as const);
    const signals = Object.entries(features).map(([id, value]) => ({ id, value, contribution: 1, evidence: 'so' }));
    return aCase({
      brandId: of.id,
      listing: aListing({ id: `${seed}-${i}`, seller: { id: `seller-${seed}-${Math.floor(i / 3)}` } }),
      state: to,
      openedAt: at,
      verdict: aVerdict({ signals, probability: logistic(sum) }),
      events: [
        { at, from: null, to: 'flagged', by: 'score', why: 'score' },
        { at, from: 'flagged', to, by: 'analyst:ann', why: 'looked' },
      ],
      ...fields,
    });
  });
  for (let i = 0; i < records.length; i += 50) {
    await Promise.all(records.slice(i, i + 50).map((record) => cases.open(record)));
  }
}

describe('a night', () => {
  it('learns from what people decided, promotes what does better, and says what it found', async () => {
    await judge(700);
    const services = night({ models: createModelStore(tables.client, tables.names.brands) });
    const report = await train(services);
    expect(report).toMatchObject({
      promoted: true,
      inUse: shipped.version,
      decisions: { read: 700, withoutFeatures: 0 },
    });
    expect(report.after!.averagePrecision.estimate!).toBeGreaterThan(report.before!.averagePrecision.estimate!);
    expect(await services.models.report()).toEqual(report);
    const promoted = (await services.models.promoted()) as { model: ScoringModel };
    expect(promoted.model.version).toBe(report.candidate);
    expect(promoted.model.weights['low-price']!.weight).toBeGreaterThan(shipped.weights['low-price']!.weight + 0.5);
    expect(promoted.model.weights['suspicious-wording']!.weight).toBeLessThan(2);
  });

  it('that runs twice, or twice at once, promotes once and proves the same', async () => {
    await judge(700);
    const services = night();
    const both = await Promise.all([train(services), train(services)]);
    const { version, promotedAt } = (await services.models.promoted())!;
    const proved = await services.models.expediting(brand.id);
    const again = await train({ ...services, clock: () => new Date(NIGHT.getTime() + 60_000) });
    expect(both.filter(({ promoted }) => promoted)).toHaveLength(1);
    expect(again).toMatchObject({ promoted: false, candidate: version, inUse: version });
    expect(again.why).toBe('these decisions made the model that is in use');
    expect(await services.models.promoted()).toMatchObject({ version, promotedAt });
    expect({ ...(await services.models.expediting(brand.id)), at: '' }).toEqual({ ...proved, at: '' });
  });

  it('with nothing decided promotes nothing and still says where the brand stands', async () => {
    const services = night();
    const report = await train(services);
    expect(report).toMatchObject({ promoted: false, decisions: { read: 0 } });
    expect(report.why).toMatch(/are needed/);
    expect(await services.models.promoted()).toBeUndefined();
    expect(await services.models.expediting(brand.id)).toMatchObject({ proved: false, decided: 0, from: 0.95 });
  });

  it('does not promote what was compared with a model that is no longer in use', async () => {
    await judge(700);
    const models = memoryModelStore();
    const hasty = { ...models, promoted: async () => undefined };
    await models.promote({ ...shipped, version: 'quicker' }, undefined, NIGHT);
    expect(await train(night({ models: hasty }))).toMatchObject({
      promoted: false,
      why: 'another model was promoted or pinned meanwhile',
    });
    expect(await models.promoted()).toMatchObject({ version: 'quicker' });
  });

  it('leaves a pinned model in use until it is unpinned, says so, and keeps what it would have promoted', async () => {
    await judge(700);
    const services = night();
    const { models } = services;
    await models.putVersion({ ...shipped, version: 'chosen' }, NIGHT);
    await models.pin('chosen', { by: 'analyst:ann', at: NIGHT.toISOString() });
    const report = await train(services);
    expect(report).toMatchObject({
      promoted: false,
      inUse: 'chosen',
      why: 'model chosen was pinned by analyst:ann on 2026-08-01; the new one: no figure fell beyond chance on held-out sellers',
    });
    expect(report.after!.averagePrecision.estimate!).toBeGreaterThan(report.before!.averagePrecision.estimate!);
    expect(await models.report()).toEqual(report);
    expect((await models.promoted())?.version).toBe('chosen');
    expect(await models.stored(report.candidate)).toMatchObject({ model: { version: report.candidate } });
    expect((await models.expediting(brand.id))?.modelVersion).toBe('chosen');

    await models.unpin();
    expect(await train(services)).toMatchObject({ promoted: true, candidate: report.candidate });
  });

  it('proves what holds for the model that another run promoted meanwhile', async () => {
    await judge(700);
    const models = memoryModelStore();
    const overtaken = {
      ...models,
      promote: async (...asked: Parameters<typeof models.promote>) => {
        await models.promote({ ...shipped, version: 'quicker' }, undefined, NIGHT);
        return models.promote(...asked);
      },
    };
    expect(await train(night({ models: overtaken }))).toMatchObject({ promoted: false });
    expect((await models.expediting(brand.id))?.modelVersion).toBe('quicker');
  });

  it('that is overtaken while it proves does not replace what the quicker one proved', async () => {
    await judge(700);
    const models = memoryModelStore();
    let minutes = 0;
    const clock = () => new Date(NIGHT.getTime() + minutes++ * 60_000);
    let overtake = async () => {};
    const slow = {
      ...models,
      async putExpediting(...proof: Parameters<typeof models.putExpediting>) {
        const before = overtake;
        overtake = async () => {};
        await before();
        await models.putExpediting(...proof);
      },
    };
    overtake = async () => {
      await models.pin('chosen', { by: 'analyst:ann', at: NIGHT.toISOString() });
      await train(night({ models, clock }));
    };
    await models.putVersion({ ...shipped, version: 'chosen' }, NIGHT);
    await train(night({ models: slow, clock }));
    expect((await models.expediting(brand.id))?.modelVersion).toBe('chosen');
  });

  it('learns from all brands together, and proves the threshold of each from its own decisions', async () => {
    const other = aBrand({ id: `${brand.id}-other` });
    await judge(700);
    await judge(4, { seed: 2, of: other });
    const services = night({ brands: { list: async () => [brand, other] } });
    const report = await train(services);
    expect(report.decisions.read).toBe(704);
    const [own, others] = [await services.models.expediting(brand.id), await services.models.expediting(other.id)];
    expect(own!.decided).toBeGreaterThan(20);
    expect(others!.decided).toBeLessThanOrEqual(4);
    expect([own!.modelVersion, others!.modelVersion]).toEqual([report.candidate, report.candidate]);
  });

  it.each([
    { limits: { perBrand: 500, together: 1_000 }, times: 1 },
    { limits: { perBrand: 500, together: 15 }, times: 2 },
  ])(
    'reads every state $times times for at most $limits.together decisions, and proves the same',
    async ({ limits, times }) => {
      await judge(20);
      let reads = 0;
      const newest: CaseStore['newest'] = (...asked) => {
        reads++;
        return cases.newest(...asked);
      };
      const services = night({ cases: { newest } });
      await train(services, limits);
      expect(reads).toBe(times * DECIDABLE_STATES.length);
      const decided = (await collectDecisions(cases, brand.id, limits.perBrand)).decisions;
      const proof = proveExpediting(brand, decided, shipped, NIGHT);
      expect(await services.models.expediting(brand.id)).toEqual(proof);
      expect(proof.decided).toBeGreaterThan(0);
    },
  );

  it('weighs a random audit by how rarely it is drawn', async () => {
    const rare = aBrand({ id: `${brand.id}-rare` });
    for (const [of, selectionProbability] of [[brand, 1] as const, [rare, 0.01] as const]) {
      await judge(300, { of });
      await judge(60, { seed: 3, of, fields: { selectionProbability } });
    }
    const [often, seldom] = [await train(night()), await train(night({ brands: { list: async () => [rare] } }))];
    const name = /^(2026-05-\d\d-360)-(\w+)$/;
    expect(often.candidate.match(name)![1]).toBe(seldom.candidate.match(name)![1]);
    expect(often.candidate).not.toBe(seldom.candidate); // its last part is made of the weights
  });

  it('keeps to the newest decisions of a long history, and says so', async () => {
    await judge(260);
    const services = night();
    const report = await train(services, { perBrand: 120, together: 100 });
    expect(report.decisions).toEqual({ read: 120, withoutFeatures: 0, beyondLimit: true });
    const { training, heldOut, unused } = report.counts;
    expect(training + heldOut + unused).toBe(100);
  });

  it('keeps the newest of all brands, in whatever order they are read', async () => {
    const other = aBrand({ id: `${brand.id}-other` });
    await judge(60);
    await judge(90, { seed: 2, of: other }); // the last thirty are newer than all of the first brand's
    const limited = (...brands: Brand[]) =>
      train(night({ brands: { list: async () => brands } }), { perBrand: 120, together: 50 });
    const [one, two] = [await limited(brand, other), await limited(other, brand)];
    expect(one.candidate).toMatch(/^2026-05-04-50-/);
    expect(two).toEqual(one);
    expect(one.decisions).toEqual({ read: 150, withoutFeatures: 0, beyondLimit: true });
  });

  it('passes over cases from before the values of signals were stored, and counts them', async () => {
    const unvalued = aVerdict().signals.map(({ value, ...finding }) => finding);
    await judge(5, { fields: { verdict: aVerdict({ signals: unvalued }) } });
    expect((await train(night())).decisions).toEqual({ read: 0, withoutFeatures: 5, beyondLimit: false });
  });

  it('reports how often two analysts agreed', async () => {
    await judge(40);
    const decided = await cases.byBrand(brand.id);
    for (const [i, { id, state }] of decided.slice(0, 10).entries()) {
      const same = state === 'queued' ? ('confirmed' as const) : ('rejected' as const);
      const opposite = state === 'queued' ? ('rejected' as const) : ('confirmed' as const);
      await cases.addOpinion(id, { by: 'analyst:bo', at: NIGHT.toISOString(), decision: i < 8 ? same : opposite });
    }
    expect((await train(night())).agreement).toEqual({ pairs: 10, agreed: 8 });
  });
});
