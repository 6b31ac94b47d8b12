import type { Brand } from '#shared/domain/brand.ts';
import type { BrandStore } from '#shared/stores/brand-store.ts';
import type { CaseListStore } from '#shared/stores/case-list-store.ts';
import type { CaseStore } from '#shared/stores/case-store.ts';
import type { ListingStore } from '#shared/stores/listing-store.ts';
import type { ModelStore } from '#shared/stores/model-store.ts';
import type { NoticeStore } from '#shared/stores/notice-store.ts';
import type { PictureStore } from '#shared/stores/picture-store.ts';
import type { ProductStore } from '#shared/stores/product-store.ts';
import type { RollUpStore } from '#shared/stores/roll-up-store.ts';
import type { SellerRecordStore } from '#shared/stores/seller-record-store.ts';
import type { StoreFileStore } from '#shared/stores/store-file-store.ts';
import type { WebhookStore } from '#shared/stores/webhook-store.ts';
import type { Access } from './access.ts';
import { OutOfScopeError, type Scopes, scopedStore } from './scoped-store.ts';

const BRANDS: Scopes<Omit<BrandStore, 'list' | 'put'>> = {
  get: 'brand',
  asRegistered: 'brand',
  withoutProducts: 'brand',
  registered: 'brand',
  watches: 'brand',
  dueWatches: 'none',
  advance: 'none',
  release: 'none',
  finish: 'none',
  makeDue: 'brand',
};

const PRODUCTS: Scopes<ProductStore> = { put: 'brand', remove: 'brand', imported: 'brand', page: 'brand' };

const PICTURES: Scopes<PictureStore> = { all: 'brand', names: 'brand', put: 'brand', remove: 'brand' };

const SELLER_RECORDS: Scopes<SellerRecordStore> = { get: 'brand', change: 'brand' };

const CASES: Scopes<CaseStore> = {
  open: 'none',
  get: 'key',
  latestFor: 'brand',
  transition: 'record',
  update: 'record',
  byBrand: 'brand',
  newest: 'brand',
  addOpinion: 'key',
  linkFrom: 'none',
  sealCapture: 'none',
  noteFailedCapture: 'none',
  countByState: 'brand',
  reviewQueue: 'brand',
  enterReview: 'none',
  getMany: 'keys',
  bySeller: 'brand',
  dueForCheck: 'none',
  putNotice: 'none',
  getNotice: 'found',
  sentSince: 'brand',
};

const CASE_LISTS: Scopes<CaseListStore> = { byState: 'brand', ofSeller: 'brand', byWorth: 'brand', pictured: 'brand' };

/** Lists of cases, as this person may see them. */
export const ownCaseLists = (lists: CaseListStore, access: Access): CaseListStore =>
  scopedStore(lists, CASE_LISTS, access);

type ReadWebhooks = Omit<WebhookStore, 'noteDelivery'>;
const WEBHOOKS: Scopes<ReadWebhooks> = { get: 'brand', put: 'record', remove: 'brand' };

/** Webhooks, as this person may see them. */
export const ownWebhooks = (webhooks: ReadWebhooks, access: Access): ReadWebhooks =>
  scopedStore(webhooks, WEBHOOKS, access);

const NOTICES: Scopes<NoticeStore> = {
  create: 'none',
  get: 'key',
  write: 'record',
  addTarget: 'none',
  getTarget: 'key',
  writeTarget: 'record',
  targetsOf: 'key',
  batch: 'none',
  nextBatch: 'none',
  claimOnce: 'none',
  takeOverOnce: 'none',
  eventsOf: 'key',
  byBrand: 'brand',
  changesInState: 'brand',
  due: 'none',
  sentSince: 'brand',
  openTask: 'record',
  writeTask: 'record',
  getTask: 'brand',
  openTasks: 'brand',
  finishTask: 'record',
};

const STORE_FILES: Scopes<StoreFileStore> = { get: 'key', write: 'record', byBrand: 'brand', due: 'none' };

const ROLL_UPS: Scopes<RollUpStore> = {
  rolledTo: 'brand',
  rollUps: 'brand',
  put: 'brand',
  setRolledTo: 'brand',
  shownTo: 'brand',
  putShown: 'none',
  setShownTo: 'none',
  rebuild: 'brand',
  setRebuild: 'brand',
  beginRebuild: 'brand',
  running: 'brand',
  keepRunning: 'brand',
  eachChangedSince: 'brand',
};

/** What figures are made of, as this person may see it. */
export const ownRollUps = (rollUps: RollUpStore, access: Access): RollUpStore => scopedStore(rollUps, ROLL_UPS, access);

const LISTINGS: Scopes<ListingStore> = {
  getMany: 'brand',
  putMany: 'none',
  putVerdict: 'none',
  get: 'brand',
  getScanPage: 'found',
  putScanPage: 'none',
  scanPages: 'brand',
  scanPagesAfter: 'brand',
};

type ReadModels = Omit<ModelStore, 'promote' | 'putReport' | 'putExpediting'>;
const MODELS: Scopes<ReadModels> = {
  promoted: 'shared',
  putVersion: 'shared',
  versions: 'shared',
  stored: 'shared',
  pin: 'shared',
  unpin: 'shared',
  report: 'shared',
  expediting: 'brand',
};

export type OwnStores = {
  brands: BrandStore;
  products: ProductStore;
  pictures: PictureStore;
  sellerRecords: SellerRecordStore;
  cases: CaseStore;
  notices: NoticeStore;
  storeFiles: StoreFileStore;
  listings: ListingStore;
  models: ReadModels;
};

/** The stores as this person may use them. */
export function ownStores(
  { brands, products, pictures, sellerRecords, cases, notices, storeFiles, listings, models }: OwnStores,
  access: Access,
): OwnStores {
  return {
    brands: {
      ...scopedStore(brands, BRANDS, access),
      list: async () => {
        if (access.brandIds === 'every') return brands.list();
        const own = await Promise.all(access.brandIds.map((id) => brands.get(id)));
        return own.filter((brand): brand is Brand => brand !== undefined);
      },
      put: async (brand, now, edition) => {
        if (!access.may('administer', brand.id)) throw new OutOfScopeError("put of another's");
        return brands.put(brand, now, edition);
      },
    },
    products: scopedStore(products, PRODUCTS, access),
    pictures: scopedStore(pictures, PICTURES, access),
    sellerRecords: scopedStore(sellerRecords, SELLER_RECORDS, access),
    cases: scopedStore(cases, CASES, access),
    notices: scopedStore(notices, NOTICES, access),
    storeFiles: scopedStore(storeFiles, STORE_FILES, access),
    listings: scopedStore(listings, LISTINGS, access),
    models: scopedStore(models, MODELS, access),
  };
}
