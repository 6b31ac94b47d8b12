/**
 * Saved records, filed as answers or pages of a marketplace, that hold no offer in a form of that marketplace, with the reason; the
 * only right verdict on them is `unreadable`. Each was looked at on 30 November 2026.
 */
const OTHER_PROGRAM =
  "the output of another program's parser, in field names of its own: the marketplace never sent it";

export const RECORDS_WITHOUT_OFFERS: Readonly<Record<string, string>> = {
  'aliexpress/scrapfly-results/product.json': OTHER_PROGRAM,
  'allegro/scrapfly-results/product.json': OTHER_PROGRAM,
  'amazon/scrapfly-results/product.json': OTHER_PROGRAM,
  'amazon/scrapfly-results/search.json': OTHER_PROGRAM,
  'ebay/scrapfly-results/product-with-variants.json': OTHER_PROGRAM,
  'ebay/scrapfly-results/product.json': OTHER_PROGRAM,
  'etsy/scrapfly-results/products.json': OTHER_PROGRAM,
  'etsy/scrapfly-results/shops.json': OTHER_PROGRAM,
  'walmart/scrapfly-results/products.json': OTHER_PROGRAM,
  'etsy/api/shop-findAllShop.json': 'a list of shops, none of which names an offer',
  'mercari/api-cassettes/test_profile.yml': "a member's profile: name and ratings, and no offer",
  'yandex-market/yandex-market-uz-item.json': 'a tree of categories of a public exchange, no page of this marketplace',
};
