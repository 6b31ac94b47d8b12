export const ITEM_ID = /\/marketplace\/item\/(\d{6,20})/;

export function itemUrl(id: string): string {
  return `https://www.facebook.com/marketplace/item/${id}/`;
}
