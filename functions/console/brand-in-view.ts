import type { Brand } from '#shared/domain/brand.ts';
import type { Visitor } from './services.ts';

/** The brand that a page is about, and the others that its visitor may turn to. */
export type BrandInView = { brand: Brand; brandIds: readonly string[] };

/** The one asked for, the one last turned to, or the first; undefined where there is none. */
export async function brandInView(visitor: Visitor, wanted?: string): Promise<BrandInView | undefined> {
  const { id, brandIds } = await brandIdInView(visitor, wanted);
  const brand = id === undefined ? undefined : await visitor.stores.brands.get(id);
  return brand && { brand, brandIds };
}

/** As `brandInView`, where its id is all that is needed. Whoever has every brand costs a read. */
export async function brandIdInView({ access, stores, lastBrandId }: Visitor, wanted?: string) {
  const brandIds = access.brandIds === 'every' ? (await stores.brands.list()).map(({ id }) => id) : access.brandIds;
  const isOne = (id: string | undefined) => id !== undefined && brandIds.includes(id);
  return { id: [wanted, lastBrandId].find(isOne) ?? brandIds[0], brandIds };
}
