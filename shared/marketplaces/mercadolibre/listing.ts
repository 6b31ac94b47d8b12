import { withoutQuery } from '#shared/extraction/absolute-url.ts';
import { all, textOf } from '#shared/extraction/dom.ts';
import { at } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { mergedRules } from '#shared/extraction/merged-rules.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { attr, image, longText, mapped, meta, product, type Rule, rule, text } from '#shared/extraction/rule.ts';
import { priceOf } from '#shared/extraction/schema-node.ts';
import type { OfferPages } from '../define-marketplace.ts';
import { moneyAmount } from './money-amount.ts';
import { API_ITEM, apiItem } from './open-api.ts';
import { pageState } from './page-state.ts';
import { soldCount } from './polycard.ts';
import { pageIdInLink } from './sites.ts';

/** What the page reports of itself to the site's metrics: the offer in the buy box, with the seller's account. */
function track(...names: string[]): Rule {
  return rule(`metrics ${names.join(' | ')}`, ({ doc }) => {
    const data =
      at(pageState(doc), 'components.track.melidata_event.event_data') ??
      at(pageState(doc), 'track.melidata_event.event_data');
    return names.map((name) => at(data, name)).find((value) => value !== undefined && value !== null);
  });
}

const PAGE: ListingRules = {
  id: [
    mapped(attr('link[rel="canonical"]', 'href'), (link) => pageIdInLink(String(link))),
    rule('address', ({ doc }) => pageIdInLink(doc.page.url)),
    product('productID', 'sku'),
    attr('input[name="item_id"], input[name="itemId"]', 'value', /^M[A-Z]{2}\d{6,13}$/),
  ],
  url: mapped(attr('link[rel="canonical"]', 'href', /^https?:\/\/.*M[A-Z]{2}U?-?\d{4}.*$/), (link) =>
    withoutQuery(String(link)),
  ),
  title: [text('.ui-pdp-title, h1.item-title__primary, .vip-title-main'), product('name'), meta('og:title')],
  price: [
    moneyAmount('.ui-pdp-price__second-line'),
    rule('schema.org offers', ({ doc }) => doc.products()[0] && priceOf(doc.products()[0]!, {})),
    moneyAmount('.item-price, .price-tag-motors, fieldset.item-price'),
    rule('metrics price', ({ doc, ...scope }) =>
      priceOf(
        {
          offers: {
            price: track('price').read({ doc, ...scope }),
            priceCurrency: track('currency_id').read({ doc, ...scope }),
          },
        },
        {},
      ),
    ),
  ],
  imageUrls: [
    image('.ui-pdp-gallery__figure img.ui-pdp-image, .gallery-image-container img, .gallery__thumbnail img'),
    product('image'),
    meta('og:image'),
  ],
  sellerId: [track('seller_id'), onlySellerNumber()],
  sellerName: [
    text('.ui-pdp-seller__link, .ui-pdp-seller__link-trigger'),
    text(
      '.ui-seller-data-header__title, .ui-pdp-seller__header__title-link, .official-store-info .title, .store-info .title',
    ),
    track('seller_name'),
    text('.ui-pdp-seller__header__title', /(?:vendido por|sold by)\s+(.{1,80})/i),
  ],
  sellerLocation: text('.ui-seller-info__status-info__subtitle, .seller-location .description'),
  itemLocation: rule(
    'shippingOrigin',
    ({ doc }) =>
      at(doc.products()[0], 'offers.shippingDetails.shippingOrigin.addressRegion.0') ??
      at(doc.products()[0], 'offers.shippingDetails.shippingOrigin.addressRegion'),
  ),
  condition: text(
    '.ui-pdp-subtitle, .item-conditions',
    /^(?:nuevo|novo|usado|reacondicionado|recondicionado|seminuevo|seminovo)/i,
  ),
  soldCount: rule('"vendidos"', ({ element }) => {
    const lines = all(element, '.ui-pdp-subtitle, .item-conditions').map((line) => soldCount(textOf(line, 200)));
    return lines.find((count) => count !== undefined);
  }),
  availability: product('offers.availability', 'offers.0.availability'),
  description: [longText('.ui-pdp-description__content, .item-description__text'), product('description')],
  brand: product('brand.name', 'brand'),
  gtin: product('gtin13', 'gtin', 'gtin12', 'gtin14'),
};

/** Older pages name the seller's number in scripts; recommendations name others', so it counts only when there is one. */
function onlySellerNumber(): Rule {
  return rule('the only seller number in the source', ({ doc }) => {
    const numbers = new Set(
      [...doc.page.body.matchAll(/"seller_?[iI]d"\s*:\s*"?(\d{4,12})\b/g)].slice(0, 500).map((match) => match[1]),
    );
    return numbers.size === 1 ? [...numbers][0] : undefined;
  });
}

const STATUS_MESSAGES =
  '.ui-pdp-message, .ui-pdp-container__row--item-status-message, .item-status-notification, .layout-description, .ui-vip-item-status, .ui-empty-state, .error-container, main h1:not(.ui-pdp-title):not(.item-title__primary), main h2';
const ENDED =
  /publicaci[óo]n (?:finalizada|pausada)|publica[çc][ãa]o finalizada|an[úu]ncio (?:finalizado|pausado)|este produto (?:está )?indispon[íi]vel|producto no disponible|este producto no est[áa] disponible|^(?:producto |produto )?(?:sin stock|sem estoque)/i;
const REMOVED =
  /(?:esta|parece que (?:esta|la)) p[áa]gina no existe|parece que a p[áa]gina n[ãa]o existe|a p[áa]gina que voc[êe] (?:procura|buscava) n[ãa]o|publicaci[óo]n (?:inactiva|eliminada)|an[úu]ncio (?:inativo|exclu[íi]do)/i;

function gone(doc: PageDocument): 'ended' | 'removed' | undefined {
  const said = all(doc.root, STATUS_MESSAGES).map((message) => textOf(message, 400));
  if (said.some((line) => REMOVED.test(line))) return 'removed';
  return said.some((line) => ENDED.test(line)) ? 'ended' : undefined;
}

export const listing: OfferPages = {
  item: apiItem,
  fields: mergedRules(API_ITEM, PAGE),
  gone,
};
