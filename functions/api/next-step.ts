import { isAuthorisedSeller } from '#shared/cases/authorised-seller.ts';
import type { Brand } from '#shared/domain/brand.ts';
import type { Case } from '#shared/domain/case.ts';

/** What an analyst who found an authorised seller still has to do: the case clears one listing, the brand's list clears the seller. */
export function nextStep({ state, listing }: Case, brand: Brand | undefined): string | undefined {
  const { marketplace, seller } = listing;
  if (state !== 'authorised' || !brand || isAuthorisedSeller(brand, marketplace, seller)) return undefined;
  const sellerId = seller?.id ?? seller?.name;
  if (!sellerId) return `The offer names no seller, so none can be declared authorised; other offers open cases again.`;
  // As JSON, which YAML reads alike: the id is the marketplace's text, and may hold anything.
  const entry = `{ "marketplace": ${JSON.stringify(marketplace)}, "sellerId": ${JSON.stringify(sellerId)} }`;
  return `This seller is not among the authorised sellers of ${brand.name}, so other offers open cases again. Add ${entry} to fingerprint.authorisedSellers in the brand file, then run: npx markwarden brand add brand.yaml`;
}
