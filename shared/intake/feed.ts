import * as z from 'zod';
import { Listing } from '#shared/domain/listing.ts';
import { marketplaceById } from '#shared/marketplaces/index.ts';

/** How an archived object says that it holds listings, one JSON object a line, and not a page. */
export const FEED_TYPE = 'application/x-ndjson';

export type RefusedLine = { line: number; field: string; message: string };

/** What a partner may say of an offer. Where it came from is ours to write. */
const Delivered = Listing.omit({ provenance: true, rank: true }).extend({
  url: z.url({ protocol: /^https?$/ }).max(2048),
  title: z.string().trim().min(1).max(2000),
});

/** Reads listings, one JSON object a line. A line that is wrong stops none of the others, and is named with its field. */
export function readFeedLines(text: string): { listings: Listing[]; refused: RefusedLine[] } {
  const listings: Listing[] = [];
  const refused: RefusedLine[] = [];
  for (const [index, written] of text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .entries()) {
    if (written.trim() === '') continue;
    const refuse = (field: string, message: string) => void refused.push({ line: index + 1, field, message });
    const value = jsonOf(written);
    if (value === undefined) {
      refuse('', 'is not JSON');
      continue;
    }
    const { success, data, error } = Delivered.safeParse(value);
    if (!success) for (const issue of error.issues) refuse(issue.path.join('.'), issue.message);
    else if (!marketplaceById(data.marketplace)) refuse('marketplace', 'is not a marketplace that Markwarden knows');
    else listings.push(data);
  }
  return { listings, refused };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
