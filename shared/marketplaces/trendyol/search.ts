import { first, textOf } from '#shared/extraction/dom.ts';
import { answeredList } from '#shared/extraction/json-answer.ts';
import { at } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { saysNoResults, showsAny } from '#shared/extraction/no-results.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { attr, image, mapped, path, rule, text } from '#shared/extraction/rule.ts';
import { cards, entries } from '#shared/extraction/search-reader.ts';
import type { ResultPages } from '../define-marketplace.ts';
import { ID_IN_LINK, imageAddress, itemLink } from './item-link.ts';

/** The search's state under the names it has had, and the answer of the search API. */
function stateProducts(doc: PageDocument): unknown {
  return (
    at(doc.state('__single-search-result__PROPS'), 'data.products') ??
    at(doc.state('__SEARCH_APP_INITIAL_STATE__'), 'products') ??
    answeredList(doc, 'result.products', 'products')
  );
}

const STATE_PRODUCT: ListingRules = {
  id: path('id', 'contentId'),
  url: mapped(path('url'), itemLink),
  // The card shows the brand before the name.
  title: rule('brand and name', ({ item }) => {
    const name = at(item, 'name');
    const brand = at(item, 'brand.name') ?? at(item, 'brand');
    return typeof name === 'string' && typeof brand === 'string' && !name.startsWith(brand) ? `${brand} ${name}` : name;
  }),
  price: path(
    'price.discountedPrice.value',
    'price.discountedPrice',
    'price.sellingPrice.value',
    'price.sellingPrice',
    'price.current',
  ),
  imageUrls: rule('images', ({ item }) => {
    const images = at(item, 'images') ?? at(item, 'imageUrl') ?? at(item, 'image');
    return (Array.isArray(images) ? images : [images]).flatMap((one) => imageAddress(one) ?? []);
  }),
  sellerId: path('merchantId', 'merchant.id'),
  sellerName: path('merchantName', 'merchant.name'),
  brand: path('brand.name', 'brand'),
  availability: rule('inStock', ({ item }) => (at(item, 'inStock') === false ? 'ended' : undefined)),
};

const CARD: ListingRules = {
  id: [attr('', 'data-id'), attr('', 'href', ID_IN_LINK), attr('a[href*="-p-"]', 'href', ID_IN_LINK)],
  url: [mapped(attr('', 'href'), itemLink), mapped(attr('a[href*="-p-"]', 'href'), itemLink)],
  title: rule('brand and name', ({ element }) => {
    const parts = ['.prdct-desc-cntnr-ttl, .product-brand', '.prdct-desc-cntnr-name, .product-name'].map((selector) => {
      const part = first(element, selector);
      return part ? textOf(part) : '';
    });
    return parts.filter(Boolean).join(' ') || first(element, 'img[alt]')?.attribs.alt;
  }),
  // The oldest cards show the price before a campaign too; the campaign's is the one to pay.
  price: [
    text('.prc-box-dscntd, .price-promotion-container .discounted, .sale-price, .discounted-price'),
    text('.price-value, .prc-box-sllng, .single-price'),
    text('.price-section'),
  ],
  imageUrls: image('img.p-card-img, img[data-testid="image-img"], .image-container img, img'),
};

export const search: ResultPages = {
  sources: [
    entries('search state', stateProducts, STATE_PRODUCT),
    cards('.p-card-wrppr, a.product-card[href*="-p-"], .product-card:has(a[href*="-p-"])', CARD),
  ],
  nothingFound: (doc) =>
    showsAny(doc, '.no-rslt-wrppr, [data-testid="no-result"]') ||
    saysNoResults(doc, /için (?:sonuç|bir sonuç) bulunamadı|aramanızla eşleşen ürün bulunamadı/),
};
