// /product/<words>-<number>/ or /product/<number>/
export const PRODUCT_ID = /\/product\/(?:[^/?#]*-)?(\d{5,12})(?:[/?#]|$)/;

export function productUrl(id: string): string {
  return `https://www.ozon.ru/product/${id}/`;
}

/** Without the advertisement's token. */
export function bareUrl(link: unknown): string | undefined {
  return typeof link === 'string' && PRODUCT_ID.test(link) ? link.replace(/[?#].*$/s, '') : undefined;
}
