import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { marketplaces } from '#shared/marketplaces/index.ts';
import type { Marketplace } from '#shared/marketplaces/marketplace.ts';

// What holds for every reader, whatever its site: pages that none of them knows, so that only the common rules decide.

const everyReader = marketplaces.map((marketplace) => [marketplace.id, marketplace] as const);

function pageOf({ hosts }: Marketplace, body: string) {
  return { url: `https://www.${hosts[0] ?? 'shop.example'}/search?q=nordhavn`, status: 200, body };
}

const unknownCards = (count: number) =>
  Array.from(
    { length: count },
    (_, index) =>
      `<div class="zq7"><a href="/zq/nordhavn-${index}"><b>Nordhavn Fjeld ${index}</b></a><span>€ ${index + 1}9,00</span></div>`,
  ).join('');

const NOTHING = fc.constantFrom(
  'No results found',
  '0 results',
  'Keine Treffer',
  'Aucun résultat',
  'No hay resultados',
  'Nessun risultato',
  'Ничего не найдено',
  'Δεν βρέθηκαν αποτελέσματα',
  'Nie znaleźliśmy produktów',
  'Tidak ada hasil',
  '没有找到',
  '検索結果が見つかりません',
  '검색 결과가 없습니다',
  'לא נמצאו מוצרים',
);

/** Each hides a text, or puts it where it is not about the search. */
const ASIDE: Record<string, (said: string) => string> = {
  'hidden attribute': (said) => `<div hidden><p>${said}</p></div>`,
  'display:none': (said) => `<div style="color:red; display : none"><p>${said}</p></div>`,
  'visibility:hidden': (said) => `<p style="visibility:hidden">${said}</p>`,
  'aria-hidden': (said) => `<div aria-hidden="true">${said}</div>`,
  'a class that hides': (said) => `<p class="msg d-none">${said}</p>`,
  'the style sheet': (said) => `<style>.msg{color:red}.zz-e,.zz-f{display:none}</style><p class="zz-e">${said}</p>`,
  'a style sheet with comments': (said) =>
    `<style>/* was: .msg { */ .zz-e{display:none}</style><p class="zz-e">${said}</p>`,
  'a style sheet with braces in strings': (said) =>
    `<style>.msg:before{content:"{"} .zz-e{display:none}</style><p class="zz-e">${said}</p>`,
  'a selector of the style sheet': (said) =>
    `<style>.zz-a .zz-b, p.zz-c:not(.shown) {display:none}</style><div class="zz-a"><p class="zz-b">${said}</p></div>`,
  'a style sheet for every screen': (said) =>
    `<style>@media screen{.zz-e{display:none!important}}.zz-e{display:block}</style><p class="zz-e">${said}</p>`,
  'a closed panel': (said) => `<div class="accordion-collapse collapse"><p>${said}</p></div>`,
  'an accordion of the page itself': (said) => `<details><summary>Help</summary><p>${said}</p></details>`,
  template: (said) => `<template><p>${said}</p></template>`,
  noscript: (said) => `<noscript>${said}</noscript>`,
  'an option': (said) => `<select><option>${said}</option></select>`,
  'a closed dialog': (said) => `<dialog><p>${said}</p></dialog>`,
  'a facet': (said) => `<div class="facet-brand"><input type="search"><span>${said}</span></div>`,
  'a list of filters': (said) => `<ul class="filters"><li>${said}</li></ul>`,
  reviews: (said) => `<section><h3>Reviews</h3><p>${said}</p></section>`,
  'a count of reviews': (said) => `<p>Reviews: ${said}</p>`,
  'a cookie banner': (said) => `<div class="cookie-banner"><p>${said}</p></div>`,
  'help text': (said) => `<h2>Search tips</h2><p>${said}</p>`,
  'what was viewed last': (said) => `<h3>Recently viewed</h3><p>${said}</p>`,
  'text outside the window': (said) => `<div style="position:absolute;left:-9999px"><p>${said}</p></div>`,
  'a box without height': (said) => `<div style="height:0;overflow:hidden"><p>${said}</p></div>`,
  'a box scaled to nothing': (said) => `<div style="transform:scale(0)">${said}</div>`,
  'a popover': (said) => `<div popover><p>${said}</p></div>`,
  'an iframe': (said) => `<iframe>${said}</iframe>`,
  'a template that no script has run over': (said) => `<div v-if="!results.length">${said}</div>`,
  'a condition of AngularJS': (said) => `<p ng-show="vm.empty">${said}</p>`,
  'a condition of Knockout': (said) => `<p data-bind="visible: items().length == 0">${said}</p>`,
  'a placeholder': (said) => `<p>{{ message }} ${said}</p>`,
  'a skeleton': (said) => `<div class="results-skeleton skeleton"><p>${said}</p></div>`,
  'while it loads': (said) => `<p>Loading…</p><p>${said}</p>`,
  'while it loads in German': (said) => `<p>Ergebnisse werden geladen …</p><p>${said}</p>`,
  'while it loads in Spanish': (said) => `<p>Cargando...</p><p>${said}</p>`,
  'while it loads in Japanese': (said) => `<p>読み込み中</p><p>${said}</p>`,
  'while it loads in Korean': (said) => `<p>로딩 중…</p><p>${said}</p>`,
  'without scripts in French': (said) => `<p>Veuillez activer JavaScript. ${said}</p>`,
  'during maintenance': (said) => `<p>We are under maintenance</p><p>${said}</p>`,
  'during maintenance in Russian': (said) => `<p>Ведутся технические работы</p><p>${said}</p>`,
  'beside an error': (said) => `<h2>Something went wrong.</h2><p>${said}</p>`,
  'beside what could not be loaded': (said) => `<p>We couldn’t load the results. ${said}</p>`,
  'beside a service that is not there': (said) => `<p>Сервис временно недоступен</p><p>${said}</p>`,
  'before a place is chosen': (said) => `<p>Please select your location to see items. ${said}</p>`,
  'beside the results of another search': (said) => `<p>${said} Showing results for “nordhavn jacket”</p>`,
  'a mark of a template': (said) => `<p>[[ message ]] ${said}</p>`,
  'a search in the head': (said) => `<header><form><input type="search"></form><div>${said}</div></header>`,
  'a search that lies over the page': (said) => `<div class="search-overlay"><p>${said}</p></div>`,
  'results while one types': (said) => `<div class="live-search"><p>${said}</p></div>`,
  'a choice of brands': (said) => `<div role="combobox"><div>${said}</div></div>`,
  'beside an error in German': (said) => `<p>Es ist ein Fehler aufgetreten. ${said}</p>`,
  'a search in a dialog': (said) => `<div class="search-modal"><div class="no-results"><p>${said}</p></div></div>`,
  'a select of a library': (said) => `<ul class="select2-results"><li>${said}</li></ul>`,
  'a choice of places': (said) => `<div class="location-picker"><p>${said}</p></div>`,
  'a mini cart': (said) => `<div class="mini-cart"><p>${said}</p></div>`,
};

describe.each(everyReader)('%s', (_, marketplace) => {
  test('never calls a page empty for words that nobody sees or that are about something else', () => {
    fc.assert(
      fc.property(
        NOTHING,
        fc.constantFrom(...Object.keys(ASIDE)),
        fc.nat(6),
        fc.boolean(),
        (said, place, cards, counts) => {
          const body = `<title>Nordhavn</title><body>${ASIDE[place]!(said)}${counts ? '<h1>128 items</h1>' : ''}${unknownCards(cards)}</body>`;
          const { coverage, listings, isDrawn } = marketplace.readSearch(pageOf(marketplace, body));
          // The reader of any shop reads tiles that nobody has told it of.
          expect(listings, `${place}: ${said}`).toHaveLength(isDrawn ? cards : 0);
          expect(isDrawn ? ['complete', 'partial'] : ['unreadable'], `${place}: ${said}`).toContain(coverage);
        },
      ),
      { numRuns: 60 },
    );
  });

  test.each([
    '<a href="/cart">Cart <span>0</span></a><h1>Search results</h1>',
    '<div>Cart</div><div>0</div><h1>Search results</h1>',
    '<p>לא נמצאו מוצרים בסל הקניות</p>',
    '<p>If no results are found, try fewer words.</p>',
    '<p>No recently viewed items found</p>',
    '<h1>128 items</h1><p>No results found</p>',
    '<title>Search: 619 results found</title><p>No products found</p>',
    '<h1>Nordhavn (128)</h1><p>No results found</p>',
    '<h1>Search results for nordhavn: 128</h1><p>No results found</p>',
    '<p>Showing 1-48 of 619 results</p><p>No results found</p>',
    '<span>128 products</span><p>No products found</p>',
    '<p>No results found</p>',
    '<p>これ以上商品はありません</p>',
    '<h1>검색결과 128개</h1><p>검색 결과가 없습니다</p>',
    '<h1>พบ 128 รายการ</h1><p>ไม่พบสินค้า</p>',
    '<h1>١٢٨ نتيجة</h1><p>لا توجد نتائج</p>',
    '<p>最近チェックした商品はありません</p>',
  ])('is not empty: %s', (said) => {
    const { coverage, listings, isDrawn } = marketplace.readSearch(pageOf(marketplace, said + unknownCards(5)));
    expect(isDrawn ? ['complete', 'partial'] : ['unreadable']).toContain(coverage);
    expect(listings).toHaveLength(isDrawn ? 5 : 0);
  });

  test('never calls an answer empty that says it failed, or that counts what it does not list', () => {
    for (const list of ['items', 'products', 'results', 'data', 'Items'])
      for (const empty of [{}, { total: 0 }, { count: 0 }, { total_count: 0, nomore: true }])
        for (const sign of FAILURES) {
          const body = JSON.stringify({ [list]: [], ...empty, ...sign });
          expect(marketplace.readSearch(pageOf(marketplace, body)).coverage, body).not.toBe('empty');
        }
  });

  test('calls a consent page and a page that makes the browser work blocked', () => {
    const blockPages = [
      '<h1>Willkommen</h1><p>Ohne Zustimmung keine Angebote anzeigen</p><button>Alle akzeptieren</button>',
      '<h1>Votre vie privée</h1><p>Sans votre consentement, aucune annonce</p><button>Accepter et continuer</button>',
      '<button id="go" disabled>Continuar</button><script>const work = async () => { while (!(await sha256(nonce + n)).startsWith("000")) n += 1; document.cookie = "pow=" + n; location.reload(); }; verifyChallenge(); const sha256 = (t) => crypto.subtle.digest("SHA-256", t);</script>',
    ];
    for (const body of blockPages)
      expect(marketplace.readSearch(pageOf(marketplace, body)).coverage, body).toBe('blocked');
  });

  test('never calls one schema.org product, or a list of ten, all of a page with forty tiles', () => {
    const offer = { '@type': 'Offer', price: '19.00', priceCurrency: 'EUR' };
    const product = (index: number) => ({
      '@type': 'Product',
      name: `Nordhavn Fjeld ${index}`,
      sku: `${100_000_000 + index}`,
      url: `https://www.${marketplace.hosts[0] ?? 'shop.example'}/zq/nordhavn-${index}`,
      offers: offer,
    });
    const list = {
      '@type': 'ItemList',
      itemListElement: Array.from({ length: 10 }, (_, index) => ({ '@type': 'ListItem', item: product(index) })),
    };
    for (const [read, data] of [
      [1, product(0)],
      [10, list],
    ] as const) {
      const body = `<script type="application/ld+json">${JSON.stringify(data)}</script>${unknownCards(40)}`;
      const { coverage, reason, listings, isDrawn } = marketplace.readSearch(pageOf(marketplace, body));
      if (isDrawn) {
        expect(listings).toHaveLength(40);
        continue;
      }
      expect(['partial', 'unreadable'], reason).toContain(coverage);
      if (coverage !== 'partial') continue;
      expect(listings).toHaveLength(read);
      expect(reason).toBe(`read ${read} of the 40 offers that the page shows (${Math.round((100 * read) / 40)} %)`);
    }
  });

  test('gives an offer of which its page tells no price none of other goods beside it', () => {
    // A reader of many shops has no address of its own.
    const url = URL.parse(marketplace.listingUrl('1234567890'))?.href ?? 'https://shop.example/p/1234567890';
    const own = { '@type': 'Product', name: 'Nordhavn Fjord Parka', url };
    const offers = { '@type': 'Offer', price: '7.00', priceCurrency: 'EUR' };
    const other = {
      '@type': 'Product',
      name: 'Mug',
      url: new URL('/mug/9', url).href,
      gtin13: '4006381333931',
      offers,
    };
    const body = `<h1>Nordhavn Fjord Parka</h1><script type="application/ld+json">${JSON.stringify([own, other])}</script>`;
    const { listing } = marketplace.readListing({ url, status: 200, body });
    expect([listing?.price ?? null, listing?.gtin]).toEqual([null, undefined]);
  });

  test('still calls a page empty that says so, also above recommendations', () => {
    if (SILENT.has(marketplace.id)) return;
    const page = (body: string) => marketplace.readSearch(pageOf(marketplace, body)).coverage;
    expect(page('<h1>No results found for "nordhavn"</h1>')).toBe('empty');
    for (const none of ['We found 0 items for nordhavn', 'Znaleziono 0 produktów', '0 件の商品', 'พบ 0 รายการ'])
      expect(page(`<main><p>${none}</p></main>`), none).toBe('empty');
    expect(
      page(
        `<main><div class="no-results"><p>No results found</p><h2>You may also like</h2></div>${unknownCards(5)}</main>`,
      ),
    ).toBe('empty');
  });

  test.each([
    '<h1 class="d-none d-md-block">No results found</h1><h2 class="d-md-none">Nothing here</h2>',
    '<main class="hidden lg:grid"><h1>No results found</h1></main>',
    '<style>h1{display:none}@media (min-width:600px){h1{display:block}}</style><h1>No results found</h1>',
  ])('sees what a page shows on some screens only: %s', (body) => {
    if (!SILENT.has(marketplace.id)) expect(marketplace.readSearch(pageOf(marketplace, body)).coverage).toBe('empty');
  });
});

const FAILURES = [
  { error: 'timeout' },
  { errors: [{ message: 'upstream' }] },
  { success: false },
  { code: 500 },
  { status: 'error' },
  { message: 'Something went wrong' },
  { timedOut: true },
  { fault: { code: 1 } },
  { exception: 'Timeout' },
  { error_description: 'upstream' },
  { degraded: true },
  { incomplete_results: true },
  { message: 'Internal Server Error' },
  { totalResults: 619 },
  { paging: { total: 619 } },
];

/** Readers that trust their site's own element or state only. */
const SILENT = new Set(['bazaar', 'mercari', 'yahoo-fleamarket']);
