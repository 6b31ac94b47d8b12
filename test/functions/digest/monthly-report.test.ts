import { load } from 'cheerio/slim';
import { Hono } from 'hono';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { sentReportRoutes } from '#functions/console/sent-report.ts';
import type { ConsoleServices } from '#functions/console/services.ts';
import { monthlyReports, type ReportServices } from '#functions/digest/monthly-report.ts';
import { thumbnails } from '#functions/packet/thumbnails.ts';
import { renderOrPrint } from '#functions/render/render.ts';
import type { CaseEvent } from '#shared/domain/case.ts';
import { PrintResult } from '#shared/domain/messages.ts';
import { ThumbnailsResult } from '#shared/domain/packet.ts';
import { createEvidenceLinks } from '#shared/evidence/evidence-links.ts';
import { createEvidenceStore } from '#shared/evidence/evidence-store.ts';
import { printHtml } from '#shared/fetching/print-html.ts';
import type { TopicMessage } from '#shared/messaging/topic.ts';
import { createAlertStore } from '#shared/stores/alert-store.ts';
import { createBrandStore } from '#shared/stores/brand-store.ts';
import { createCaseStore } from '#shared/stores/case-store.ts';
import { createListingStore } from '#shared/stores/listing-store.ts';
import { createReportLinkStore } from '#shared/stores/report-link-store.ts';
import { createRollUpStore } from '#shared/stores/roll-up-store.ts';
import { createStoreFileStore } from '#shared/stores/store-file-store.ts';
import { type Buckets, startBuckets } from '../../support/buckets.ts';
import { aBrand, aCase, aListing } from '../../support/builders.ts';
import { startTables, type Tables } from '../../support/tables.ts';

// Everything but SNS and Lambda's own calls is real: tables, buckets, the packet and the render function's code, Chromium.

let tables: Tables;
let buckets: Buckets;
let services: ReportServices;
let openMail: (path: string) => Promise<Response>;
const mails: { brandId: string; mail: TopicMessage; to: readonly string[] | undefined }[] = [];
let at = new Date('2026-11-01T06:05:00Z');
let printFails = false;
/** What CloudWatch would be given of late reports. */
const late = vi.hoisted((): number[] => []);
vi.mock('#shared/runtime/logger.ts', async (original) => ({
  ...(await original<typeof import('#shared/runtime/logger.ts')>()),
  countMetric: (name: string, value: number) => void (name === 'ReportsLate' && late.push(value)),
}));
const AMPLE = () => 500_000;

beforeAll(async () => {
  tables = await startTables();
  buckets = await startBuckets('evidence', 'pages');
  const { client, names } = tables;
  const clock = () => at;
  const evidence = createEvidenceStore(buckets.client, 'evidence');
  const pages = createEvidenceStore(buckets.client, 'pages');
  const reportLinks = createReportLinkStore(client, names.cases);
  const rendering = { evidence, renderedPages: pages, print: (html: string) => printHtml(html), renderer: {} as never };
  services = {
    brands: createBrandStore(client, names.brands),
    alerts: createAlertStore(client, names.cases),
    cases: createCaseStore(client, names.cases, clock),
    rollUps: createRollUpStore(client, names.cases),
    listings: createListingStore(client, names.listings, clock),
    storeFiles: createStoreFileStore(client, names.cases),
    thumbnails: async (request) => ThumbnailsResult.parse(await thumbnails(request, { evidence })),
    print: async (request) => {
      if (printFails) throw new Error('no browser');
      return PrintResult.parse(await renderOrPrint(request, rendering));
    },
    reports: pages,
    reportLinks,
    topics: { publish: async (brandId, mail, to) => void mails.push({ brandId, mail, to }) },
    consoleUrl: 'https://console.example',
    clock,
  };
  const reportFiles = await createEvidenceLinks(buckets.client, 'pages', /^(rendered\/)?reports\//);
  const console_ = new Hono().route(
    '/',
    sentReportRoutes({
      reportLinks,
      reportFiles,
      clock,
    } as Partial<ConsoleServices> as ConsoleServices) as unknown as Hono,
  );
  openMail = async (path) => console_.request(path);
});
afterAll(async () => {
  await Promise.all([tables.stop(), buckets.stop()]);
});

/** An offer that was removed on this day, captured with this picture. */
async function removed(brandId: string, id: string, day: string, picture: Uint8Array | string): Promise<void> {
  const evidence = createEvidenceStore(buckets.client, 'evidence');
  const folder = `${brandId}/${id}`;
  const capturedAt = `${day}T00:00:00.000Z`;
  const stored = await evidence.put(`${folder}/picture-1.jpg`, picture, 'image/jpeg');
  const manifest = {
    brandId,
    caseId: id,
    url: 'https://bazaar.example/item/1',
    capturedAt,
    items: [{ kind: 'picture', ...stored, capturedAt }],
  };
  const { key, sha256 } = await evidence.put(`${folder}/manifest.json`, JSON.stringify(manifest), 'application/json');
  const step = (from: CaseEvent['from'], to: CaseEvent['to'], hour: string): CaseEvent => ({
    at: `${day}T${hour}:00:00.000Z`,
    from,
    to,
    by: 'verify',
    why: 'x',
  });
  const listing = aListing({ id, title: `Parka ${id} <b>` });
  const record = aCase({
    id: `${brandId}~bazaar~${id}~1`,
    brandId,
    listing,
    state: 'removed',
    openedAt: `${day}T01:00:00.000Z`,
    events: [step(null, 'flagged', '01'), step('flagged', 'submitted', '02'), step('submitted', 'removed', '20')],
    evidence: { key, sha256, capturedAt },
  });
  await createCaseStore(tables.client, tables.names.cases, () => at).open({
    ...record,
    updatedAt: `${day}T20:00:00.000Z`,
  });
}

it('of a month that is over is mailed once, and its address opens it as a page and as PDF, with what was removed', async () => {
  const brands = createBrandStore(tables.client, tables.names.brands);
  const quiet = aBrand({ id: 'quiet', name: 'Quiet' });
  for (const brand of [aBrand(), quiet, aBrand({ id: 'off', alerts: { report: 'off' } })]) await brands.put(brand, at);
  const red = sharp({ create: { width: 900, height: 600, channels: 3, background: '#c00' } });
  await removed(
    'nordhavn',
    'red',
    '2026-10-12',
    await red
      .jpeg()
      .withExif({ IFD0: { Artist: 'smuggled' } })
      .toBuffer(),
  );
  await removed('nordhavn', 'broken', '2026-10-13', 'no picture at all');
  await removed('nordhavn', 'september', '2026-09-12', 'x');
  await removed('off', 'red', '2026-10-12', 'x');

  at = new Date('2026-11-01T04:05:00Z'); // what the last day's searches showed may not be counted yet
  await monthlyReports(services, AMPLE);
  expect(mails).toEqual([]);
  at = new Date('2026-11-01T06:05:00Z');
  printFails = true;
  await expect(monthlyReports(services, AMPLE)).rejects.toThrow('reports of 1 brands');
  expect(mails).toEqual([]);
  printFails = false;
  for (const tick of ['2026-11-01T07:05:00Z', '2026-11-01T08:05:00Z', '2026-11-30T08:05:00Z']) {
    at = new Date(tick);
    await monthlyReports(services, AMPLE);
  }

  expect(mails.map(({ brandId }) => brandId)).toEqual(['nordhavn']);
  const { subject, text } = mails[0]!.mail;
  expect(subject).toBe('[Nordhavn] Report of 2026-10');
  expect(text).toMatch(/Removed +2\n/);
  const [, path] = /https:\/\/console\.example(\/sent-report\?token=[\w-]{43})&form=html\n/.exec(text)!;

  at = new Date('2026-11-14T08:05:00Z');
  const address = new URL((await openMail(path!)).headers.get('location')!);
  expect(address.searchParams.get('response-content-disposition')).toBe('inline');
  const page = await (await fetch(address)).text();
  const $ = load(page);
  expect(
    $('.removed li')
      .toArray()
      .map((item) => $(item).find('b').text()),
  ).toEqual(['Parka broken <b>', 'Parka red <b>']);
  const pictures = $('.removed img')
    .toArray()
    .map((image) => $(image).attr('src')!);
  expect(pictures).toHaveLength(1);
  const jpeg = Buffer.from(pictures[0]!.replace('data:image/jpeg;base64,', ''), 'base64');
  expect(await sharp(jpeg).metadata()).toMatchObject({ format: 'jpeg', width: 200, height: 200 });
  expect(jpeg.includes('smuggled')).toBe(false);
  const pdf = await fetch((await openMail(`${path}&form=pdf`)).headers.get('location')!);
  expect(
    Buffer.from(await pdf.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');

  at = new Date('2026-11-16T08:05:00Z');
  const late = await openMail(path!);
  expect(late.status).toBe(404);
  expect(await late.text()).toContain('This address has run out');
  for (const wrong of [`${path!.slice(0, -1)}~`, '/sent-report', '/sent-report?token='])
    expect((await openMail(wrong)).status).toBe(404);
});

it('reaches whoever has quiet hours once they are over, and nobody twice', async () => {
  const [night, day] = ['night@late.example', 'day@late.example'];
  const quietHours = [{ email: night, from: '22:00', to: '07:00', timeZone: 'Europe/Copenhagen' }];
  const late = aBrand({ id: 'late', name: 'Late', alerts: { emails: [night, day], quietHours } });
  await removed('late', 'red', '2026-10-12', 'x');
  mails.length = 0;
  // 06:05, 07:05 and 08:05 in Copenhagen.
  for (const tick of ['2026-11-01T05:05:00Z', '2026-11-01T06:05:00Z', '2026-11-01T07:05:00Z']) {
    at = new Date(tick);
    await monthlyReports(
      {
        ...services,
        brands: { list: async () => [late] },
        print: async () => ({ pdf: {} as never }),
      },
      AMPLE,
    );
  }
  expect(mails.map(({ to }) => to)).toEqual([[day], [night]]);
});

it('takes minutes to make, and a second tick meanwhile makes none', async () => {
  const slow = aBrand({ id: 'slow', name: 'Slow' });
  await removed('slow', 'red', '2026-10-12', 'x');
  mails.length = 0;
  at = new Date('2026-11-01T07:05:00Z');
  let prints = 0;
  const slowly: ReportServices = {
    ...services,
    brands: { list: async () => [slow] },
    print: async () => {
      at = new Date(at.getTime() + 5 * 60_000);
      if (++prints === 1) await monthlyReports(slowly, AMPLE);
      return { pdf: {} as never };
    },
  };
  await monthlyReports(slowly, AMPLE);
  expect([prints, mails.length]).toEqual([1, 1]);
});

it('of every brand is made however many there are, and however many of them always fail', async () => {
  const many = Array.from({ length: 1500 }, (_, n) => aBrand({ id: `brand-${n}` }));
  const broken = new Set(many.slice(0, 40).map(({ id }) => id));
  const asked = new Set<string>();
  const failing: ReportServices = {
    ...services,
    brands: { list: async () => many },
    alerts: {
      ...services.alerts,
      // Each tick has time for a hundred; what was sent is only looked at.
      async claim(id) {
        const brandId = id.split('|')[1]!;
        if (asked.has(brandId)) return false;
        left -= 1000;
        if (broken.has(brandId)) throw new Error('no topic');
        asked.add(brandId);
        return false;
      },
    },
  };
  let left = 0;
  for (let hour = 5; hour <= 30; hour++) {
    at = new Date(Date.parse('2026-11-01T00:05:00Z') + hour * 3_600_000);
    left = 200_000;
    await monthlyReports(failing, () => left).catch(() => undefined);
  }
  expect(asked.size).toBe(many.length - broken.size);
  // Told from the second day on.
  expect(late.length).toBeGreaterThan(3);
  expect(late.at(-1)).toBeGreaterThanOrEqual(broken.size);
});

it('whose file was deleted since is said to be so by a page of ours', async () => {
  const token = 'erased'.padEnd(43, 'x');
  at = new Date('2026-11-02T06:05:00Z');
  const until = '2026-11-15T00:00:00.000Z';
  await createReportLinkStore(tables.client, tables.names.cases).put(token, {
    brandId: 'gone',
    month: '2026-10',
    until,
  });
  for (const form of ['html', 'pdf']) {
    const page = await openMail(`/sent-report?token=${token}&form=${form}`);
    expect([page.status, await page.text()]).toEqual([410, expect.stringContaining('not kept any more')]);
  }
});
