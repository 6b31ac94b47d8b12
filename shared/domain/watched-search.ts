const SELLER = 'seller:';

/**
 * What a watch asks of a marketplace, as one line: its keyword, or "seller:ID" for every offer of one account. It names the search in
 * jobs, pages, figures and on the command line.
 */
export function searchOf({ keyword, seller }: { keyword?: string | undefined; seller?: string | undefined }): string {
  return seller === undefined ? (keyword ?? '') : `${SELLER}${seller}`;
}

/** The account whose offers a search is for; undefined for a keyword. */
export function sellerOfSearch(search: string): string | undefined {
  return search.startsWith(SELLER) ? search.slice(SELLER.length) : undefined;
}
