import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { createBrandNames } from '#functions/console/brand-names.ts';
import { createConsole } from '#functions/console/console.ts';
import type { ConsoleServices } from '#functions/console/services.ts';
import { createIdentityProvider, type LocalIdentityProvider } from '#infra/local/host/identity-provider.ts';
import { closeServer, listenOnLoopback } from '#infra/local/host/loopback.ts';
import { openSigningKey } from '#infra/local/host/signing-key.ts';
import type { Role } from '#shared/domain/membership.ts';
import { readSearchedPicture } from '#shared/imaging/searched-picture.ts';
import { createTokenVerifier } from '#shared/people/token-verifier.ts';
import { createAuditStore } from '#shared/stores/audit-store.ts';
import { createBrandStore } from '#shared/stores/brand-store.ts';
import { createCaseListStore } from '#shared/stores/case-list-store.ts';
import { createCaseStore } from '#shared/stores/case-store.ts';
import { createListingStore } from '#shared/stores/listing-store.ts';
import { createModelStore } from '#shared/stores/model-store.ts';
import { createNoticeStore } from '#shared/stores/notice-store.ts';
import { createPeopleStore } from '#shared/stores/people-store.ts';
import { createPictureStore } from '#shared/stores/picture-store.ts';
import { createProductStore } from '#shared/stores/product-store.ts';
import { createQuotaStore } from '#shared/stores/quota-store.ts';
import { createReportLinkStore } from '#shared/stores/report-link-store.ts';
import { createRollUpStore } from '#shared/stores/roll-up-store.ts';
import { createSellerRecordStore } from '#shared/stores/seller-record-store.ts';
import { createStoreFileStore } from '#shared/stores/store-file-store.ts';
import { createSwitchStore } from '#shared/stores/switch-store.ts';
import { createWebhookStore } from '#shared/stores/webhook-store.ts';
import { allReached } from './all-reached.ts';
import { memoryEvidence } from './memory-evidence.ts';
import { memoryQueue } from './memory-queue.ts';
import { startTables, type Tables } from './tables.ts';
import { testWebhookKeys } from './webhooks.ts';

export type TestPerson = { sub: string; email: string; name: string };
export const IDA: TestPerson = { sub: 'ida', email: 'ida@nordhavn.example', name: 'Ida Lindqvist' };

const CLIENT = 'test-client';

type Outside = Pick<
  ConsoleServices,
  | 'fetchPicture'
  | 'evidenceLinks'
  | 'reportFiles'
  | 'evidence'
  | 'captures'
  | 'documents'
  | 'exportCase'
  | 'packStore'
  | 'readPicture'
  | 'archive'
  | 'scans'
  | 'prepareAlerts'
  | 'alertAddresses'
  | 'tick'
  | 'lookAtSearch'
  | 'translator'
>;

/** Nothing outside: whoever wants pictures or evidence brings them. */
const NOTHING_OUTSIDE: Outside = {
  fetchPicture: async (url) => {
    throw new Error(`nothing is fetched here: ${url}`);
  },
  scans: memoryQueue(),
  prepareAlerts: async () => {},
  alertAddresses: allReached,
  tick: async () => {},
  lookAtSearch: async ({ keyword }) => {
    throw new Error(`nothing is searched for here: ${keyword}`);
  },
  captures: memoryQueue(),
  documents: {
    keep: async (_, { name }) => {
      throw new Error(`nothing is kept here: ${name}`);
    },
    check: async () => ({ refused: 'nothing is kept here' }),
  },
  evidence: memoryEvidence(),
  exportCase: async () => ({ key: 'packets/nordhavn/case.zip' }),
  packStore: async () => ({ key: 'packets/nordhavn/store.zip' }),
  readPicture: readSearchedPicture,
  archive: {
    put: async ({ url }) => {
      throw new Error(`nothing is kept here: ${url}`);
    },
  },
  reportFiles: { linkTo: async (key) => `https://pages.example/${key}`, isThere: async () => true },
  evidenceLinks: { origin: 'https://evidence.example', linkTo: async (key) => `https://evidence.example/${key}` },
};

/** The console over real tables and a real identity provider, each on loopback. One per test file. */
export type TestConsole = {
  url: string;
  app: ReturnType<typeof createConsole>;
  services: ConsoleServices;
  tables: Tables;
  identity: LocalIdentityProvider;
  /** Whoever is not in this list any more is refused by the identity provider. */
  people: TestPerson[];
  /** The console's clock; what it says may be moved. */
  clock: { now: Date };
  give: (person: TestPerson, brandId: string, roles: Role[]) => Promise<void>;
  /** A link that signs a browser in once and leads to the console. */
  link: (person?: TestPerson) => string;
  stop: () => Promise<void>;
};

export async function aConsole(outside: Partial<Outside> = {}): Promise<TestConsole> {
  const tables = await startTables();
  const [identityServer, consoleServer] = [createServer(), createServer()];
  const issuer = await listenOnLoopback(identityServer);
  const url = await listenOnLoopback(consoleServer);
  const people: TestPerson[] = [IDA];
  const clock = { now: new Date() };
  const identity = createIdentityProvider({
    issuer,
    clients: [{ id: CLIENT, callbackUrls: [`${url}/signin/callback`], logoutUrls: [`${url}/signed-out`] }],
    people,
    key: await openSigningKey(),
    now: Date.now,
  });
  identityServer.on('request', identity.listener);
  const services = { ...consoleServices(tables, { issuer, url, clock }), ...outside };
  const app = createConsole(services);
  consoleServer.on('request', getRequestListener(app.fetch));
  const give: TestConsole['give'] = async ({ sub }, brandId, roles) =>
    services.people.putMembership({
      person: sub,
      brandId,
      roles,
      by: 'operator:test',
      at: clock.now.toISOString(),
    });
  return {
    url,
    app,
    services,
    tables,
    identity,
    people,
    clock,
    give,
    link: (person = IDA) => identity.oneTimeLink(person, `${url}/`),
    stop: () => stopAll([identityServer, consoleServer], tables),
  };
}

function consoleServices(
  { client, names }: Tables,
  { issuer, url, clock }: { issuer: string; url: string; clock: { now: Date } },
): ConsoleServices {
  const now = () => clock.now;
  const brands = createBrandStore(client, names.brands);
  return {
    people: createPeopleStore(client, names.people, now),
    stores: {
      brands,
      sellerRecords: createSellerRecordStore(client, names.cases),
      products: createProductStore(client, names.brands),
      pictures: createPictureStore(client, names.brands),
      cases: createCaseStore(client, names.cases, now),
      notices: createNoticeStore(client, names.cases),
      storeFiles: createStoreFileStore(client, names.cases),
      listings: createListingStore(client, names.listings, now),
      models: createModelStore(client, names.brands),
    },
    caseLists: createCaseListStore(client, names.cases),
    rollUps: createRollUpStore(client, names.cases),
    reportLinks: createReportLinkStore(client, names.cases),
    audit: createAuditStore(client, names.audit),
    quotas: createQuotaStore(client, names.cases),
    switches: createSwitchStore(client, names.cases),
    webhooks: createWebhookStore(client, names.cases),
    webhookKeys: testWebhookKeys(),
    webhookJobs: memoryQueue(),
    takedowns: memoryQueue(),
    alerts: memoryQueue(),
    provider: { loginUrl: issuer, clientId: CLIENT },
    brandName: createBrandNames(brands, now),
    verifyIdToken: createTokenVerifier({ issuer, clientId: CLIENT }),
    consoleUrl: url,
    ...NOTHING_OUTSIDE,
    clock: now,
  };
}

async function stopAll(servers: readonly Server[], tables: Tables): Promise<void> {
  await Promise.all(servers.map(closeServer));
  await tables.stop();
}

/** A browser without a screen: keeps cookies, follows redirects between the two servers as a person's browser would. */
export class Visitor {
  readonly cookies = new Map<string, string>();

  async open(url: string, init: RequestInit = {}, hops = 10): Promise<Response & { finalUrl: string }> {
    const headers = { ...(init.headers as Record<string, string>), cookie: this.#cookieHeader() };
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    const location = response.headers.get('location');
    if (!location || hops === 0) return Object.assign(response, { finalUrl: url });
    return this.open(new URL(location, url).href, {}, hops - 1);
  }

  #cookieHeader = () => [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');

  #keep(line: string): void {
    const [pair, ...attributes] = line.split('; ');
    const cut = pair!.indexOf('=');
    const name = pair!.slice(0, cut);
    if (attributes.some((each) => /^max-age=0$/i.test(each))) this.cookies.delete(name);
    else this.cookies.set(name, pair!.slice(cut + 1));
  }
}
