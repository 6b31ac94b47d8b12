import type { Availability, Listing } from '#shared/domain/listing.ts';
import type { PageDocument } from './page-document.ts';
import type { GoneCause } from './reading.ts';

/** What a marketplace's rule may say of its page. `removed` and `ended` are older words for `absent` and `ended-by-seller`. */
export type GoneWord = GoneCause | 'removed' | 'ended';

export type GoneRule = (doc: PageDocument) => GoneWord | undefined;

const CAUSE: Record<GoneWord, GoneCause> = {
  'removed-by-venue': 'removed-by-venue',
  'ended-by-seller': 'ended-by-seller',
  'sold-out': 'sold-out',
  absent: 'absent',
  removed: 'absent',
  ended: 'ended-by-seller',
};

export const GONE_REASON: Record<GoneCause, string> = {
  'removed-by-venue': 'the page says that the venue removed the offer',
  'ended-by-seller': 'the page says that the offer has ended',
  'sold-out': 'the page says that the offer is sold out',
  absent: 'the page says that the offer is not there any more',
};

export const availabilityWhen = (cause: GoneCause): Availability =>
  cause === 'absent' || cause === 'removed-by-venue' ? 'removed' : 'ended';

/**
 * The cause that the page gives, where its word can be the venue's. Sellers write titles and descriptions, and pages speak of coupons,
 * sizes and other people's offers: words from the page at large count only where this offer is not shown, and an element's word not
 * against a price beside the page's own "in stock".
 */
export function goneCause(
  rule: GoneRule | undefined,
  doc: PageDocument,
  shown: Listing | undefined,
): GoneCause | undefined {
  let isFreeText = false;
  const heard = (text: string): string => {
    isFreeText = true;
    return text;
  };
  const said = rule?.({ ...doc, text: () => heard(doc.text()), title: () => heard(doc.title()) });
  if (said === undefined) return undefined;
  if (!shown || (said === 'removed-by-venue' && !isFreeText)) return CAUSE[said];
  if (!isFreeText) return isOnSale(shown) && !isAnother(shown, doc) ? undefined : CAUSE[said];
  if (!showsAnOffer(shown)) return CAUSE[said];
  if (!isAnother(shown, doc)) return undefined;
  // A page of regrets that recommends another offer: what remains without that offer's own words is the venue's.
  const remaining = (text: string) => [shown.title, shown.description ?? ''].reduce(without, text);
  const again = rule?.({ ...doc, text: () => remaining(doc.text()), title: () => remaining(doc.title()) });
  return again && CAUSE[again];
}

/** A notice page has a heading too; it has no price, no seller, and no pictures with a text. */
function showsAnOffer({ price, seller, imageUrls, description, availability }: Listing): boolean {
  const isOver = availability === 'ended' || availability === 'removed';
  const isSold = Boolean(seller?.id ?? seller?.name);
  return !isOver && (price !== null || isSold || (imageUrls.length > 0 && description !== undefined));
}

const isOnSale = ({ price, availability }: Listing): boolean => price !== null && availability === 'active';

/** What is shown is not what the address names: by its number, or by the address that its schema.org entry gives. */
function isAnother({ id }: Listing, { page, products }: PageDocument): boolean {
  if (!/^[\w-]{5,}$/.test(id)) return false;
  const address = products()[0]?.url;
  return !page.url.includes(id) || (typeof address === 'string' && /\d{5}/.test(address) && !address.includes(id));
}

const without = (text: string, words: string): string => (words === '' ? text : text.replaceAll(words, ' '));
