import { expect, test } from 'vitest';
import { Watch } from '#shared/domain/brand.ts';
import { NO_WATCH, watchOfPage } from '#shared/intake/watch-of-page.ts';

const watches = [
  Watch.parse({ seller: 'fjord-shop', marketplaces: ['ebay', 'etsy'] }),
  Watch.parse({ keyword: 'fjord parka', marketplaces: ['ebay'] }),
];

test.each([
  ['https://www.ebay.com/sch/i.html?_ssn=Fjord-Shop&_pgn=2', 'seller:fjord-shop'],
  ['https://www.ebay.com/str/fjord-shop', 'seller:fjord-shop'],
  ['https://www.etsy.com/shop/fjord-shop?page=2', 'seller:fjord-shop'],
  ['https://www.ebay.com/sch/i.html?_nkw=fjord+parka', 'fjord parka'],
  // Whoever searches for an account's name sees what others sell.
  ['https://www.ebay.com/sch/i.html?_nkw=fjord-shop', NO_WATCH],
  ['https://www.etsy.com/search?q=fjord-shop', NO_WATCH],
])('the page %s answers "%s"', (address, keyword) => {
  expect(watchOfPage({ watches }, address).keyword).toBe(keyword);
});
