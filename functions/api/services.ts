import type { Brand } from '#shared/domain/brand.ts';
import type { CaptureJob } from '#shared/domain/capture.ts';
import type { AlertJob, ScanJob, TakedownJob } from '#shared/domain/messages.ts';
import type { WebhookJob } from '#shared/domain/webhook.ts';
import { createPageArchive, type PageArchive } from '#shared/evidence/archive.ts';
import { createDocumentStore, type DocumentStore } from '#shared/evidence/documents.ts';
import { createEvidenceLinks, type EvidenceLinks } from '#shared/evidence/evidence-links.ts';
import { createEvidenceStore, type EvidenceStore } from '#shared/evidence/evidence-store.ts';
import { createUploads, type Uploads } from '#shared/evidence/uploads.ts';
import { createLookClient, type LookClient } from '#shared/messaging/look-client.ts';
import {
  createExportClient,
  createPictureReader,
  createStorePacketClient,
  type ExportClient,
  type PictureReader,
  type StorePacketClient,
} from '#shared/messaging/packet-client.ts';
import { createQueue, type Queue } from '#shared/messaging/queue.ts';
import { createRebuildCall, createTick } from '#shared/messaging/tick.ts';
import { type BrandTopics, createBrandTopics } from '#shared/messaging/topic.ts';
import { createWebhookKeys, type WebhookKeys } from '#shared/messaging/webhook-keys.ts';
import { dynamo, lambda, s3, secrets, sns, sqs } from '#shared/runtime/clients.ts';
import { type Clock, systemClock } from '#shared/runtime/clock.ts';
import { type AuditStore, createAuditStore } from '#shared/stores/audit-store.ts';
import { type BrandStore, createBrandStore } from '#shared/stores/brand-store.ts';
import { type CaseListStore, createCaseListStore } from '#shared/stores/case-list-store.ts';
import { type CaseStore, createCaseStore } from '#shared/stores/case-store.ts';
import { createListingStore, type ListingStore } from '#shared/stores/listing-store.ts';
import { createModelStore, type ModelStore } from '#shared/stores/model-store.ts';
import { createNoticeStore, type NoticeStore } from '#shared/stores/notice-store.ts';
import { createPeopleStore, type PeopleStore } from '#shared/stores/people-store.ts';
import { createPictureStore, type PictureStore } from '#shared/stores/picture-store.ts';
import { createProductStore, type ProductStore } from '#shared/stores/product-store.ts';
import { createQuotaStore, type QuotaStore } from '#shared/stores/quota-store.ts';
import { createRequestStore, type RequestStore } from '#shared/stores/request-store.ts';
import { createRollUpStore, type RollUpStore } from '#shared/stores/roll-up-store.ts';
import { createSellerRecordStore, type SellerRecordStore } from '#shared/stores/seller-record-store.ts';
import { createStoreFileStore, type StoreFileStore } from '#shared/stores/store-file-store.ts';
import { createSwitchStore, type SwitchStore } from '#shared/stores/switch-store.ts';
import { createWebhookStore, type WebhookStore } from '#shared/stores/webhook-store.ts';
import type { Env } from './env.ts';

export type ApiServices = {
  brands: BrandStore;
  products: ProductStore;
  pictures: PictureStore;
  listings: ListingStore;
  cases: CaseStore;
  caseLists: CaseListStore;
  notices: NoticeStore;
  storeFiles: StoreFileStore;
  rollUps: RollUpStore;
  sellerRecords: SellerRecordStore;
  quotas: Pick<QuotaStore, 'add'>;
  switches: SwitchStore;
  captures: Queue<CaptureJob>;
  alerts: Queue<AlertJob>;
  models: Omit<ModelStore, 'promote' | 'putReport' | 'putExpediting'>;
  takedowns: Queue<TakedownJob>;
  scans: Queue<ScanJob>;
  /** Where pages that people bring are kept, as fetched ones are. */
  archive: Pick<PageArchive, 'put'>;
  uploads: Uploads;
  documents: DocumentStore;
  /** Creates the brand's topic and subscribes its e-mail addresses; repeating it is harmless. */
  prepareAlerts: (brand: Brand) => Promise<void>;
  alertAddresses: Pick<BrandTopics, 'addresses' | 'askAgain'>;
  /** Has due watches scanned now instead of at the next tick. One tick more is harmless. */
  tick: () => Promise<void>;
  /** Has a brand's figures made anew. */
  rebuild: (brandId: string) => Promise<void>;
  /** What a search would find now. */
  lookAtSearch: LookClient;
  evidence: Pick<EvidenceStore, 'get' | 'verify'>;
  exportCase: ExportClient;
  packStore: StorePacketClient;
  /** Decodes a stranger's picture where that may be done. */
  readPicture: PictureReader;
  /** Packets are fetched from the bucket itself: they are larger than an answer may be. */
  evidenceLinks: Pick<EvidenceLinks, 'linkTo'>;
  people: PeopleStore;
  audit: AuditStore;
  requests: RequestStore;
  webhooks: WebhookStore;
  webhookKeys: Pick<WebhookKeys, 'secretOf' | 'seal'>;
  webhookJobs: Queue<WebhookJob>;
  clock: Clock;
};

/** What API Gateway knows of the caller: a checked token's claims, or the IAM identity that signed. */
export type GatewayContext = {
  authorizer?: { jwt?: { claims: Record<string, string | undefined> }; iam?: { userArn?: string } };
};
export type ApiEnv = { Bindings: { requestContext?: GatewayContext } };

export async function buildServices(env: Env): Promise<ApiServices> {
  const client = dynamo();
  const topics = createBrandTopics(sns(), env.TOPIC_PREFIX);
  return {
    brands: createBrandStore(client, env.BRANDS_TABLE),
    products: createProductStore(client, env.BRANDS_TABLE),
    pictures: createPictureStore(client, env.BRANDS_TABLE),
    listings: createListingStore(client, env.LISTINGS_TABLE),
    cases: createCaseStore(client, env.CASES_TABLE),
    caseLists: createCaseListStore(client, env.CASES_TABLE),
    notices: createNoticeStore(client, env.CASES_TABLE),
    storeFiles: createStoreFileStore(client, env.CASES_TABLE),
    rollUps: createRollUpStore(client, env.CASES_TABLE),
    sellerRecords: createSellerRecordStore(client, env.CASES_TABLE),
    quotas: createQuotaStore(client, env.CASES_TABLE),
    switches: createSwitchStore(client, env.CASES_TABLE),
    captures: createQueue<CaptureJob>(sqs(), env.CAPTURE_QUEUE_URL),
    alerts: createQueue<AlertJob>(sqs(), env.ALERT_QUEUE_URL),
    models: createModelStore(client, env.BRANDS_TABLE),
    takedowns: createQueue(sqs(), env.TAKEDOWN_QUEUE_URL),
    scans: createQueue(sqs(), env.SCAN_QUEUE_URL),
    archive: createPageArchive(s3(), env.PAGES_BUCKET),
    documents: createDocumentStore(s3(), env.EVIDENCE_BUCKET),
    uploads: createUploads(s3(), env.PAGES_BUCKET),
    prepareAlerts: (brand) => topics.ensureSubscriptions(brand.id, brand.alerts.emails),
    alertAddresses: topics,
    tick: createTick(lambda(), env.DISPATCH_FUNCTION_NAME),
    rebuild: createRebuildCall(lambda(), env.DIGEST_FUNCTION_NAME),
    lookAtSearch: createLookClient(lambda(), env.CRAWL_FUNCTION_NAME),
    evidence: createEvidenceStore(s3(), env.EVIDENCE_BUCKET),
    exportCase: createExportClient(lambda(), env.PACKET_FUNCTION_NAME),
    packStore: createStorePacketClient(lambda(), env.PACKET_FUNCTION_NAME),
    readPicture: createPictureReader(lambda(), env.PACKET_FUNCTION_NAME),
    evidenceLinks: await createEvidenceLinks(s3(), env.EVIDENCE_BUCKET),
    clock: systemClock,
    people: createPeopleStore(client, env.PEOPLE_TABLE),
    audit: createAuditStore(client, env.AUDIT_TABLE),
    requests: createRequestStore(client, env.CASES_TABLE),
    webhooks: createWebhookStore(client, env.CASES_TABLE),
    webhookKeys: createWebhookKeys(secrets(), env.WEBHOOK_SECRET_ARN),
    webhookJobs: createQueue<WebhookJob>(sqs(), env.WEBHOOK_QUEUE_URL),
  };
}
