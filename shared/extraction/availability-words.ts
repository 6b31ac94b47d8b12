const words = (...languages: string[]): RegExp => new RegExp(`^(?:${languages.join('|')})[.!]?$`, 'iu');

/** What shops write into the field for machines in the language of their page; the whole field, so that "only 3 in stock" says nothing. */
const ENDED = words(
  'unavailable|not available|currently unavailable|no longer available|sold',
  'nicht (?:verfügbar|lieferbar|auf lager)|ausverkauft|vergriffen',
  'rupture(?: de stock)?|épuisé|indisponible|non disponible|plus disponible',
  'agotado|sin stock|no disponible|esgotado|indisponível|sem estoque|sem stock|esaurito|non disponibile',
  'uitverkocht|niet (?:beschikbaar|op voorraad)|slut(?:såld)?|udsolgt|utsolgt|loppu(?:unmyyty)?',
  'niedostępny|brak w magazynie|wyprzedan[ye]|vyprodáno|není skladem|vypredané|nincs (?:készleten|raktáron)|elfogyott|stoc epuizat|indisponibil',
  'нет в наличии|распродано|немає в наявності|изчерпан|εξαντλημένο|μη διαθέσιμο',
  'tükendi|stokta yok|hết hàng|habis|stok habis|สินค้าหมด|缺货|已售罄|售罄|無庫存|缺貨|在庫なし|品切れ|売り切れ|품절|일시품절|אזל(?: מהמלאי)?|غير متوفر|نفد(?:ت)?(?: الكمية)?',
);
const ACTIVE = words(
  'available now|available|special order|add to (?:cart|basket)',
  'auf lager|verfügbar|lieferbar|sofort (?:verfügbar|lieferbar)|vorrätig|en stock|disponible|in voorraad|op voorraad|beschikbaar',
  'em (?:estoque|stock)|disponível|disponibile|i lager|på lager|finns i lager|varastossa|saatavilla',
  'dostępny|w magazynie|na stanie|skladem|na sklade|készleten|raktáron|în stoc|disponibil',
  'в наличии|є в наявності|в наявності|наличен|διαθέσιμο|σε απόθεμα',
  'stokta(?: var)?|mevcut|còn hàng|tersedia|มีสินค้า|有货|现货|有庫存|有貨|現貨|在庫あり|재고 ?있음|במלאי|متوفر',
);

/** "Auf Lager" → active, "Agotado" → ended; undefined for anything else. */
export function availabilityWord(said: string): 'active' | 'ended' | undefined {
  const word = said.trim();
  return ENDED.test(word) ? 'ended' : ACTIVE.test(word) ? 'active' : undefined;
}
