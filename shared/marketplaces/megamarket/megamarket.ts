import { defineMarketplace } from '../define-marketplace.ts';
import { itemUrl, listing, search } from './products.ts';

export const megamarket = defineMarketplace({
  id: 'megamarket',
  title: 'Megamarket',
  hosts: ['megamarket.ru', 'sbermegamarket.ru'],
  requestsPerSecond: 0.5,
  browser: true,
  programme: 'report-form',
  searchUrl: (keyword, page) => {
    const url = new URL(page > 1 ? `https://megamarket.ru/catalog/page-${page}/` : 'https://megamarket.ru/catalog/');
    url.searchParams.set('q', keyword);
    return url.href;
  },
  listingUrl: itemUrl,
  currency: 'RUB',
  search,
  listing,
});
