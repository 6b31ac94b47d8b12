import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bench, do_not_optimize, group, run, summary } from 'mitata';
import { say } from '#infra/cli/print.ts';
import { buildCatalogue } from '#infra/local/bazaar/catalogue.ts';
import { parseBrandFile } from '#shared/brands/brand-file.ts';
import type { Brand } from '#shared/domain/brand.ts';
import { Listing } from '#shared/domain/listing.ts';
import { titleSimilarity } from '#shared/products/text-similarity.ts';
import { brandIndex } from '#shared/recognition/brand-index.ts';
import { scoreListing } from '#shared/scoring/score-listing.ts';
import { cpuTimePerItem, onEach } from './cpu-time.ts';
import { inventedBrands } from './invented-brands.ts';

// What a search result costs before anything is fetched for it: all signals but pictures, each listing as a new object so that
// nothing is remembered. The sample marketplace's offers are the dear case (three in four name the brand and one of its
// products); titles of other goods are what most marketplaces answer with. Beside them stands what a title costs that is only
// held against the names of the brand's products by string-similarity, which is its `findBestMatch`.

const SAMPLE = fileURLToPath(new URL('../../infra/cli/samples/nordhavn.yaml', import.meta.url));
const NOW = new Date('2026-06-01T12:00:00.000Z');
const PAGE = 60;
const BRAND_COUNTS = [10, 50, 250];

const { brand } = parseBrandFile(readFileSync(SAMPLE, 'utf8'), SAMPLE);
const offers = buildCatalogue('bench').map(({ offer }) =>
  Listing.parse({
    marketplace: 'bazaar',
    id: offer.id,
    url: `https://bazaar.example/item/${offer.id}`,
    title: offer.title,
    price: { amountMinor: offer.priceMinor, currency: offer.currency },
    seller: { id: offer.sellerId },
    condition: offer.condition,
  }),
);
const others = inventedBrands(Math.max(...BRAND_COUNTS) - 1);
const page = offers.slice(0, PAGE);
const otherGoods = others
  .flatMap(({ fingerprint }) => fingerprint.products)
  .slice(0, offers.length)
  .map(({ name }, i) => ({ ...offers[i]!, title: `${name} black, free shipping` }));
const SAMPLE_OFFERS = `${offers.length} offers of the sample against one brand`;
const OTHER_GOODS = `${offers.length} offers of other goods against one brand`;

const productNames = brand.fingerprint.products.flatMap(({ name, aliases }) => [name, ...aliases]);

const score = (against: Brand, listing: Listing) => scoreListing({ brand: against, listing, now: NOW });

summary(() => {
  for (const count of BRAND_COUNTS) {
    const brands = [brand, ...others.slice(0, count - 1)];
    const index = brandIndex(brands);
    group(`a page of ${PAGE} against ${count} brands`, () => {
      bench(`${count} brands, by the index`, () => {
        for (const offer of page) {
          const listing = { ...offer };
          for (const candidate of index.mayBeNamed(listing)) do_not_optimize(score(candidate, listing));
        }
      });
      bench(`${count} brands, each asked`, () => {
        for (const offer of page) {
          const listing = { ...offer };
          for (const each of brands) do_not_optimize(score(each, listing));
        }
      });
    });
  }
});

// Compiled before it is measured: a run of cold code says little about a function that lives for hours.
for (let round = 0; round < 100; round++) for (const offer of [...offers, ...otherGoods]) score(brand, { ...offer });

const perSecond = (microseconds: number) => Math.round(1e6 / microseconds).toLocaleString('en');
const scored = (offer: Listing) => do_not_optimize(score(brand, { ...offer }));
const compared = ({ title }: Listing) =>
  do_not_optimize(Math.max(...productNames.map((name) => titleSimilarity(title, name))));
const works = {
  [SAMPLE_OFFERS]: onEach(offers, scored),
  [OTHER_GOODS]: onEach(otherGoods, scored),
  [`string-similarity alone, ${productNames.length} product names`]: onEach(page, compared),
};
const times = cpuTimePerItem(Object.values(works));
for (const [at, what] of Object.keys(works).entries()) {
  const { medianUs, bestUs } = times[at]!;
  say(`${what}: ${perSecond(medianUs)} a second and core (undisturbed: ${perSecond(bestUs)})`);
}

await run();
const byIndex = (count: number) => {
  const index = brandIndex([brand, ...others.slice(0, count - 1)]);
  return onEach(page, (offer) => {
    const listing = { ...offer };
    for (const candidate of index.mayBeNamed(listing)) do_not_optimize(score(candidate, listing));
  });
};
const [fewest, most] = [BRAND_COUNTS[0]!, BRAND_COUNTS.at(-1)!];
const [ofFewest, ofMost] = cpuTimePerItem([byIndex(fewest), byIndex(most)]);
const growth = ofMost!.medianUs / ofFewest!.medianUs;
say(`${most / fewest} times the brands cost ${growth.toFixed(1)} times the time by the index`);
