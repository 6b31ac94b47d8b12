import { CURRENT_LABEL, LIST_LABEL } from './price-labels.ts';

/** "Ursprünglicher Preis war: 59 €", as shops' software says it to screen readers. */
const FORMER_PRICE =
  /(?:\b(?:ursprünglicher|initial|oorspronkelijke|oprindelige|opprinnelige|ursprungliga|pierwotna|původní|pôvodná|prețul inițial)|первоначальная)[^\d]{1,25}$/iu;
/** The EU has shops that lower a price name the lowest of the last 30 days. */
const LOWEST_OF_30_DAYS =
  /\b30[ -]?(?:\p{L}+[ -]){0,2}(?:days?|tage?n?|jours|días|dias|giorni|dagen|dagar|dage|dager|päiv\p{L}*|dni|dní|dnů|nap\p{L}*|zile|дн\p{L}*)(?!\p{L})[^\d]{0,40}$/iu;
/** "de R$ 349 por R$ 59"; alone, "de" ends "à partir de". */
const LIST_LABEL_BEFORE_POR = /(?:^|\s)de\s*:?\s*$/iu;
/** "10x de R$ 29,90", "月々 980円": one of many payments. */
const PAYMENTS = String.raw`(?:(?:interest|zero)[- ]\p{L}{2,9} |zinsfreie |monthly |weekly )?(?:payments?|instal?lments?|raten|cuotas?|mensualidades|meses|parcelas|mensualités|fois|rate|termijnen|taksit|raty?|splát\p{L}+|платеж\p{L}*)`;
const INSTALMENT_BEFORE = new RegExp(
  String.raw`(?:\d\s?[x×]\s?(?:de|à|of|da|sans frais|sem juros|sin interés|interest[- ]free)?\s*|月々\s*|分期\s*|\d\s?${PAYMENTS}(?: (?:sin|sem|sans|senza|interés|intereses|juros|frais|interessi|mensuales|mensais|de|of|da|di|à|a|x|по)){0,4}\s*:?\s*)$`,
  'iu',
);
/** Behind a number that is no amount: a percentage, or how many payments or days. */
export const NO_AMOUNT_AFTER = new RegExp(
  String.raw`^\s?(?:%|[x×]\s?(?=\D{0,6}\d)|(?:${PAYMENTS}|days?|tage?n?|jours|días|dias|giorni|dni|dagen|weeks?|wochen?|semaines|semanas|settimane|weken|veckor|months?|monaten?|mois|meses|mesi|maanden|månad(?:er)?|måneder|miesi[ąę]\p{L}*|měsíc\p{L}*|месяц\p{L}*|years?|jahren?|ans|años|anos|anni|jaar|år|lata|let|лет|год[аы]?|hours?|stunden|heures|horas|minut\p{L}*)(?!\p{L}))`,
  'iu',
);

const PER = String.raw`^\s?(?:\/|(?:per|pro|a|an|each|every|je|im|par|al?|por|à|om|i|på|na|za|в|за)\s|\bp\.?\s?)\s?`;
const PERIOD =
  'nights?|nacht|nuit|noche|noite|notte|mo(?:nth|n)?|mth|month|monat|mtl|mois|mes(?:ec)?|mês|mese|maand|mnd|måned(?:en)?|månad(?:en)?|md|mies(?:iąc)?|měs(?:íc)?|мес(?:яц)?|ay|hó(?:nap)?|lun[aă]|bulan|bln|tháng|wk|week|woche|semaine|semana|settimana|нед(?:елю)?|day|tag|jour|día|dia|giorno|день|сутки|yr|year|jahr|an(?:née)?|año|ano|anno|год|hour|std|stunde|月|年|日|天|周|월|개월|เดือน';
/** "29 €/month", "/月": a rate, and no price. */
const RATE_AFTER = new RegExp(
  `${PER}(?:${PERIOD})(?![\\p{L}])|^\\s?(?:monthly|weekly|a month|monatlich|mtl\\.|mensuel|mensual|mensais|mensili|aylık)`,
  'iu',
);
const RATE_BEFORE = /(?:月額|每月|月租|월|monatlich|mensuel|mensual|mensal|monthly)\s*[:：]?\s*$/iu;
const MEASURE =
  'count|ct|ounces?|sq\\.? ?ft|kg|kilo(?:gramm?)?|g|gr|gramm?|mg|l|ltr|lit(?:er|re|ro|r)s?|ml|cl|dl|m|cm|m2|m²|qm|oz|lb|fl\\.? ?oz|fl|гр?|кг|л|мл|公斤|升';
/** "3.50/100 ml", "(12,90 €/kg)": what a measure of it costs. */
const UNIT_AFTER = new RegExp(
  `${PER}(?:(?:\\d+(?:[.,]\\d+)?\\s?)?(?:${MEASURE})(?![\\p{L}\\d])|\\d+\\s?(?:ml|g|kg|l|cl|oz))`,
  'iu',
);
/** "0,43 € / Stück", "£0.43 each": the price of a pack stands beside it, if it is one. */
const PIECE_AFTER =
  /^\s?(?:(?:\/|per|pro|je|par|por|al?|per|за|na)\s?(?:1\s)?(?:pieces?|pcs?|units?|items?|tablets?|capsules?|sheets?|wash(?:es)?|st(?:ück|k|ck)?\.?|waschladung|wl|stuk|unité|pièce|lavage|unidad|pieza|lavado|unidade|peça|pezzo|unità|lavaggio|sztuk[aęi]|szt\.?|ks|kus|db|buc\.?|шт\.?|adet|cái|pcs|個|枚|本|件|个|개)|each|l['’]unité|la pièce|cad(?:a una?|\.)|c\/u)(?!\p{L})/iu;
/** "100 ml = 3.50 €" and "Grundpreis 3,50 €". */
const UNIT_BEFORE =
  /(?:\d\s?(?:kg|g|l|ml|cl|oz|lb|m|st(?:ück|k\.?)|pcs?)\s?[=/]|(?:grundpreis|unit price|price per unit|prix au (?:kilo|litre)|precio por (?:kilo|litro|unidad)|prezzo al (?:kg|l))\s*:?)\s*$/iu;

const CARRIAGE =
  'shipping|delivery|postage|p&p|versand(?:kosten)?|lieferung|porto|livraison|frais de port|(?:gastos de )?envío|frete|envio|spedizione|verzendkosten|bezorging|frakt|fragt|levering|доставка|dostawa|wysyłka|doprava|szállítás|livrare|kargo|送料|运费|運費|邮费|배송비|phí vận chuyển|ongkir|ค่าจัดส่ง';
/** What carriage costs, or above which worth it is free. */
const CARRIAGE_BEFORE = new RegExp(
  `(?:(?<!(?:free|gratis|gratuite?|kostenlose[rn]?|inkl\\.?|incl\\.?|with|express|fast|day|prime) )(?:${CARRIAGE})|(?:${CARRIAGE}) (?:over|above|from|on orders over|ab|über|dès|desde|a partir de|à partir de|da|vanaf|od|от))\\s*[:：]?\\s*\\+?\\s*$`,
  'iu',
);
const ADDED_CARRIAGE = new RegExp(`^\\s?(?:${CARRIAGE})`, 'iu');

/** "Medlemspris 2 799:-", "쿠폰적용가 17,910원": what only those pay who belong to something, or have a coupon. */
const FOR_SOME_BEFORE =
  /(?:(?<!\p{L})(?:member(?:s|ship)?(?:['’]s?)?(?: only)? (?:price|pris)|club price|(?:mitglieder|club|karten|vorteils?karten)preis|prix (?:membres?|adhérents?|fidélité|club)|precio (?:socios?|club)|preço (?:de )?(?:sócios?|clube)|prezzo (?:soci|club|fidelity)|(?:leden|club|kaart)prijs|(?:medlems?|klubb?|kundklubbs?)pris|jäsenhinta|plussa-hinta|cena (?:klubowa|z kartą|klubová|s kartou)|klub(?:ár|cena)|клубная цена|цена по карте|kulüp fiyatı)|会员价|會員價|会員価格|회원(?:가|할인가)|쿠폰(?:적용)?가|クーポン価格)\s*[:：]?\s*$/iu;

/** What an amount in a text is, by the words around it. `forSome`: what not everyone pays. `current`: what it costs now, in so many words; `other`: what carriage costs, or is saved. */
export type AmountKind =
  | 'current'
  | 'price'
  | 'net'
  | 'list'
  | 'forSome'
  | 'instalment'
  | 'piece'
  | 'unit'
  | 'rate'
  | 'other';

/** `before`: from the last amount to this one, its sign cut off. `after`: what follows it and its sign. `whole`: the text. */
export function amountKind(before: string, after: string, whole: string): AmountKind {
  if (before === '' && after === '') return 'price';
  if (RATE_AFTER.test(after) || RATE_BEFORE.test(before)) return 'rate';
  if (CARRIAGE_BEFORE.test(before)) return 'other';
  if (/(?:\+|plus|zzgl\.?)\s*$/i.test(before) && ADDED_CARRIAGE.test(after)) return 'other';
  if (UNIT_AFTER.test(after) || UNIT_BEFORE.test(before)) return 'unit';
  if (INSTALMENT_BEFORE.test(before)) return 'instalment';
  if (PIECE_AFTER.test(after)) return 'piece';
  if (FOR_SOME_BEFORE.test(before)) return 'forSome';
  if ([LIST_LABEL, FORMER_PRICE, LOWEST_OF_30_DAYS].some((label) => label.test(before))) return 'list';
  if (LIST_LABEL_BEFORE_POR.test(before) && /\spor[\s:]/i.test(whole)) return 'list';
  return CURRENT_LABEL.test(before) ? 'current' : 'price';
}

/** The "100 ml" of "3.50/100 ml". */
export function isMeasure(text: string, start: number, end: number): boolean {
  return (
    /(?:\/|\b(?:per|pro|je|par|por|al))\s?$/i.test(text.slice(Math.max(0, start - 5), start)) &&
    MEASURED.test(text.slice(end))
  );
}

const MEASURED = new RegExp(`^\\s?(?:${MEASURE})(?![\\p{L}\\d])`, 'iu');
