import { all } from '#shared/extraction/dom.ts';
import { attr, image, rule, text } from '#shared/extraction/rule.ts';
import { cards } from '#shared/extraction/search-reader.ts';
import { RETAILER, searchAddress } from '#shared/extraction/shop/retailer.ts';
import { shopId, shopReaders } from '#shared/extraction/shop/shop.ts';
import type { Marketplace } from '../marketplace.ts';

// ".../6500001.p?skuId=6500001" until 2025, "/product/some-name/J3ABCDEFGH/sku/6500001" since.
const ID_IN_LINK = /(?:\/|skuId=)(\d{7,8})(?=\.p\b|[?#&/]|$)/;
const LINK = attr('a[href*=".p?"], a[href*="/product/"], h4.sku-title a', 'href');

const readers = shopReaders({
  marketplace: 'bestbuy',
  currency: (doc) => (/bestbuy\.ca/.test(doc.page.url) ? 'CAD' : 'USD'),
  idInLink: ID_IN_LINK,
  listingUrl: (id) => `https://www.bestbuy.com/site/${id}.p?skuId=${id}`,
  results: [
    cards('li.sku-item[data-sku-id], li.product-list-item[data-testid], .sku-block', {
      id: [attr('', 'data-sku-id', /^\d{7,8}$/), attr('', 'data-testid', /^\d{7,8}$/), shopId(LINK, ID_IN_LINK)].flat(),
      url: LINK,
      title: text('h4.sku-title, .sku-title, h2.product-title, h3'),
      price: [
        text('[data-testid="price-block-customer-price"], [data-testid="customer-price"] > span:first-child'),
        text('.priceView-customer-price > span:first-child'),
      ],
      imageUrls: image('img.product-image, img'),
      sponsored: rule('"Sponsored"', ({ element }) => all(element, '.is-sponsored, .sponsored').length > 0),
    }),
  ],
  listing: { price: text('[data-testid="customer-price"] > span:first-child') },
  nextPage: attr('a.sku-list-page-next[href], a.pagination-arrow[aria-label*="Next" i]', 'href'),
});

export const bestBuy: Marketplace = {
  ...RETAILER,
  id: 'bestbuy',
  title: 'Best Buy',
  hosts: ['bestbuy.com', 'bestbuy.ca'],
  imageHosts: ['bbystatic.com'],
  browser: true,
  searchUrl: (keyword, page) => searchAddress('https://www.bestbuy.com/site/searchpage.jsp', keyword, 'st', page, 'cp'),
  listingUrl: (id) => `https://www.bestbuy.com/site/${id}.p?skuId=${id}`,
  ...readers,
};
