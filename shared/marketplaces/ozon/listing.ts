import { all, textOf } from '#shared/extraction/dom.ts';
import { at } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { idOfOwnAddress, ownAddress } from '#shared/extraction/own-address.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { attr, image, meta, rule, text } from '#shared/extraction/rule.ts';
import { pageProduct } from '#shared/extraction/shop/page-product.ts';
import type { OfferPages } from '../define-marketplace.ts';
import { PRODUCT_ID } from './address.ts';
import { widgetState } from './widgets.ts';

const SELLER_ID = /\/seller\/(?:[^/?#]*-)?(\d+)/;
const SELLER = '[data-widget="webCurrentSeller"] a[href*="/seller/"]';

const FIELDS: ListingRules = {
  id: [idOfOwnAddress(PRODUCT_ID), rule('answer', ({ doc }) => at(widgetState(doc, 'webAddToCart'), 'sku'))],
  url: ownAddress(PRODUCT_ID),
  title: [
    text('[data-widget="webProductHeading"] h1'),
    rule('widget webProductHeading', ({ doc }) => at(widgetState(doc, 'webProductHeading'), 'title')),
    pageProduct.title,
  ],
  // `cardPrice` holds for those who pay with Ozon's own card: the price for everybody is `price`.
  price: [
    rule('widget webPrice', ({ doc }) => at(widgetState(doc, 'webPrice'), 'price')),
    pageProduct.price,
    text('[data-widget="webPrice"]'),
  ],
  imageUrls: [
    rule('widget webGallery', ({ doc }) => {
      const images = at(widgetState(doc, 'webGallery'), 'images');
      return Array.isArray(images) ? images.map((one) => at(one, 'src')) : undefined;
    }),
    pageProduct.imageUrls,
    image('[data-widget="webGallery"] img'),
    meta('og:image'),
  ],
  sellerId: [
    attr(SELLER, 'href', SELLER_ID),
    rule('widget webCurrentSeller', ({ doc }) => sellerLink(widgetState(doc, 'webCurrentSeller'))),
    rule('only seller linked', ({ doc }) => onlySeller(doc)?.id),
  ],
  sellerName: [
    attr(`${SELLER}[title]`, 'title'),
    text(SELLER),
    rule('widget webCurrentSeller', ({ doc }) => at(widgetState(doc, 'webCurrentSeller'), 'name')),
    rule('only seller linked', ({ doc }) => onlySeller(doc)?.name),
  ],
};

function sellerLink(seller: unknown): string | undefined {
  return SELLER_ID.exec(String(at(seller, 'link')))?.[1];
}

/** Where the widget is called otherwise: the seller whom all such links of the page lead to. */
function onlySeller(doc: PageDocument): { id: string; name?: string } | undefined {
  const links = all(doc.root, 'a[href*="/seller/"]').flatMap((link) => {
    const id = SELLER_ID.exec(link.attribs.href!)?.[1];
    return id ? [{ id, name: link.attribs.title ?? textOf(link, 100) }] : [];
  });
  const [one] = links;
  return one && links.every(({ id }) => id === one.id)
    ? { id: one.id, name: links.map(({ name }) => name).find(Boolean) }
    : undefined;
}

const GONE =
  /(?:такой страницы не существует|товар(?:а)? (?:больше )?не (?:существует|продаётся|продается)|товар удал[её]н)/iu;
const SOLD_OUT = /этот товар закончился|нет в наличии/iu;

export const listing: OfferPages = {
  fields: FIELDS,
  gone: (doc) => {
    if (doc.products().length > 0) return undefined;
    const said = doc.text();
    return GONE.test(said) ? 'removed' : SOLD_OUT.test(said) ? 'sold-out' : undefined;
  },
  isListing: (listing) => listing.title !== '' && listing.price !== null,
};
