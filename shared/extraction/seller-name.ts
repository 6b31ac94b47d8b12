/** What venues print behind a seller's name: stars, a share, a count of ratings. */
const RATING_TAIL =
  /(?:\s+|\s*[|·•(,-]\s*)(?:★|⭐|☆)?\s*(?:([0-5][.,]\d{1,2})(?:\s*\/\s*5)?\s*(?:★|⭐|stars?|sterne|étoiles|estrellas)?|(\d{1,3}(?:[.,]\d+)?)\s?%(?:\s*(?:positive?\w*|feedback|bewertung\w*))*)\s*\)?\s*(?:\(\s*[\d.,]+\s*\w{0,12}\s*\))?\s*$/iu;
const COUNT_TAIL =
  /\s*\(\s*\d[\d.,\s]*[kK]?\s*\+?\s*(?:ratings?|reviews?|bewertungen|avis|reseñas|opiniones|отзыв\w*)?\s*\)\s*$/iu;
const STARS_TAIL = /\s*[★⭐☆]+\s*\d?(?:[.,]\d+)?\s*$/u;

/** "SELLERNAME 4.9" → the name, and the rating as a share where one is said. */
export function sellerNameOf(said: string): { name: string; rating?: number } {
  const bare = said.replace(COUNT_TAIL, '').trim() || said;
  const match = RATING_TAIL.exec(bare);
  const name = (match ? bare.slice(0, match.index) : bare.replace(STARS_TAIL, '')).trim();
  if (!/[\p{L}\p{N}]/u.test(name)) return { name: said };
  const stars = match?.[1] && Number(match[1].replace(',', '.')) / 5;
  const share = match?.[2] && Number(match[2].replace(',', '.')) / 100;
  const rating = stars || share || undefined;
  return rating !== undefined && rating <= 1 ? { name, rating: Number(rating.toFixed(6)) } : { name };
}
