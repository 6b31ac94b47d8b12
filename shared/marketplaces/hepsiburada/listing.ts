import { at } from '#shared/extraction/json-path.ts';
import { rulesInOrder } from '#shared/extraction/listing-fields.ts';
import { listingReader } from '#shared/extraction/listing-reader.ts';
import { addressPart, attr, mapped, meta, path, rule, text } from '#shared/extraction/rule.ts';
import { schemaProduct } from '#shared/extraction/schema-product.ts';
import { ID_IN_LINK, itemUrl } from './address.ts';

function picturesOf(media: unknown): string[] | undefined {
  return Array.isArray(media)
    ? media
        .filter((one) => at(one, 'isVideo') !== true && typeof at(one, 'url') === 'string')
        .map((one) => String(at(one, 'url')).replace('{size}', '424-600'))
    : undefined;
}

export const readListing = listingReader({
  marketplace: 'hepsiburada',
  listingUrl: itemUrl,
  hints: () => ({ currency: 'TRY' }),
  item: (doc) => at(doc.state('#reduxStore'), 'productState.product'),
  fields: rulesInOrder(
    {
      id: [path('sku'), addressPart(ID_IN_LINK), attr('link[rel="canonical"]', 'href', ID_IN_LINK)],
      url: rule('slugName', ({ item }) => {
        const [slug, sku] = [at(item, 'slugName'), at(item, 'sku')];
        return slug && sku ? `https://www.hepsiburada.com/${slug}-p-${sku}` : undefined;
      }),
      title: rule('brand and name', ({ item }) => {
        const [brand, name] = [at(item, 'brand'), at(item, 'name')].map((part) =>
          typeof part === 'string' ? part : '',
        );
        return name!.toLowerCase().startsWith(brand!.toLowerCase()) ? name : `${brand} ${name}`;
      }),
      price: path('prices.0.formattedPrice', 'prices.0.value'),
      imageUrls: mapped(path('media'), picturesOf),
      // What JSON-LD calls the seller is the maker.
      sellerId: path('merchantId', 'merchant.id'),
      sellerName: path('merchantName', 'merchant.name'),
      availability: rule('stock', ({ item }) => {
        const stands = at(item, 'stockInformation.isInStock');
        return typeof stands === 'boolean' ? (stands ? 'active' : 'ended') : undefined;
      }),
      itemLocation: path('merchantCity'),
      brand: path('brand'),
      sku: path('sku'),
      gtin: path('barcode'),
    },
    { ...schemaProduct({ currency: 'TRY' }), sellerName: [] },
    { title: text('h1'), description: meta('og:description', 'description') },
  ),
  isListing: ({ title, price }) => title !== '' && price !== null,
});
