import type { PageArchive } from '#shared/evidence/archive.ts';
import { keySegment } from '#shared/evidence/object-keys.ts';
import { decodeBody } from '#shared/extraction/decode-body.ts';
import type { Place } from './holdings.ts';
import type { Bucket } from './object-versions.ts';

/** Where a marketplace's pages lie, and what they hold. */
export type ArchivedPages = { pages: Bucket; archive: Pick<PageArchive, 'get'> };

type Looking = { recorded: ReadonlySet<string>; texts: readonly string[]; in: 'page' | 'address' };

/**
 * Archived pages that no item leads to, for their worker died before it recorded them, and in which, or in whose address, one of these
 * texts stands. Reads each page that is not `recorded`, which are few.
 */
export async function unrecordedPages(
  marketplaces: readonly string[],
  { recorded, texts, in: where }: Looking,
  { pages, archive }: ArchivedPages,
): Promise<Place[]> {
  const wanted = texts.map((text) => text.toLowerCase());
  const found: Place[] = [];
  if (wanted.length === 0) return found;
  for (const marketplace of marketplaces)
    for await (const { key } of pages.versions(`${keySegment(marketplace)}/`)) {
      if (recorded.has(key)) continue;
      const { facts, bytes } = await archive.get(key);
      const body = where === 'page' ? ` ${decodeBody(bytes, facts.contentType).text}` : '';
      const text = `${facts.url} ${asTyped(facts.url)}${body}`.toLowerCase();
      if (wanted.some((each) => text.includes(each))) found.push({ bucket: 'pages', prefix: key });
    }
  return found;
}

/** What was searched for, as somebody typed it. */
function asTyped(url: string): string {
  const spaced = url.replaceAll('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced; // of another encoding
  }
}
