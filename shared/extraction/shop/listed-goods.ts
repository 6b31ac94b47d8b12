import { isObject, type JsonObject, objectsWhere } from '../json-path.ts';
import type { PageDocument } from '../page-document.ts';
import { OTHER_GOODS } from '../result-words.ts';
import { isType, many, nameOf } from '../schema-node.ts';

const LISTS = ['ItemList', 'OfferCatalog', 'ProductCollection', 'SearchResultsPage', 'CollectionPage'];

/** The entries of the page's longest list of goods. A bare list of addresses has neither names nor prices, and is none. */
export function listedGoods(doc: PageDocument): JsonObject[] {
  const lists = objectsWhere(
    [...doc.jsonLd(), ...doc.microdata()],
    (node) =>
      isType(node, LISTS) &&
      node.itemListElement !== undefined &&
      !OTHER_GOODS.test(nameOf(node.name)?.slice(0, 80) ?? ''),
  );
  const goods = lists.map((list) =>
    many(list.itemListElement)
      .filter(isObject)
      .map(goodOf)
      .filter((good) => good.name !== undefined),
  );
  return goods.reduce<JsonObject[]>((longest, list) => (list.length > longest.length ? list : longest), []);
}

/** ListItem → its item; Offer → what it offers, with the offer. What the outer node says fills the gaps. */
function goodOf(entry: JsonObject): JsonObject {
  const inner = isObject(entry.item) ? entry.item : entry;
  if (isType(inner, ['Offer', 'AggregateOffer']) && isObject(inner.itemOffered))
    return { url: inner.url, offers: inner, ...inner.itemOffered };
  const outer = {
    url: entry.url ?? (typeof entry.item === 'string' ? entry.item : undefined),
    name: entry.name,
    image: entry.image,
  };
  return { ...outer, ...inner };
}
