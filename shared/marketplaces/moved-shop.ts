import type { ListingReading, Page, PageReaders, SearchReading } from '#shared/extraction/reading.ts';
import { magento } from './magento/magento.ts';
import type { Marketplace } from './marketplace.ts';
import { shopify } from './shopify/shopify.ts';
import { woocommerce } from './woocommerce/woocommerce.ts';

/** What shops move to, and how one sees in a page's source that it runs on it. */
const PLATFORMS: readonly { marketplace: Marketplace; mark: RegExp }[] = [
  { marketplace: shopify, mark: /\bShopify\.(?:shop|theme|currency|routes)\b|cdn\.shopify\.com\/s\/files/ },
  { marketplace: woocommerce, mark: /woocommerce-Price-amount|\/plugins\/woocommerce\/|content="WooCommerce \d/ },
  { marketplace: magento, mark: /text\/x-magento-init|data-mage-init=|\/media\/catalog\/product\/cache\// },
];

/**
 * A site's readers, and behind them those of the platform that the site's page says it runs on: a shop that moves keeps its address,
 * and nobody tells us. Asked only for pages that the site's own reader cannot make out.
 */
export function readAlsoAfterMove<T extends Marketplace>(marketplace: T): T {
  if (PLATFORMS.some((platform) => platform.marketplace === marketplace)) return marketplace;
  const { id, readSearch, readListing } = marketplace;
  return {
    ...marketplace,
    readSearch: (page) => searchOf(readSearch(page), page, id),
    readListing: (page) => listingOf(readListing(page), page, id),
  };
}

function platformOf(page: Page): PageReaders | undefined {
  return PLATFORMS.find(({ mark }) => mark.test(page.body))?.marketplace;
}

function searchOf(own: SearchReading, page: Page, marketplace: string): SearchReading {
  const platform = own.coverage === 'unreadable' || own.isDrawn ? platformOf(page) : undefined;
  const read = platform?.readSearch(page);
  if (!read || read.isDrawn || read.listings.length === 0) return own;
  return { ...read, listings: read.listings.map((listing) => ({ ...listing, marketplace })) };
}

function listingOf(own: ListingReading, page: Page, marketplace: string): ListingReading {
  const platform = own.coverage === 'unreadable' || own.isDrawn ? platformOf(page) : undefined;
  const read = platform?.readListing(page);
  return read?.listing ? { ...read, listing: { ...read.listing, marketplace } } : own;
}
