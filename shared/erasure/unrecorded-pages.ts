import type { PageArchive } from '#shared/evidence/archive.ts';
import { keySegment } from '#shared/evidence/object-keys.ts';
import { decodeBody } from '#shared/extraction/decode-body.ts';
import type { Place } from './holdings.ts';
import type { Bucket } from './object-versions.ts';

/** Where a marketplace's pages lie, and what they hold. */
export type ArchivedPages = { pages: Bucket; archive: Pick<PageArchive, 'get'> };

/**
 * Archived pages that no item leads to, for their worker died before it recorded them, and in which one of these texts stands. Reads each
 * page that is not `recorded`, which are few.
 */
export async function unrecordedPages(
  marketplaces: readonly string[],
  { recorded, texts }: { recorded: ReadonlySet<string>; texts: readonly string[] },
  { pages, archive }: ArchivedPages,
): Promise<Place[]> {
  const wanted = texts.map((text) => text.toLowerCase());
  const found: Place[] = [];
  for (const marketplace of marketplaces)
    for await (const { key } of pages.versions(`${keySegment(marketplace)}/`)) {
      if (recorded.has(key)) continue;
      const { facts, bytes } = await archive.get(key);
      const text = `${facts.url} ${decodeBody(bytes, facts.contentType).text}`.toLowerCase();
      if (wanted.some((each) => text.includes(each))) found.push({ bucket: 'pages', prefix: key });
    }
  return found;
}
