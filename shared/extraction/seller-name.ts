const RATED =
  'rating|рейтинг|評価|评分|評分|평점|bewertung|note|puntuación|nota|calificación|valoración|avaliação|valutazione|beoordeling|ocena|hodnocení|értékelés|(?:satıcı )?puan[ıi]?|好评率|好評率|긍정적';
/** What venues print behind a seller's name: stars of five or of ten, a share, a count of ratings behind either. */
const RATING_TAIL = new RegExp(
  String.raw`(?:\s+|\s*[|·•([,-]\s*)(?:(${RATED})\s*[:：]?\s*)?(?:★|⭐|☆)?\s*(?:(\d{1,2}[.,]\d{1,2})(?:\s*(?:\/|out of|of|von|sur|de|di|su|van|av|af|z|из)\s*(5|10)(?:[.,]0)?)?\s*(?:★|⭐|分|점|stars?|stern\p{L}*|étoiles|estrellas|estrelas|stelle)?|(\d{1,3}(?:[.,]\d+)?)\s?%(?:[\s\p{L}'’]{0,40}(?:posit|feedback|pozyt|полож|好评|好評|olumlu|tích cực|긍정|bewert)[\s\p{L}]{0,25})?)\s*[)\]]?\s*(?:\(\s*[\d.,]+\s*\w{0,12}\s*\))?\s*$`,
  'iu',
);
const THINGS =
  'ratings?|reviews?|sales|sold|followers?|feedbacks?|votes?|products?|ads|items?(?: for sale)?|listings?|bewertung(?:en)?|verkäufe|artikel|anzeigen?|avis|évaluations?|ventes|abonnés|annonces?|reseñas|opiniones|valoraciones|calificaciones|votos|ventas|seguidores|productos|anuncios|avaliações|vendas|anúncios|recensioni|valutazioni|vendite|annunci|beoordelingen|advertenties|omdömen|anmeldelser|opini[iae]|ocen\\p{L}*|ofert\\p{L}*|hodnocení|recenz\\p{L}*|отзыв\\p{L}*|оцен\\p{L}*|продаж\\p{L}*|подписчик\\p{L}*|объявлени\\p{L}*|değerlendirme|takipçi|đánh giá|người theo dõi|ulasan|penilaian|pengikut|terjual|粉丝|评价|評價|件|レビュー|フォロワー|리뷰|후기|팔로워|ביקורות|تقييم\\p{L}*';
const COUNT = String.raw`\d{1,3}(?:[.,\s]\d{3})+|\d[\d.,]*`;
const SCALE = String.raw`\s?(?:[kKmM万萬]|tys\.?|тыс\.?|mil|rb|tn)?\+?`;
const COUNT_TAIL = new RegExp(
  String.raw`\s*[([]\s*(?:${COUNT})${SCALE}\s*(?:${THINGS}|[★⭐])?\s*[)\]]\s*$|(?:\s*[|·•,-]\s*|\s+)(?:${COUNT})${SCALE}\s?(?:${THINGS})\s*$|\s+(?:評価|评价|評價|レビュー|리뷰|후기)\s*[:：]?\s*(?:${COUNT})\s*$`,
  'iu',
);
const STARS_TAIL = /\s*[★⭐☆]+\s*\d?(?:[.,]\d+)?\s*$/u;
/** What stands before a name: marked stars, a share that is said to be positive, a count in brackets. */
const RATING_HEAD =
  /^(?:[★⭐☆]+\s?\d[.,]\d{1,2}|\d[.,]\d{1,2}\s?(?:[★⭐☆]+|\/\s?(?:5|10)(?:[.,]0)?)|\d{1,3}(?:[.,]\d+)?\s?% (?:positive?\p{L}*|positiv\p{L}*)|\(\d[\d.,]*\))\s*[|·–-]?\s+(?=\p{L})/iu;
const BADGE_TAIL =
  /\s*(?:[✓✔☑✅]\uFE0F?|(?:[|·•(-]\s*|\s)(?:verified(?: seller)?|(?:top[- ]rated|star|power|top|new|premium|trusted|pro)[- ]?(?:seller|verkäufer)|neuer (?:verkäufer|anbieter)|nouveau vendeur|vendeur (?:pro|certifié)|nuevo vendedor|vendedor nuevo|novo vendedor|nuovo venditore|nieuwe verkoper|nowy sprzedawca|nový prodejce|(?:новый|проверенный) продавец|новий продавець|yeni satıcı|(?:active|online) \d+ \w+ ago|last seen .{1,20}|online now|chat now|follow|private?(?:r anbieter)?|gewerblich(?:er anbieter)?)\)?)\s*$/iu;
/** Who-sells words before the name; "by" alone may be the start of one. */
const LEAD =
  /^(?:(?:(?:sold|dispatched|ships?|shipped|ad|advertisement)(?: from)?(?: and (?:shipped|sold))? by|offered by|verkauf(?:t)?(?: und versand)? (?:von|durch)|vendu(?: et expédié)? par|vendido(?: y enviado| e entregue)? por|venduto(?: e spedito)? da|verko(?:cht|op) door|sprzedawane przez|vândut(?: și livrat)? de|được bán bởi|dijual oleh)\s*[:：]?\s+(?:etsy seller )?|from shop (?=\S)|(?:sprzedaje|prodává|продавец|продавець|прода[её]т|satıcı|ขายโดย|ผู้ขาย|販売元|出品者|판매자|يباع بواسطة|البائع|נמכר על ידי)(?:\s*[:：]\s*|\s+)|(?:seller|verkäufer|händler|anbieter|vendeur|vendedor|venditore|verkoper|säljare|sælger|selger|sprzedawca|prodejce|penjual|người bán|shop|store|店铺|商家|店家|卖家|賣家)\s*[:：]\s*)/iu;
/** Who carries what the seller sells. */
const CARRIER_TAIL =
  /\s(?:and (?:fulfilled|shipped|delivered) by|und versand durch|et expédié par|y enviado por|e spedito da)\s.{1,40}$/iu;
const VISIT =
  /^visit the (.+?) store$|^besuche den (.+?)-(?:store|shop)$|^visiter la boutique (.+)$|^visita (?:la tienda de|lo store di) (.+)$/iu;

/** "SELLERNAME 4.9", "Sold by SELLERNAME (1,234)" → the name, and the rating as a share where one is said. */
export function sellerNameOf(said: string): { name: string; rating?: number } {
  const visited = VISIT.exec(said)
    ?.slice(1)
    .find((one) => one !== undefined);
  const named = said.replace(LEAD, '').replace(RATING_HEAD, '');
  let name = visited ?? (named === said ? said : named.replace(CARRIER_TAIL, '').replace(/\.$/, ''));
  let rating: number | undefined;
  for (let before = ''; before !== name; ) {
    before = name;
    const hasDigit = /\d/.test(name);
    const match = hasDigit ? RATING_TAIL.exec(name) : null;
    const share = match ? shareOf(match) : undefined;
    // "Shop 4.0" is a name.
    const isTail = match && share !== undefined && !GENERIC.test(name.slice(0, match.index));
    if (isTail) rating ??= share;
    name = (isTail ? name.slice(0, match.index) : name.replace(STARS_TAIL, '')).trim() || before;
    name = (hasDigit ? name.replace(COUNT_TAIL, '') : name).replace(BADGE_TAIL, '').trim() || before;
  }
  if (!/[\p{L}\p{N}]/u.test(name)) return { name: said };
  return rating === undefined ? { name } : { name, rating };
}

const GENERIC = /^(?:the )?(?:shop|store|web|boutique|tienda|loja|negozio)$/iu;

/** Of the stars or the percentage that a tail states. Ten are the whole only where the page says so. */
function shareOf([, label = '', stars, outOf, percent]: RegExpExecArray): number | undefined {
  const whole = Number(outOf ?? (/puan/i.test(label) && Number(stars?.replace(',', '.')) > 5 ? 10 : 5));
  const share = stars ? Number(stars.replace(',', '.')) / whole : Number(percent?.replace(',', '.')) / 100;
  return share > 0 && share <= 1 ? Number(share.toFixed(6)) : undefined;
}
