// /moskva/telefony/iphone_13_256_gb_4653727247
export const ITEM_ID = /_(\d{7,12})(?:[/?#]|$)/;

export function itemUrl(id: string): string {
  return `https://www.avito.ru/items/${id}`;
}
