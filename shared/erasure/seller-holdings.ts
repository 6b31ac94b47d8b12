import { marketplacesOfGroup } from '#shared/domain/account-group.ts';
import type { Case } from '#shared/domain/case.ts';
import { listingKey } from '#shared/domain/listing.ts';
import { AlertJob } from '#shared/domain/messages.ts';
import { Notice } from '#shared/domain/notice.ts';
import type { NoticeRecord } from '#shared/domain/notice-record.ts';
import { StoreFile } from '#shared/domain/store-file.ts';
import { caseFolder } from '#shared/evidence/evidence-store.ts';
import { caseExports, noticePackets, reportFolders, storePackets } from '#shared/evidence/object-keys.ts';
import { nameKey } from '#shared/recognition/same-name.ts';
import { caseFrom } from '#shared/stores/case-item.ts';
import { getItems, type Item, queryAll } from '#shared/stores/dynamo-access.ts';
import { ScanPage, StoredListing } from '#shared/stores/listing-store.ts';
import { eventKey, noticeFrom, noticeKey, targetFrom, taskFrom } from '#shared/stores/notice-item.ts';
import { OnceClaim } from '#shared/stores/notice-store.ts';
import type { Installation } from './erase.ts';
import { type Held, type Holdings, held, type Place } from './holdings.ts';
import { type Account, accountFrom, isOf, isTelling, type SellerSubject, withNames } from './subject.ts';
import { everyItem, type Tables } from './table-scan.ts';
import { unrecordedPages } from './unrecorded-pages.ts';

const is = (item: Item, partition: string, sort = ''): boolean =>
  String(item.pk).startsWith(`${partition}~`) && String(item.sk).startsWith(sort);

/** What is held of one seller's account. Reads the tables of listings and cases three times: each pass needs what the one before found. */
export async function sellerHoldings(
  subject: SellerSubject,
  { tables, buckets: { pages }, archive }: Installation,
): Promise<SellerHoldings> {
  const account = await withShownNames(accountFrom(subject), tables);
  const isAbout = (brandId: string) => subject.brandId === undefined || subject.brandId === brandId;
  const own = await offersAndCases(account, isAbout, tables);
  const { statements, notices, recorded, ...rest } = await whatNames(account, own, isAbout, tables);
  const histories = await historiesOf(statements, notices, tables);
  const texts = [subject.account, ...own.writtenAs, ...own.ids].filter(isTelling);
  // A page that nothing leads to is no brand's.
  const unrecorded =
    subject.brandId === undefined
      ? await unrecordedPages(marketplacesOfGroup(account.group), { recorded, texts, in: 'page' }, { pages, archive })
      : [];
  return {
    held: [...own.held, ...rest.held, ...histories],
    places: [...own.places, ...rest.places, ...unrecorded],
    writtenAs: [...own.writtenAs],
    cases: own.cases,
    storeFiles: own.storeFiles,
    notices: notices.map(({ notice }) => notice),
  };
}

export type SellerHoldings = Holdings & {
  cases: Case[];
  storeFiles: StoreFile[];
  /** Every notice with a statement about the seller, others' offers in it or not. */
  notices: NoticeRecord[];
};

async function* offersIn(tables: Tables): AsyncGenerator<{ item: Item; offer: StoredListing | Case }> {
  for await (const item of everyItem(tables, 'listings'))
    if (is(item, 'LISTING')) yield { item, offer: StoredListing.parse(item) };
  for await (const item of everyItem(tables, 'cases'))
    if (is(item, 'CASE', 'GENERATION~')) yield { item, offer: caseFrom(item) };
}

/** An offer without an id may show the name that others show beside it. */
async function withShownNames(account: Account, tables: Tables): Promise<Account> {
  const names = new Set<string>();
  for await (const { offer } of offersIn(tables)) {
    const { marketplace, seller } = offer.listing;
    if (seller?.name && isOf(account, marketplace, seller)) names.add(seller.name);
  }
  return withNames(account, names);
}

type Own = Holdings & { cases: Case[]; storeFiles: StoreFile[]; offers: Set<string>; ids: Set<string> };

async function offersAndCases(account: Account, isAbout: (brandId: string) => boolean, tables: Tables): Promise<Own> {
  const own: Own = {
    held: [],
    places: [],
    writtenAs: [],
    cases: [],
    storeFiles: [],
    offers: new Set(),
    ids: new Set(),
  };
  const written = new Set<string>();
  const note = (...texts: (string | undefined)[]) => {
    for (const text of texts) if (text) written.add(text);
  };
  for await (const { item, offer } of offersIn(tables)) {
    const { listing, brandId } = offer;
    if (!isAbout(brandId) || !isOf(account, listing.marketplace, listing.seller)) continue;
    note(listing.seller?.id, listing.seller?.name, listing.seller?.url);
    own.offers.add(listingKey(listing));
    own.ids.add(listing.id);
    if (listing.provenance?.page) own.places.push({ bucket: 'pages', prefix: listing.provenance.page });
    if (!('events' in offer)) {
      own.held.push(held('offers', 'listings', item));
      continue;
    }
    note(...offer.contactHandles.map((handle) => handle.slice(handle.indexOf(':') + 1)));
    own.cases.push(offer);
    own.held.push(held('cases', 'cases', item));
    own.places.push(...placesOf(offer));
  }
  for await (const item of everyItem(tables, 'cases')) {
    if (is(item, 'STORE')) {
      const file = StoreFile.parse(item.file);
      if (!isAbout(file.brandId) || file.group !== account.group || !account.ids.has(nameKey(file.sellerId))) continue;
      note(file.sellerId, file.sellerName);
      own.storeFiles.push(file);
      own.places.push({ bucket: 'evidence', prefix: storePackets(file.brandId, file.sellerId) });
      own.held.push(held('store files', 'cases', item));
    }
    if (is(item, 'HISTORY')) {
      const [, brandId, group, ...key] = String(item.pk).split('~');
      if (isAbout(brandId!) && group === account.group && account.names.has(key.join('~')))
        own.held.push(held('seller records', 'cases', item));
    }
    if (is(item, 'OFFERS')) {
      const [, , group, ...key] = String(item.pk).split('~');
      if (isAbout(String(item.brandId)) && group === account.group && account.ids.has(key.join('~')))
        own.held.push(held('seller records', 'cases', item));
    }
  }
  // Their offers may be pictured in any of them.
  const brands = new Set(own.cases.map(({ brandId }) => brandId));
  for (const prefix of [...brands].flatMap((brandId) => Object.values(reportFolders(brandId))))
    own.places.push({ bucket: 'pages', prefix });
  return { ...own, writtenAs: [...written] };
}

const placesOf = ({ brandId, id, evidenceKey, packetKey }: Case): Place[] =>
  [caseFolder(brandId, id), caseExports(brandId, id), evidenceKey, packetKey]
    .filter((prefix) => prefix !== undefined)
    .map((prefix) => ({ bucket: 'evidence', prefix }));

type Statement = { noticeId: string; caseId: string };
type NoticeOf = { notice: NoticeRecord; item: Item; isWhollyTheirs: boolean };

/** What stands about those offers and cases elsewhere: in notices, tasks, alerts that wait, and on the result pages that showed them. */
async function whatNames(
  account: Account,
  { cases, offers, storeFiles }: Own,
  isAbout: (brandId: string) => boolean,
  tables: Tables,
): Promise<{ held: Held[]; places: Place[]; statements: Statement[]; notices: NoticeOf[]; recorded: Set<string> }> {
  const ids = new Set(cases.map(({ id }) => id));
  // A store's alerts carry its id, and so the seller's; a case's carry the offer's.
  const isOfStore = (alertId: string) => storeFiles.some(({ id }) => alertId.startsWith(`${id}|`));
  const found: Held[] = [];
  const places: Place[] = [];
  const statements: Statement[] = [];
  const others = new Map<string, number>();
  const tasks: { item: Item; noticeId?: string; caseId?: string }[] = [];
  for await (const item of everyItem(tables, 'cases')) {
    if (is(item, 'NOTICE', 'TARGET~')) {
      const { noticeId, caseId, brandId, marketplace, statement } = targetFrom(item);
      const seller = { id: statement.sellerId, name: statement.sellerName };
      if (ids.has(caseId) || (isAbout(brandId) && isOf(account, marketplace, seller))) {
        statements.push({ noticeId, caseId });
        found.push(held('statements in notices', 'cases', item));
      } else others.set(noticeId, (others.get(noticeId) ?? 0) + 1);
    }
    // Of before 2026-12: one notice for one case.
    if (is(item, 'NOTICE', 'NOTICE') && Notice.parse(item.notice).targets.some(({ caseId }) => ids.has(caseId)))
      found.push(held('notices', 'cases', item));
    if (is(item, 'ONCE') && ids.has(OnceClaim.parse(item.claim).caseId))
      found.push(held('once-only keys', 'cases', item));
    if (is(item, 'TRANSLATION') && ids.has(String(item.caseId))) found.push(held('translations', 'cases', item));
    if (is(item, 'TASKS')) tasks.push({ item, ...taskFrom(item) });
    if (is(item, 'DIGEST')) {
      const { caseId = '', alertId } = AlertJob.parse(item.alert);
      if (ids.has(caseId) || isOfStore(alertId)) found.push(held('alerts', 'cases', item));
    }
    if (is(item, 'ALERT') && isOfStore(String(item.pk).slice('ALERT~'.length)))
      found.push(held('alerts', 'cases', item));
  }
  const about = [...new Set(statements.map(({ noticeId }) => noticeId))];
  const records = await getItems(tables.client, tables.names.cases, about.map(noticeKey));
  const notices = records.map((item) => {
    const notice = noticeFrom(item);
    return { notice, item, isWhollyTheirs: !others.has(notice.id) };
  });
  for (const { notice, item, isWhollyTheirs } of notices) {
    if (isWhollyTheirs) found.push(held('notices', 'cases', item));
    places.push({ bucket: 'evidence', prefix: noticePackets(notice.brandId, notice.reference) });
  }
  const whole = new Set(notices.filter(({ isWhollyTheirs }) => isWhollyTheirs).map(({ notice }) => notice.id));
  for (const { item, noticeId, caseId } of tasks)
    if (ids.has(caseId ?? '') || whole.has(noticeId ?? '')) found.push(held('tasks', 'cases', item));
  const recorded = new Set<string>();
  for await (const item of everyItem(tables, 'listings')) {
    if (!is(item, 'SCAN')) continue;
    const { brandId, marketplace, listingIds, archiveKey } = ScanPage.parse(item);
    if (archiveKey) recorded.add(archiveKey);
    if (archiveKey && isAbout(brandId) && listingIds.some((id) => offers.has(listingKey({ marketplace, id }))))
      places.push({ bucket: 'pages', prefix: archiveKey });
  }
  return { held: found, places, statements, notices, recorded };
}

async function historiesOf(statements: readonly Statement[], notices: readonly NoticeOf[], tables: Tables) {
  const subjects = [
    ...statements.map(({ noticeId, caseId }) => `${noticeId}|${caseId}`),
    ...notices.filter(({ isWhollyTheirs }) => isWhollyTheirs).map(({ notice }) => notice.id),
  ];
  const events: Held[] = [];
  for (const subject of subjects) {
    const items = await queryAll(tables.client, {
      TableName: tables.names.cases,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': eventKey({ subject, seq: 1 }).pk },
    });
    events.push(...items.map((item) => held('histories', 'cases', item)));
  }
  return events;
}
