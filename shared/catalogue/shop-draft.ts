import type { Listing } from '#shared/domain/listing.ts';
import { majorAmount } from '#shared/domain/money.ts';
import type { ReferenceProduct } from '#shared/domain/product.ts';
import { cleanText } from '#shared/extraction/clean-text.ts';
import { openPage } from '#shared/extraction/page-document.ts';
import type { Page } from '#shared/extraction/reading.ts';
import { shopCurrency } from '#shared/extraction/shopify-product.ts';
import { readListing } from '#shared/marketplaces/schema-org/listing.ts';
import { BlockedError } from '#shared/runtime/errors.ts';
import { merged, productOfRow } from './feed-product.ts';
import { FeedRefusal } from './feed-row.ts';
import { readFeed } from './read-feed.ts';
import { productAddresses, sitemapsOf } from './sitemap.ts';

/** What a brand's own shop says of it. `notes`: what could not be read, for whoever finishes the file. */
export type ShopDraft = {
  name: string;
  host: string;
  platform: 'shopify' | 'schema-org';
  products: ReferenceProduct[];
  notes: string[];
};

/** A page of the shop, politely. @throws BlockedError and TransientError, as the crawler's does. */
export type LookAt = (url: string) => Promise<Page>;

const A_SHOPIFY_PAGE = 250;
const MOST_SHOPIFY_PAGES = 8;
const MOST_SITEMAPS = 4;

/**
 * Reads a brand's own shop with the crawler's readers: a Shopify shop's list of products, else the product pages that the shop's
 * sitemap names. @param mostPages product pages to look at, where each has to be opened.
 * @throws what `lookAt` throws for the shop's first page
 */
export async function draftFromShop(address: string, lookAt: LookAt, mostPages: number): Promise<ShopDraft> {
  const home = await lookAt(address);
  const { origin, hostname } = new URL(home.url);
  const host = hostname.replace(/^www\./, '');
  const doc = openPage(home);
  const name = ('hostile' in doc ? undefined : nameOf(doc.meta('og:site_name'), doc.title())) ?? hostName(host);
  const notes: string[] = [];
  if (home.status !== undefined && home.status >= 400)
    notes.push(`${home.url} answered HTTP ${home.status}: what follows may be incomplete`);
  if (isShopify(home)) {
    const currency = 'hostile' in doc ? undefined : shopCurrency(doc);
    const products = await shopifyProducts(origin, currency, lookAt, notes);
    if (products.length > 0) return { name, host, platform: 'shopify', products, notes };
  }
  const products = await productsOfPages(await sitemapAddresses(origin, lookAt, notes), lookAt, mostPages, notes);
  return { name, host, platform: 'schema-org', products, notes };
}

const isShopify = ({ body }: Page): boolean =>
  /\bShopify\.(?:shop|theme|currency|routes)\b|cdn\.shopify\.com/.test(body);

async function shopifyProducts(
  origin: string,
  currency: string | undefined,
  lookAt: LookAt,
  notes: string[],
): Promise<ReferenceProduct[]> {
  const all = new Map<string, ReferenceProduct>();
  if (!currency) notes.push('the shop names no currency, so its list of products has no prices');
  for (let page = 1; currency && page <= MOST_SHOPIFY_PAGES; page++) {
    const answer = await orNote(`${origin}/products.json?limit=${A_SHOPIFY_PAGE}&page=${page}`, lookAt, notes);
    if (!answer) break;
    try {
      const { products, rows, lost } = readFeed(answer.body, { format: 'shopify', currency });
      for (const product of products) {
        const known = all.get(product.sku);
        all.set(product.sku, known ? merged(known, product) : product);
      }
      if (lost > 0) notes.push(`${lost} of ${rows} products on page ${page} could not be taken`);
      if (rows < A_SHOPIFY_PAGE) break;
    } catch (error) {
      if (!(error instanceof FeedRefusal)) throw error;
      if (page === 1) notes.push(`products.json: ${error.message}`);
      break;
    }
  }
  return [...all.values()];
}

async function sitemapAddresses(origin: string, lookAt: LookAt, notes: string[]): Promise<string[]> {
  const waiting = [`${origin}/sitemap.xml`];
  const addresses = new Set<string>();
  for (let read = 0; read < MOST_SITEMAPS && waiting.length > 0; read++) {
    const page = await orNote(waiting.shift()!, lookAt, notes);
    if (!page) continue;
    waiting.push(...sitemapsOf(page.body, origin));
    for (const address of productAddresses(page.body, origin)) addresses.add(address);
  }
  return [...addresses];
}

async function productsOfPages(
  addresses: readonly string[],
  lookAt: LookAt,
  mostPages: number,
  notes: string[],
): Promise<ReferenceProduct[]> {
  const all = new Map<string, ReferenceProduct>();
  let unread = 0;
  for (const address of addresses.slice(0, mostPages)) {
    const page = await orNote(address, lookAt, notes);
    const listing = page && readListing(page).listing;
    const product = listing ? productOf(listing) : undefined;
    if (!product) unread++;
    else all.set(product.sku, all.has(product.sku) ? merged(all.get(product.sku)!, product) : product);
  }
  if (addresses.length === 0) notes.push('no product page was found in the sitemap');
  if (unread > 0)
    notes.push(`${unread} of ${Math.min(addresses.length, mostPages)} pages named no product with a price`);
  if (addresses.length > mostPages)
    notes.push(
      `the sitemap names ${addresses.length} addresses, and ${mostPages} were looked at; --pages says how many`,
    );
  return [...all.values()];
}

function productOf({ title, price, sku, gtin, imageUrls, id }: Listing): ReferenceProduct | undefined {
  if (!price) return undefined;
  return productOfRow(
    {
      place: 1,
      sku: sku ?? gtin ?? id,
      name: title,
      price: `${majorAmount(price)} ${price.currency}`,
      gtins: gtin ? [gtin] : [],
      images: imageUrls.slice(0, 2),
    },
    undefined,
  ).product;
}

/** One page that refuses is no reason to lose the others; it is said. */
async function orNote(url: string, lookAt: LookAt, notes: string[]): Promise<Page | undefined> {
  try {
    const page = await lookAt(url);
    if (page.status === undefined || page.status < 400) return page;
    notes.push(`${url} answered HTTP ${page.status}`);
  } catch (error) {
    if (!(error instanceof BlockedError)) throw error;
    notes.push(`${url}: ${error.message}`);
  }
  return undefined;
}

/** "Nordhavn | Outdoor since 1931" → "Nordhavn". */
function nameOf(siteName: string | undefined, title: string): string | undefined {
  const [first] = cleanText(siteName ?? title, 200).split(/ [|–—·-] |: /);
  const name = first?.trim() ?? '';
  return name.length >= 2 && name.length <= 60 ? name : undefined;
}

function hostName(host: string): string {
  const [label = host] = host.split('.');
  return label.charAt(0).toUpperCase() + label.slice(1);
}
