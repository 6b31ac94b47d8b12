import type { Case } from '#shared/domain/case.ts';
import type { NoticeRecord } from '#shared/domain/notice-record.ts';
import type { StoreFile } from '#shared/domain/store-file.ts';
import type { Task } from '#shared/domain/task.ts';
import type { Appearance } from './appearances.ts';
import { amountOf, type Columns, currencyOf } from './listed-as.ts';

// What a spreadsheet gets of each thing that is listed; the heads stay as they are, for others build on them.

export const CASE_COLUMNS: Columns<Case> = {
  id: ({ id }) => id,
  brand: ({ brandId }) => brandId,
  state: ({ state }) => state,
  probability: ({ verdict }) => verdict.probability.toFixed(4),
  marketplace: ({ listing }) => listing.marketplace,
  title: ({ listing }) => listing.title,
  price: ({ listing }) => amountOf(listing.price),
  currency: ({ listing }) => currencyOf(listing.price),
  seller: ({ listing: { seller } }) => seller?.id ?? seller?.name,
  url: ({ listing }) => listing.url,
  openedAt: ({ openedAt }) => openedAt,
  updatedAt: ({ updatedAt }) => updatedAt,
  harm: ({ harm }) => harm?.points,
  rank: ({ listing }) => listing.rank,
  sold: ({ listing }) => listing.soldCount,
  noticeId: ({ noticeId }) => noticeId,
  venueNumber: ({ externalId }) => externalId,
  submittedAt: ({ submittedAt }) => submittedAt,
  removedAt: ({ removedAt }) => removedAt,
};

export const NOTICE_COLUMNS: Columns<NoticeRecord> = {
  id: ({ id }) => id,
  brand: ({ brandId }) => brandId,
  state: ({ state }) => state,
  marketplace: ({ marketplace }) => marketplace,
  channel: ({ channel }) => channel,
  offers: ({ places }) => places,
  claim: ({ content }) => content.claim.kind,
  reason: ({ content }) => content.claim.reason.label,
  reference: ({ reference }) => reference,
  venueNumber: ({ externalId }) => externalId,
  openedAt: ({ openedAt }) => openedAt,
  sentAt: ({ sentAt }) => sentAt,
  updatedAt: ({ updatedAt }) => updatedAt,
  approvedBy: ({ approvals }) => approvals.map(({ by }) => by).join(' '),
};

export const TASK_COLUMNS: Columns<Task> = {
  id: ({ id }) => id,
  brand: ({ brandId }) => brandId,
  kind: ({ kind }) => kind,
  dueAt: ({ dueAt }) => dueAt,
  openedAt: ({ openedAt }) => openedAt,
  noticeId: ({ noticeId }) => noticeId,
  caseId: ({ caseId }) => caseId,
  text: ({ text }) => text,
};

export const STORE_COLUMNS: Columns<StoreFile> = {
  id: ({ id }) => id,
  brand: ({ brandId }) => brandId,
  state: ({ state }) => state,
  seller: ({ sellerId }) => sellerId,
  name: ({ sellerName }) => sellerName,
  marketplaces: ({ marketplaces }) => marketplaces.join(' '),
  strikes: ({ strikes }) => strikes.length,
  counted: ({ counted }) => counted,
  openOffers: ({ openOffers }) => openOffers,
  venueNumber: ({ externalId }) => externalId,
  updatedAt: ({ updatedAt }) => updatedAt,
};

export const APPEARANCE_COLUMNS: Columns<Appearance> = {
  scannedAt: ({ scannedAt }) => scannedAt,
  keyword: ({ keyword }) => keyword,
  rank: ({ rank }) => rank,
  marketplace: ({ listing }) => listing.marketplace,
  item: ({ listing }) => listing.id,
  title: ({ listing }) => listing.title,
  price: ({ listing }) => amountOf(listing.price),
  currency: ({ listing }) => currencyOf(listing.price),
  seller: ({ listing: { seller } }) => seller?.id ?? seller?.name,
  probability: ({ probability }) => probability?.toFixed(4),
  url: ({ listing }) => listing.url,
  firstSeenAt: ({ firstSeenAt }) => firstSeenAt,
  lastSeenAt: ({ lastSeenAt }) => lastSeenAt,
};
