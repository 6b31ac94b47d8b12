import { RETAILER, searchAddress } from '#shared/extraction/shop/retailer.ts';
import { shopReaders } from '#shared/extraction/shop/shop.ts';
import type { Marketplace } from '../marketplace.ts';

const listingUrl = (id: string) => `https://www.tesco.com/groceries/en-GB/products/${id}`;

export const tesco: Marketplace = {
  ...RETAILER,
  id: 'tesco',
  title: 'Tesco',
  hosts: ['tesco.com'],
  imageHosts: ['digitalcontent.api.tesco.com'],
  browser: true,
  searchUrl: (keyword, page) => searchAddress('https://www.tesco.com/groceries/en-GB/search', keyword, 'query', page),
  listingUrl,
  ...shopReaders({ marketplace: 'tesco', currency: 'GBP', idInLink: /\/products\/(\d{6,12})(?=[?#]|$)/, listingUrl }),
};
