import { withoutQuery } from './absolute-url.ts';
import { at, isObject } from './json-path.ts';
import type { ListingRules } from './listing-fields.ts';
import { markupText } from './markup-text.ts';
import type { PageDocument } from './page-document.ts';
import { mapped, path, rule } from './rule.ts';
import { priceOf } from './schema-node.ts';

function variantsOf(product: unknown): unknown[] {
  const variants = at(product, 'variants');
  return Array.isArray(variants) ? variants : [];
}

/** Prices in major units, of all variants, or the product's own where an answer names no variants. */
function majorPrices(product: unknown): number[] {
  // Only the answers of `/products/x.js` have `price_varies`, and those count in cents.
  const unit = at(product, 'price_varies') === undefined ? 1 : 100;
  const written = variantsOf(product).map((variant) => at(variant, 'price'));
  const own = [at(product, 'price_min') ?? at(product, 'price'), at(product, 'price_max')];
  return (written.length > 0 ? written : own)
    .filter((price) => price !== undefined && price !== null && price !== '')
    .map((price) => Number(price) / unit)
    .filter((price) => Number.isFinite(price) && price >= 0);
}

function availabilityOf(product: unknown): 'active' | 'ended' | undefined {
  const said = [at(product, 'available'), ...variantsOf(product).map((variant) => at(variant, 'available'))];
  const known = said.filter((one) => typeof one === 'boolean');
  return known.length === 0 ? undefined : known.includes(true) ? 'active' : 'ended';
}

/** Of all variants, where each is counted: what nobody counts has a quantity of 0 too. */
function stockOf(product: unknown): number | undefined {
  const quantities = variantsOf(product).map((variant) =>
    at(variant, 'inventory_management') ? at(variant, 'inventory_quantity') : undefined,
  );
  // Oversold goods have less than none.
  return quantities.length > 0 && quantities.every((quantity) => typeof quantity === 'number')
    ? quantities.reduce((sum, quantity) => sum + Math.max(0, quantity), 0)
    : undefined;
}

function picturesOf(product: unknown): string[] {
  const pictures = [at(product, 'image'), at(product, 'featured_image'), at(product, 'images')].flat();
  return pictures
    .map((picture) => (isObject(picture) ? (picture.src ?? picture.url) : picture))
    .filter((address) => typeof address === 'string');
}

/**
 * A product as Shopify's storefront answers it: `products.json`, `/collections/x/products.json`, `/products/x.json`, `/products/x.js`,
 * `search/suggest.json`. Most of these name no currency: without a hint such a product has no price.
 */
export const shopifyProduct: ListingRules = {
  id: path('id', 'product_id'),
  url: rule('handle', ({ item, doc }) => {
    const handle = at(item, 'handle');
    const link = at(item, 'url') ?? (typeof handle === 'string' ? `/products/${handle}` : undefined);
    const url = typeof link === 'string' ? URL.parse(link, doc.page.url) : null;
    return url ? withoutQuery(url.href) : undefined;
  }),
  title: path('title'),
  price: rule('variants', ({ item, doc }) => {
    const prices = majorPrices(item);
    const named = at(item, 'variants.0.price_currency') ?? shopCurrency(doc);
    if (prices.length === 0) return undefined;
    const [low, high] = [Math.min(...prices), Math.max(...prices)];
    return typeof named === 'string'
      ? priceOf({ offers: { lowPrice: low, highPrice: high, priceCurrency: named } }, {})
      : high > low
        ? `${low} - ${high}`
        : low;
  }),
  imageUrls: rule('images', ({ item }) => picturesOf(item)),
  availability: rule('available', ({ item }) => availabilityOf(item)),
  stockCount: rule('inventory_quantity', ({ item }) => stockOf(item)),
  description: mapped(path('body_html', 'description', 'body'), markupText),
  listedAt: path('published_at', 'created_at'),
  brand: path('vendor'),
  sku: path('variants.0.sku'),
  gtin: path('variants.0.barcode'),
};

/** Countries whose domain tells what a shop there trades in. */
const COUNTRY_CURRENCIES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    'at be cy de ee es fi fr gr hr ie it lt lu lv mt nl pt si sk'.split(' ').map((tld) => [tld, 'EUR']),
  ),
  ...{ ae: 'AED', ar: 'ARS', au: 'AUD', bg: 'BGN', br: 'BRL', ca: 'CAD', ch: 'CHF', cl: 'CLP', cn: 'CNY', cz: 'CZK' },
  ...{ dk: 'DKK', hk: 'HKD', hu: 'HUF', id: 'IDR', il: 'ILS', in: 'INR', is: 'ISK', jp: 'JPY', ke: 'KES', kr: 'KRW' },
  ...{ ma: 'MAD', mx: 'MXN', my: 'MYR', ng: 'NGN', no: 'NOK', nz: 'NZD', pe: 'PEN', ph: 'PHP', pk: 'PKR', pl: 'PLN' },
  ...{ ro: 'RON', rs: 'RSD', ru: 'RUB', sa: 'SAR', se: 'SEK', sg: 'SGD', th: 'THB', tr: 'TRY', tw: 'TWD', ua: 'UAH' },
  ...{ uk: 'GBP', uy: 'UYU', vn: 'VND', za: 'ZAR' },
};

/** What the shop's page, or the `currency` that was asked for in its address, says; else what its country's domain does. */
export function shopCurrency(doc: PageDocument): string | undefined {
  const asked = URL.parse(doc.page.url)?.searchParams.get('currency');
  const country = URL.parse(doc.page.url)?.hostname.split('.').at(-1) ?? '';
  const said = at(doc.state('Shopify.currency'), 'active') ?? asked ?? COUNTRY_CURRENCIES[country];
  return typeof said === 'string' && /^[A-Z]{3}$/i.test(said) ? said.toUpperCase() : undefined;
}
