import { cleanText } from './clean-text.ts';
import { all, attribute, type ParentNode, textOf } from './dom.ts';

/** "… - Bild 1 von 4", "Image 1 of …", "(photo 2)": what a picture's text says of the picture. */
const PICTURE_TAIL =
  /\s*[-–—|,:(]?\s*(?:bild|ansicht|view|vue|vista|widok|вид|foto|photo|image|imagen|immagine|imagem|afbeelding|zdjęcie|obrázek|kép|фото|изображение|画像|图片|사진|picture|thumbnail)\s*(?:n[°º.]\s*)?\d{1,3}(?:\s*(?:von|of|de|di|van|sur|z|из|\/|af|av)\s*\d{1,3})?\s*\)?\s*$|の(?:サムネイル|画像|写真)$/iu;
/** The tail is looked for at every character, which is dear: a number or these words must stand at the end. */
const ENDS_LIKE_PICTURE = /[\d像真ル][\s)]*$/u;
const PICTURE_HEAD =
  /^(?:(?:(?:an? |the )?(?:image|photo|picture|thumbnail|preview)|bild|foto|imagen|immagine|miniature|vignette|vorschau(?:bild)?|product image|produktbild|фото|изображение|картинка)(?:\s*(?:von|of|de|di|:|for|für|zu)\s+|\s*(?:n[°º.]\s*)?\d{1,3}(?:\s*(?:von|of|de|di|van|sur|z|из|\/|af|av)\s*\d{1,3})?(?:\s*[:–—-]\s*|\s+(?:von|of|de|di|for|für)\s+))|(?:画像|图片|圖片|사진)\s*\d{1,3}\s*[:：]?\s*(?=\S)|(?:фото|изображение|картинка)\s+(?:товара\s+)?(?=\S))/iu;

/** A picture's text that names no goods: "product image", "thumbnail", "IMG_1234.jpg". */
const ONLY_PICTURE =
  /^(?:(?:product|item|article|listing|main|default|no|missing|ad)?[ -]?(?:image|photo|picture|thumbnail|thumb|img|pic)s?(?: not available| placeholder)?|placeholder|produkt-?bild|artikelbild|kein bild|image du produit|pas d[’']image|imagen del producto|sin imagen|imagem do produto|sem imagem|immagine(?: del prodotto)?|afbeelding|zdjęcie(?: produktu)?|фото|изображение|(?:商品|产品|產品)?(?:画像|图片|圖片)\s?\d*|상품 ?(?:이미지|사진)\s?\d*|photo principale|photo du produit|hauptbild|foto principal|foto do produto|foto prodotto|ürün (?:görseli|resmi|fotoğrafı)|(?:hình )?ảnh sản phẩm|(?:gambar|foto) produk|รูปสินค้า|صورة المنتج|תמונת מוצר|preview|vista previa|vorschau(?:bild)?|aperçu|undefined|null|nan|\[object object\]|untitled|unbenannt|sans titre|sin título|whatsapp image .*|(?:screenshot|bildschirmfoto|capture d['’]écran)[\s_-].*\d.*|[\w-]+\.(?:jpe?g|png|webp|gif|avif)|(?:img|dsc|pxl)_?\d+)$/iu;

/** A picture's text as a title: without what it says of the picture; empty when it says nothing of the goods. */
export function titleOfPicture(text: string): string {
  const title = (ENDS_LIKE_PICTURE.test(text) ? text.replace(PICTURE_TAIL, '') : text).replace(PICTURE_HEAD, '').trim();
  return ONLY_PICTURE.test(title) || ONLY_PICTURE.test(text.trim()) ? '' : title;
}

/** What stands in a card's link or heading and is no name of goods: what a click does, a badge, a price. */
const NO_TITLE =
  /^(?:undefined|null|nan|n\/a|\[object object\]|(?:quick|fast) (?:view|shop|look|buy)|(?:view|see|show|more)(?: product| item| all| full)? details?|view (?:product|item|deal|offer)|read more|learn more|details|shop now|buy now|add to (?:cart|bag|basket|wish ?list)|choose options|select options|go to (?:shop|store|product)|new listing|sponsored|advertisement|neues angebot|gesponsert|(?:zum|zur) (?:produkt|angebot|artikel|shop)|details ansehen|in den warenkorb|mehr erfahren|voir (?:le produit|l[’']offre|l[’']annonce|plus)|aperçu rapide|ajouter au panier|sponsorisé|ver (?:producto|oferta|detalles|más|produto|detalhes)|añadir al carrito|comprar(?: ahora)?|patrocinado|vedi (?:prodotto|dettagli|offerta)|aggiungi al carrello|sponsorizzato|bekijk(?: product)?|in winkelwagen|zobacz (?:produkt|ofertę)|do koszyka|подробнее(?: о товаре)?|смотреть|купить|в корзину|до кошика|детальніше|jetzt (?:kaufen|ansehen|shoppen)|(?:mehr )?infos?|weitere informationen|ansehen|en savoir plus|voir(?: le)?s? détails|acheter(?: maintenant)?|más información|ver más|saiba mais|scopri(?: di più)?|acquista(?: ora)?|meer (?:info|informatie)|koop nu|läs mer|köp(?: nu)?|læs mere|køb(?: nu)?|kjøp(?: nå)?|osta(?: nyt)?|zobrazit(?: detail)?|detail|kúpiť|koupit|részletek|megnézem|vezi (?:detalii|produsul)|satın al|incele|(?:xem|mua) (?:chi tiết|ngay|thêm)|lihat (?:produk|detail|selengkapnya)|beli(?: sekarang)?|查看|立即购买|購入する|구매하기|ดูรายละเอียด|المزيد|פרטים|sold(?: out)?|verkauft|ausverkauft|épuisé|agotado|esgotado|esaurito|uitverkocht|wyprzedane|売り切れ|已售(?:罄|出)?|품절|(?:free|gratis|kostenloser?) (?:shipping|delivery|versand)|[-−+]?\d{1,3}\s?%|\d{1,2}|[★⭐☆][★⭐☆\s\d.,()/]*|詳細を見る|もっと見る|查看详情|자세히 보기|[\s\d.,'’-]*(?:[$€£¥₹₽₺₩₫]|eur|usd|gbp)[\s\d.,'’-]*)$/iu;
/** All of these are shorter than that, or have no word in them: to try each of them on every title is dear. */
const LONGEST_NO_TITLE = 60;
const WORD = /\p{L}{4}/u;
const BADGE_BEFORE =
  /^(?:new listing|neues angebot|nouvelle annonce|nuevo anuncio|nuova inserzione|nowe ogłoszenie|sponsored|gesponsert|sponsorisé|sponsorizzato|anzeige:)\s*(?=[\p{Lu}\p{N}])/iu;
/** "상품명 : Fjeld": what follows is the name. */
const NAME_LABEL =
  /^(?:(?:product|item) name|(?:produkt|artikel)(?:name|bezeichnung)|nom du produit|nombre del (?:producto|artículo)|nome do produto|nome prodotto|nazwa produktu|название|наименование|ürün adı|상품 ?명|商品名|品名|商品名称|商品名稱)\s*[:：]\s*/iu;
/** "Price:", "Condition :": something else is to follow. */
const LABEL = /^.{1,30}[:：]$/su;
/** Some word of such an end: it is looked for at every character, which is dear. */
const LINK_WORD = /tab|window|fenster|geöffnet|fenêtre|onglet|ventana|pestaña|nueva|finestra|scheda/iu;
const LINK_BEHIND =
  /\s*[([]?(?:opens in (?:a )?new (?:window|tab)(?: or tab)?|wird in (?:einem )?neue[nm] (?:fenster|tab)(?: oder tab)? geöffnet|(?:la page )?s[’']ouvre dans une nouvelle fenêtre(?: ou un nouvel onglet)?|se abre en una (?:nueva )?(?:ventana|pestaña)(?: o pestaña)?(?: nueva)?|(?:viene aperto|si apre) in una nuova (?:finestra|scheda)(?: o scheda)?)[)\]]?\.?$/iu;

/** A title has a letter or a digit in it, and names goods: "-", "Quick view" and "€ 59" are none. A badge before it and what its link does are cut off. */
export function asTitle(text: string | undefined): string | undefined {
  const whole = text !== undefined && LINK_WORD.test(text.slice(-14)) ? text.replace(LINK_BEHIND, '') : text;
  const title = whole
    ?.replace(BADGE_BEFORE, '')
    .replace(NAME_LABEL, '')
    .replace(/^[-–—•|·]+\s*(?=\p{L})/u, '')
    .trim();
  if (title === undefined || !/[\p{L}\p{N}]/u.test(title) || LABEL.test(title)) return undefined;
  const isName = title.length > LONGEST_NO_TITLE && WORD.test(title);
  return isName || !NO_TITLE.test(title) ? title : undefined;
}

const CUT_OFF = /\s*(?:…|\.\.\.)$/;

/** The whole of a title that the card shows cut off: in the `title`, `aria-label` or `alt` of something in it. */
export function wholeTitle(card: ParentNode, title: string): string | undefined {
  if (!CUT_OFF.test(title)) return undefined;
  const start = title.replace(CUT_OFF, '');
  const longer = namesIn(card).filter((name) => name.startsWith(start) && name.length > start.length);
  return longer.find((name) => !CUT_OFF.test(name));
}

/** What attributes call the things in a card. */
function namesIn(card: ParentNode): string[] {
  return [card, ...all(card, '[title], [aria-label], [alt]')].flatMap((element) =>
    ['title', 'aria-label', 'alt'].flatMap((attributeName) => {
      const name = attribute(element, attributeName);
      return name ? [titleOfPicture(cleanText(name, MAX_TITLE))] : [];
    }),
  );
}

const TITLES = [
  '[itemprop="name"]:not(meta)',
  '[class*="title" i]:not(img):not([class*="sub" i])',
  'h1, h2, h3, h4, h5, h6',
  '[class*="name" i]:not(img)',
];
const OTHER_NAME = /brand|vendor|seller|store|shop|user|author|label|badge|price|rating|review|categor|marke|location/i;
const MAX_TITLE = 300;

/** The title as the card's own text has it, where no rule of the site found one or only a picture's text. */
export function titleInCard(card: ParentNode): string | undefined {
  for (const selector of TITLES)
    for (const hit of all(card, selector)) {
      if (OTHER_NAME.test(attribute(hit, 'class') ?? '')) continue;
      const text = asTitle(textOf(hit, MAX_TITLE));
      if (text !== undefined && isNameLike(text)) return text;
    }
  return undefined;
}

/** The longest text of a link in the card. */
export function linkTextInCard(card: ParentNode): string | undefined {
  const links = all(card, 'a[href]')
    .map((link) => textOf(link, MAX_TITLE))
    .filter((text) => isNameLike(text) && asTitle(text) !== undefined);
  if (links.length > 0) return links.toSorted((a, b) => b.length - a.length)[0];
  const named = all(card, 'a[title], a[aria-label]').map(({ attribs }) => attribs.title || attribs['aria-label'] || '');
  return named.find((name) => isNameLike(name) && name.includes(' ') && asTitle(name) !== undefined);
}

const isNameLike = (text: string): boolean => /\p{L}{2}/u.test(text) && !/[$€£¥₹₽₺₩₫]\s?\d|\d\s?[€₽₺₫]/u.test(text);
