import { RETAILER, searchAddress } from '#shared/extraction/shop/retailer.ts';
import { shopReaders } from '#shared/extraction/shop/shop.ts';
import type { Marketplace } from '../marketplace.ts';

// The shop of Overstock until 2023: the number stands before "product.html".
const ID_IN_LINK = /\/(\d{6,10})\/product\.html/;

export const bedBathBeyond: Marketplace = {
  ...RETAILER,
  id: 'bedbathbeyond',
  title: 'Bed Bath & Beyond, Overstock',
  hosts: ['bedbathandbeyond.com', 'overstock.com'],
  imageHosts: ['ostkcdn.com'],
  browser: true,
  searchUrl: (keyword, page) => searchAddress('https://www.bedbathandbeyond.com/c', keyword, 'keywords', page),
  listingUrl: (id) => `https://www.bedbathandbeyond.com/${id}/product.html`,
  ...shopReaders({
    marketplace: 'bedbathbeyond',
    currency: 'USD',
    idInLink: ID_IN_LINK,
    listingUrl: (id) => `https://www.bedbathandbeyond.com/${id}/product.html`,
  }),
};
