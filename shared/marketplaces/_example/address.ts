/** The number that the site gives an offer, in its address. */
export const ITEM_ID = /\/item\/(\d{3,20})(?=[/?#]|$)/;

export function itemUrl(id: string): string {
  return `https://www.shop.example/item/${id}`;
}
