import * as z from 'zod';
import { SeenOffer } from '#shared/comparison/seen-offers.ts';
import { AlertAddress } from '#shared/domain/alert-address.ts';
import { Brand } from '#shared/domain/brand.ts';
import { Membership, NEEDS, Role } from '#shared/domain/membership.ts';
import { Rebuild } from '#shared/domain/rebuild.ts';
import { SearchLook, SearchLooked } from '#shared/domain/search-look.ts';
import { AnalystDecision } from '#shared/learning/analyst-decision.ts';
import { PeriodFigures, USUAL_CURRENCY } from '#shared/reporting/period-figures.ts';
import { RatedCurrency } from '#shared/reporting/value.ts';
import { AuditEntry } from '#shared/stores/audit-store.ts';
import { ScheduledWatch } from '#shared/stores/brand-store.ts';
import { ScanPage } from '#shared/stores/listing-store.ts';
import { SuggestedKeywords } from '#shared/watches/suggest-keywords.ts';
import { Appearance } from './appearances.ts';
import { bulkOperations } from './bulk-operations.ts';
import { caseOperations } from './case-operations.ts';
import { documentOperations } from './document-operations.ts';
import { historyOperations } from './history-operations.ts';
import { intakeOperations } from './intake-operations.ts';
import { noticeOperations, switchOperations, taskOperations } from './notice-operations.ts';
import { type Operation, operation } from './operation.ts';
import { After } from './paging.ts';
import { pictureOperations } from './picture-operations.ts';
import { productOperations } from './product-operations.ts';
import { storeFileOperations } from './store-file-operations.ts';
import { webhookOperations } from './webhook-operations.ts';

// Everything that can be asked of the API. docs/openapi.json is written from this, and who may do what is tested for each.

const { id, name, watches, enforcement } = Brand.shape;
const Warning = z.object({ field: z.string(), message: z.string() });
const Saved = z.object({ brand: Brand, created: z.boolean(), warnings: z.array(Warning) });
/** `replace=true`: also what the profile loses is meant. */
const SAVE_QUERY = { replace: z.literal('true').optional() };
const Expediting = z.looseObject({ words: z.string() });

export const brandOperations = {
  list: operation({
    id: 'listBrands',
    method: 'get',
    path: '/brands',
    summary: 'The brands that you may see',
    permission: 'read',
    about: 'own',
    answer: z.object({
      brands: z.array(z.object({ id, name, watches, enforcement })),
    }),
  }),
  add: operation({
    id: 'addBrand',
    method: 'post',
    path: '/brands',
    summary: 'Registers a brand, or replaces its profile',
    permission: 'administer',
    about: 'own',
    query: SAVE_QUERY,
    body: Brand,
    ifMatch: true,
    answer: Saved,
    statuses: [200, 201],
  }),
  get: operation({
    id: 'getBrand',
    method: 'get',
    path: '/brands/{id}',
    summary: 'A brand as it is registered, and where it stands with expediting',
    permission: 'read',
    about: 'brand',
    /** `products`: how many it has with the imported ones, which `brand` is without. */
    answer: z.object({ brand: Brand, products: z.int(), expediting: Expediting }),
  }),
  put: operation({
    id: 'putBrand',
    method: 'put',
    path: '/brands/{id}',
    summary: 'Registers a brand, or replaces its profile; with If-Match only the one that was seen',
    permission: 'administer',
    about: 'own',
    query: SAVE_QUERY,
    body: Brand,
    ifMatch: true,
    answer: Saved,
    statuses: [200, 201],
  }),
  watches: operation({
    id: 'listWatches',
    method: 'get',
    path: '/brands/{id}/watches',
    summary: 'When each watch is due',
    permission: 'read',
    about: 'brand',
    answer: z.object({ watches: z.array(ScheduledWatch) }),
  }),
  keywords: operation({
    id: 'suggestKeywords',
    method: 'get',
    path: '/brands/{id}/keyword-suggestions',
    summary: 'Searches that judged offers suggest, each with what it would have found among the latest hundred of them',
    permission: 'read',
    about: 'brand',
    answer: SuggestedKeywords,
  }),
  scans: operation({
    id: 'listScans',
    method: 'get',
    path: '/brands/{id}/scans',
    summary: 'What scans could see, page by page, newest first',
    permission: 'read',
    about: 'brand',
    query: { since: z.iso.datetime().optional(), after: After },
    answer: z.object({ pages: z.array(ScanPage), next: z.string().optional() }),
  }),
  listings: operation({
    id: 'listListings',
    method: 'get',
    path: '/brands/{id}/listings',
    summary: 'Offers as scans showed them, newest scan first: an offer appears once for each that showed it',
    permission: 'read',
    about: 'brand',
    query: {
      marketplace: z.string().optional(),
      keyword: z.string().optional(),
      since: z.iso.datetime().optional(),
      after: After,
    },
    lists: true,
    answer: z.object({ listings: z.array(Appearance), next: z.string().optional() }),
  }),
  decisions: operation({
    id: 'listDecisions',
    method: 'get',
    path: '/brands/{id}/decisions',
    summary: 'What people and venues decided, as training reads it',
    permission: 'read',
    about: 'brand',
    query: { after: After },
    answer: z.object({ decisions: z.array(AnalystDecision), withoutFeatures: z.int(), next: z.string().optional() }),
  }),
  figures: operation({
    id: 'getFigures',
    method: 'get',
    path: '/brands/{id}/figures',
    summary: 'What happened in a period of at most a year, by marketplace; the last 90 days where none is named',
    permission: 'read',
    about: 'brand',
    query: {
      from: z.iso.date().optional(),
      to: z.iso.date().optional(),
      currency: RatedCurrency.default(USUAL_CURRENCY),
      form: z.enum(['json', 'csv']).optional(),
    },
    answer: PeriodFigures,
  }),
  rebuildFigures: operation({
    id: 'rebuildFigures',
    method: 'post',
    path: '/brands/{id}/figures/rebuild',
    summary: 'Begins to make the stored figures of every finished day anew from the histories of cases; one at a time',
    permission: 'administer',
    about: 'brand',
    answer: z.object({ rebuild: Rebuild }),
  }),
  rebuild: operation({
    id: 'getRebuild',
    method: 'get',
    path: '/brands/{id}/figures/rebuild',
    summary: 'How far that is, and what it changed',
    permission: 'administer',
    about: 'brand',
    answer: z.object({ rebuild: Rebuild.optional() }),
  }),
  seenOffers: operation({
    id: 'listSeenOffers',
    method: 'post',
    path: '/brands/{id}/offers/seen',
    summary: 'Of offers by their addresses: which were seen and how they were judged, as far as it is kept (90 days)',
    permission: 'read',
    about: 'brand',
    body: z.strictObject({ urls: z.array(z.string().max(2048)).min(1).max(200) }),
    answer: z.object({ seen: z.array(SeenOffer) }),
  }),
  look: operation({
    id: 'trySearch',
    method: 'post',
    path: '/brands/{id}/look',
    summary: 'What a search would find now, at the pace of its marketplace; nothing is stored or judged',
    permission: 'review',
    about: 'brand',
    body: SearchLook.shape.look,
    answer: SearchLooked,
  }),
  scan: operation({
    id: 'startScan',
    method: 'post',
    path: '/brands/{id}/scans',
    summary: 'Scans matching watches now',
    permission: NEEDS.scan,
    about: 'brand',
    body: z.strictObject({ keyword: z.string().optional(), marketplace: z.string().optional() }),
    answer: z.object({ watches: z.int() }),
    statuses: [202],
  }),
  alertAddresses: operation({
    id: 'listAlertAddresses',
    method: 'get',
    path: '/brands/{id}/alert-addresses',
    summary: 'Whom the alerts of the brand reach, as SNS says now',
    permission: 'read',
    about: 'brand',
    answer: z.object({ addresses: z.array(AlertAddress) }),
  }),
  askAddresses: operation({
    id: 'askAlertAddresses',
    method: 'post',
    path: '/brands/{id}/alert-addresses/ask',
    summary: 'Has SNS write once more to the addresses that alerts do not reach, for somebody there to confirm',
    permission: 'administer',
    about: 'brand',
    answer: z.object({ addresses: z.array(AlertAddress) }),
  }),
  members: operation({
    id: 'listMembers',
    method: 'get',
    path: '/brands/{id}/members',
    summary: 'Who was given this brand by name',
    permission: 'administer',
    about: 'brand',
    answer: z.object({ members: z.array(Membership) }),
  }),
  putMember: operation({
    id: 'putMember',
    method: 'put',
    path: '/brands/{id}/members',
    summary:
      'Gives somebody roles for this brand, by address before they first sign in or by their number; no roles take it away',
    permission: 'administer',
    about: 'brand',
    body: z.strictObject({ person: z.string().min(1).max(200), roles: z.array(Role) }),
    answer: z.object({ members: z.array(Membership) }),
  }),
  audit: operation({
    id: 'listAudit',
    method: 'get',
    path: '/brands/{id}/audit',
    summary: 'What people and machines did, newest first',
    permission: 'administer',
    about: 'brand',
    query: { after: After },
    answer: z.object({ entries: z.array(AuditEntry), next: z.string().optional() }),
  }),
};

const ModelState = z.looseObject({
  model: z.looseObject({ version: z.string() }),
  promotedAt: z.string().nullable(),
  pinned: z.object({ version: z.string(), by: z.string(), at: z.string() }).nullable(),
  versions: z.array(z.object({ version: z.string(), storedAt: z.string() })),
  shipped: z.string(),
});

export const modelOperations = {
  get: operation({
    id: 'getModel',
    method: 'get',
    path: '/model',
    summary: 'The model in use, since when, who chose it, and what the last training found',
    permission: 'read',
    about: 'own',
    answer: ModelState,
  }),
  pin: operation({
    id: 'pinModel',
    method: 'post',
    path: '/model/pin',
    summary: 'Goes to this version, or stays with it, until it is unpinned',
    permission: 'administer',
    about: 'every',
    body: z.strictObject({ version: z.string().min(1).max(200) }),
    answer: ModelState,
  }),
  unpin: operation({
    id: 'unpinModel',
    method: 'post',
    path: '/model/unpin',
    summary: 'The model stays; from the next training on a better one replaces it',
    permission: 'administer',
    about: 'every',
    answer: ModelState,
  }),
};

const healthOperation = operation({
  id: 'getHealth',
  method: 'get',
  path: '/health',
  summary: 'That it answers, what time it has, and who you are to it',
  permission: 'read',
  about: 'own',
  answer: z.object({ status: z.literal('ok'), time: z.string(), person: z.string() }),
});

export const healthOperations = { get: healthOperation };

export const OPERATIONS: readonly Operation[] = [
  brandOperations,
  productOperations,
  historyOperations,
  bulkOperations,
  caseOperations,
  noticeOperations,
  storeFileOperations,
  taskOperations,
  switchOperations,
  webhookOperations,
  documentOperations,
  pictureOperations,
  intakeOperations,
  modelOperations,
  healthOperations,
].flatMap((group) => Object.values(group) as unknown as Operation[]);
