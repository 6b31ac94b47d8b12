import type { Listing } from '#shared/domain/listing.ts';

/** Ends a text of which only the beginning was kept. */
const CUT_MARK = ' … [cut]';
const LONGEST: Readonly<Record<string, number>> = { title: 2_000, url: 2_048, description: 20_000 };
const LONGEST_OTHER = 500; // condition, brand, numbers, names and places
/** Addresses of pictures, together; signed ones run to 2,000 characters each. */
const MOST_IMAGE_CHARS = 40_000;

/**
 * The listing as it may be stored and sent: a job, and an item that holds it, stay below 150 KB whatever a seller writes (SQS takes 1 MiB for
 * a batch, DynamoDB 400 KB for an item). A text that was cut says so at its end.
 */
export function boundedListing(listing: Listing): Listing {
  let imageChars = 0;
  const imageUrls = listing.imageUrls.filter((url) => {
    imageChars += url.length;
    return imageChars <= MOST_IMAGE_CHARS;
  });
  const { seller } = listing;
  return { ...cutTexts(listing), imageUrls, seller: seller && cutTexts(seller) };
}

function cutTexts<T extends object>(record: T): T {
  const cut = Object.entries(record).map(([name, value]) => [
    name,
    typeof value === 'string' ? cutText(value, LONGEST[name] ?? LONGEST_OTHER) : value,
  ]);
  return Object.fromEntries(cut) as T;
}

const cutText = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - CUT_MARK.length)}${CUT_MARK}`;
