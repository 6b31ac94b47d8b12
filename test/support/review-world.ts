import { sampleBrand } from '#infra/cli/sample-brand.ts';
import { drawPicture } from '#infra/local/bazaar/draw-picture.ts';
import { officialScene, photo } from '#infra/local/bazaar/genuine-offers.ts';
import { pastOffers } from '#infra/local/bazaar/past-offers.ts';
import type { Picture } from '#infra/local/bazaar/picture.ts';
import { PRODUCTS } from '#infra/local/bazaar/products.ts';
import { loadSampleHistory } from '#infra/local/start/load-sample-history.ts';
import type { Case } from '#shared/domain/case.ts';
import type { Fetcher } from '#shared/fetching/fetcher.ts';
import type { TestConsole } from './a-console.ts';

export const ORIGIN = 'https://bazaar.example';
const SEED = 1;

/** The sample's pictures without the sample marketplace: drawn when they are asked for. */
export const samplePictures: Fetcher = async (url) => {
  const picture = pictureAt(new URL(url).pathname);
  const body = picture ? await drawPicture(picture) : Buffer.of();
  return { url, status: picture ? 200 : 404, headers: {}, contentType: '', body };
};

function pictureAt(path: string): Picture | undefined {
  const [, id, number] = /^\/past\/(\d+)-(\d+)\.jpg$/.exec(path) ?? [];
  if (id) return pastOffers(SEED).find(({ entry }) => entry.offer.id === id)?.entry.offer.pictures[Number(number) - 1];
  const sku = /^\/official\/([A-Z0-9-]+)\.jpg$/.exec(path)?.[1];
  const product = PRODUCTS.find((each) => each.sku === sku);
  return product && photo(product, product.colours[0]!, officialScene(product));
}

/** Registers the sample brand and loads its six weeks of history; returns the cases. */
export async function loadHistory({ services, clock }: TestConsole): Promise<Case[]> {
  const brand = sampleBrand(ORIGIN);
  await services.stores.brands.put(brand, clock.now);
  const options = { brand, origin: ORIGIN, seed: SEED, now: clock.now };
  return loadSampleHistory(options, { ...services.stores, ...services });
}
