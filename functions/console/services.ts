import type { Brand } from '#shared/domain/brand.ts';
import type { CaptureJob } from '#shared/domain/capture.ts';
import type { AlertJob, ScanJob, TakedownJob } from '#shared/domain/messages.ts';
import type { WebhookJob } from '#shared/domain/webhook.ts';
import { createPageArchive, type PageArchive } from '#shared/evidence/archive.ts';
import { createDocumentStore, type DocumentStore } from '#shared/evidence/documents.ts';
import { createEvidenceLinks, type EvidenceLinks } from '#shared/evidence/evidence-links.ts';
import { createEvidenceStore, type EvidenceStore } from '#shared/evidence/evidence-store.ts';
import type { Fetcher } from '#shared/fetching/fetcher.ts';
import { createHttpFetcher } from '#shared/fetching/http-fetcher.ts';
import { proxyAddress } from '#shared/fetching/proxy-address.ts';
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
import { createTick } from '#shared/messaging/tick.ts';
import { type BrandTopics, createBrandTopics } from '#shared/messaging/topic.ts';
import { createWebhookKeys, type WebhookKeys } from '#shared/messaging/webhook-keys.ts';
import type { Access } from '#shared/people/access.ts';
import type { IdentityProvider } from '#shared/people/oidc-client.ts';
import { type OwnStores, ownStores } from '#shared/people/own-stores.ts';
import { createTokenVerifier, type IdClaims } from '#shared/people/token-verifier.ts';
import { dynamo, lambda, s3, secrets, sns, sqs, translate } from '#shared/runtime/clients.ts';
import { type Clock, systemClock } from '#shared/runtime/clock.ts';
import { type AuditStore, createAuditStore } from '#shared/stores/audit-store.ts';
import { createBrandStore } from '#shared/stores/brand-store.ts';
import { type CaseListStore, createCaseListStore } from '#shared/stores/case-list-store.ts';
import { createCaseStore } from '#shared/stores/case-store.ts';
import { createListingStore } from '#shared/stores/listing-store.ts';
import { createModelStore } from '#shared/stores/model-store.ts';
import { createNoticeStore } from '#shared/stores/notice-store.ts';
import {
  createPeopleStore,
  type LastDecision,
  type PeopleStore,
  type Session,
  type Stay,
} from '#shared/stores/people-store.ts';
import { createPictureStore } from '#shared/stores/picture-store.ts';
import { createProductStore } from '#shared/stores/product-store.ts';
import { createQuotaStore, type QuotaStore } from '#shared/stores/quota-store.ts';
import { createReportLinkStore, type ReportLinkStore } from '#shared/stores/report-link-store.ts';
import { createRollUpStore, type RollUpStore } from '#shared/stores/roll-up-store.ts';
import { createSellerRecordStore } from '#shared/stores/seller-record-store.ts';
import { createStoreFileStore } from '#shared/stores/store-file-store.ts';
import { createSwitchStore, type SwitchStore } from '#shared/stores/switch-store.ts';
import { createTranslationStore, type TranslationStore } from '#shared/stores/translation-store.ts';
import { createWebhookStore, type WebhookStore } from '#shared/stores/webhook-store.ts';
import { amazonTranslate } from '#shared/translation/amazon-translate.ts';
import type { TranslationEngine } from '#shared/translation/translator.ts';
import { createBrandNames } from './brand-names.ts';
import type { Unsent } from './came-from.ts';
import type { Env } from './env.ts';

export type ConsoleServices = {
  people: PeopleStore;
  /** Everybody's; a page gets only what `ownStores` lets its visitor see. */
  stores: OwnStores;
  /** A page gets only what `ownCaseLists` lets its visitor see. */
  caseLists: CaseListStore;
  /** A page gets only what `ownRollUps` lets its visitor see. */
  rollUps: RollUpStore;
  audit: Pick<AuditStore, 'append'>;
  quotas: Pick<QuotaStore, 'add' | 'take'>;
  switches: Pick<SwitchStore, 'stopping'>;
  takedowns: Queue<TakedownJob>;
  alerts: Queue<AlertJob>;
  scans: Queue<ScanJob>;
  /** Where pages that people bring are kept, as fetched ones are. */
  archive: Pick<PageArchive, 'put'>;
  provider: IdentityProvider;
  /** Of sellers' pictures: guarded against addresses that are not public. */
  fetchPicture: Fetcher;
  evidenceLinks: Pick<EvidenceLinks, 'linkTo' | 'origin'>;
  /** Of mailed reports. */
  reportFiles: Pick<EvidenceLinks, 'linkTo' | 'isThere'>;
  reportLinks: Pick<ReportLinkStore, 'get'>;
  evidence: Pick<EvidenceStore, 'get' | 'verify'>;
  /** Certificates, powers of attorney and photos that people bring. */
  documents: Pick<DocumentStore, 'keep' | 'check'>;
  /** A page gets only what `ownWebhooks` lets its visitor see. */
  webhooks: WebhookStore;
  webhookKeys: Pick<WebhookKeys, 'secretOf' | 'seal'>;
  webhookJobs: Queue<WebhookJob>;
  captures: Queue<CaptureJob>;
  exportCase: ExportClient;
  packStore: StorePacketClient;
  /** Decodes a stranger's picture where that may be done. */
  readPicture: PictureReader;
  /** Creates the brand's topic and subscribes its e-mail addresses; repeating it is harmless. */
  prepareAlerts: (brand: Brand) => Promise<void>;
  alertAddresses: Pick<BrandTopics, 'addresses' | 'askAgain'>;
  /** Has due watches scanned now instead of at the next tick. One tick more is harmless. */
  tick: () => Promise<void>;
  /** What a search would find now. */
  lookAtSearch: LookClient;
  /** What people call a brand. Remembered for ten minutes, so that a choice of brands costs no reads. */
  brandName: (brandId: string) => Promise<string>;
  /** Absent: none is set up, and no seller's text leaves the installation. */
  translator?: { engine: TranslationEngine; translations: TranslationStore };
  verifyIdToken: (idToken: string) => Promise<IdClaims>;
  consoleUrl: string;
  clock: Clock;
  outboxPath?: string;
};

/** Somebody who is signed in, and the stores as they may use them. */
export type Visitor = {
  name: string;
  access: Access;
  session: Session;
  stores: OwnStores;
  lastDecision?: LastDecision;
  stay?: Stay;
  /** Not to be trusted: a browser says so. */
  lastBrandId?: string;
  /** Why a form that they sent from this page did nothing. */
  unsent?: Unsent | undefined;
  /** Whether sellers' words can be had in English here. */
  translates: boolean;
  /** Of brands of theirs. */
  nameOf: (brandId: string) => Promise<string>;
};

export type ConsoleEnv = { Variables: { visitor: Visitor } };

export function visitorOf(
  services: ConsoleServices,
  name: string,
  access: Access,
  signedIn: Pick<Visitor, 'session' | 'lastDecision' | 'stay' | 'lastBrandId' | 'unsent'>,
): Visitor {
  return {
    name,
    access,
    ...signedIn,
    stores: ownStores(services.stores, access),
    nameOf: services.brandName,
    translates: services.translator !== undefined,
  };
}

export async function buildServices(env: Env): Promise<ConsoleServices> {
  const client = dynamo();
  const brands = createBrandStore(client, env.BRANDS_TABLE);
  const topics = createBrandTopics(sns(), env.TOPIC_PREFIX);
  return {
    people: createPeopleStore(client, env.PEOPLE_TABLE),
    stores: {
      brands,
      products: createProductStore(client, env.BRANDS_TABLE),
      pictures: createPictureStore(client, env.BRANDS_TABLE),
      sellerRecords: createSellerRecordStore(client, env.CASES_TABLE),
      cases: createCaseStore(client, env.CASES_TABLE),
      notices: createNoticeStore(client, env.CASES_TABLE),
      storeFiles: createStoreFileStore(client, env.CASES_TABLE),
      listings: createListingStore(client, env.LISTINGS_TABLE),
      models: createModelStore(client, env.BRANDS_TABLE),
    },
    caseLists: createCaseListStore(client, env.CASES_TABLE),
    rollUps: createRollUpStore(client, env.CASES_TABLE),
    audit: createAuditStore(client, env.AUDIT_TABLE),
    quotas: createQuotaStore(client, env.CASES_TABLE),
    switches: createSwitchStore(client, env.CASES_TABLE),
    takedowns: createQueue<TakedownJob>(sqs(), env.TAKEDOWN_QUEUE_URL),
    alerts: createQueue<AlertJob>(sqs(), env.ALERT_QUEUE_URL),
    scans: createQueue<ScanJob>(sqs(), env.SCAN_QUEUE_URL),
    archive: createPageArchive(s3(), env.PAGES_BUCKET),
    provider: { loginUrl: env.LOGIN_URL, clientId: env.SIGN_IN_CLIENT_ID },
    fetchPicture: createHttpFetcher({
      userAgent: env.USER_AGENT,
      allowedPrivateOrigins: env.ALLOWED_PRIVATE_ORIGINS,
      proxy: await proxyAddress(env),
    }),
    evidence: createEvidenceStore(s3(), env.EVIDENCE_BUCKET),
    documents: createDocumentStore(s3(), env.EVIDENCE_BUCKET),
    webhooks: createWebhookStore(client, env.CASES_TABLE),
    webhookKeys: createWebhookKeys(secrets(), env.WEBHOOK_SECRET_ARN),
    webhookJobs: createQueue<WebhookJob>(sqs(), env.WEBHOOK_QUEUE_URL),
    captures: createQueue<CaptureJob>(sqs(), env.CAPTURE_QUEUE_URL),
    exportCase: createExportClient(lambda(), env.PACKET_FUNCTION_NAME),
    packStore: createStorePacketClient(lambda(), env.PACKET_FUNCTION_NAME),
    readPicture: createPictureReader(lambda(), env.PACKET_FUNCTION_NAME),
    prepareAlerts: (brand) => topics.ensureSubscriptions(brand.id, brand.alerts.emails),
    alertAddresses: topics,
    tick: createTick(lambda(), env.DISPATCH_FUNCTION_NAME),
    lookAtSearch: createLookClient(lambda(), env.CRAWL_FUNCTION_NAME),
    evidenceLinks: await createEvidenceLinks(s3(), env.EVIDENCE_BUCKET),
    reportFiles: await createEvidenceLinks(s3(), env.PAGES_BUCKET, /^(rendered\/)?reports\//),
    reportLinks: createReportLinkStore(client, env.CASES_TABLE),
    ...(env.TRANSLATOR === 'amazon-translate' && {
      translator: {
        engine: amazonTranslate(translate()),
        translations: createTranslationStore(client, env.CASES_TABLE),
      },
    }),
    brandName: createBrandNames(brands, systemClock),
    verifyIdToken: createTokenVerifier({ issuer: env.ISSUER_URL, clientId: env.SIGN_IN_CLIENT_ID }),
    consoleUrl: env.CONSOLE_URL,
    clock: systemClock,
    outboxPath: env.OUTBOX_PATH,
  };
}
