export const ITEM_ID = /\/item\/([a-z]?\w{6,20})/;

export function itemUrl(id: string): string {
  return `https://paypayfleamarket.yahoo.co.jp/item/${id}`;
}
