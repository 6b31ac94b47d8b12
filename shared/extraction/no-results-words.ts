const NOTHING_FOUND: readonly string[] = [
  // English
  '\\b(?:no|0|zero) (?:search |matching |relevant )?(?:results?|matches|hits)\\b',
  '\\b(?:no|0|zero) (?:matching )?(?:products?|items?|listings|ads|offers) (?:were |was |that |yet\\b|available|to (?:show|display))?(?:found|match|yet|available|to (?:show|display))?(?<=found|match|yet|available|show|display)',
  "(?:didn['’]t|did not|couldn['’]t|could not|unable to) (?:find|match) (?:any|what you)|(?:nothing|no exact matches|not) found (?:for|matching)|nothing (?:matche[sd]|was found)|your search (?:did not|returned no)",
  // German, Dutch, Swedish, Danish, Norwegian, Finnish
  'keine (?:passenden )?(?:ergebnisse|treffer|anzeigen|artikel|produkte|angebote)|leider (?:keine|nichts)|nichts gefunden|(?<![\\d.,])0 (?:artikel|produkte|angebote|anzeigen) (?:gefunden|für|zu)',
  'geen (?:resultaten|producten|zoekresultaten|advertenties)|niets gevonden',
  'inga (?:träffar|resultat|annonser|produkter|varor|artiklar)|hittade (?:inget|inga)|ing(?:en|a) (?:resultater|treff|resultat|produkter|annoncer|varer)|intet resultat|ei (?:hakutuloksia|tuloksia|tuotteita)|ei tuottanut tuloksia',
  // French, Spanish, Portuguese, Italian, Catalan, Basque, Romanian
  "aucune? (?:résultat|annonce|produit|article|correspondance)|n['’](?:avons|a|ont) rien trouvé",
  'no (?:se )?(?:hemos |han |ha )?encontr\\p{L}+ (?:ning[úu]n\\p{L}* )?(?:resultado|producto|publicaci|artículo|anuncio|nada)|no (?:hay|existen) (?:resultados|productos|publicaciones|artículos|anuncios)|sin resultados|ning[úu]n (?:resultado|producto|anuncio|artículo)',
  '(?:nenhum|não (?:há|encontramos|foram encontrad\\p{L}+)) (?:resultados?|produtos?|anúncios?|itens)|não retornou resultado',
  'nessun (?:risultato|articolo|prodotto|annuncio)|non ci sono (?:risultati|prodotti|annunci)|non ha prodotto risultati',
  'cap (?:resultat|producte)|ez da (?:emaitzarik|produkturik)|nu (?:am găsit|există|s-au găsit|au fost găsite) (?:rezultate|produse|anunțuri)|niciun (?:rezultat|produs|anunț)',
  '(?<![\\d.,])0 (?:ergebnisse|treffer|résultats?|annonces|resultados|risultati|resultaten|träffar|resultater|treff|wyników|výsledk[ůo]v?|találat|rezultate|результат\\p{L}*|sonuç|kết quả|hasil)(?!\\p{L})',
  // Polish, Czech, Slovak, Slovene, Croatian and Serbian, Hungarian, the Baltic languages
  'brak (?:wyników|ofert|ogłoszeń|produktów)|nie znale(?:ziono|źliśmy)|nebyl[ay]? nalezen|nenalezen|nic ne(?:nalezeno|naš)|(?:žádné|žiadne) (?:výsledky|produkty)|nenašl[aio] sa',
  '(?<!\\p{L})ni (?:zadetkov|rezultatov|izdelkov)|nema (?:pronađenih )?(?:rezultata|proizvoda|oglasa)|ni(?:šta nije|je|su) pronađen',
  'nincs(?:enek)? (?:találat|termék)|nem hozott eredményt|nerasta|nav atrast|ei leitud',
  // Cyrillic, Greek
  'ничего не (?:найдено|нашлось|нашли)|не найден[оаы]?(?!\\p{L})|нет (?:результатов|объявлений)|нічого не знайдено|не знайдено|няма (?:намерени )?(?:резултати|продукти|обяви)|нема резултата|δεν βρέθηκ',
  // Turkish, Vietnamese, Indonesian and Malay, Filipino, Thai, Swahili
  '(?:sonuç|ürün|ilan) (?:bulunamadı|bulunmuyor|yok)|không (?:tìm thấy|có (?:kết quả|sản phẩm))|ti(?:dak|ada) (?:ditemukan|ada hasil|ada produk|hasil)|(?:nggak|tak|gak?) ditemukan|walang (?:nahanap|resulta)|ไม่พบ|hakuna matokeo',
  // Chinese, Japanese, Korean
  '没有找到|未找到|找不到|沒有找到|没有搜索到|[沒没]有(?:符合|相关|相關|搜到)|抱歉，没有|抱歉，暂无|暂无(?:商品|数据|结果|相关|宝贝)|搜索无结果|無搜尋結果|查無(?:商品|資料|結果)',
  '(?<!カート(?:内)?には?)(?:商品|アイテム|オークション|検索結果|出品物?)(?:は|が|も)?(?:一件も|1件も)?(?:見つかり|あり|ござい)ません|検索結果\\s?[:：]?\\s?0\\s?件',
  '검색 ?결과(?:가 없|\\s?0\\s?[개건])|상품이 없',
  // Hebrew, Arabic, Persian, Hindi, Bengali
  'לא נמצאו|אין (?:תוצאות|מוצרים)|لم يتم العثور|لا ?[تي]وجد (?:نتائج|منتجات|إعلانات)|(?:یافت|پیدا) نشد|(?:परिणाम|उत्पाद) नहीं मिल|পাওয়া যায়নি',
];

/** How shops say that a search found nothing; one pattern for all, because which language a shop speaks is not known beforehand. */
export const NO_RESULTS = new RegExp(NOTHING_FOUND.join('|'), 'giu');

/** What else has nothing in it: carts, wish lists, reviews, what was viewed last, messages. Also where the sentence only speaks of "no results" as a case. */
export const OTHER_EMPTINESS =
  /\b(?:shopping )?(?:cart|basket|bag|trolley|wish ?list|favou?rites|watch ?list|saved (?:items|searches)|alerts?|notifications?|messages?|inbox|compar(?:e|ison)|orders?|coupons?|vouchers?|reviews?|ratings?|comments?|questions?|answers?|recently|viewed|history|stores? near|locations?|suggestions?|filters?|for (?:your )?(?:size|location)|members|guests|errors?|cookies?|consent|if|when|whenever|unless|in case)\b|\{\{|<%|warenkorb|einkaufswagen|\bweitere[nr]?\b|\bfehler\b|merkzettel|wunschliste|merkliste|bewertung|rezension|kommentar|zuletzt|angesehen|filter|cookie|zustimmung|einwilligung|\b(?:wenn|falls|sofern)\b|panier|\bplus aucun|\berreur|favoris|liste d['’]envies|\bavis\b|évaluation|commentaire|récemment|consulté|consentement|\bs['’]il n|\b(?:si|lorsque) |carrito|cesta|carrinho|sacola|favoritos|lista de (?:deseos|desejos)|reseña|opinion|avaliaç|valoraci|comentário|comentario|recientemente|recentemente|\bvist[oa]s?\b|consentimi?ento|carrello|preferiti|recension|recenti|winkelwagen|winkelmand|verlanglijst|beoordeling|recent bekeken|handlekurv|indkøbskurv|varukorg|kundvagn|omdöme|anmeldelse|vurdering|recensies|nyligen|senast|koszyk|ulubion|opini[ei]|recenzj|ostatnio|košík|košaric|\bkorp[aiu]\b|кошниц|krepšel|ostukorv|kosár|értékelés|coș(?:ul)?\b|ostoskori|sepet|favoriler|yorum|değerlendirme|корзин|кошик|избранн|отзыв|відгук|недавно|нещодавно|καλάθι|סל(?: ה)?קניות|\sסל\s|בסל|עגל|ביקורות|السلة|سلة|سبد|عربة|مراجعات|カート|かご|最近|これ以上|お気に入り|レビュー|口コミ|閲覧|履歴|购物车|購物車|更多|最近|进货单|收藏|评价|評價|浏览|瀏覽|장바구니|찜|리뷰|후기|최근 본|giỏ hàng|đánh giá|keranjang|ulasan|ตะกร้า|รีวิว/iu;

/** A heading over something other than the search's own results. */
export const SIDE_HEADING =
  /review|bewertung|rezension|\bavis\b|reseñ|opinion|avaliaç|recension|отзыв|レビュー|评价|리뷰|recent|zuletzt|récemment|недавно|cart|basket|warenkorb|panier|carrito|carrinho|carrello|filter|refine|help|hilfe|\baide\b|ayuda|ajuda|\btips?\b|faq|cookie|question|frage|privacy|datenschutz|how (?:to|does)|search tips|last viewed|browsing history|閲覧|履歴|история|compare|saved|favou?rite/iu;

/** Names of elements (in class, id, role) that hold something other than the search's own results. */
export const SIDE_ELEMENT =
  /(?:^|[\s_-])(?:facets?|filters?|refine\w*|refinements?|reviews?|ratings?|cookies?|consent|gdpr|privacy|basket|cart|minicart|bag|wish-?list|favou?rites|recent(?:ly)?|history|viewed|faqs?|help|typeahead|autocomplete|auto-?suggest\w*|suggest(?:ions?)?|dropdown|combobox|listbox|chat|compare|notifications?|newsletter|account|menu|navigation|nav|footer|modal|dialog|drawer|popup|popover|tooltip|saved-?search\w*|store-?(?:locator|finder)|questions?|comments?)(?:$|[\s_-])/i;

/** Elements that stand for results which are not there yet, or that hold a search of their own. */
export const UNREADY_ELEMENT = /(?:^|[\s_-])(?:shipping|sponsored|skeleton|loading|spinner|locations?)(?:$|[\s_-])/i;

/** Elements that lie over the page or open from it: what is in them, whatever it is called, is not about the page's search. */
export const OVERLAY_ELEMENT =
  /(?:^|[\s_-])(?:modal|dialog|drawer|off-?canvas|popup|popover|tooltip|dropdown|select2|chosen|predictive|typeahead|autocomplete|auto-?suggest\w*|mini-?cart|location-?picker|store-?search)(?:$|[\s_-])/i;

/** Attributes of templates that no script has run over yet, or that decide whether a person sees the element. */
export const CONDITION_ATTRIBUTES: readonly string[] =
  'v-if v-else v-else-if v-show v-cloak x-if x-show x-cloak ng-if ng-show ng-hide ng-cloak ng-switch-when data-ng-if data-ng-show *ngif'.split(
    ' ',
  );

/** What stands there while the results are on their way. */
export const UNDONE_WORDS = /loading\s?(?:…|\.\.\.|results)|please wait|loaded so far/iu;

/** The page says that it failed: its "no results" is not about the search. */
export const FAULT_WORDS =
  /something went wrong|an error (?:has )?occurred|\berror\b|technical (?:difficult|problem|issue)|timed? ?out|try again later|ein fehler|technische[ns]? (?:problem|fehler|schwierig)|erreur (?:est survenue|s['’]est|technique)|se ha producido un error|ocurri[óo] un error|algo sali[óo] mal|ocorreu um erro|algo deu errado|si è verificato un errore|qualcosa è andato storto|er is (?:een fout|iets misgegaan)|ett fel|der opstod en fejl|det oppstod en feil|wystąpił błąd|coś poszło nie tak|došlo k chybě|hiba történt|a apărut o eroare|произошла ошибка|что-то пошло не так|сталася помилка|bir hata oluştu|đã (?:xảy ra|có) lỗi|terjadi kesalahan|เกิดข้อผิดพลาด|出错了|发生错误|网络异常|系统繁忙|發生錯誤|エラーが発生|오류가 발생|حدث خطأ|אירעה שגיאה/iu;

export const OWN_ELEMENT =
  /no-?_?(?:search-?)?results?|no-?_?matches|nothing-?found|not-?found|null-?search|zero-?results?|empty-?(?:results?|search|state)|results?-?empty|search-?empty/i;
