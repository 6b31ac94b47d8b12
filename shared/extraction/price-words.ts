/** Words before an amount that nobody pays: what it cost before, or what the maker recommends. */
const LIST_LABEL =
  /(?:\b(?:was|list(?: price)?|r\.?r\.?p|m\.?s\.?r\.?p|orig(?:inal(?:ly)?)?(?: price)?|regular(?:ly)?(?: price)?|reg|old price|before|instead of|compare(?:d)? at|retail(?: price)?|uvp|statt|bisher(?:iger preis)?|früher|alter preis|streichpreis|normalpreis|avant|au lieu de|prix (?:conseillé|barré|de base|habituel|d['’]origine)|antes|precio (?:anterior|normal|original|de lista)|en lugar de|era|prima|invece di|prezzo (?:precedente|di listino|consigliato)|preço (?:anterior|original|de lista)|voorheen|adviesprijs|van|var|før(?:pris)?|tidigare(?: pris)?|ord(?:inarie)?(?: pris)?|rek(?:\.|ommenderat)?(?: pris)?|wcześniej|cena (?:regularna|katalogowa|sugerowana)|původně|předtím|běžná cena|eredeti ár|preț (?:vechi|întreg|recomandat)|eski fiyat|giá (?:gốc|cũ)|harga (?:normal|coret|asli))|старая цена|раньше|было|вместо|原价|原價|市场价|市價|建议零售价|定価|通常価格|参考価格|元の価格|정가|기존가|ราคาปกติ)\s*[:：.]?\s*$/iu;
/** "de R$ 349 por R$ 59"; alone, "de" ends "à partir de". */
const LIST_LABEL_BEFORE_POR = /(?:^|\s)de\s*:?\s*$/iu;
/** "10x de R$ 29,90", "月々 980円": one of many payments. */
const INSTALMENT_BEFORE = /(?:\d\s?[x×]\s?(?:de|à|of|da)?\s*|月々\s*|分期\s*)$/iu;

const PER = String.raw`^\s?(?:\/|(?:per|pro|a|an|each|every|je|im|par|al?|por|à|om|i|på|na|za|в|за)\s|\bp\.?\s?)\s?`;
const PERIOD =
  'mo(?:nth|n)?|mth|month|monat|mtl|mois|mes(?:ec)?|mês|mese|maand|mnd|måned(?:en)?|månad(?:en)?|md|mies(?:iąc)?|měs(?:íc)?|мес(?:яц)?|ay|hó(?:nap)?|lun[aă]|bulan|bln|tháng|wk|week|woche|semaine|semana|settimana|нед(?:елю)?|day|tag|jour|día|dia|giorno|день|сутки|yr|year|jahr|an(?:née)?|año|ano|anno|год|hour|std|stunde|月|年|日|天|周|월|개월|เดือน';
/** "29 €/month", "/月": a rate, and no price. */
const RATE_AFTER = new RegExp(
  `${PER}(?:${PERIOD})(?![\\p{L}])|^\\s?(?:monthly|weekly|a month|monatlich|mtl\\.|mensuel|mensual|mensais|mensili|aylık)`,
  'iu',
);
const MEASURE =
  'kg|kilo(?:gramm?)?|g|gr|gramm?|mg|l|ltr|lit(?:er|re|ro|r)s?|ml|cl|dl|m|cm|m2|m²|qm|oz|lb|fl\\.? ?oz|fl|гр?|кг|л|мл|公斤|升';
/** "3.50/100 ml", "(12,90 €/kg)": what a measure of it costs. */
const UNIT_AFTER = new RegExp(
  `${PER}(?:(?:\\d+(?:[.,]\\d+)?\\s?)?(?:${MEASURE})(?![\\p{L}\\d])|\\d+\\s?(?:ml|g|kg|l|cl|oz))`,
  'iu',
);
/** "100 ml = 3.50 €" and "Grundpreis 3,50 €". */
const UNIT_BEFORE =
  /(?:\d\s?(?:kg|g|l|ml|cl|oz|lb|m)\s?=|(?:grundpreis|unit price|price per unit|prix au (?:kilo|litre)|precio por (?:kilo|litro|unidad)|prezzo al (?:kg|l))\s*:?)\s*$/iu;

/** What an amount in a text is, by the words around it. */
export type AmountKind = 'price' | 'list' | 'instalment' | 'unit' | 'rate';

/** `before`: from the last amount to this one, its sign cut off. `after`: what follows it and its sign. `whole`: the text. */
export function amountKind(before: string, after: string, whole: string): AmountKind {
  if (RATE_AFTER.test(after)) return 'rate';
  if (UNIT_AFTER.test(after) || UNIT_BEFORE.test(before)) return 'unit';
  if (INSTALMENT_BEFORE.test(before)) return 'instalment';
  if (LIST_LABEL.test(before)) return 'list';
  return LIST_LABEL_BEFORE_POR.test(before) && /\spor\s/i.test(whole) ? 'list' : 'price';
}

/** The "100 ml" of "3.50/100 ml". */
export function isMeasure(text: string, start: number, end: number): boolean {
  return (
    /(?:\/|\b(?:per|pro|je|par|por|al))\s?$/i.test(text.slice(Math.max(0, start - 5), start)) &&
    MEASURED.test(text.slice(end))
  );
}

const MEASURED = new RegExp(`^\\s?(?:${MEASURE})(?![\\p{L}\\d])`, 'iu');
