/** What holds for every retailer without a published programme for rights owners: a person writes to it, one product at a time, slowly. */
export const RETAILER = {
  requestsPerSecond: 0.2,
  programme: 'report-form',
} as const;

/** `https://shop.example/search?q=…&page=2`; the page is left out for the first. */
export function searchAddress(base: string, keyword: string, keywordName: string, page = 1, pageName = 'page'): string {
  const url = new URL(base);
  url.searchParams.set(keywordName, keyword);
  if (page > 1) url.searchParams.set(pageName, String(page));
  return url.href;
}
