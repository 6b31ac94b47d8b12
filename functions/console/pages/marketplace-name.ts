import { marketplaceById } from '#shared/marketplaces/index.ts';

/** What people call a marketplace: "Bazaar", "eBay (ebay.de)"; of a reader that belongs to no host the shop's own name. */
export function marketplaceName(marketplace: string): string {
  const located = marketplaceById(marketplace);
  if (!located) return marketplace;
  const { title, hosts } = located.marketplace;
  const site = located.site?.replace(/^https?:\/\//, '').replace(/^www\./, '');
  if (!site) return title;
  return hosts.length === 0 ? site : `${title} (${site})`;
}
