import { afterAll, beforeAll } from 'vitest';
import { apiFor } from '#functions/api/api.ts';
import type { ApiServices } from '#functions/api/services.ts';
import type { Case } from '#shared/domain/case.ts';
import type { TakedownJob } from '#shared/domain/messages.ts';
import { readSearchedPicture } from '#shared/imaging/searched-picture.ts';
import type { SendOptions } from '#shared/messaging/queue.ts';
import { createAuditStore } from '#shared/stores/audit-store.ts';
import { createBrandStore } from '#shared/stores/brand-store.ts';
import { createCaseListStore } from '#shared/stores/case-list-store.ts';
import { type CaseStore, createCaseStore } from '#shared/stores/case-store.ts';
import { createListingStore } from '#shared/stores/listing-store.ts';
import { createModelStore } from '#shared/stores/model-store.ts';
import { createNoticeStore } from '#shared/stores/notice-store.ts';
import { createPeopleStore } from '#shared/stores/people-store.ts';
import { createPictureStore } from '#shared/stores/picture-store.ts';
import { createProductStore } from '#shared/stores/product-store.ts';
import { createQuotaStore } from '#shared/stores/quota-store.ts';
import { createRequestStore } from '#shared/stores/request-store.ts';
import { createRollUpStore } from '#shared/stores/roll-up-store.ts';
import { createSellerRecordStore } from '#shared/stores/seller-record-store.ts';
import { createStoreFileStore } from '#shared/stores/store-file-store.ts';
import { createSwitchStore } from '#shared/stores/switch-store.ts';
import { createWebhookStore } from '#shared/stores/webhook-store.ts';
import { allReached } from './all-reached.ts';
import { anAdmin } from './an-access.ts';
import { aCase, aListing } from './builders.ts';
import { expectDocumented } from './contract.ts';
import { memoryEvidence } from './memory-evidence.ts';
import { memoryQueue } from './memory-queue.ts';
import { startTables, type Tables } from './tables.ts';
import { testWebhookKeys } from './webhooks.ts';

export const NOW = new Date('2026-11-23T09:00:00Z');

let opened = 0;
/** A case of an offer of its own. */
export async function openCase(cases: Pick<CaseStore, 'open'>, overrides: Partial<Case> = {}): Promise<Case> {
  opened += 1;
  const record = aCase({
    id: `nordhavn~bazaar~api-${opened}~1`,
    listing: aListing({ id: `api-${opened}` }),
    ...overrides,
  });
  if (!(await cases.open(record))) throw new Error(`${record.id} is open already`);
  return record;
}

/** The API over real tables, as an administrator of everything calls it unless another caller is named. */
export function anApi(tables: Tables, clock = () => NOW) {
  const takedowns: { job: TakedownJob; options?: SendOptions }[] = [];
  const prepared: string[] = [];
  const ticks: string[] = [];
  const cases = createCaseStore(tables.client, tables.names.cases);
  const models = createModelStore(tables.client, tables.names.brands);
  const listings = createListingStore(tables.client, tables.names.listings);
  const services: ApiServices = {
    brands: createBrandStore(tables.client, tables.names.brands),
    sellerRecords: createSellerRecordStore(tables.client, tables.names.cases),
    products: createProductStore(tables.client, tables.names.brands),
    pictures: createPictureStore(tables.client, tables.names.brands),
    listings,
    cases,
    models,
    notices: createNoticeStore(tables.client, tables.names.cases),
    storeFiles: createStoreFileStore(tables.client, tables.names.cases),
    rollUps: createRollUpStore(tables.client, tables.names.cases),
    quotas: createQuotaStore(tables.client, tables.names.cases),
    switches: createSwitchStore(tables.client, tables.names.cases),
    alerts: { send: async () => {}, sendAll: async () => {} },
    takedowns: {
      send: async (job, options) => void takedowns.push({ job, options }),
      sendAll: async (all) => void takedowns.push(...all.map(({ message, options }) => ({ job: message, options }))),
    },
    scans: memoryQueue(),
    archive: { put: async () => 'archived' },
    uploads: { start: async () => ({ upload: 'u', address: 'https://s3.example/u' }), take: async () => undefined },
    people: createPeopleStore(tables.client, tables.names.people),
    audit: createAuditStore(tables.client, tables.names.audit),
    requests: createRequestStore(tables.client, tables.names.cases),
    webhooks: createWebhookStore(tables.client, tables.names.cases),
    webhookKeys: testWebhookKeys(),
    webhookJobs: memoryQueue(),
    caseLists: createCaseListStore(tables.client, tables.names.cases),
    prepareAlerts: async (brand) => void prepared.push(brand.id),
    alertAddresses: allReached,
    tick: async () => void ticks.push('tick'),
    rebuild: async () => {},
    lookAtSearch: async () => ({ coverage: 'empty', found: 0, excluded: 0, isMore: false, first: [] }),
    clock,
    documents: {
      start: async (_, { sha256, ending }) => ({
        key: `${sha256}.${ending}`,
        address: 'https://s3.example/d',
        headers: {},
      }),
      keep: async (_, { name }) => ({ key: name, sha256: '0'.repeat(64) }),
      check: async () => ({ sha256: '0'.repeat(64) }),
    },
    captures: memoryQueue(),
    evidence: memoryEvidence(),
    exportCase: async () => ({ key: 'packets/nordhavn/case.zip' }),
    packStore: async () => ({ key: 'packets/nordhavn/store.zip' }),
    readPicture: readSearchedPicture,
    evidenceLinks: { linkTo: async (key) => `https://evidence.example/${key}` },
  };
  const call = async (
    method: string,
    path: string,
    body?: unknown,
    caller = anAdmin(),
    headers: Record<string, string> = {},
  ) => {
    const response = await apiFor(services, caller).request(path, {
      method,
      headers,
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    await expectDocumented(method, path, response);
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: /json$/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : undefined,
    };
  };
  return { call, services, cases, models, listings, takedowns, prepared, ticks };
}

/** The same over tables of the file's own. */
export function apiOfThisFile() {
  let tables: Tables;
  beforeAll(async () => {
    tables = await startTables();
  });
  afterAll(() => tables.stop());
  return () => anApi(tables);
}
