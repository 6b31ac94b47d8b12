import { dynamo } from '#shared/runtime/clients.ts';
import { systemClock } from '#shared/runtime/clock.ts';
import { readEnv } from '#shared/runtime/env.ts';
import { createBrandStore } from '#shared/stores/brand-store.ts';
import { createCaseStore } from '#shared/stores/case-store.ts';
import { createModelStore } from '#shared/stores/model-store.ts';
import { Env } from './env.ts';
import { train } from './train.ts';

// Trigger: schedule.
const env = readEnv(Env);
const tables = dynamo();
const services = {
  brands: createBrandStore(tables, env.BRANDS_TABLE),
  cases: createCaseStore(tables, env.CASES_TABLE),
  models: createModelStore(tables, env.BRANDS_TABLE),
  clock: systemClock,
};

export const handler = async (): Promise<{ promoted: boolean }> => {
  const { promoted } = await train(services);
  return { promoted };
};
