// What sellers write around goods, by language: talk of the trade, sizes, wear, and what is sold in place of the goods. Written by
// us; each list is cut in two, one half looked at while the code was written.

const cut = (text: string): string[] => text.split('|');

/** The invented brands' goods in languages beyond those of `everyday-words.ts`, one word each, by kind. */
export const NOUNS_BEYOND: Record<string, readonly string[]> = {
  jacket: cut('куртка|jas|jacka|bunda|kabát|geacă|mont|jaqueta|takki|μπουφάν|外套|ジャケット|자켓|جاكيت'),
  backpack: cut(
    'рюкзак|rugzak|ryggsäck|batoh|hátizsák|rucsac|sırt çantası|mochila|reppu|σακίδιο|双肩包|リュック|배낭|حقيبة',
  ),
  shoes: cut('кроссовки|schoenen|skor|boty|cipő|pantofi|ayakkabı|tênis|kengät|παπούτσια|鞋|スニーカー|운동화|حذاء'),
  watch: cut('часы|horloge|klocka|hodinky|karóra|ceas|kol saati|relógio|rannekello|ρολόι|手表|腕時計|시계|ساعة'),
  bottle: cut('бутылка|fles|flaska|láhev|kulacs|sticlă|şişe|garrafa|pullo|μπουκάλι|水杯|水筒|텀블러|قارورة'),
};

export const TALK = cut(
  'brand new, ships today|in stock now|Neuware, sofort lieferbar|neuf, expédition 24h|nuevo, entrega inmediata|nuovo, pronta consegna|nowość, wysyłka gratis|новинка, доставка по всей стране|nieuw, gratis verzonden|helt ny, fri frakt|nové, skladem|új, raktáron|nou, livrare gratuită|sıfır, kargo bedava|novo, frete grátis|uusi, heti varastosta|καινούργιο, δωρεάν μεταφορικά|新款 现货 包邮|新品 即納|새상품 무료배송|جديد توصيل سريع|baru, siap kirim|mới 100%, freeship|ของใหม่ ส่งฟรี',
);
export const SIZE_RUNS = cut(
  'S M L XL XXL|M/L/XL/2XL/3XL|sizes 36-45|EU 38 39 40 41 42 43|размеры 46 48 50 52 54|39 40 41 42 43 44|XS-3XL|rozmiary S-XXL|tallas 36 al 44|Gr. 48 50 52 54|36-44 码|S～XXL',
);

export const WORN = cut(
  'stan bardzo dobry|portée deux fois|б/у, состояние хорошее|használt, szép|pent brukt|begagnad, fint skick|käytetty, siisti|nošená, bez vad|purtată, stare bună|usado, bom estado|ikinci el, temiz|tweedehands, goede staat|μεταχειρισμένο|中古 美品|중고 사용감 있음|二手 八成新|gently used|getragen, guter Zustand|usato, ottime condizioni|poco uso, buen estado|bekas, masih bagus|вживаний, гарний стан|مستعمل بحالة جيدة|มือสอง สภาพดี',
);
export const BROKEN = cut(
  'defekt, für Bastler|for parts or repair|pour pièces|no funciona, para piezas|non funzionante|na części|на запчасти|kapot|trasig|nefunkční|hibás|arızalı|com defeito|ジャンク|고장|not working',
);

/** Instructions and files, in place of the goods. `#` stands for what they are of. */
export const FILES = cut(
  'sewing pattern # PDF|Schnittmuster # PDF|patron de couture #|patrón de costura #|cartamodello #|wykrój #|выкройка #|naaipatroon #|symønster #|# digital download|# SVG printable|Anleitung #|mode d’emploi #|instrukcja #|инструкция #|# manual only|libretto istruzioni #|説明書 #',
);
export const EMPTY = cut(
  'empty box #|leerer Karton #|boîte vide #|caja vacía #|scatola vuota #|puste pudełko #|пустая коробка #|lege doos #|tom æske #|prázdná krabice #|üres doboz #|boş kutu #|caixa vazia #|空箱 #|빈박스 #|# packaging only|# dust bag only',
);
/** What goes with the goods: `@` stands for the goods in the language of the phrase, `#` for brand and model. */
export const GOES_WITH = cut(
  'чехол для @ #|pokrowiec do @ #|housse pour @ #|funda para @ #|custodia per @ #|Hülle für @ #|hoes voor @ #|fodral till @ #|kılıf @ # uyumlu|capa para @ #|obal na @ #|tok @ # kompatibilis|strap compatible w/ @ #|cover fits @ #|case f. @ #|# 保护套 适用|# 対応 ケース|# 호환 케이스|Ersatzgurt passend @ #|étui compatible # @',
);
