export function itemUrl(id: string): string {
  return `https://auctions.yahoo.co.jp/jp/auction/${id}`;
}

/** Addresses have been `page.auctions.yahoo.co.jp/jp/auction/…` (to 2023) and `auctions.yahoo.co.jp/jp/auction/…`; letters of ids vary in case. */
export const AUCTION_ID = /\/auction\/([a-zA-Z]?\d{6,14})/;
export const AUCTION_LINK = 'a[href*="/jp/auction/"]';
