/** What venues print behind a seller's name: stars, a share, a count of ratings. */
const RATING_TAIL =
  /(?:\s+|\s*[|·•(,-]\s*)(?:(?:rating|рейтинг|評価|评分|평점|bewertung|note)\s*[:：]?\s*)?(?:★|⭐|☆)?\s*(?:([0-5][.,]\d{1,2})(?:\s*\/\s*5)?\s*(?:★|⭐|分|점|stars?|sterne|étoiles|estrellas)?|(\d{1,3}(?:[.,]\d+)?)\s?%(?:\s*(?:positive?\w*|feedback|bewertung\w*))*)\s*\)?\s*(?:\(\s*[\d.,]+\s*\w{0,12}\s*\))?\s*$/iu;
const THINGS =
  'ratings?|reviews?|sales|sold|followers?|items?(?: for sale)?|listings?|bewertungen|verkäufe|artikel|avis|ventes|abonnés|reseñas|opiniones|ventas|seguidores|avaliações|vendas|recensioni|vendite|beoordelingen|opinii|отзыв\\p{L}*|продаж\\p{L}*|粉丝|レビュー';
const COUNT_TAIL = new RegExp(
  String.raw`\s*\(\s*\d[\d.,\s]*[kKmM]?\s*\+?\s*(?:${THINGS})?\s*\)\s*$|(?:\s*[|·•,-]\s*|\s+)\d[\d.,]*\s?[kKmM]?\+?\s(?:${THINGS})\s*$`,
  'iu',
);
const STARS_TAIL = /\s*[★⭐☆]+\s*\d?(?:[.,]\d+)?\s*$/u;
const BADGE_TAIL =
  /\s*(?:[✓✔☑✅]\uFE0F?|(?:[|·•(-]\s*|\s)(?:verified(?: seller)?|top[- ]rated(?: seller)?|active \d+ \w+ ago|last seen .{1,20}|online now)\)?)\s*$/iu;
/** Who-sells words before the name; "by" alone may be the start of one. */
const LEAD =
  /^(?:(?:sold(?: and shipped)?|offered|ships and sold) by|verkauf(?:t)?(?: und versand)? (?:von|durch)|vendu(?: et expédié)? par|vendido(?: y enviado| e entregue)? por|venduto(?: e spedito)? da|verkocht door|sprzedawane przez)\s*[:：]?\s+|^(?:seller|verkäufer|händler|anbieter|vendeur|vendedor|venditore|verkoper|säljare|sælger|selger|sprzedawca|prodejce|продавец|продавець|satıcı|penjual|người bán|ผู้ขาย|판매자|店铺|卖家|賣家|販売元|出品者)\s*[:：]\s*/iu;
const VISIT =
  /^visit the (.+?) store$|^besuche den (.+?)-(?:store|shop)$|^visiter la boutique (.+)$|^visita (?:la tienda de|lo store di) (.+)$/iu;

/** "SELLERNAME 4.9", "Sold by SELLERNAME (1,234)" → the name, and the rating as a share where one is said. */
export function sellerNameOf(said: string): { name: string; rating?: number } {
  const visited = VISIT.exec(said)
    ?.slice(1)
    .find((one) => one !== undefined);
  let name = visited ?? said.replace(LEAD, '');
  let rating: number | undefined;
  for (let before = ''; before !== name; ) {
    before = name;
    name = name.replace(COUNT_TAIL, '').replace(BADGE_TAIL, '').trim() || before;
    const match = RATING_TAIL.exec(name);
    rating ??= match ? shareOf(match) : undefined;
    name = (match ? name.slice(0, match.index) : name.replace(STARS_TAIL, '')).trim() || before;
  }
  if (!/[\p{L}\p{N}]/u.test(name)) return { name: said };
  return rating === undefined ? { name } : { name, rating };
}

/** Of the stars or the percentage that a tail states. */
function shareOf([, stars, percent]: RegExpExecArray): number | undefined {
  const share = stars ? Number(stars.replace(',', '.')) / 5 : Number(percent?.replace(',', '.')) / 100;
  return share > 0 && share <= 1 ? Number(share.toFixed(6)) : undefined;
}
