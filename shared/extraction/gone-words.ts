/** What is over, and how pages say so, by language. Both in one sentence; what the sentence also speaks of decides (`OTHER_MATTERS`). */
const STATEMENTS: readonly (readonly [subject: string, over: string])[] = [
  // English, German, Dutch, Swedish, Danish, Norwegian, Finnish
  [
    'products?|items?|listings?|ads?|adverts?|advertisements?|auctions?|lots?|offers?|articles?|pages?|bidding',
    "(?:no longer|not) (?:available|for sale|on sale|active|listed|sold|offered|exists?)|n['’]t (?:available|exist)|(?:has|have|was|were|is|are)(?: now| already| been)* (?:ended|expired|removed|deleted|sold|withdrawn|taken down|discontinued|closed|over|deactivated)|does(?: not|n['’]t) exist|(?:(?:could|can) ?(?:not|n['’]t) be|not) found|ended",
  ],
  [
    'produkte?|artikel|anzeige|angebot|auktion|inserat|los|ware|seite',
    '(?:nicht mehr|nicht|leider nicht) (?:mehr )?(?:verfügbar|erhältlich|vorhanden|online|aktiv|im sortiment|lieferbar|zum verkauf|gefunden)|(?:wurde|ist|wurden)(?: leider| bereits| schon)* (?:verkauft|gelöscht|entfernt|deaktiviert|beendet|abgelaufen|zurückgezogen|eingestellt)|existiert nicht|beendet|abgelaufen',
  ],
  [
    'producten?|artikel|advertentie|aanbieding|veiling|kavel|pagina|object',
    '(?:niet|niet langer|niet meer) (?:meer )?(?:beschikbaar|leverbaar|te koop|actief|gevonden)|(?:is|werd|zijn)(?: inmiddels| al| reeds)* (?:verkocht|verwijderd|verlopen|gesloten|afgelopen|ingetrokken)|bestaat niet|(?:afgelopen|gesloten|verlopen)',
  ],
  [
    'produkt(?:en|et)?|artikeln?|varan?|annons(?:en)?|auktion(?:en)?|objekt(?:et)?|sidan?|annoncen?|siden?|vare[nr]?|tilbud(?:et)?|annonse[nr]?|budgivning(?:en)?',
    '(?:inte|ikke)(?: längre| længere| lenger| mer)? (?:tillgänglig\\p{L}*|tilgængelig\\p{L}*|tilgjengelig\\p{L}*|till salu|til salgs?|aktiv\\p{L}*)|(?:är|er|har|blev|ble)(?: nu| redan| allerede| blivit| blevet| blitt)* (?:avslutad|avsluttet|afsluttet|såld|solgt|borttagen|fjernet|slettet|raderad|udløbet|utgått|utgången|lukket)|finns inte|findes ikke|finnes ikke|hittades inte',
  ],
  [
    'tuote(?:tta)?|ilmoitus(?:ta)?|huutokauppa|kohde(?:tta)?|sivua?',
    'ei (?:ole )?(?:enää )?(?:saatavilla|myynnissä|voimassa|löydy|löytynyt|olemassa)|on (?:myyty|poistettu|päättynyt|vanhentunut|poistunut)|päättynyt',
  ],
  // French, Spanish, Portuguese, Italian, Romanian, Catalan
  [
    'produits?|articles?|annonces?|offres?|enchères?|vente|lot|pages?',
    "n['’](?:est|existe|est pas) (?:plus|pas)(?: (?:disponible|en ligne|en vente|active?|proposée?|commercialisée?|au catalogue))?|(?:a été|est|sont|a)(?: déjà| désormais)* (?:vendue?|supprimée?|retirée?|désactivée?|expirée?|terminée?s?|clôturée?|close?)|introuvable|terminée?s?",
  ],
  [
    'productos?|artículos?|anuncios?|ofertas?|subasta|publicación|lote|página',
    '(?:ya )?no (?:está|se encuentra|existe|fue)(?: (?:ya )?(?:disponible|activ[oa]|a la venta|en venta|en (?:nuestro )?catálogo|publicad[oa]|encontrad[oa]))?|(?:ha sido|fue|está|ha)(?: ya)? (?:vendid[oa]|eliminad[oa]|retirad[oa]|finalizad[oa]|cerrad[oa]|caducad[oa]|desactivad[oa]|expirad[oa]|terminad[oa]|finalizado)|(?:finalizada|pausada)',
  ],
  [
    'produtos?|artigos?|anúncios?|ofertas?|leilão|lote|página',
    '(?:já )?não (?:está|existe|se encontra)(?: mais)?(?: (?:disponível|ativ[oa]|à venda))?|(?:foi|está)(?: já)? (?:vendid[oa]|removid[oa]|retirad[oa]|encerrad[oa]|expirad[oa]|finalizad[oa]|desativad[oa]|eliminad[oa]|excluíd[oa])|encerrado',
  ],
  [
    'prodott[oi]|articol[oi]|annunci[o]?|offert[ae]|asta|inserzione|lotto|pagina',
    'non (?:è|esiste|sono)(?: più)?(?: (?:disponibil[ei]|attiv[oa]|in vendita|presente|online))?|(?:è stat[oa]|è|sono stati)(?: già)? (?:vendut[oa]|rimoss[oa]|eliminat[oa]|scadut[oa]|conclus[oa]|terminat[oa]|ritirat[oa]|chius[oa])|(?:conclusa|terminata|scaduto)',
  ],
  [
    'produs(?:ul)?|articol(?:ul)?|anunț(?:ul)?|licitați[ae]|pagina|ofert[ăa]',
    'nu (?:mai )?(?:este|e|există|a fost)(?: (?:disponibil[ăa]?|activ[ăa]?|valabil[ăa]?|în vânzare|găsit[ăa]?))?|(?:a fost|este) (?:vândut[ăa]?|șters[ăa]?|eliminat[ăa]?|dezactivat[ăa]?|închis[ăa]?)|s-a încheiat|a expirat',
  ],
  // Polish, Czech, Slovak, Hungarian, the languages of the Balkans and the Baltic
  [
    'produkt(?:u)?|przedmiot(?:u)?|ogłoszeni[ea]|ofert[ay]|aukcj[aię]|licytacja|artykuł|towar|stron[ay]|sprzedaż',
    '(?:nie jest|jest)(?: już)? niedostępn[yae]|nie jest(?: już)? (?:dostępn[yae]|aktualn[ae]|aktywn[ae])|(?:został[ao]?|jest)(?: już)? (?:sprzedan[yae]|usunięt[yae]|zakończon[yae]|wycofan[yae]|wygasł[ao])|(?:zakończył[ao] się|wygasł[ao]|nie istnieje|nieaktualn[yae]|zakończon[yae])',
  ],
  [
    'produkt(?:u)?|zboží|inzerát|nabídka|aukce|položka|stránka|ponuka|aukcia|tovar|položku',
    '(?:už |již )?(?:není|nie je)(?: (?:už|již))?(?: (?:k dispozici|dostupn\\p{L}+|v nabídce|v ponuke|aktivní|skladem|v prodeji|v predaji))|(?:byl[ao]?|bol[ao]?|je)(?: již| už)* (?:prodán[ao]?|predan[ýéá]|smazán[ao]?|vymazan[ýáé]|ukončen[ao]?|ukončen[áéý]|odstraněn[ao]?|odstránen[ýáé]|vyřazen[ao]?)|(?:skončil[ao]?|vypršel[ao]?|neexistuje|nenalezen[ao]?)',
  ],
  [
    'termék|hirdetés|aukció|ajánlat|tétel|oldal|árverés',
    'már nem (?:elérhető|kapható|aktív|érvényes|található|eladó)|nem (?:elérhető|található|létezik)|(?:elkelt|lejárt|véget ért|befejeződött|törölt\\p{L}*|törlésre került|megszűnt|lezárult|törölték)',
  ],
  [
    'proizvod|artikl|oglas|ponuda|aukcija|izdelek|dražba|stranica|ponudba',
    '(?:više )?nije(?: više)? (?:dostupan|dostupna|aktivan|aktivna|u ponudi|na prodaju)|ni več (?:na voljo|aktiven|v prodaji)|(?:je|su)(?: već)? (?:prodan\\p{L}?|prodat\\p{L}?|uklonjen\\p{L}?|obrisan\\p{L}?|istekao|istekla|završen\\p{L}?|zaključen\\p{L}?)|ne obstaja|ne postoji',
  ],
  [
    'prekė|skelbimas|aukcionas|prece|sludinājums|izsole|toode|kuulutus|oksjon',
    '(?:nebe|ne)(?:parduodam\\p{L}+|galioja|prieinam\\p{L}+)|pašalint\\p{L}+|parduot\\p{L}+|baigėsi|vairs nav (?:pieejam\\p{L}+|aktīv\\p{L}+)|ir (?:pārdot\\p{L}+|dzēst\\p{L}+|beigus\\p{L}+)|ei ole enam (?:saadaval|aktiivne)|on (?:müüdud|lõppenud|kustutatud|aegunud)',
  ],
  // Cyrillic, Greek
  [
    'товар\\p{L}?|объявлени[ея]|оголошення|лот|аукцион|аукціон|предложение|пропозиція|страница|сторінка|продукт\\p{L}*|обява\\p{L}*|оглас|торги',
    '(?:больше |уже |більше |вече |више )?(?:не |нет в |немає в )(?:существует|доступ\\p{L}+|продаётся|продается|найден\\p{L}*|актуальн\\p{L}+|активн\\p{L}+|продаже|продажу|продається|знайден\\p{L}*|існує|е (?:наличен|достъп\\p{L}+|активна|актуална)\\p{L}?)|снят\\p{L}? с (?:продажи|публикации)|знят\\p{L}? з (?:продажу|публікації)|удал[её]н\\p{L}?|видалено|изтрита|изтекла|продан\\p{L}?|завершен\\p{L}?|завершён\\p{L}?|закрыт\\p{L}?|распродан\\p{L}?',
  ],
  [
    'προϊόν|αγγελία|δημοπρασία|σελίδα|προσφορά',
    'δεν (?:είναι (?:πλέον )?διαθέσιμ\\p{L}+|υπάρχει|βρέθηκε)|έχει (?:πουληθεί|λήξει|αφαιρεθεί|διαγραφεί|ολοκληρωθεί)|πουλήθηκε|έληξε',
  ],
  // Turkish, Vietnamese, Indonesian and Malay
  [
    'ürün|ilan|müzayede|açık artırma|teklif|sayfa',
    '(?:artık )?(?:mevcut|satışta|yayında|aktif|bulunmamakta) ?(?:değil\\p{L}*)?(?<=değil\\p{L}*|bulunmamakta)|(?:satıldı|satılmıştır|kaldırıl\\p{L}+|silin\\p{L}+|sona er\\p{L}+|süresi dol\\p{L}+|yayından kaldırıl\\p{L}+|bulunamadı)',
  ],
  [
    'sản phẩm|tin đăng|tin|mặt hàng|trang',
    '(?:này )?(?:không (?:còn|tồn tại|tìm thấy)|đã (?:bán|bị (?:xóa|gỡ|ẩn)|hết hạn|ngừng (?:bán|kinh doanh)))',
  ],
  [
    'produk|barang|iklan|lelang|halaman|penawaran',
    'tidak (?:lagi )?(?:tersedia|aktif|ditemukan|dijual)|sudah (?:terjual|dihapus|berakhir|tidak (?:tersedia|aktif))|telah (?:terjual|dihapus|berakhir|ditutup)|tak wujud',
  ],
];

/** Scripts that part no words, or join them. */
const UNPARTED: readonly string[] = [
  '(?:商品|宝贝|寶貝|该商品|賣場|拍卖|拍賣|页面|頁面)[^。！？.!?]{0,12}(?:不存在|已下架|已删除|已刪除|已售出|已结束|已結束|已失效|找不到|已關閉|已关闭|下架了)',
  '(?:商品|ページ|オークション|出品|お探しの\\p{L}{1,6})[^。！？.!?]{0,20}(?:見つかりません|存在しません|削除されました|終了しました|終了しています|売り切れました|販売(?:を)?終了(?:しました|いたしました)?|取り扱いを終了\\p{L}*|ありません)',
  '(?:상품|경매|게시글|페이지|판매)[^.!?]{0,16}(?:존재하지 않|찾을 수 없|삭제되었|삭제된|종료되었|종료된|판매(?:가)? ?종료|판매 ?중지|판매 ?완료|없는 상품)',
  '(?:สินค้า|ประกาศ|รายการ|หน้า)[^.!?]{0,16}(?:ไม่มี(?:จำหน่าย|แล้ว)|ขายแล้ว|ถูกลบ|หมดอายุ|ไม่พบ|สิ้นสุด|ปิดการขาย)',
  '(?:المنتج|الإعلان|المزاد|العرض|الصفحة|السلعة)[^.!؟]{0,16}(?:غير (?:متوفر|متاح|موجود)|لم يعد|تم (?:بيع|حذف|إزالة)|انتهى|انتهت|محذوف)|تم (?:بيع|حذف|إزالة) هذا (?:المنتج|الإعلان)|(?:انتهى|انتهت) (?:المزاد|صلاحية الإعلان)',
  '(?:המוצר|המודעה|הפריט|המכירה|הדף)[^.!?]{0,16}(?:אינ[הו] (?:זמינ?ה?|קיימ?ת?)|לא (?:זמינ?ה?|קיימ?ת?|נמצאה?)|נמכרה?|הוסרה?|הסתיימה?|נמחקה?|כבר לא)',
  '(?:محصول|آگهی|کالا|حراج|صفحه)[^.!؟]{0,20}(?:موجود نیست|حذف شده|منقضی|فروخته شد|یافت نشد|پایان یافت)',
  '(?:उत्पाद|विज्ञापन|आइटम|पेज)[^.!?।]{0,20}(?:उपलब्ध नहीं|बिक (?:गया|चुका)|हटा दिया|समाप्त)',
];

/** How far what is said may stand from what it is said of. */
const BETWEEN = '(?:[\\s,:]+[^\\s.!?;]+){0,5}?[\\s,:]+';
const LEAD =
  "(?:(?:sorry|oops|ups|we['’]re sorry|unfortunately|leider|désolé|malheureusement|lo sentimos|sentimos muito|lamentamos|ci dispiace|spiacenti|helaas|tyvärr|desværre|dessverre|valitettavasti|przepraszamy|niestety|bohužiaľ|bohužel|omlouváme se|sajnáljuk|ne pare rău|žao nam je|извините|к сожалению|на жаль|за съжаление|üzgünüz|rất tiếc|maaf|抱歉|很抱歉|对不起|申し訳(?:ございません|ありません)|죄송합니다|ขออภัย|عذرا|מצטערים)[\\s,.!:;–—-]*)?";

/** A whole piece of text that says that what the page was to offer is there no more. */
export const OVER = new RegExp(
  `^\\W{0,3}${LEAD}(?:[^\\s.!?;]+\\s){0,3}?(?:[ldn]['’])?(?:${STATEMENTS.map(([subject, over]) => `(?:(?<!\\p{L})(?:${subject})${BETWEEN}(?:${over})|(?:${over})\\s(?:[^\\s.!?;]+\\s)?(?:${subject}))(?!\\p{L})`).join('|')}|[^。！？.!?]{0,12}(?:${UNPARTED.join('|')}))`,
  'iu',
);

/** One badge or line and nothing else: a single thing was sold, an auction has ended. */
export const SOLD =
  /^(?:sold|this (?:has )?sold|verkauft|bereits verkauft|vendue?|vendid[oa]|vendut[oa]|verkocht|såld|solgt|myyty|sprzedan[eyao]|prodán[oa]?|predan[éýá]|eladva|elkelt|vândut[ăa]?|prodan[oa]?|продан[оа]?|продадено|πουλήθηκε|satıldı|đã bán|terjual|ขายแล้ว|已售出|已賣出|売り切れました|sold out しました|판매 ?완료|거래 ?완료|נמכרה?|تم البيع|فروخته شد)[.!]?$/iu;

/** What a page may also regret of an offer that can be had. */
export const OTHER_MATTERS =
  /\bsize|colou?r|variant|option|style|combination|quantit|store|pick-?up|collect|deliver|shipp|country|region|location|\bgift|coupon|voucher|promo|discount|payment|review|question|größe|farbe|ausführung|variante|menge|filiale|abholung|versand|lieferung|land\b|gutschein|aktion\b|taille|couleur|coloris|modèle|magasin|livraison|pays|talla|color|tienda|envío|país|tamanho|cor\b|loja|entrega|taglia|colore|negozio|spedizione|maat|kleur|winkel|bezorg|storlek|färg|butik|leverans|størrelse|farve|levering|koko\b|väri|rozmiar|kolor|sklepie|dostaw|velikost|veľkosť|barv|farb|doprav|méret|szín|szállít|mărime|culoare|livrare|размер|цвет|доставк|розмір|колір|beden|renk|kargo|尺码|颜色|门店|サイズ|カラー|店舗|配送|사이즈|색상|배송/iu;
