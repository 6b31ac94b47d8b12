import * as z from 'zod';
import { Listing } from '#shared/domain/listing.ts';

/** What the page said, and what we asked for: our verdict, the watch and the rank stay here. */
const Captured = z.object({
  listing: Listing.omit({ rank: true, sponsored: true }),
  http: z.object({ url: z.string(), status: z.int() }).optional(),
});

/** @throws ZodError when the stored file is no capture of ours */
export function listingFacts(stored: Uint8Array): string {
  return `${JSON.stringify(Captured.parse(JSON.parse(Buffer.from(stored).toString('utf8'))), null, 2)}\n`;
}
