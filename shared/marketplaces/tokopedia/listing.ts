import { at, isObject } from '#shared/extraction/json-path.ts';
import { rulesInOrder } from '#shared/extraction/listing-fields.ts';
import { listingReader } from '#shared/extraction/listing-reader.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { addressPart, attr, longText, mapped, meta, path, rule, text } from '#shared/extraction/rule.ts';
import { schemaProduct } from '#shared/extraction/schema-product.ts';
import { ID_IN_LINK, itemUrl } from './address.ts';

/** `pdpBasicInfo…` of the Apollo cache, under a key that ends in the product's number. */
function basicInfo(doc: PageDocument): unknown {
  const cache = doc.state('window.__cache=');
  if (!isObject(cache)) return undefined;
  return Object.entries(cache).find(([key, entry]) => /^pdpBasicInfo\d+$/.test(key) && isObject(entry))?.[1];
}

export const readListing = listingReader({
  marketplace: 'tokopedia',
  listingUrl: itemUrl,
  hints: () => ({ currency: 'IDR' }),
  item: basicInfo,
  fields: rulesInOrder(
    {
      id: [
        mapped(path('url'), (url) => ID_IN_LINK.exec(String(url))?.[1]),
        attr('link[rel="canonical"]', 'href', ID_IN_LINK),
        addressPart(ID_IN_LINK),
      ],
      url: [path('url'), meta('og:url')],
      title: text('[data-testid="lblPDPDetailProductName"]'),
      price: text('[data-testid="lblPDPDetailProductPrice"]'),
      imageUrls: meta('og:image'),
      sellerId: path('shopID'),
      sellerName: path('shopName'),
      condition: path('condition'),
      availability: rule('status', ({ item }) => (at(item, 'status') === 'ACTIVE' ? 'active' : undefined)),
      description: longText('[data-testid="lblPDPDescriptionProduk"]'),
      sku: path('productID'),
    },
    schemaProduct({ currency: 'IDR' }),
    { price: meta('product:price:amount') },
  ),
  isListing: ({ title, price, seller }) => title !== '' && (price !== null || seller !== null),
});
