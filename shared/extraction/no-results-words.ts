import { RESULT_WORDS } from './result-words.ts';

const FOUND =
  'found|gefunden|gevonden|trouvée?s?|encontrad[oa]s?|trovat[iaeo]|hittade|hittades|fundet|funnet|löytyi|znaleziono|nalezeno|nájdených|találat|găsite|найдено|знайдено|bulundu|tìm thấy|ditemukan|พบ|共|全';

const NOTHING_FOUND: readonly string[] = [
  `(?<![\\p{L}])(?:${FOUND})[\\s:]{0,2}(?:\\p{L}+\\s)?0\\s?(?:(?:${RESULT_WORDS})(?!\\p{L})|件|个|個|개|รายการ)|(?<![\\d.,])0 (?:${RESULT_WORDS}) (?:\\p{L}+ )?(?:${FOUND})(?!\\p{L})`,
  '(?<![\\d.,])0\\s?件の(?:商品|検索結果|結果)|商品[がは]?\\s?0\\s?件|(?<![\\d.,])0개의 ?(?:상품|결과)',
  // English
  '\\b(?:no|0|zero) (?:search |matching |relevant )?(?:results?|matches|hits)\\b',
  '\\b(?:no|0|zero) (?:matching )?(?:products?|items?|listings|ads|offers) (?:were |was |that |yet\\b|available|to (?:show|display))?(?:found|match|yet|available|to (?:show|display))?(?<=found|match|yet|available|show|display)',
  "(?:(?:didn['’]t|did not|couldn['’]t|could not|unable to|we can(?:['’]t|not| not)) (?:find|match) what you|(?:didn['’]t|did not|couldn['’]t|could not|unable to|can(?:['’]t|not| not)) (?:find|match) (?:any|a match|(?:products|items|results) (?:matching|for|that)))|(?:nothing|no exact matches|not) found (?:for|matching)|nothing (?:here )?(?:matche[sd]|was found)|your search (?:did not|returned no)",
  // German, Dutch, Swedish, Danish, Norwegian, Finnish
  'keine (?:passenden )?(?:ergebnisse|treffer|anzeigen|artikel|produkte|angebote)|leider (?:keine|nichts)|nichts gefunden|(?<![\\d.,])0 (?:artikel|produkte|angebote|anzeigen) (?:gefunden|für|zu)',
  'geen (?:resultaten|producten|zoekresultaten|advertenties)|niets gevonden',
  'inga (?:träffar|resultat|annonser|produkter|varor|artiklar)|hittade (?:inget|inga)|ing(?:en|a) (?:resultater|treff|resultat|produkter|annoncer|varer)|intet resultat|ei (?:löytynyt )?(?:hakutuloksia|tuloksia|tuotteita|ilmoituksia)|ei tuottanut tuloksia',
  // French, Spanish, Portuguese, Italian, Catalan, Basque, Romanian
  "aucune? (?:résultat|annonce|produit|article|correspondance)|n['’](?:avons|a|ont) rien trouvé",
  'no (?:se )?(?:hemos |han |ha )?encontr\\p{L}+ (?:ning[úu]n\\p{L}* )?(?:resultado|producto|publicaci|artículo|anuncio|nada)|no (?:hay|existen) (?:resultados|productos|publicaciones|artículos|anuncios)|sin resultados|ning[úu]n (?:resultado|producto|anuncio|artículo)',
  '(?:nenhum|não (?:há|encontramos|foram encontrad\\p{L}+)) (?:resultados?|produtos?|anúncios?|itens)|não retornou resultado',
  'nessun (?:risultato|articolo|prodotto|annuncio)|non ci sono (?:risultati|prodotti|annunci)|non ha prodotto risultati',
  'cap (?:resultat|producte)|ez da (?:emaitzarik|produkturik)|nu (?:am găsit|există|s-au găsit|au fost găsite) (?:rezultate|produse|anunțuri)|niciun (?:rezultat|produs|anunț)',
  '(?<![\\d.,])0 (?:ergebnisse|treffer|résultats?|annonces|resultados|risultati|resultaten|träffar|resultater|treff|wyników|výsledk[ůo]v?|találat|rezultate|результат\\p{L}*|sonuç|kết quả|hasil)(?!\\p{L})',
  // Polish, Czech, Slovak, Slovene, Croatian and Serbian, Hungarian, the Baltic languages
  'brak (?:wyników|ofert|ogłoszeń|produktów)|nie znale(?:ziono|źliśmy)|nebyl[ay]? nalezen|nenalezen|nic (?:jsme )?ne(?:nalezeno|naš)|(?:žádné|žiadne) (?:výsledky|produkty)|nenašl[aio] sa',
  '(?<!\\p{L})ni (?:zadetkov|rezultatov|izdelkov)|nema (?:pronađenih )?(?:rezultata|proizvoda|oglasa)|ni(?:šta nije|je|su) pronađen',
  'nincs(?:enek)? (?:a keresés\\p{L}* megfelelő )?(?:találat|termék)|nem hozott eredményt|nerasta|nav atrast|ei leitud',
  // Cyrillic, Greek
  'ничего не (?:найдено|нашлось|нашли)|не найден[оаы]?(?!\\p{L})|нет (?:результатов|объявлений)|нічого не знайдено|не знайдено|няма (?:намерени )?(?:резултати|продукти|обяви)|нема резултата|δεν βρέθηκ',
  // Turkish, Vietnamese, Indonesian and Malay, Filipino, Thai, Swahili
  '(?:sonuç|ürün|ilan) (?:bulunamadı|bulunmuyor|yok)|không (?:tìm thấy|có (?:kết quả|sản phẩm))|ti(?:dak|ada) (?:ditemukan|ada hasil|ada produk|hasil)|(?:nggak|tak|gak?) ditemukan|walang (?:nahanap|resulta)|ไม่พบ|ไม่มี(?:สินค้า|ผลการค้นหา|ผลลัพธ์|รายการ)|hakuna matokeo',
  // Chinese, Japanese, Korean
  '没有找到|未找到|找不到|沒有找到|没有搜索到|[沒没]有(?:符合|相关|相關|搜到)|抱歉，没有|抱歉，暂无|暂无(?:商品|数据|结果|相关|宝贝)|搜索无结果|無搜尋結果|查無(?:商品|資料|結果)',
  '(?<!カート(?:内)?には?)(?:商品|アイテム|オークション|検索結果|出品物?)(?:は|が|も)?(?:一件も|1件も)?(?:見つかり|あり|ござい)ません|検索結果\\s?[:：]?\\s?0\\s?件',
  '검색 ?결과(?:가 없|\\s?0\\s?[개건])|상품이 없',
  // Hebrew, Arabic, Persian, Hindi, Bengali
  'לא נמצאו|אין (?:תוצאות|מוצרים)|لم (?:يتم العثور|نجد|نعثر)|لا ?[تي]وجد (?:نتائج|منتجات|إعلانات)|(?:یافت|پیدا) نشد|(?:परिणाम|उत्पाद) नहीं मिल|পাওয়া যায়নি',
];

/** How shops say that a search found nothing; one pattern for all, because which language a shop speaks is not known beforehand. */
export const NO_RESULTS = new RegExp(NOTHING_FOUND.join('|'), 'giu');

/** What else has nothing in it: carts, wish lists, reviews, what was viewed last, messages. Also where the sentence only speaks of "no results" as a case. */
export const OTHER_EMPTINESS =
  /\b(?:shopping )?(?:cart|basket|bag|trolley|wish ?list|favou?rites|watch ?list|saved (?:items|searches)|alerts?|notifications?|messages?|inbox|compar(?:e|ison)|orders?|coupons?|vouchers?|reviews?|ratings?|comments?|questions?|answers?|recently|viewed|history|stores? near|locations?|suggestions?|filters?|for (?:your )?(?:size|location)|in (?:your|this) (?:size|area|location|store|region)|members|guests|errors?|feedback|compared|cookies?|consent|if|when|whenever|unless|in case)\b|\{\{|<%|warenkorb|einkaufswagen|einkaufstasche|\btasche\b|\bweitere[nr]?\b|\bfehler\b|merkzettel|wunschliste|merkliste|bewertung|rezension|kommentar|zuletzt|angesehen|filter|cookie|zustimmung|einwilligung|\b(?:wenn|falls|sofern)\b|panier|\b(?:votre|ma) liste\b|\bplus aucun|\berreur|favoris|liste d['’]envies|\bavis\b|évaluation|commentaire|récemment|consulté|consentement|\bs['’]il n|\b(?:si|lorsque) |carrito|cesta|carrinho|sacola|favoritos|lista de (?:deseos|desejos)|reseña|opinion|avaliaç|valoraci|comentário|comentario|recientemente|recentemente|\bvist[oa]s?\b|consentimi?ento|carrello|\bborsa\b|preferiti|recension|recenti|winkelwagen|winkelmand|\btas\b|verlanglijst|beoordeling|recent bekeken|handlekurv|indkøbskurv|varukorg|kundvagn|\bkassen\b|omdöme|anmeldelse|vurdering|recensies|nyligen|senast|koszyk|schowk|obserwowan|ulubion|opini[ei]|recenzj|ostatnio|košík|nákupní|košaric|\bkorp[aiu]\b|кошниц|krepšel|ostukorv|kosár|kívánságlist|értékelés|coș(?:ul)?\b|ostoskori|sepet|favoriler|yorum|değerlendirme|корзин|кошик|сравнени|избранн|отзыв|відгук|недавно|нещодавно|καλάθι|סל(?: ה)?קניות|\sסל\s|בסל|עגל|ביקורות|السلة|سلة|حقيبة|سبد|عربة|مراجعات|カート|かご|最近|これ以上|お気に入り|レビュー|口コミ|閲覧|履歴|购物车|購物車|更多|最近|进货单|收藏|关注|消息|评价|評價|浏览|瀏覽|장바구니|찜|리뷰|후기|최근 본|\bgiỏ(?!\p{L})|thông báo|đánh giá|keranjang|ulasan|ตะกร้า|รีวิว/iu;

/** A heading over something other than the search's own results. */
export const SIDE_HEADING =
  /review|feedback|find a (?:store|shop)|store (?:finder|locator)|saved search|searches|bewertung|kundenmeinung|\bsuchen\s*$|rezension|\bavis\b|reseñ|opinion|avaliaç|recension|отзыв|レビュー|评价|리뷰|recent|zuletzt|récemment|недавно|cart|basket|warenkorb|panier|carrito|carrinho|carrello|filter|refine|help|hilfe|\baide\b|ayuda|ajuda|\btips?\b|faq|cookie|question|frage|privacy|datenschutz|how (?:to|does)|search tips|last viewed|browsing history|閲覧|履歴|история|compare|saved|favou?rite/iu;

/** Names of elements (in class, id, role) that hold something other than the search's own results. */
export const SIDE_ELEMENT =
  /(?:^|[\s_-])(?:facets?|filters?|refine\w*|refinements?|reviews?|ratings?|cookies?|consent|gdpr|privacy|basket|cart|minicart|bag|wish-?list|favou?rites|recent(?:ly)?|history|viewed|faqs?|help|typeahead|autocomplete|auto-?suggest\w*|suggest(?:ions?)?|dropdown|combobox|listbox|chat|compare|notifications?|newsletter|account|menu|navigation|nav|footer|modal|dialog|drawer|popup|popover|tooltip|saved-?search\w*|store-?(?:locator|finder)|site-?header|header-search|masthead|brands?-(?:search|select\w*)|select-\w+|(?:delivery-)?address|post-?code\w*|zip-?code\w*|questions?|comments?)(?:$|[\s_-])/i;

/** Elements that stand for results which are not there yet, or that hold a search of their own. */
export const UNREADY_ELEMENT = /(?:^|[\s_-])(?:shipping|sponsored|skeleton|loading|spinner|locations?)(?:$|[\s_-])/i;

/** Elements that lie over the page or open from it: what is in them, whatever it is called, is not about the page's search. */
export const OVERLAY_ELEMENT =
  /(?:^|[\s_-])(?:modal|dialog|drawer|off-?canvas|popup|popover|tooltip|dropdown|fly-?out|overlay|(?:instant|live|quick)-?(?:search|results)|select2|chosen|predictive|typeahead|autocomplete|auto-?suggest\w*|mini-?cart|location-?picker|store-?search)(?:$|[\s_-])/i;

/** Attributes of templates that no script has run over yet, or that decide whether a person sees the element. */
export const CONDITION_ATTRIBUTES: readonly string[] =
  'v-if v-else v-else-if v-show v-cloak x-if x-show x-cloak ng-if ng-show ng-hide ng-cloak ng-switch-when data-ng-if data-ng-show *ngif wire:loading wire:show'.split(
    ' ',
  );

/** What stands there while the results are on their way. */
export const UNDONE_WORDS =
  /\bjavascript\b(?!["”»’'])|loading\s?(?:…|\.\.\.|results)|wird geladen|werden geladen|lädt\s?(?:…|\.\.\.)|bezig met laden|\bladen\s?(?:…|\.\.\.)|chargement|cargando|carregando|caricamento|laddar|indlæser|laster\s?(?:…|\.\.\.|inn)|ladataan|ładowanie|wczytywanie|načítá(?:ní|m|vá)?|betöltés|se încarcă|загрузка\s?(?:…|\.\.\.)|загружа[ею]тся|завантаж(?:ення|ується)|φόρτωση|yükleniyor|đang tải|sedang memuat|memuat\s?(?:…|\.\.\.)|กำลังโหลด|(?:加载|加載|載入|载入)中|正在(?:加载|載入|载入|搜索)|読み込み中|로딩 ?중|불러오는 중|جار[يٍ]? ?(?:ال)?تحميل|טוען|लोड हो रहा|please wait|loaded so far|at least \d (?:characters|letters)|(?:enter|type) (?:a|your) (?:search|keyword|post ?code|zip)|(?:select|choose|set) (?:a|your) (?:location|store|city|region|address)|mindestens \d (?:zeichen|buchstaben)|(?:standort|filiale|region) (?:aus)?wählen|au moins \d (?:caractères|lettres)|al menos \d caracteres|pelo menos \d caracteres|almeno \d caratteri|minimaal \d tekens|minst \d tecken|co najmniej \d znak|не менее \d символ|выберите (?:город|регион)|请(?:输入|选择)(?:关键|城市|地区)|\d ?文字以上|\{\{|\[\[\s|<%|\$\{|\{%/iu;

/** The page shows what other words find, for those that were searched for. */
export const OTHER_SEARCH =
  /(?:showing|displaying|here are)(?: [1-9]\d*)?(?: the)?(?: similar| related| nearby)? (?:results|items|listings)|(?<!(?:^|\D)0 )ergebnisse für [^.]{1,80} (?:werden )?angezeigt|(?:zeigen|zeige) (?:die )?ergebnisse|(?:voici|affichage d)es? (?:les )?résultats|[.!?»"] résultats pour|mostrando (?:los |os )?resultados|(?:ecco i|mostriamo i) risultati|(?:dit zijn|toont) (?:de )?resultaten|visar (?:i stället )?resultat|viser resultater|(?:pokazujemy|wyświetlamy) wyniki|показан[ыо] результат|показываем результат|hiển thị kết quả|menampilkan hasil|以下(?:是|为|為)|为您(?:展示|显示|推荐)|的结果如下|の(?:検索)?結果を表示|(?:에 대한|의) (?:검색 ?)?결과를? (?:보여|표시)/iu;

/** The page says that it failed: its "no results" is not about the search. */
export const FAULT_WORDS =
  /something went wrong|an error (?:has )?occurred|bad gateway|gateway time-?out|internal server error|database (?:connection|error)|fatal error|(?:could|can)(?:n?['’]t|not| not) (?:be )?load(?:ed)?|(?:unable|failed) to load|could be loaded|network (?:error|problem|issue|connection)|connection (?:was |is )?(?:lost|failed|problem|timed out)|javascript is (?:disabled|required|turned off)|(?:service|temporarily) (?:is )?(?:temporarily )?unavailable|site can['’]t be reached|(?:enable|turn on|accept|allow) (?:cookies|javascript)|\berror\b|technical (?:difficult|problem|issue)|timed? ?out|try again later|ein fehler|konnten? nicht geladen|nicht geladen werden|technische[ns]? (?:problem|fehler|schwierig)|service (?:est )?(?:momentanément |temporairement |actuellement )?indisponible|impossible de charger|pu être chargé|erreur (?:est survenue|s['’]est|technique)|servicio no (?:está )?disponible|no se pud(?:o|ieron) cargar|se ha producido un error|ocurri[óo] un error|algo sali[óo] mal|serviço (?:está )?indisponível|não foi possível carregar|ocorreu um erro|algo deu errado|servizio non (?:è )?disponibile|impossibile caricare|si è verificato un errore|qualcosa è andato storto|er is (?:een fout|iets misgegaan)|niet (?:worden )?geladen|kunde inte (?:laddas|hämtas)|kunne ikke (?:indlæses|hentes|lastes)|ett fel|der opstod en fejl|det oppstod en feil|wystąpił błąd|nie udało się (?:załadować|pobrać|wczytać)|nepodařilo se načíst|nem sikerült betölteni|nu (?:s-au|s-a) putut încărca|coś poszło nie tak|došlo k chybě|hiba történt|a apărut o eroare|произошла ошибка|не удалось загрузить|временно недоступ|ошибка (?:загрузки|сети|соединения)|не вдалося завантажити|тимчасово недоступ|что-то пошло не так|сталася помилка|bir hata oluştu|yüklenemedi|không (?:thể )?tải được|gagal memuat|โหลดไม่สำเร็จ|đã (?:xảy ra|có) lỗi|terjadi kesalahan|เกิดข้อผิดพลาด|出错了|加载失败|载入失败|載入失敗|网络(?:不给力|错误|繁忙)|发生错误|网络异常|系统繁忙|發生錯誤|エラーが発生|読み込みに失敗|読み込めません|通信エラー|불러오지 못|불러올 수 없|فشل (?:في )?(?:ال)?تحميل|הטעינה נכשלה|오류가 발생|حدث خطأ|אירעה שגיאה/iu;

export const OWN_ELEMENT =
  /no-?_?(?:search-?)?results?|no-?_?matches|nothing-?found|not-?found|null-?search|zero-?results?|empty-?(?:results?|search|state)|results?-?empty|search-?empty/i;
