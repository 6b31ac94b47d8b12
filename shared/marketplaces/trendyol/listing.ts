import { first } from '#shared/extraction/dom.ts';
import { answeredItem } from '#shared/extraction/json-answer.ts';
import { at } from '#shared/extraction/json-path.ts';
import { rulesInOrder } from '#shared/extraction/listing-fields.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { addressPart, attr, mapped, meta, path, rule, text } from '#shared/extraction/rule.ts';
import { schemaProduct } from '#shared/extraction/schema-product.ts';
import type { OfferPages } from '../define-marketplace.ts';
import { ID_IN_LINK, imageAddress, itemLink } from './item-link.ts';

const HINTS = { currency: 'TRY' };
const STATES = ['"__envoy__PROPS"', '"__envoy_product-detail__PROPS"', '__PRODUCT_DETAIL_APP_INITIAL_STATE__'];

/** The product as the page's scripts have it, under the names it has had. */
function productState(doc: PageDocument): unknown {
  const states = STATES.map((marker) => at(doc.state(marker), 'product'));
  return states.find(Boolean) ?? answeredItem(doc, 'result');
}

// JSON-LD keeps the price before a campaign; the state has the one that is shown.
const PRICE = 'merchantListing.winnerVariant.price';

export const listing: OfferPages = {
  item: productState,
  fields: rulesInOrder(
    {
      id: [path('id'), attr('link[rel="canonical"]', 'href', ID_IN_LINK), addressPart(ID_IN_LINK)],
      url: [mapped(attr('link[rel="canonical"]', 'href'), itemLink), mapped(meta('og:url'), itemLink)],
      title: rule('brand and name', ({ item }) => {
        const [brand, name] = [at(item, 'brand.name'), at(item, 'name')];
        return typeof name === 'string' && typeof brand === 'string' && !name.startsWith(brand)
          ? `${brand} ${name}`
          : name;
      }),
      price: [
        path(
          `${PRICE}.discountedPrice.value`,
          `${PRICE}.sellingPrice.value`,
          'price.discountedPrice.value',
          'price.sellingPrice.value',
        ),
        text('.price-view .discounted, .price-view .new-price, .prc-dsc, .prc-slg'),
      ],
      imageUrls: rule('images', ({ item }) => {
        const images = at(item, 'images');
        return (Array.isArray(images) ? images : []).flatMap((one) => imageAddress(one) ?? []);
      }),
      sellerId: path('merchantListing.merchant.id', 'merchant.id'),
      sellerName: [
        path('merchantListing.merchant.name', 'merchant.name'),
        text('.merchant-text, [data-testid="seller-store-name"], .seller-name-text'),
      ],
      sellerRating: mapped(path('merchantListing.merchant.sellerScore.value', 'merchant.sellerScore'), (ten) =>
        Number((Number(ten) / 10).toFixed(4)),
      ),
      sellerLocation: path('merchantListing.merchant.cityName', 'merchant.cityName'),
      availability: rule('inStock', ({ item }) => {
        const inStock = at(item, 'inStock');
        return typeof inStock === 'boolean' ? (inStock ? 'active' : 'ended') : undefined;
      }),
      brand: path('brand.name'),
      gtin: path('merchantListing.winnerVariant.barcode'),
    },
    { ...schemaProduct(HINTS), sellerName: [] },
    { title: [text('h1'), meta('og:title')], imageUrls: meta('og:image') },
  ),
  // The shell of the page has the name of a template and no product.
  isListing: ({ title, price }, doc) =>
    title !== '' && (price !== null || doc.products().length > 0 || productState(doc) !== undefined),
  gone: (doc) =>
    productState(doc) === undefined &&
    (first(doc.root, '.not-found-page, .error-page') !== null || /aradığınız sayfa bulunamadı/i.test(doc.text()))
      ? 'removed'
      : undefined,
};
