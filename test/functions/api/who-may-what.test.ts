import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApi } from '#functions/api/api.ts';
import { OPERATIONS } from '#functions/api/operations.ts';
import type { ApiServices, GatewayContext } from '#functions/api/services.ts';
import { EVERY_BRAND, type Role, Role as Roles, roleAllows } from '#shared/domain/membership.ts';
import { anApi, NOW } from '../../support/an-api.ts';
import { aBrand, aCase, aListing } from '../../support/builders.ts';
import { drawnPicture } from '../../support/drawn-pictures.ts';
import { startTables, type Tables } from '../../support/tables.ts';

// Every operation x every role x one's own brand, another's, and none: generated from the table that the API itself is built of.

/** In everything of the other tenant: whatever shows it has leaked. */
const SECRET = 'hemmelig';
const OWN = 'nordhavn';
const OTHER = `${SECRET}-brand`;

const A_PICTURE = (await drawnPicture().png().toBuffer()).toString('base64');

type Tested = (typeof OPERATIONS)[number];

let tables: Tables;
let services: ApiServices;
beforeAll(async () => {
  tables = await startTables();
  ({ services } = anApi(tables));
  await fill(OWN, 'Parka');
  await fill(OTHER, SECRET);
  for (const role of Roles.options) await give(role, OWN, [role]);
  await give('operator', EVERY_BRAND, ['admin']);
});
afterAll(() => tables.stop());

/** One of everything that a brand can have. */
async function fill(brandId: string, title: string): Promise<void> {
  const at = NOW.toISOString();
  await services.brands.put(aBrand({ id: brandId, name: title }), NOW);
  const price = { amount: 299, currency: 'EUR' };
  const product = { sku: `${brandId}-0`, name: title, price, aliases: [], gtins: [], images: [], safety: false };
  await services.products.put(brandId, [product]);
  const listing = aListing({ title });
  await services.cases.open(aCase({ id: `${brandId}~bazaar~1~1`, brandId, state: 'flagged', listing }));
  await services.listings.putScanPage({
    jobId: `${brandId}-job`,
    brandId,
    marketplace: 'bazaar',
    keyword: title,
    period: at,
    page: 1,
    coverage: 'complete',
    listingIds: [],
    rankOffset: 0,
    at,
  });
  await services.audit.append({ at, by: title, action: 'putBrand', brandId });
}

async function give(person: string, brandId: string, roles: Role[]): Promise<void> {
  await services.people.putProfile({ person, email: `${person}@nordhavn.example`, name: person });
  await services.people.putMembership({ person, brandId, roles, by: 'operator:test', at: NOW.toISOString() });
}

/** What each operation is sent, where it wants anything. */
const BODIES: Record<string, (brandId: string) => unknown> = {
  addBrand: (id) => aBrand({ id }),
  putBrand: (id) => aBrand({ id }),
  importProducts: (id) => ({ sku: `${id}-1`, name: 'Parka', price: { amount: 299, currency: 'EUR' } }),
  startDocument: () => ({ sha256: '0'.repeat(64), bytes: 5, ending: 'pdf' }),
  attachDocument: () => ({ key: 'documents/x.pdf', attachment: { kind: 'authority' } }),
  addPictures: () => ({ pictures: [{ name: 'parka.jpg', forms: [{ pdq: '3c'.repeat(32) }] }] }),
  removePictures: () => ({ names: ['parka.jpg'] }),
  removeProducts: (id) => ({ skus: [`${id}-1`] }),
  importHistory: () => 'url,date,outcome,seller\nhttps://www.ebay.com/itm/1234567890,2026-01-01,removed,x',
  listSeenOffers: () => ({ urls: ['https://bazaar.example/item/1'] }),
  startScan: () => ({}),
  trySearch: () => ({ marketplace: 'bazaar', keyword: 'nordhavn' }),
  putMember: () => ({ person: 'somebody', roles: ['moderator'] }),
  sayOfStoreFile: () => ({ state: 'filed', why: 'asked' }),
  recordTestBuy: () => ({ orderId: 'O-1', orderedAt: '2026-11-02' }),
  decideCases: (id) => ({ decision: 'out-of-scope', cases: [{ id: `${id}~bazaar~1~1` }] }),
  approveNotices: (id) => ({ notices: [{ id: `${id}~bazaar~1-1`, digest: '0'.repeat(64) }] }),
  fileNotices: (id) => ({ notices: [{ id: `${id}~bazaar~1-1` }] }),
  assignCase: () => ({ to: 'bo@nordhavn.example' }),
  remarkOnCase: () => ({ text: 'asked the owner' }),
  approveCase: () => ({}),
  dismissCase: () => ({ reason: 'genuine' }),
  addOpinion: () => ({ decision: 'unsure' }),
  stateClaim: () => ({ kind: 'design', right: 'EUIPO:1', sentence: 'The stitching lines are those of the design.' }),
  reopenCase: () => ({ why: 'looked again' }),
  snoozeCase: () => ({ until: '2036-01-01T00:00:00.000Z', why: 'later' }),
  approveNotice: () => ({ digest: '0'.repeat(64) }),
  fileNotice: () => ({}),
  answerNotice: () => ({ kind: 'received' }),
  withdrawNotice: () => ({ why: 'wrong' }),
  putWebhook: () => ({ url: 'https://hooks.example/in' }),
  finishTask: () => ({ task: 'none' }),
  stopSending: () => ({ scope: { marketplace: 'bazaar' }, why: 'court' }),
  releaseSending: () => ({ scope: { marketplace: 'bazaar' } }),
  stopBrand: () => ({ why: 'court' }),
  findPicture: () => ({ file: A_PICTURE }),
  addPage: (brand) => ({ brand, url: 'https://www.temu.com/search', file: '<html></html>' }),
  startUpload: (brand) => ({ brand, bytes: 5_000_000 }),
  addListings: () => ({}),
  reportOffer: (brand) => ({ brand, url: 'https://www.temu.com/x-g-1.html' }),
  pinModel: () => ({ version: 'nobody' }),
};

async function ask(operation: Tested, brandId: string, claims?: Record<string, string>) {
  const id = /^\/(cases|notices)/.test(operation.path) ? `${brandId}~bazaar~1~1` : brandId;
  const named =
    operation.takes === 'lines' && !operation.path.includes('{id}')
      ? `${operation.path.includes('?') ? '&' : '?'}brand=${brandId}`
      : '';
  const path = `/api${operation.path.replace('{id}', encodeURIComponent(id))}${named}`;
  const requestContext: GatewayContext = claims ? { authorizer: { jwt: { claims } } } : {};
  const body = BODIES[operation.id]?.(brandId);
  const response = await createApi(services).request(
    path,
    { method: operation.method.toUpperCase(), body: body === undefined ? undefined : JSON.stringify(body) },
    { requestContext },
  );
  const text = await response.text();
  // What is documented is what is answered.
  if (response.ok) expect(() => operation.answer.parse(JSON.parse(text))).not.toThrow();
  return { status: response.status, text };
}

const person = (sub: string) => ({ sub, client_id: 'console' });
const operationOf = (id: string): Tested => OPERATIONS.find((each) => each.id === id)!;
const EVERY = OPERATIONS.map((operation) => [operation.id, operation] as const);
const BY_ROLE = OPERATIONS.flatMap((operation) =>
  Roles.options.map((role) => [operation.id, role, operation] as const),
);

test('every operation that takes a body is asked with one', () => {
  const withBody = OPERATIONS.filter(({ body }) => body).map(({ id }) => id);
  expect(Object.keys(BODIES).toSorted()).toEqual(withBody.toSorted());
});

describe('without a token', () => {
  test.each(EVERY)('%s is refused', async (_id, operation) => {
    expect((await ask(operation, OWN)).status).toBe(401);
  });
});

describe('somebody whom nobody gave anything', () => {
  test.each(EVERY)('%s is refused, with the number to be told', async (_id, operation) => {
    const { status, text } = await ask(operation, OWN, person('stranger'));
    expect(status).toBe(403);
    expect(text).toContain('stranger');
  });
});

async function everythingOf(brandId: string) {
  return {
    brand: await services.brands.get(brandId),
    watches: await services.brands.watches(brandId),
    case: await services.cases.get(`${brandId}~bazaar~1~1`),
    members: await services.people.ofBrand(brandId),
    audit: await services.audit.page(brandId),
  };
}

describe("another tenant's brand", () => {
  test.each(BY_ROLE)('%s tells a %s nothing and changes nothing', async (_id, role, operation) => {
    const before = await everythingOf(OTHER);
    const { status, text } = await ask(operation, OTHER, person(role));
    // The caller's own words may come back; what is stored may not.
    expect(text.replaceAll(OTHER, '')).not.toContain(SECRET);
    if (operation.path.includes('{id}') || operation.method !== 'get') expect(status).toBeGreaterThanOrEqual(400);
    expect(await everythingOf(OTHER)).toEqual(before);
  });

  test.each(EVERY)('%s is answered as for a brand that does not exist', async (_id, operation) => {
    const theirs = await ask(operation, OTHER, person('admin'));
    const nobodys = await ask(operation, 'no-such-brand', person('admin'));
    expect(theirs.status).toBe(nobodys.status);
    expect(theirs.text.replaceAll(OTHER, 'X')).toBe(nobodys.text.replaceAll('no-such-brand', 'X'));
  });
});

describe('the own brand', () => {
  test.each(BY_ROLE)('%s is for a %s what the role says', async (_id, role, operation) => {
    const { status, text } = await ask(operation, OWN, person(role));
    const isAllowed = roleAllows(role, operation.permission) && operation.about !== 'every';
    if (isAllowed) {
      expect(status, text).toBeLessThan(500);
      expect(status, text).not.toBe(403);
    } else expect([403, 404], text).toContain(status);
    expect(text).not.toContain(SECRET);
  });
});

describe('a machine', () => {
  const machine = (scope: string) => ({ sub: 'reporter', client_id: 'reporter', scope });

  test('does what its token is for and its memberships allow, whichever is less', async () => {
    await give('reporter', OWN, ['enforcer', 'moderator']);
    const status = async (id: string, scope: string) => (await ask(operationOf(id), OWN, machine(scope))).status;

    expect(await status('getBrand', 'markwarden/read')).toBe(200);
    expect(await status('dismissCase', 'markwarden/read')).toBe(403);
    expect(await status('putMember', 'markwarden/read markwarden/administer')).toBe(403);
    expect(await status('getBrand', 'other/read')).toBe(404);
  });
});

describe('what changes something', () => {
  test('is written down with who did it', async () => {
    await services.brands.put(aBrand({ id: 'audited' }), NOW);
    await ask(operationOf('startScan'), 'audited', person('operator'));
    await ask(operationOf('putBrand'), 'audited', person('operator'));

    const { entries } = await services.audit.page('audited');
    const by = 'analyst:operator@nordhavn.example';
    expect(entries.map(({ action, by, subject }) => [action, by, subject]).toSorted()).toEqual([
      ['putBrand', by, 'audited'],
      ['startScan', by, 'audited'],
    ]);
  });
});

describe('operations', () => {
  const put = (body: object, requestContext: GatewayContext) =>
    createApi(services).request('/ops/members', { method: 'PUT', body: JSON.stringify(body) }, { requestContext });

  test('let the first person in for who signs with IAM, and nobody else', async () => {
    const userArn = 'arn:aws:iam::1:user/ops';
    const body = { person: 'First@nordhavn.example' };
    for (const context of [{}, { authorizer: { jwt: { claims: person('operator') } } }])
      expect((await put(body, context)).status).toBe(403);

    expect((await put(body, { authorizer: { iam: { userArn } } })).status).toBe(200);
    const invited = await services.people.get('invited:first@nordhavn.example');
    expect(invited?.memberships).toMatchObject([{ brandId: '*', roles: ['admin'], by: `operator:${userArn}` }]);
  });
});

describe('an unknown parameter', () => {
  test.each(EVERY)('is refused by %s', async (_id, operation) => {
    const { status, text } = await ask({ ...operation, path: `${operation.path}?stranger=x` }, OWN, person('operator'));
    expect(status).toBe(400);
    expect(text).toContain('"stranger"');
  });
});
