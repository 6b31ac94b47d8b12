// How long the console's pages take with a brand's year stored: 50,000 listings, 10,000 cases of which 2,000 wait, a month of scans. `npm run bench:console`.
// Over the embedded store in the same process, so its work is counted too; without pictures. On a machine that has other work the times
// say little: CPU is what one request took of the processor, store included.
import '../environment.ts';
import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { build } from 'esbuild';
import type { ConsoleServices } from '#functions/console/services.ts';
import { NATIVE_PACKAGES, PROJECT_ROOT } from '#infra/aws/constructs/native-packages.ts';
import type { CaseState } from '#shared/domain/case.ts';
import { dayOf } from '#shared/domain/days.ts';
import { pagesReadOf } from '#shared/reporting/pages-read.ts';
import { createAuditStore } from '#shared/stores/audit-store.ts';
import { createBrandStore } from '#shared/stores/brand-store.ts';
import { caseItem } from '#shared/stores/case-item.ts';
import { createCaseListStore } from '#shared/stores/case-list-store.ts';
import { createCaseStore } from '#shared/stores/case-store.ts';
import { createListingStore } from '#shared/stores/listing-store.ts';
import { createModelStore } from '#shared/stores/model-store.ts';
import { createNoticeStore } from '#shared/stores/notice-store.ts';
import { createPeopleStore } from '#shared/stores/people-store.ts';
import { createPictureStore } from '#shared/stores/picture-store.ts';
import { createProductStore } from '#shared/stores/product-store.ts';
import { createQuotaStore } from '#shared/stores/quota-store.ts';
import { createRollUpStore } from '#shared/stores/roll-up-store.ts';
import { createSellerRecordStore } from '#shared/stores/seller-record-store.ts';
import { createStoreFileStore } from '#shared/stores/store-file-store.ts';
import { createSwitchStore } from '#shared/stores/switch-store.ts';
import { createWebhookStore } from '#shared/stores/webhook-store.ts';
import { aBrand, aCase, aListing, aScanPage } from '../support/builders.ts';
import { memoryEvidence } from '../support/memory-evidence.ts';
import { memoryQueue } from '../support/memory-queue.ts';
import { startTables, type Tables } from '../support/tables.ts';

const [LISTINGS, CASES, WAITING, REQUESTS, WARM_UP] = [50_000, 10_000, 2_000, 50, 5];
const STATES: readonly CaseState[] = ['dismissed', 'removed', 'withdrawn', 'authorised'];
const SELLERS = 400;
/** A hundred a day. */
const SCAN_PAGES = 3000;

const tables = await startTables();
try {
  await fill(tables);
  const bundle = join(PROJECT_ROOT, 'node_modules', '.cache', `markwarden-console-${process.pid}.mjs`);
  const { createConsole } = await bundled(bundle);
  const { services, cookie } = await signedIn(tables);
  const app = createConsole(services);
  const first = encodeURIComponent('nordhavn~bazaar~case-1~1');
  const pages = ['/', '/trends', '/review', '/review?group=seller', '/notices', '/stores', '/scans', '/figures'];
  pages.push(`/case?id=${first}`, '/seller?brand=nordhavn&marketplace=bazaar&id=seller-1', '/learning', '/settings');
  pages.push('/brand', '/brand/products?brand=nordhavn', '/brand/papers?brand=nordhavn', '/brand/file?brand=nordhavn');
  console.log(
    `${LISTINGS} listings and ${CASES} cases stored, ${WAITING} of them waiting; ${REQUESTS} warm requests each`,
  );
  for (const page of pages)
    console.log(await timed(page, () => app.fetch(new Request(`http://127.0.0.1${page}`, { headers: { cookie } }))));
} finally {
  await tables.stop();
}

async function timed(page: string, ask: () => Response | Promise<Response>): Promise<string> {
  const times: number[] = [];
  let bytes = 0;
  let cpuBefore = process.cpuUsage();
  for (let i = 0; i < WARM_UP + REQUESTS; i++) {
    if (i === WARM_UP) cpuBefore = process.cpuUsage();
    const startedMs = performance.now();
    const response = await ask();
    bytes = (await response.arrayBuffer()).byteLength;
    if (response.status !== 200) throw new Error(`${page} answered ${response.status}`);
    if (i >= WARM_UP) times.push(performance.now() - startedMs);
  }
  const { user, system } = process.cpuUsage(cpuBefore);
  const cpuMs = (user + system) / 1000 / REQUESTS;
  times.sort((a, b) => a - b);
  const at = (share: number) => `${times[Math.ceil(share * times.length) - 1]!.toFixed(0)} ms`;
  const name = page.split(/(?=[?])/)[0]!.padEnd(16);
  return `${name} p50 ${at(0.5).padStart(7)}  p95 ${at(0.95).padStart(7)}  CPU ${cpuMs.toFixed(0).padStart(4)} ms  ${(bytes / 1000).toFixed(1)} KB`;
}

/** Node strips types but knows neither JSX nor text imports. */
async function bundled(outfile: string): Promise<typeof import('#functions/console/console.ts')> {
  const banner =
    "import { createRequire as bannerRequire } from 'node:module'; const require = bannerRequire(import.meta.url);";
  await build({
    absWorkingDir: PROJECT_ROOT,
    entryPoints: ['functions/console/console.ts'],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    external: [...NATIVE_PACKAGES],
    banner: { js: banner },
    logLevel: 'error',
  });
  try {
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(outfile);
  }
}

async function signedIn({ client, names }: Tables): Promise<{ services: ConsoleServices; cookie: string }> {
  const [at, secret] = [new Date(), 'bench'];
  const people = createPeopleStore(client, names.people);
  await people.putMembership({
    person: 'ida',
    brandId: 'nordhavn',
    roles: ['admin'],
    by: 'bench',
    at: at.toISOString(),
  });
  await people.openSession({
    person: 'ida',
    secretHash: createHash('sha256').update(secret).digest('hex'),
    csrfToken: 'bench',
    refreshToken: 'bench',
    checkAt: new Date(at.getTime() + 3_600_000).toISOString(),
    signedInAt: at.toISOString(),
    expiresAt: Math.floor(at.getTime() / 1000) + 3600,
  });
  const outOfReach = async () => Promise.reject(new Error('not in the bench'));
  const services: ConsoleServices = {
    people,
    stores: {
      brands: createBrandStore(client, names.brands),
      sellerRecords: createSellerRecordStore(client, names.cases),
      products: createProductStore(client, names.brands),
      pictures: createPictureStore(client, names.brands),
      cases: createCaseStore(client, names.cases),
      notices: createNoticeStore(client, names.cases),
      storeFiles: createStoreFileStore(client, names.cases),
      listings: createListingStore(client, names.listings),
      models: createModelStore(client, names.brands),
    },
    caseLists: createCaseListStore(client, names.cases),
    rollUps: createRollUpStore(client, names.cases),
    brandName: async (id) => id,
    audit: createAuditStore(client, names.audit),
    quotas: createQuotaStore(client, names.cases),
    switches: createSwitchStore(client, names.cases),
    webhooks: createWebhookStore(client, names.cases),
    webhookKeys: { secretOf: outOfReach, seal: outOfReach },
    webhookJobs: memoryQueue(),
    takedowns: memoryQueue(),
    alerts: memoryQueue(),
    scans: memoryQueue(),
    archive: { put: outOfReach },
    provider: { loginUrl: 'https://login.example', clientId: 'bench' },
    verifyIdToken: outOfReach,
    fetchPicture: outOfReach,
    evidenceLinks: { origin: '', linkTo: outOfReach },
    reportFiles: { linkTo: outOfReach, isThere: outOfReach },
    reportLinks: { get: outOfReach },
    evidence: memoryEvidence(),
    captures: memoryQueue(),
    documents: { keep: outOfReach, check: outOfReach },
    prepareAlerts: outOfReach,
    alertAddresses: { addresses: outOfReach, askAgain: outOfReach },
    tick: outOfReach,
    lookAtSearch: outOfReach,
    exportCase: outOfReach,
    packStore: outOfReach,
    readPicture: outOfReach,
    consoleUrl: 'http://127.0.0.1',
    clock: () => new Date(),
  };
  return { services, cookie: `__Host-session=${Buffer.from('ida').toString('base64url')}.${secret}` };
}

async function fill({ client, names }: Tables): Promise<void> {
  await createBrandStore(client, names.brands).put(aBrand(), new Date());
  await writeAll(client, names.listings, LISTINGS, (index) => ({
    pk: `BRAND~nordhavn~LISTING~bazaar~${index}`,
    sk: 'LISTING',
    listing: aListing({ id: String(index) }),
  }));
  const firstScan = Date.now() - (SCAN_PAGES / 100) * 86_400_000;
  const scanPages = Array.from({ length: SCAN_PAGES }, (_, index) => {
    const period = new Date(firstScan + index * 864_000).toISOString();
    const listingIds = Array.from({ length: 60 }, (_, place) => String((index * 7 + place) % LISTINGS));
    return aScanPage({ jobId: `${index}`, period, at: period, keyword: `search ${index % 20}`, listingIds });
  });
  await writeAll(client, names.listings, SCAN_PAGES, (index) => {
    const page = scanPages[index]!;
    return { pk: `SCAN~${page.jobId}`, sk: 'PAGE', ...page, scansOf: page.brandId };
  });
  // As the nights count them.
  const rollUps = createRollUpStore(client, names.cases);
  for (const [day, pages] of Map.groupBy(scanPages, ({ period }) => dayOf(period)))
    if (day < dayOf(new Date())) await rollUps.putShown('nordhavn', day, {}, pagesReadOf(pages));
  await writeAll(client, names.cases, CASES, (index) => {
    const at = new Date(Date.now() - (index % 42) * 86_400_000).toISOString();
    const listing = aListing({ id: `case-${index}`, seller: { id: `seller-${index % SELLERS}`, name: 'A seller' } });
    const points = 5 + (index % 90);
    return caseItem(
      aCase({
        listing,
        state: index < WAITING ? 'flagged' : STATES[index % STATES.length]!,
        openedAt: at,
        harm: { points, parts: [{ what: 'visibility', points, why: 'place 3' }] },
        imageHashes: [
          createHash('sha256')
            .update(String(index % 3000))
            .digest('hex'),
        ],
      }),
    );
  });
}

async function writeAll(
  client: Tables['client'],
  table: string,
  count: number,
  item: (index: number) => Record<string, unknown>,
): Promise<void> {
  for (let start = 0; start < count; start += 25) {
    const PutRequests = Array.from({ length: Math.min(25, count - start) }, (_, offset) => ({
      PutRequest: { Item: item(start + offset) },
    }));
    await client.send(new BatchWriteCommand({ RequestItems: { [table]: PutRequests } }));
  }
}
