import type { Brand } from '#shared/domain/brand.ts';
import { wordsOf } from '#shared/recognition/text-folding.ts';
import { type ProductCatalogue, productCatalogue } from './product-catalogue.ts';

const catalogues = new WeakMap<Brand, ProductCatalogue>();

/** A brand's products ready for matching; made once per brand object, when first asked for: 400 products cost 3 MB. */
export function brandCatalogue(brand: Brand): ProductCatalogue {
  const known = catalogues.get(brand);
  if (known) return known;
  const names = [brand.name, ...brand.fingerprint.names];
  const catalogue = productCatalogue(brand.fingerprint.products, new Set(names.flatMap((name) => wordsOf(name).words)));
  catalogues.set(brand, catalogue);
  return catalogue;
}
