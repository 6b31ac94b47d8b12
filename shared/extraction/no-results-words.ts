import type { PageDocument } from './page-document.ts';

// How shops say that a search found nothing. Read only when no listing was found and the page is no block page.
const WORDS =
  /\b(?:no|0|zero) (?:search )?(?:results?|matches|hits)\b|\b(?:no|0|zero) (?:products?|items?|listings|ads) (?:were |was |that )?(?:found|match)|(?:didn['’]t|did not|couldn['’]t|could not|unable to) (?:find|match) any|(?:nothing|no exact matches|not) found (?:for|matching)|nothing (?:matche[sd]|was found)|your search (?:did not|returned no)|keine (?:ergebnisse|treffer|anzeigen|artikel|produkte|angebote)|leider (?:keine|nichts)|aucune? (?:résultat|annonce|produit|article)|(?:no se (?:han )?encontr\w+|no (?:hay|encontramos|existen)) (?:resultados|productos|publicaciones|artículos|anuncios)|sin resultados|(?:nenhum|não (?:há|encontramos|foram encontrad\w+)) (?:resultados?|produtos?|anúncios?|itens)|nessun (?:risultato|articolo|prodotto|annuncio)|geen (?:resultaten|producten|zoekresultaten|advertenties)|inga (?:träffar|resultat|annonser)|ingen (?:resultater|treff|resultat)|ei (?:hakutuloksia|tuloksia)|brak (?:wyników|ofert|ogłoszeń)|nie znaleziono|nebyly nalezeny|nenalezen|nincs találat|nu (?:am găsit|există rezultate)|ничего не (?:найдено|нашлось|нашли)|не найдено|нічого не знайдено|не знайдено|sonuç bulunamadı|ürün bulunamadı|không tìm thấy|tidak (?:ditemukan|ada hasil)|ไม่พบ|没有找到|未找到|找不到|沒有找到|没有搜索到|抱歉，没有|抱歉，暂无|(?<!カート(?:内)?には?)(?:商品|アイテム|オークション|検索結果|出品物?)(?:は|が|も)?(?:一件も|1件も)?(?:見つかり|あり|ござい)ません|검색 ?결과가 없|לא נמצאו|لم يتم العثور|لا توجد نتائج/giu;

/** An empty cart in the page's head is no empty search. */
const CART =
  /^[^.!?]{0,30}\b(?:cart|basket|bag|wish ?list|warenkorb|einkaufswagen|panier|carrito|cesta|carrinho|sacola|carrello|winkelwagen|winkelmand|handlekurv|varukorg|koszyk\w*|sepet\w*)\b/iu;

/** True when the page's visible text says that the search found nothing. A site's own markup for it is surer: prefer that where it is known. */
export function saysNoResults(doc: PageDocument): boolean {
  const text = doc.text();
  return text
    .matchAll(WORDS)
    .some(({ 0: said, index }) => !CART.test(text.slice(index + said.length, index + said.length + 60)));
}
