/** Where a parser with CSS selectors finds the listings: in a script's JSON (paths, "" for the value itself), or in cards (selectors). */
export type Recipe = { title: string; address: string; price: string; picture: string } & (
  | { script: string; lists: string; items: string; only: string }
  | { cards: string }
);

/** A saved result page for each of the three ways in which pages carry their listings. */
export const CONTEST_PAGES: readonly { kind: string; file: string; recipe: Recipe }[] = [
  {
    kind: 'state',
    file: 'walmart/walmart-us-search-aaa.html.gz',
    recipe: {
      script: 'script#__NEXT_DATA__',
      lists: 'props.pageProps.initialData.searchResult.itemStacks',
      items: 'items',
      only: 'usItemId',
      title: 'name',
      address: 'canonicalUrl',
      price: 'priceInfo.linePrice',
      picture: 'image',
    },
  },
  {
    kind: 'DOM',
    file: 'ebay/ebay-us-search-2006-vw-beetle.html.gz',
    recipe: {
      cards: '#srp-river-results .s-card',
      title: '.s-card__title .su-styled-text.primary',
      address: 'a[href*="/itm/"]',
      price: '.s-card__price',
      picture: 'img',
    },
  },
  {
    kind: 'JSON-LD',
    file: 'flipkart/flipkart-search-lenovo.html.gz',
    recipe: {
      script: 'script[type="application/ld+json"]',
      lists: '',
      items: 'itemListElement',
      only: 'name',
      title: 'name',
      address: 'url',
      price: 'offers.price',
      picture: 'image',
    },
  },
];
