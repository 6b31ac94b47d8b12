import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Listing } from '#shared/domain/listing.ts';

const FOLDERS = fileURLToPath(new URL('../../shared/marketplaces', import.meta.url));

/** The offers that a marketplace's own fixtures show, as its parsers read them (which `fixtures.test.ts` holds them to). */
export function fixtureListings(id: string): Listing[] {
  const folder = join(FOLDERS, id, 'fixtures');
  return readdirSync(folder)
    .filter((name) => /^(search|listing).*\.json$/.test(name) && !name.includes('.body.'))
    .flatMap((name) => {
      const { expected } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as {
        expected?: { listing?: unknown; listings?: unknown[] };
      };
      return [expected?.listing, ...(expected?.listings ?? [])];
    })
    .flatMap((listing) => {
      const read = Listing.safeParse(listing);
      return read.success ? [read.data] : [];
    });
}
