import type { Brand } from '#shared/domain/brand.ts';
import type { Visitor } from './services.ts';

/** The brand that a page is about, and the others that its visitor may turn to. */
export type BrandInView = { brand: Brand; brandIds: readonly string[] };

/** The one asked for, or the first; undefined where there is none. One read, whoever asks. */
export async function brandInView({ access, stores }: Visitor, wanted?: string): Promise<BrandInView | undefined> {
  if (access.brandIds === 'every') {
    const all = await stores.brands.list();
    const brand = all.find(({ id }) => id === wanted) ?? all[0];
    return brand && { brand, brandIds: all.map(({ id }) => id) };
  }
  const id = access.brandIds.find((each) => each === wanted) ?? access.brandIds[0];
  const brand = id === undefined ? undefined : await stores.brands.get(id);
  return brand && { brand, brandIds: access.brandIds };
}
