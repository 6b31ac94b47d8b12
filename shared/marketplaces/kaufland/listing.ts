import { siteOfPage } from '#shared/extraction/country-sites.ts';
import { rulesInOrder } from '#shared/extraction/listing-fields.ts';
import { listingReader } from '#shared/extraction/listing-reader.ts';
import { addressPart, attr, image, meta, source, text } from '#shared/extraction/rule.ts';
import { schemaProduct } from '#shared/extraction/schema-product.ts';
import { ID_IN_LINK, itemUrl, SITES } from './sites.ts';

/** The page's state is a script that is run, no JSON: single values are taken out of it. */
export const readListing = listingReader({
  marketplace: 'kaufland',
  listingUrl: (id, doc) => itemUrl(id, siteOfPage(SITES, doc)),
  hints: (doc) => ({ currency: SITES[siteOfPage(SITES, doc)] }),
  fields: rulesInOrder(
    {
      id: [
        attr('link[rel="canonical"]', 'href', ID_IN_LINK),
        source(/"product-store":\{[^{}]{0,200}productId\$:"(\d{5,12})"/),
        addressPart(ID_IN_LINK),
      ],
      url: [attr('link[rel="canonical"]', 'href'), meta('og:url')],
      title: [attr('h1.rd-title', 'title'), text('h1.rd-title')],
      price: text('.rd-price-information__price'),
      imageUrls: [image('.rd-product-gallery img'), meta('og:image')],
      sellerId: source(/sellerDetails\$:\{id:(\d{1,12})/),
      sellerName: source(/sellerDetails\$:\{id:\d{1,12},name:"([^"\\]{1,100})"/),
      brand: attr('.rd-manufacturer-logo img', 'alt', /^(.{1,80}?)(?: Logo)?$/),
      gtin: source(/id:"ean",values:\[\{text:"(\d{8,14})"/),
    },
    schemaProduct(),
    { title: [text('h1'), meta('og:title')], description: meta('og:description') },
  ),
  isListing: ({ title, price, seller }) => title !== '' && (price !== null || seller !== null),
});
