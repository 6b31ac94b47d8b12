export const ARTICLE = /\/catalog\/(\d{4,12})(?:[/?#]|$)/;

export function productUrl(id: string): string {
  return `https://www.wildberries.ru/catalog/${id}/detail.aspx`;
}
