import { NoticeRecord } from '#shared/domain/notice-record.ts';
import { documentFolder } from '#shared/evidence/document-kinds.ts';
import { keySegment, reportFolders } from '#shared/evidence/object-keys.ts';
import type { Item } from '#shared/stores/dynamo-access.ts';
import type { TableName } from '#shared/stores/table-definitions.ts';
import { type Held, type HeldKind, type Holdings, held, type Place } from './holdings.ts';
import { everyItem, type Tables } from './table-scan.ts';

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

/** What is held of a brand: its own data, and what was found, judged and noticed for it. Reads every table once. */
export async function brandHoldings(brandId: string, tables: Tables): Promise<Holdings & { notices: NoticeRecord[] }> {
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
  for (const table of TABLES)
    for await (const item of everyItem(tables, table)) {
      if (!isOfBrand(item, brandId)) continue;
      found.push(held(KINDS[String(item.pk).split('~', 1)[0]!] ?? 'other items of the brand', table, item));
      if (item.sk === 'RECORD' && item.notice) notices.push(NoticeRecord.parse(item.notice));
      if (typeof item.archiveKey === 'string') places.push({ bucket: 'pages', prefix: item.archiveKey });
    }
  return { held: found, places, writtenAs: [], notices };
}

/** Stated in the item, or the second part of its partition; a once-only key names the brand further on, and its claim the case. */
function isOfBrand(item: Item, brandId: string): boolean {
  const records = [item, item.notice, item.target, item.task, item.file].map((part) => (part ?? {}) as Item);
  const named = records.some(({ brandId: of }) => of === brandId || String(of).endsWith(`S~${brandId}`));
  const claim = (item.claim ?? {}) as { caseId?: string };
  return named || String(item.pk).split(/[~|]/)[1] === brandId || claim.caseId?.split('~', 1)[0] === brandId;
}
