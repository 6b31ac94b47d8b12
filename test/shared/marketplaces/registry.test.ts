import { describe, expect, test } from 'vitest';
import {
  marketplaceById,
  marketplaceForUrl,
  marketplaces,
  unknownMarketplaceMessage,
} from '#shared/marketplaces/index.ts';
import { programmeById } from '#shared/notices/programmes/index.ts';

describe('the marketplace registry', () => {
  test('names what follows the @ as the site', () => {
    expect(marketplaceById('ebay')).toMatchObject({ marketplace: { id: 'ebay' } });
    expect(marketplaceById('ebay@www.ebay.de')).toMatchObject({ marketplace: { id: 'ebay' }, site: 'www.ebay.de' });
    expect(marketplaceById('schema-org@https://a.example/?q={keyword}&mail=x@y')?.site).toBe(
      'https://a.example/?q={keyword}&mail=x@y',
    );
    expect(marketplaceById('ebuy')).toBeUndefined();
  });

  test('finds the marketplace of an address by host suffix, never by a look-alike', () => {
    expect(marketplaceForUrl('https://www.ebay.co.uk/itm/1')?.id).toBe('ebay');
    expect(marketplaceForUrl('https://notebay.com/itm/1')).toBeUndefined();
    expect(marketplaceForUrl('https://ebay.com.evil.example/')).toBeUndefined();
    expect(marketplaceForUrl('not an address')).toBeUndefined();
  });

  test('suggests the nearest id for a slip of the fingers, and none for another word', () => {
    expect(unknownMarketplaceMessage('ebya')).toContain('Did you mean "ebay"?');
    expect(unknownMarketplaceMessage('SchemaOrg@x')).toContain('Did you mean "schema-org"?');
    expect(unknownMarketplaceMessage('nope')).not.toContain('Did you mean');
    expect(unknownMarketplaceMessage('fjordshop')).toContain('schema-org@https://');
  });

  test.each(marketplaces.map((marketplace) => [marketplace.id, marketplace] as const))(
    '%s builds addresses with the keyword escaped and keeps to a polite pace',
    (_, marketplace) => {
      const site = marketplace.hosts.length === 0 ? 'https://shop.example/search?q={keyword}&page={page}' : undefined;
      const url = new URL(marketplace.searchUrl('ab & c?#', 2, site));
      expect([...url.searchParams.values()]).toContain('ab & c?#');
      expect(marketplace.requestsPerSecond).toBeGreaterThan(0);
      expect(programmeById(marketplace.programme).id).toBe(marketplace.programme);
    },
  );

  test('eBay keeps to the country site that a watch names', () => {
    const { searchUrl, listingUrl } = marketplaceById('ebay')!.marketplace;
    for (const site of ['de', 'ebay.de', 'www.ebay.de']) {
      expect(searchUrl('x', 1, site)).toBe('https://www.ebay.de/sch/i.html?_nkw=x');
      expect(listingUrl('12', site)).toBe('https://www.ebay.de/itm/12');
    }
    expect(searchUrl('x', 3, 'somewhere-else.example')).toBe('https://www.ebay.com/sch/i.html?_nkw=x&_pgn=3');
  });
});
