import type { Brand } from '#shared/domain/brand.ts';
import type { Visitor } from './services.ts';

export type BrandName = { id: string; name: string };

/** The brand that a page is about, and all that its visitor may turn to. */
export type BrandInView = { brand: Brand; brands: readonly BrandName[] };

/** The one asked for, the one last turned to, or the first; undefined where there is none. */
export async function brandInView(visitor: Visitor, wanted?: string): Promise<BrandInView | undefined> {
  const { id, brands } = await brandIdInView(visitor, wanted);
  const brand = id === undefined ? undefined : await visitor.stores.brands.get(id);
  return brand && { brand, brands };
}

/** As `brandInView`, where its id is all that is needed. Whoever has every brand costs a read; names are remembered. */
export async function brandIdInView(visitor: Visitor, wanted?: string) {
  const brands = await ownBrands(visitor);
  const isOne = (id: string | undefined) => id !== undefined && brands.some((brand) => brand.id === id);
  return { id: [wanted, visitor.lastBrandId].find(isOne) ?? brands[0]?.id, brands };
}

async function ownBrands({ access, stores, nameOf }: Visitor): Promise<BrandName[]> {
  if (access.brandIds === 'every') return stores.brands.list();
  // Whoever has one brand is shown no choice, and its page knows the name.
  if (access.brandIds.length <= 1) return access.brandIds.map((id) => ({ id, name: id }));
  return Promise.all(access.brandIds.map(async (id) => ({ id, name: await nameOf(id) })));
}
