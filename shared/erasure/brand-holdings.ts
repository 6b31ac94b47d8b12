import { Brand } from '#shared/domain/brand.ts';
import { NoticeRecord } from '#shared/domain/notice-record.ts';
import { documentFolder } from '#shared/evidence/document-kinds.ts';
import { keySegment, reportFolders } from '#shared/evidence/object-keys.ts';
import type { Item } from '#shared/stores/dynamo-access.ts';
import type { TableName } from '#shared/stores/table-definitions.ts';
import type { Installation } from './erase.ts';
import { type Held, type HeldKind, type Holdings, held, type Place } from './holdings.ts';
import { isTelling } from './subject.ts';
import { everyItem } from './table-scan.ts';
import { unrecordedPages } from './unrecorded-pages.ts';

/** Everything but the audit, which nobody may change. */
const TABLES: readonly TableName[] = ['brands', 'listings', 'cases', 'people'];

/** Partitions that begin with what they are and whose: "CASE~nordhavn~bazaar~1001". */
const KINDS: Readonly<Record<string, HeldKind>> = {
  LISTING: 'offers',
  CASE: 'cases',
  NOTICE: 'notices',
  EVENTS: 'histories',
  TASKS: 'tasks',
  ONCE: 'once-only keys',
  DIGEST: 'alerts',
  ALERT: 'alerts',
  TRANSLATION: 'translations',
  STORE: 'store files',
  HISTORY: 'seller records',
  OFFERS: 'seller records',
};

/**
 * What is held of a brand: its own data, what was found, judged and noticed for it, and the pages of its searches that no item leads to.
 * Reads every table once.
 */
export async function brandHoldings(
  brandId: string,
  { tables, buckets: { pages }, archive }: Installation,
): Promise<Holdings & { notices: NoticeRecord[] }> {
  const found: Held[] = [];
  const notices: NoticeRecord[] = [];
  const folder = keySegment(brandId);
  const places: Place[] = [
    ...[`${folder}/`, `packets/${folder}/`, documentFolder(brandId)].map(
      (prefix): Place => ({ bucket: 'evidence', prefix }),
    ),
    ...[`uploads/${folder}/`, ...Object.values(reportFolders(brandId))].map(
      (prefix): Place => ({ bucket: 'pages', prefix }),
    ),
  ];
  const recorded = new Set<string>();
  const watches: Brand['watches'] = [];
  for (const table of TABLES)
    for await (const item of everyItem(tables, table)) {
      if (typeof item.archiveKey === 'string') recorded.add(item.archiveKey);
      if (!isOfBrand(item, brandId)) continue;
      found.push(held(KINDS[String(item.pk).split('~', 1)[0]!] ?? 'other items of the brand', table, item));
      if (item.sk === 'RECORD' && item.notice) notices.push(NoticeRecord.parse(item.notice));
      if (typeof item.archiveKey === 'string') places.push({ bucket: 'pages', prefix: item.archiveKey });
      if (item.sk === 'PROFILE') watches.push(...Brand.parse(item.profile).watches);
    }
  const marketplaces = [...new Set(watches.flatMap((watch) => watch.marketplaces))];
  // Of others' brands a page may speak too: what was searched for says whose it is.
  const texts = watches.flatMap(({ keyword, seller }) => keyword ?? seller ?? []).filter(isTelling);
  places.push(...(await unrecordedPages(marketplaces, { recorded, texts, in: 'address' }, { pages, archive })));
  return { held: found, places, writtenAs: [], notices };
}

/** Stated in the item, or the second part of its partition; a once-only key names the brand further on, and its claim the case. */
function isOfBrand(item: Item, brandId: string): boolean {
  const records = [item, item.notice, item.target, item.task, item.file].map((part) => (part ?? {}) as Item);
  const named = records.some(({ brandId: of }) => of === brandId || String(of).endsWith(`S~${brandId}`));
  const claim = (item.claim ?? {}) as { caseId?: string };
  return named || String(item.pk).split(/[~|]/)[1] === brandId || claim.caseId?.split('~', 1)[0] === brandId;
}
