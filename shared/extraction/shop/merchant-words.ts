const SOLD_BY = [
  'sold(?: (?:and|&) (?:shipped|fulfilled|dispatched))? by|offered by|verkauf(?:t)?(?: und versand)? (?:durch|von)|angeboten von',
  'vendu(?: et (?:expédié|reconditionné|livré|envoyé))? par|vendido (?:y enviado )?por|vendido e entregue por|venduto(?: e spedito)? da|verkocht door|säljs av|sælges af|selges av',
  'sprzedaje|sprzedawane przez|prodáváno|vândut(?: și livrat)? de|продава(?:но)? (?:се )?от',
  'πωλείται από|dijual oleh|(?:được )?bán bởi|يباع بواسطة|يُباع بواسطة|נמכר על ידי|ขายโดย|فروخته شده توسط|द्वारा बेचा गया',
].join('|');
/** "Sells", before the name at the start of a line only: elsewhere it is a word like others. */
const SELLS = 'prodává|predáva|értékesíti|parduoda|pārdod|прода[её]т|продає';
/** Words for who sells; without a colon they may belong to "become a seller". */
const SELLER = [
  'seller|merchant|vendor|verkäufer|händler|anbieter|vendeur|vendedor|venditore|verkoper|säljare|sælger|selger|myyjä',
  'sprzedawca|sprzedający|prodejce|prodávající|predajca|prodavač|prodavac|prodavatelj|prodajalec|eladó|hirdető|vânzător|pardavėjas|pārdevējs|müüja|forhandler',
  'annonceur|anunciante|inserzionista|aanbieder|ogłoszeniodawca|продавец|продавець|продавач|търговец|πωλητής|κατάστημα|satıcı|mağaza|penjual|người bán',
  'ผู้ขาย|ร้านค้า|판매자|판매처|販売元|出品者|販売店|ショップ|卖家|賣家|店铺|店鋪|商家|البائع|فروشنده|فروشگاه|המוכר|מוכר|विक्रेता',
].join('|');
const NAME = '([^\\s:：|(][^|:：()\\n]{1,58}?)(?=\\s*(?:[|(:：•·★]|\\s{2}|\\d[.,]\\d|$))';

/** "Sold by Fjord Bazar", "Seller: Fjord Bazar". */
export const SAID_MERCHANT = new RegExp(
  `(?<!\\p{L})(?:(?:${SOLD_BY}|^(?:${SELLS}))\\s*[:：]?\\s+|(?:${SELLER})\\s*[:：]\\s*|(?:販売元|出品者|賣家|卖家)\\s+)${NAME}`,
  'iu',
);
/** A label in a block of its own, with the name in the next. */
export const MERCHANT_LABEL = new RegExp(`^(?:${SOLD_BY}|${SELLS}|${SELLER})\\s*[:：]?$`, 'iu');
/** One of those that nothing but a name follows. */
export const SOLD_BY_LABEL = new RegExp(`^(?:${SOLD_BY}|${SELLS})\\s*[:：]?$`, 'iu');

/** What only a site with merchants says: it speaks of its sellers, wants more of them, or counts their offers. */
export const HAS_MERCHANTS = new RegExp(
  [
    '\\bmarketplace\\b|(?<!best[\\s-]?)\\bsellers?\\b|sell (?:on|with) |\\d+ (?:offers|angebote|offres|ofertas|offerte) (?:from|ab|à partir|desde|da)\\b',
    'verkäufer|verkaufen? (?:auf|bei|mit)|händlerportal|vendeurs?\\b|vend(?:re|ez) (?:sur|avec)|vendedor|vend[ea] (?:en|no|na|con|com)\\b|venditor[ei]|vendi (?:su|con)\\b',
    'verkoper|verkopen (?:op|via)|säljare|sälj på|sælger|selger|myyjä|sprzedaw|prodejc|predajc|prodavač|vânzător|vinde pe|legyen eladó',
    // Where anybody may put up an offer, each is somebody else's.
    'classifieds|(?:post|place|publish) (?:an? |your )?(?:free )?ad\\b|anzeige aufgeben|inserieren|inserat aufgeben|déposer (?:une|votre) annonce|petites annonces|publicar? (?:un |tu |um |seu )?an[uú]ncio|(?:inserisci|pubblica) (?:un )?annuncio|advertentie plaatsen|plaats (?:een )?advertentie|lägg (?:in|upp) (?:en )?annons|opret annonce|legg ut annonse|jätä ilmoitus',
    'dodaj ogłoszenie|přidat inzerát|pridať inzerát|hirdetés feladás|adaugă anunț|predaj oglas|(?:подать|разместить) объявление|подати оголошення|доска объявлений|обяв[аи]|αγγελί|ilan ver|pasang iklan|đăng tin|ลงประกาศ|発布信息|发布闲置|出品する|フリマ|أضف إعلان|פרסם מודעה',
    'продав(?:ец|ц)|стать партн|πωλητ|πουλήστε|satıcı|penjual|berjualan|người bán|ผู้ขาย|판매자|출품자|出品者|出店|卖家|賣家|开店|開店|البائع|بيع معنا|מוכר|विक्रेता',
  ].join('|'),
  'iu',
);
