import * as z from 'zod';
import { Alike, type PictureSearch, type SearchedPicture } from '#shared/domain/searched-picture.ts';
import { type Likeness, likenessTo } from '#shared/imaging/picture-likeness.ts';
import { type CaseListStore, ListPosition } from '#shared/stores/case-list-store.ts';
import type { CaseStore } from '#shared/stores/case-store.ts';

/** Offers that one look compares, whatever is stored: two reads of the index. */
const READS = 2;
const KEYS_A_READ = 2000;
export const MOST_COMPARED = READS * KEYS_A_READ;
/** What is shown of those that are alike. */
const MOST_FOUND = 24;

type Stores = { caseLists: Pick<CaseListStore, 'pictured'>; cases: Pick<CaseStore, 'getMany'> };

/**
 * A brand's offers whose pictures are like one: from the newest back, as many as two reads give. Only offers that became cases have
 * hashes, of the pictures that were looked at when they were judged.
 * @param after where an earlier look ended
 */
export async function findPicture(
  brandId: string,
  searched: SearchedPicture,
  after: ListPosition | undefined,
  { caseLists, cases }: Stores,
): Promise<PictureSearch> {
  const likeness = likenessTo(searched);
  const seen = { compared: 0, withoutHash: 0, since: undefined as string | undefined };
  const alike: ({ caseId: string } & Likeness)[] = [];
  let position = after;
  for (let reads = 0; reads < READS; reads++) {
    const page = await caseLists.pictured(brandId, { limit: KEYS_A_READ, ...(position && { after: position }) });
    for (const { caseId, openedAt, hashes } of page.pictured) {
      seen.since = openedAt;
      seen[hashes.length > 0 ? 'compared' : 'withoutHash']++;
      const like = likeness(hashes);
      if (like) alike.push({ caseId, ...like });
    }
    position = page.next;
    if (!position) break;
  }
  const nearest = alike.toSorted(byNearness).slice(0, MOST_FOUND);
  const records = new Map((await cases.getMany(nearest.map(({ caseId }) => caseId))).map((one) => [one.id, one]));
  const found = nearest.flatMap(({ caseId, ...like }) => {
    const record = records.get(caseId);
    return record ? [{ case: record, ...like }] : [];
  });
  const next = position && Buffer.from(JSON.stringify(position)).toString('base64url');
  return { found, more: alike.length - nearest.length, ...seen, ...(next && { next }) };
}

const byNearness = (a: Likeness, b: Likeness): number =>
  a.bits - b.bits || Alike.options.indexOf(a.alike) - Alike.options.indexOf(b.alike);

/** The `next` of an earlier look. */
export const LookedTo = z
  .string()
  .max(2000)
  .transform((text, context) => {
    try {
      return ListPosition.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    } catch {
      context.addIssue({ code: 'custom', message: 'is not the "next" of an earlier look' });
      return z.NEVER;
    }
  });
