import type { Brand } from '#shared/domain/brand.ts';
import type { Visitor } from './services.ts';

/** The brand that a page is about, and the others that its visitor may turn to. */
export type BrandInView = { brand: Brand; brandIds: readonly string[] };

/** The one asked for, or the first; undefined where there is none. */
export async function brandInView({ access, stores }: Visitor, wanted?: string): Promise<BrandInView | undefined> {
  const brandIds = access.brandIds === 'every' ? (await stores.brands.list()).map(({ id }) => id) : access.brandIds;
  const id = brandIds.find((each) => each === wanted) ?? brandIds[0];
  const brand = id === undefined ? undefined : await stores.brands.get(id);
  return brand && { brand, brandIds };
}
