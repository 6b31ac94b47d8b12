import { all, attribute, first, type ParentNode, textOf } from '#shared/extraction/dom.ts';
import { hashedClass } from '#shared/extraction/hashed-class.ts';
import { at } from '#shared/extraction/json-path.ts';
import { asText, type ListingRules, rulesInOrder } from '#shared/extraction/listing-fields.ts';
import { attr, image, mapped, type Rule, rule, text } from '#shared/extraction/rule.ts';
import { cards, type ListSource } from '#shared/extraction/search-reader.ts';
import { canonicalItemUrl, itemIdIn } from './address.ts';
import { AUCTION } from './auction.ts';

/** Rendered card of 2014 to 2022. */
const OLD_CARD: ListingRules = {
  id: [attr('a[data-nid]', 'data-nid'), attr('[data-item]', 'data-item')],
  url: mapped(attr('.title a[href], a.pic-link[href]', 'href'), canonicalItemUrl),
  title: [text('.row.title, .ctx-box .title'), attr('.pic img', 'alt')],
  price: [text('.price'), attr('a[trace-price]', 'trace-price')],
  imageUrls: [attr('.pic img', 'data-src', /^(?:https?:)?\/\/.+/), image('.pic img')],
  sellerId: attr('a.shopname', 'data-userid', /^\d+$/),
  sellerName: [text('a.shopname > span:last-child'), text('.shop'), attr('[data-nick]', 'data-nick')],
  itemLocation: text('.location'),
  soldCount: text('.deal-cnt'),
  sponsored: rule('data-category="p4p"', ({ element }) => /p4p/i.test(attribute(element, 'data-category') ?? '')),
};

/** Cards with what the page's state adds to each; a page that searches as one types draws more cards than its state has. */
export const oldCards: ListSource = {
  from: 'cards #mainsrp-itemlist .item',
  entries: (doc) => {
    const auctions = at(doc.state('g_page_config'), 'mods.itemlist.data.auctions');
    const byId = new Map(
      (Array.isArray(auctions) ? auctions : []).map((auction) => [asText(at(auction, 'nid'), 40), auction]),
    );
    const drawn = cards('#mainsrp-itemlist .item.J_MouserOnverReq, .m-itemlist .items > .item', OLD_CARD).entries(doc);
    return drawn.map((scope) => ({
      ...scope,
      item: byId.get(first(scope.element, 'a[data-nid]')?.attribs['data-nid'] ?? ''),
    }));
  },
  fields: rulesInOrder(OLD_CARD, AUCTION),
};

/** Layouts since 2023. The amount stands in two elements. */
function price(): Rule {
  return rule('priceInt + priceFloat', (scope) => {
    const whole = text(hashedClass('priceInt')).read(scope);
    const cents = text(hashedClass('priceFloat')).read(scope) ?? '';
    return whole && `${whole}${cents}`.replace(/\s/g, '');
  });
}

const LINK = 'a[href*="item.htm"], a[href*="detail.htm"]';

const NEW_CARD: ListingRules = {
  id: [attr('', 'id', /^item_id_(\d+)$/), attr('[id^="item_id_"]', 'id', /(\d+)$/), linkPart(itemIdIn)],
  url: linkPart(canonicalItemUrl),
  title: [attr(hashedClass('title'), 'title'), text(hashedClass('title'))],
  price: price(),
  imageUrls: [image(`img:is(${hashedClass('mainPic')})`), image('img')],
  sellerName: [text(hashedClass('shopNameText', 'shopName'))],
  sellerId: attr('a[href*="user_number_id="]', 'href', /user_number_id=(\d+)/),
  itemLocation: rule('procity', ({ element }) => places(element)),
  soldCount: text(hashedClass('realSales')),
  sponsored: rule('simba link', ({ element }) => linkOf(element)?.includes('click.simba.taobao.com')),
};

function linkOf(card: ParentNode): string | undefined {
  return attribute(card, 'href') ?? first(card, `${LINK}, a[href*="click.simba"]`)?.attribs.href;
}

function linkPart(change: (link: unknown) => string | undefined): Rule {
  return rule('link of the card', ({ element }) => change(linkOf(element)));
}

/** Province and city are two elements. */
function places(card: ParentNode): string {
  return [...new Set(all(card, hashedClass('procity')).map((place) => textOf(place, 60)))].join(' ');
}

export const newCards: ListSource = cards(
  'a[id^="item_id_"], a[class*="doubleCardWrapper"], a[class*="CardV2--"], div[class*="Card--doubleCard"]:not(a *)',
  NEW_CARD,
);
