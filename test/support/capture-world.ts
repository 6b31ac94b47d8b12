import { type CaptureFunctionServices, capture } from '#functions/capture/capture.ts';
import type { Case } from '#shared/domain/case.ts';
import { type Chain, readChain } from '#shared/evidence/chain.ts';
import { createEvidenceStore, type EvidenceStore } from '#shared/evidence/evidence-store.ts';
import { createCaseStore } from '#shared/stores/case-store.ts';
import { aVenue } from './a-venue.ts';
import type { Buckets } from './buckets.ts';
import { aCase, aListing } from './builders.ts';
import { type FakePages, fakePages, fakePicture, PNG } from './fake-pages.ts';
import type { Tables } from './tables.ts';

const T0 = Date.parse('2026-12-01T08:00:00.000Z');
let serial = 0;

export type CaptureWorld = {
  at: Date;
  pages: FakePages;
  evidence: EvidenceStore;
  browser: () => Promise<Uint8Array>;
  open: (overrides?: Parameters<typeof aCase>[0]) => Promise<Case>;
  caseOf: (record: Case) => Promise<Case>;
  chainOf: (record: Case) => Promise<Chain>;
  /** An hour passes after each. */
  capture: (record: Case, asked?: boolean) => Promise<void>;
  services: CaptureFunctionServices;
};

/** Captures into real tables and a real bucket named `evidence`; the marketplace and the browser do as the test says. */
export function captureWorld(tables: Tables, buckets: Buckets): CaptureWorld {
  const cases = createCaseStore(tables.client, tables.names.cases);
  const evidence = createEvidenceStore(buckets.client, 'evidence');
  const w: CaptureWorld = {
    at: new Date(T0),
    pages: fakePages(() => w.at),
    evidence,
    browser: async () => PNG,
    async open(overrides = {}) {
      const id = `c-${++serial}`;
      const listing = aListing({
        id,
        url: `https://bazaar.example/item/${id}`,
        imageUrls: ['https://img.bazaar.example/1.png', 'https://img.bazaar.example/gone.png'],
      });
      const record = aCase({ state: 'flagged', listing, openedAt: w.at.toISOString(), ...overrides });
      await cases.open(record);
      return record;
    },
    caseOf: async ({ id }) => (await cases.get(id))!,
    chainOf: async (record) => readChain(await w.caseOf(record), evidence),
    capture: ({ id }, asked = false) =>
      capture({ caseId: id, since: w.at.toISOString(), asked }, w.services).then(() => {
        w.at = new Date(w.at.getTime() + 3_600_000);
      }),
    services: {
      cases,
      evidence,
      get pages() {
        return w.pages;
      },
      fetchPicture: fakePicture,
      venueOf: () => aVenue(),
      archive: { get: () => Promise.reject(new Error('nothing was brought')) },
      render: async ({ url, screenshotKey }) => ({
        status: 200,
        finalUrl: url,
        screenshot: await evidence.put(screenshotKey!, await w.browser(), 'image/jpeg'),
      }),
      clock: () => w.at,
    },
  };
  return w;
}
