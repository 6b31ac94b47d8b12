import { at } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { markupText } from '#shared/extraction/markup-text.ts';
import { saysNoResults } from '#shared/extraction/no-results.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { attr, image, mapped, path, rule, text } from '#shared/extraction/rule.ts';
import { cards, entries } from '#shared/extraction/search-reader.ts';
import type { ResultPages } from '../define-marketplace.ts';
import { itemIdIn, searchUrl } from './address.ts';

/** An entry of the page's state (`#isoredux-data`); most pictures are in it only. */
const HIT: ListingRules = {
  id: [path('ec_productid'), mapped(path('ec_item_url'), itemIdIn)],
  url: path('ec_item_url'),
  title: mapped(path('ec_title', 'pres_data.productname_disp'), markupText),
  // "50800.0": the amount, not thousands.
  price: mapped(path('ec_price'), Number),
  imageUrls: path('ec_image', 'pres_data.pictureurl'),
  // 自營 is the shop itself.
  sellerName: path('ec_seller', 'ec_storename'),
  soldCount: mapped(path('ec_total_sales_count'), (count) => (Number(count) > 0 ? Number(count) : undefined)),
  description: mapped(path('ec_description'), markupText),
  brand: path('ec_brand'),
};

const LINK = 'a[href*="/gdsale/"], a[href*="combo?actid="]';

const CARD: ListingRules = {
  id: [mapped(attr('', 'href'), itemIdIn), mapped(attr(LINK, 'href'), itemIdIn)],
  url: [attr('', 'href'), attr(LINK, 'href')],
  title: [text('[class*="title" i]'), attr('img', 'alt')],
  price: text('span, em', /^\$\s*([\d,]+)$/),
  imageUrls: image('img:not([src*="item-no-image"])'),
};

function answer(doc: PageDocument): unknown {
  return at(doc.state('#isoredux-data'), 'search') ?? at(doc.json, 'search') ?? doc.json;
}

export const search: ResultPages = {
  sources: [
    entries('ecsearch.hits', (doc) => at(answer(doc), 'ecsearch.hits'), HIT),
    cards(LINK, CARD, (card) => card.children.length === 0),
  ],
  nothingFound: (doc) => at(answer(doc), 'totalhitcount') === 0 || saysNoResults(doc),
  nextPage: rule('count of hits', ({ doc }) => {
    const found = answer(doc);
    const asked = URL.parse(String(at(found, 'utherUrl')))?.searchParams;
    const page = Number(asked?.get('pg'));
    const keyword = asked?.get('p');
    return keyword && page * Number(asked?.get('psz')) < Number(at(found, 'totalhitcount'))
      ? searchUrl(keyword, page + 1)
      : undefined;
  }),
};
