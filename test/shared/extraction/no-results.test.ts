import { describe, expect, test } from 'vitest';
import { saysNoResults } from '#shared/extraction/no-results.ts';
import { openPage } from '#shared/extraction/page-document.ts';
import { schemaOrg } from '#shared/marketplaces/schema-org/schema-org.ts';

function says(text: string): boolean {
  const doc = openPage({ url: 'https://shop.example/', status: 200, body: `<p>${text}</p>` });
  if ('hostile' in doc) throw new Error(doc.hostile);
  return saysNoResults(doc);
}

describe('the words for "nothing found"', () => {
  test.each([
    'No results for “nordhavn sofa”',
    '0 results',
    'Showing 0 results for “nordhavn sofa”',
    '0 Ergebnisse für „nordhavn“ werden angezeigt',
    'We can’t find what you searched for',
    'No products were found matching your selection.',
    'Your search did not match any of our goods. We couldn’t find any matches.',
    'Leider keine Ergebnisse',
    'Aucune annonce trouvée',
    'No encontramos resultados para tu búsqueda',
    'Nessun articolo corrispondente alla ricerca',
    'Ничего не найдено',
    '没有找到相关商品',
    'お探しの商品は見つかりませんでした',
    '出品された商品がありません',
    '검색 결과가 없습니다',
    '일치하는 상품이 없습니다',
    '0 Artikel gefunden',
    '0 résultats',
    'Nous n’avons rien trouvé',
    'No se han encontrado productos',
    'Sua busca não retornou resultados',
    'Non ci sono risultati',
    'We hebben niets gevonden',
    'Inga produkter hittades',
    'Fant ingen treff',
    'Hakusi ei tuottanut tuloksia',
    'Nie znaleźliśmy żadnych wyników',
    'Žádné výsledky',
    'Nenašli sa žiadne produkty',
    'Nema rezultata',
    'Ni zadetkov',
    'Nu s-au găsit rezultate',
    'Няма намерени продукти',
    'Δεν βρέθηκαν προϊόντα',
    'Rezultatų nerasta',
    'Sonuç yok',
    'Không có sản phẩm nào',
    'Oops, produk nggak ditemukan',
    'ไม่พบสินค้า',
    '暂无商品',
    '查無商品',
    '検索結果 0件',
    'אין תוצאות',
    'لا توجد منتجات',
    'لم نجد أي نتائج',
    'Hakusanalla ei löytynyt tuloksia',
    'Nic jsme nenašli',
    'Nincs a keresésnek megfelelő termék',
    'ไม่มีสินค้าที่ค้นหา',
    'We can’t find products matching the selection.',
    'We couldn’t find a match for “nordhavn”',
    'Nothing here matches your search',
    'نتیجه‌ای یافت نشد',
  ])('%s', (text) => {
    expect(says(text)).toBe(true);
  });

  test.each([
    'Bag - 0 items Sell now Sign up',
    'You have no items in your shopping cart.',
    'Es befinden sich keine Artikel im Warenkorb',
    'Aucun article dans votre panier',
    'No hay productos en el carrito',
    'カートに商品がありません',
    'ブランド 該当する項目が見つかりません サイズ', // a filter's own search box
    'Nordhavn jacket $49.90, no returns',
    '10 résultats',
    '1.000 Ergebnisse',
    'Sepetinizde ürün bulunamadı',
    'Košarica: nema proizvoda',
    'Votre liste est vide : aucun produit',
    'Nessun prodotto nella borsa',
    'Brak ofert w obserwowanych',
    'Inga varor i kassen',
    'Geen producten in je tas',
    'Không có sản phẩm trong giỏ',
    'لا توجد منتجات في حقيبة التسوق',
    'Сравнение: ничего не найдено',
    'No results found in your size',
    'Please type at least 3 characters. No results found',
    'Keine Ergebnisse für „nordhavnn“. Ergebnisse für „nordhavn“ werden angezeigt',
    '没有找到“nordhavnn”，以下是“nordhavn”的结果',
    'No results could be loaded',
    'Can’t find what you are looking for - contact our team',
    'Cannot find what you need, call us.',
    '网络不给力，没有找到',
  ])('are not: %s', (text) => {
    expect(says(text)).toBe(false);
  });

  test('a cart two lines above says nothing of the search', () => {
    expect(says('Item added to your cart</p><h1>Search results</h1><p>No results found for “paddle”. Check it.')).toBe(
      true,
    );
  });

  test('an empty cart in the head does not hide an empty search below', () => {
    expect(says('Aucun article dans votre panier. Aucun résultat pour « nordhavn »')).toBe(true);
  });
});

describe('a style sheet', () => {
  const visible = (body: string): string => {
    const doc = openPage({ url: 'https://shop.example/', status: 200, body });
    if ('hostile' in doc) throw new Error(doc.hostile);
    return doc.visible().text;
  };
  const goods = '<div class="goods">1–48 of 619</div>';

  test.each([
    '<style media="print">.goods{display:none}</style>',
    '<noscript><style>.goods{display:none}</style></noscript>',
    '<template><style>.goods{display:none}</style></template>',
  ])('that does not hold on a screen with scripts hides nothing: %s', (sheet) => {
    expect(visible(sheet + goods)).toContain('619');
  });

  test.each(['', ' media="all"', ' media="screen"', ' media="only screen"'])('hides elsewhere:%s', (media) => {
    expect(visible(`<style${media}>.goods{display:none}</style>${goods}`)).not.toContain('619');
  });

  test.each([
    '.list .goods',
    'p ~ .list > .goods',
    'main .list > .goods',
    '.goods:not(.shown)',
    'main div .list .goods',
    '* > .list .goods',
  ])('hides what it chooses by %s', (selector) => {
    const page = `<style>${selector}{display:none}</style><main><div><p></p><div class="list">${goods}</div></div></main>`;
    expect(visible(page)).not.toContain('619');
  });

  test.each(['.other .list .goods', 'main > .goods', '.goods .list .goods'])('hides nothing else: %s', (selector) => {
    const page = `<style>${selector}{display:none}</style><main><p></p><div><div class="list">${goods}</div></div></main>`;
    expect(visible(page)).toContain('619');
  });

  test.each([
    '.goods{display:none}@media (min-width:768px){.goods{display:block}}',
    '.goods{display:none}@media screen and (max-width: 600px){.goods{display:flex}}',
    '@media (max-width:600px){.goods{display:none}}',
    '.goods{display:none}@media (width >= 48rem){.goods{display:grid}}',
    '.goods{display:none}@container (min-width:20em){.goods{display:block}}',
    '.goods{display:none}@media (min-width:1px){.other{color:red}.goods{display:block}}.last{color:red}',
  ])('that shows it on some screens hides nothing: %s', (sheet) => {
    expect(visible(`<style>${sheet}</style>${goods}`)).toContain('619');
  });

  test.each([
    '@media (min-width:768px){.goods{display:block}}.goods{display:none}',
    '.goods{display:none}@media (min-width:768px){.other{display:block}}',
    '.goods{display:none!important}@media (min-width:768px){.goods{display:block}}',
    '.goods{display:none}@media print{.goods{display:block}}',
    '.goods{display:none}@media print and (min-width:1px){.goods{display:block}}',
    '@media (min-width:768px){.other{color:red}}.goods{display:none}',
  ])('that shows it on no screen hides it: %s', (sheet) => {
    expect(visible(`<style>${sheet}</style>${goods}`)).not.toContain('619');
  });

  test('for some screens shows what another hides', () => {
    const sheets = '<style>.goods{display:none}</style><style media="(min-width: 768px)">.goods{display:block}</style>';
    expect(visible(sheets + goods)).toContain('619');
  });

  test('whose selectors would try all ways through a deep page does not hold it up', () => {
    const rules = Array.from({ length: 50 }, (_, at) => `.z${at} b b b .goods{display:none}`).join('');
    expect(visible(`<style>${rules}</style>${'<b>'.repeat(300)}${goods.repeat(20)}`)).toContain('619');
  });
});

describe('a class', () => {
  const isVisible = (classes: string): boolean => {
    const body = `<div class="${classes}">1–48 of 619</div>`;
    const doc = openPage({ url: 'https://shop.example/', status: 200, body });
    if ('hostile' in doc) throw new Error(doc.hostile);
    return doc.visible().text.includes('619');
  };

  test.each([
    ...['d-none d-md-block', 'd-none d-lg-inline-flex', 'd-md-none', 'hidden-xs', 'hidden-sm-down', 'visible-xs-block'],
    ...[
      'hidden md:block',
      'md:hidden',
      'hidden max-sm:flex',
      'tw-hidden lg:tw-grid',
      'sr-only sm:not-sr-only',
      'hidden 2xl:!block',
    ],
    ...[
      'hidden min-[900px]:block',
      'invisible lg:visible',
      'hide show-for-medium',
      'show-for-small-only hide',
      'is-hidden-mobile',
    ],
    ...[
      'hide-on-small-only',
      'uk-hidden uk-visible@m',
      'dn db-ns',
      'is-hidden is-block-tablet',
      'xs-hidden',
      'md-hidden',
    ],
  ])('that hides on some screens only hides nothing: %s', (classes) => {
    expect(isVisible(classes)).toBe(true);
  });

  test.each([
    ...[
      'd-none',
      'hidden',
      'u-hidden',
      'is-hidden',
      'hide',
      'sr-only',
      'visually-hidden',
      'invisible',
      'd-none d-print-block',
    ],
    ...[
      'hidden group-hover:block',
      'hidden hover:flex',
      'hidden peer-checked:block',
      'hidden show-more',
      'hidden md:text-lg',
    ],
    ...['hidden print:block', 'd-none d-md-none', 'dn', 'hidden md:hidden', 'ng-hide'],
  ])('that hides on every screen hides: %s', (classes) => {
    expect(isVisible(classes)).toBe(false);
  });
});

test('goods that state no address are recommended where their names are linked only below "nothing found"', () => {
  const goods = ['Fjeld Parka', 'Isbre Flasche', 'Sti Rucksack'].map(
    (name) =>
      `<article itemscope itemtype="https://schema.org/Product"><a href="/p/1"><b itemprop="name">${name}</b></a><i>59,00 €</i></article>`,
  );
  const page = (said: string) =>
    `<main><h1>Suche: nordhavn</h1>${said}<section><h2>Das mögen andere</h2>${goods.join('')}</section></main>`;
  const read = (body: string) =>
    schemaOrg.readSearch({ url: 'https://shop.example/search?q=nordhavn', status: 200, body }).coverage;
  expect(read(page('<p>Keine Treffer.</p>'))).toBe('empty');
  expect(read(page(''))).toBe('complete');
});
