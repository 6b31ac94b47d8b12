import { majorAmount } from '#shared/domain/money.ts';
import type { JsonObject } from '../json-path.ts';
import type { PageDocument } from '../page-document.ts';
import { isType, nameOf, offersOf, priceOf, variantsOf } from '../schema-node.ts';
import { priceBesideHeading } from '../shown-price.ts';

/**
 * A product with several offers, or a group of variants, as its page shows it: with the one variant that the page's address names, or the
 * one offer whose price stands beside the heading. As it is where the page chooses none of them.
 */
export function asChosen(node: JsonObject, doc: PageDocument): JsonObject {
  const variants = variantsOf(node);
  const variant = variants.find((one) => addressesOf(one).some((address) => isSame(address, doc)));
  if (variant) return { ...withoutVariants(node), ...numbersOf(variant), offers: variant.offers };
  const offers = offersOf(node).filter((offer) => !isType(offer, ['AggregateOffer']));
  if (new Set(offers.map(({ price }) => Number(price))).size < 2) return node;
  const offer = offers.find(({ url }) => isSame(nameOf(url), doc)) ?? shownAmong(offers, doc);
  if (!offer) return node;
  const owner = variants.find((one) => offersOf(one).includes(offer));
  return { ...withoutVariants(node), ...(owner && numbersOf(owner)), offers: offer };
}

const addressesOf = (variant: JsonObject): (string | undefined)[] =>
  [variant.url, variant['@id'], offersOf(variant)[0]?.url].map(nameOf);

/** Same path, and the same queries whatever their order; an address without any chooses nothing. */
function isSame(address: string | undefined, { page, baseUrl }: PageDocument): boolean {
  const [one, other] = [URL.parse(address ?? '', baseUrl), URL.parse(page.url)];
  if (address === undefined || !one || !other || one.search === '') return false;
  const asked = [...one.searchParams].every(([name, value]) => other.searchParams.get(name) === value);
  return asked && one.pathname === other.pathname;
}

function shownAmong(offers: readonly JsonObject[], doc: PageDocument): JsonObject | undefined {
  const hints = { currency: nameOf(offers[0]?.priceCurrency) };
  const shown = priceBesideHeading(doc, hints);
  if (!shown) return undefined;
  return offers.find((offer) => {
    const price = priceOf({ offers: offer }, hints);
    return price && majorAmount(price.low) === majorAmount(shown.low);
  });
}

const withoutVariants = ({ hasVariant: _, model: __, ...node }: JsonObject): JsonObject => node;

/** What tells a variant from the others; the group's name stands. */
function numbersOf(variant: JsonObject): JsonObject {
  const names = ['sku', 'productID', 'mpn', 'gtin', 'gtin8', 'gtin12', 'gtin13', 'gtin14', 'color', 'size'];
  return Object.fromEntries(names.flatMap((name) => (variant[name] === undefined ? [] : [[name, variant[name]]])));
}
