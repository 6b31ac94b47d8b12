import type { Brand } from '#shared/domain/brand.ts';
import { EVERY_BRAND } from '#shared/domain/membership.ts';
import { ownerIdOf } from '#shared/domain/owner.ts';
import { marketplaceById, unknownMarketplaceMessage } from '#shared/marketplaces/index.ts';
import type { Access } from '#shared/people/access.ts';
import type { Clock } from '#shared/runtime/clock.ts';
import { sha256Base64url } from '#shared/runtime/sha256.ts';
import type { BrandStore } from '#shared/stores/brand-store.ts';
import { scanRates } from '#shared/watches/scan-rate.ts';
import { overCapacity } from '#shared/watches/venue-demand.ts';
import { brandChanges, changeWords, mustBeAsked } from './brand-changes.ts';
import { tooLarge } from './brand-size.ts';
import type { BrandWarning } from './brand-warning.ts';
import { brandWarnings } from './brand-warnings.ts';

const rateOf = scanRates({});

/** Why nothing was changed. `losses`: what is registered and would be gone, of `would-lose`. */
export type SaveRefusal = {
  code: 'not-allowed' | 'invalid' | 'too-large' | 'changed' | 'would-lose';
  message: string;
  losses?: string[];
};

export type SavedBrand = {
  brand: Brand;
  created: boolean;
  /** In words, for the audit. */
  changes: string[];
  warnings: BrandWarning[];
};

/** In place of a tag: no such brand was registered. */
export const UNREGISTERED = 'unregistered';

/** Of the profile alone: the same until it changes. */
export const brandTag = (brand: Brand): string => sha256Base64url(JSON.stringify(brand)).slice(0, 22);

type Services = {
  brands: Pick<BrandStore, 'registered' | 'put' | 'list'>;
  /** Creates the brand's topic and subscribes its e-mail addresses; repeating it is harmless. */
  prepareAlerts: (brand: Brand) => Promise<void>;
  clock: Clock;
};

/**
 * Registers a brand, or replaces its profile; the one way in for files, programs and the console's forms.
 * @param seen tag of the profile that the change was made to, or UNREGISTERED: another one now, or none, and nothing is changed
 * @param replace what is registered may be lost
 */
export async function saveBrand(
  brand: Brand,
  { seen, replace = false, access }: { seen?: string; replace?: boolean; access: Access },
  { brands, prepareAlerts, clock }: Services,
): Promise<SavedBrand | { refused: SaveRefusal }> {
  const refusal = notTheirs(brand.id, access) ?? unknownMarketplace(brand) ?? oversized(brand);
  if (refusal) return { refused: refusal };
  const known = await brands.registered(brand.id);
  if (seen !== undefined && seen !== (known ? brandTag(known.brand) : UNREGISTERED)) return { refused: CHANGED };
  const taken = otherOwner(known?.brand ?? { id: brand.id }, brand, access);
  if (taken) return { refused: taken };
  const losses = known && !replace ? lossesOf(known.brand, brand) : undefined;
  if (losses) return { refused: losses };
  // The topic first: a registered brand whose alerts go nowhere would be a silent loss.
  await prepareAlerts(brand);
  if (!(await brands.put(brand, clock(), known?.edition ?? 0))) return { refused: CHANGED };
  const crowded = overCapacity(brand, await brands.list(), rateOf).map((message) => ({ path: ['watches'], message }));
  return {
    brand,
    created: known === undefined,
    changes: known ? brandChanges(known.brand, brand).map(changeWords) : ['registered'],
    warnings: [...brandWarnings(brand, clock()), ...crowded],
  };
}

const CHANGED: SaveRefusal = {
  code: 'changed',
  message: 'Somebody changed this since you looked; look again and repeat what you want.',
};

/** Somebody else's brand and none at all are answered alike. */
function notTheirs(id: string, access: Access): SaveRefusal | undefined {
  if (access.may('administer', id)) return undefined;
  const message = access.may('read', id)
    ? `This needs the right to administer "${id}".`
    : `Only an administrator of every brand may register "${id}".`;
  return { code: 'not-allowed', message };
}

/** Brands of one owner are counted together, and what one of them saw of a seller is evidence for the others: nobody joins another's by writing its name. */
function otherOwner(before: Parameters<typeof ownerIdOf>[0], after: Brand, access: Access): SaveRefusal | undefined {
  if (ownerIdOf(before) === ownerIdOf(after) || access.may('administer', EVERY_BRAND)) return undefined;
  return { code: 'not-allowed', message: 'owner: only an administrator of every brand may change who owns one.' };
}

function lossesOf(before: Brand, after: Brand): SaveRefusal | undefined {
  const losses = brandChanges(before, after).filter(mustBeAsked).map(changeWords);
  if (losses.length === 0) return undefined;
  const message = `The brand would lose what is registered: ${losses.join('; ')}. Nothing was changed`;
  return { code: 'would-lose', message, losses };
}

function unknownMarketplace({ watches, fingerprint }: Brand): SaveRefusal | undefined {
  const named = [
    ...watches.flatMap(({ marketplaces }) => marketplaces),
    ...fingerprint.authorisedSellers.map(({ marketplace }) => marketplace),
  ];
  const unknown = named.find((id) => !marketplaceById(id));
  return unknown === undefined ? undefined : { code: 'invalid', message: unknownMarketplaceMessage(unknown) };
}

function oversized(brand: Brand): SaveRefusal | undefined {
  const message = tooLarge(brand);
  return message === undefined ? undefined : { code: 'too-large', message };
}
