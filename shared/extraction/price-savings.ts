import { CURRENT_LABEL } from './price-labels.ts';

/** An amount as it stands in a text: what it is worth, the words before it and what follows it. */
type Stated = { readonly worth: number; readonly before: string; readonly after: string };

/** What may stand on either side of the sum that is saved: "10 € Rabatt", "Rabatt 10 €". */
const EITHER = [
  // English, German, Dutch, Swedish, Danish, Norwegian, Finnish
  'discounts?|coupons?|vouchers?|savings?|cash ?back|rebate|price (?:drop|cut)|promo(?: ?code)?|store credit',
  '\\p{L}*rabatte?|(?:rabatt)?gutscheine?|sparen|ersparnis|gespart|(?:preis)?nachlass|\\p{L}{0,8}vorteil|gutschrift',
  'korting(?:scode)?|besparing|voordeel|kortingsbon|rabat|besparelse|avslag|kupong|rabattkod|alennu(?:s|kse\\p{L}*)|säästöä?|kuponki',
  // French, Spanish, Portuguese, Italian, Romanian
  "remises?|réductions?|rabais|économies?|bons? d['’]achat|bons? de réduction|code promo|cagnotte",
  'descuentos?|dto\\.?|ahorros?|cup[óo]n(?:es)?|rebaja|bonificación|descontos?|economia|cupo[mn]s?|cupão|poupança',
  'sconto|risparmio|buono(?: sconto)?|reducere|economie|cupon',
  // Polish, Czech, Slovak, Hungarian, the languages of the Balkans
  'rabatu?|zniżk[aię]|oszczędnoś(?:ć|ci)|kupon(?:u|om)?|bon|kod rabatowy|slev[ayu]|úspora|zľav[ayu]|zľavový kód|slevový kód',
  'kedvezmény|megtakarítás|popusta?|ušteda|prihranek',
  // Cyrillic, Greek, Turkish
  'скидк[аиу]|экономи[яию]|выгод[аыу]|купона?|промокод|к[еэ]шб[еэ]к|знижк[аи]|вигод[аи]|економі[яї]|отстъпка|попуст|έκπτωση|όφελος|κουπόνι',
  'indirim[i]?|kazanç|kuponu?|tasarruf',
  // Vietnamese, Indonesian and Malay, Hindi
  'giảm(?: giá)?|tiết kiệm|mã giảm(?: giá)?|diskon|diskaun|potongan(?: harga)?|hemat|jimat|penjimatan|छूट|बचत',
].join('|');
/** The same where words are not parted. */
const EITHER_UNPARTED =
  '立减|立減|满减|滿減|返现|返現|(?:优惠|優惠|折扣|红包|紅包|折價)券?(?![后後价價])|クーポン|割引(?![後価])|値引き?|キャッシュバック|할인(?!가)|쿠폰|절약|ส่วนลด|คูปอง|ประหยัด|(?:ال)?خصم|توفير|كوبون|קופון|הנחה|חיסכון|חסכון';

/** What stands only before the sum. */
const LEADS = [
  'you save|saved?|(?:sie|du|jetzt|nun) spar(?:en|st|e)|spare?|sparst|spara|sparer|sparar|bespaar|bespaart|säästä|säästät',
  'économis(?:ez|er)|ahorr(?:as?|e|á|ar)|economiz[ae]r?|poup(?:e|a|ar)|risparmia?',
  'oszczędzasz|oszczędź|ušetř[eií]te|ušetr[ií]te|economisești|economisiți|spórolj\\p{L}*|megtakarít',
  'экономьте|сэкономьте|заощаджуйте|κερδίζ\\p{L}+|εξοικονομήστε',
].join('|');
const LEADS_UNPARTED = '[立再]省|省|[现現再]折|(?<!\\d)折|[减減]|满|滿|ลด|وفّ?ر';

/** What stands only behind it. */
const TRAILS = [
  'off|saved|cheaper|less than|back(?=\\s*(?:$|[!.,;)\\p{Sc}]))|günstiger|billiger|weniger|geschenkt|zurück|goedkoper|billigare|billigere|halvempi',
  'moins ch(?:er|ère)s?|économisée?s?|offerts?|remboursée?s?|menos|más baratos?|mais baratos?|in meno|risparmiati?|mai ieftin',
  'taniej|mniej|levněji|levnější|lacnejšie|zpět|späť|olcsóbb|jeftinije|дешевле|дешевше|по-евтино|φθηνότερα|daha ucuz|lebih murah|rẻ hơn',
].join('|');
const TRAILS_UNPARTED = '券(?![后後])|円?引き?|オフ(?!ィ)|お得|安い|ポイント|적립';

const words = (parted: readonly string[], unparted: readonly string[]) =>
  `(?:(?<!\\p{L})(?:${parted.join('|')})(?![\\p{L}-])|${unparted.join('|')})`;
const UP_TO =
  "(?:\\s(?:of|up to|for|worth|von|bis zu|über|de|di|da|jusqu['’]à|hasta|até|fino a|tot|av|på|на|до|od|až|του|των))";

const before = (what: string) => new RegExp(`${what}${UP_TO}{0,2}\\s*[:：]?\\s*[-–−]?\\s*$`, 'iu');
const behind = (what: string) =>
  new RegExp(
    `^[\\s-]{0,2}(?:(?:d['’]|(?:de|di|da|of|in|as|als|en|em|som|extra|instant|की|का)\\s))?${what}(?!\\s*[:：]\\s*[-–−]?\\s*\\p{Sc}?\\s?\\d)`,
    'iu',
  );

const LEADING = before(words([LEADS, EITHER], [LEADS_UNPARTED, EITHER_UNPARTED]));
const ONLY_LEADING = before(words([LEADS], [LEADS_UNPARTED]));
const HEBREW_OF = /(?:חיסכון|חסכון|הנחה|קופון) של\s*[:：]?\s*$/u;
const TRAILING = behind(words([TRAILS, EITHER], [TRAILS_UNPARTED, EITHER_UNPARTED]));
const ONLY_TRAILING = behind(words([TRAILS], [TRAILS_UNPARTED]));
/** "20 % Rabatt 49 €": what is saved is the share. "with coupon $54": what it makes of the price is to be paid. */
const NO_SUM = new RegExp(
  `(?:\\d\\s?%\\s?(?:\\p{L}{1,4}\\s)?|(?<!\\p{L})(?:with|after|incl(?:\\.|uding)?|mit|nach|inkl\\.?|avec|après|con|com|após|dopo|med|efter|etter|met|na|z|po|s|со?|после|зі|з|με|sau|setelah|dengan|cu|után)\\s(?:\\p{L}+\\s)?|(?:بعد|אחרי)\\s)${words([EITHER], [EITHER_UNPARTED])}\\s*[:：]?\\s*$`,
  'iu',
);

const leads = ({ before: label }: Stated): boolean =>
  (LEADING.test(label) || HEBREW_OF.test(label)) && !NO_SUM.test(label) && !CURRENT_LABEL.test(label);

/**
 * Which of a text's amounts are what one saves, in order. A word between two of them belongs to the one that its kind stands beside
 * ("10 € off", "you save 10 €"); where it may stand on either side, to the smaller: nobody saves more than the price without saying so.
 */
export function savingsAmong(amounts: readonly Stated[]): boolean[] {
  const led = amounts.map(leads);
  const trailed = amounts.map(({ after }) => TRAILING.test(after));
  for (const [index, amount] of amounts.entries()) {
    const next = amounts[index + 1];
    if (!next || !trailed[index] || !led[index + 1]) continue;
    const isFirst = ONLY_TRAILING.test(amount.after) || (!ONLY_LEADING.test(next.before) && amount.worth < next.worth);
    trailed[index] = isFirst;
    led[index + 1] = !isFirst;
  }
  return amounts.map((_, index) => led[index]! || trailed[index]! || isDeducted(amounts, index));
}

/** "-10 € 49,99 €": a minus right before one of several amounts, which joins no range. */
const isDeducted = (amounts: readonly Stated[], index: number): boolean =>
  amounts.length > 1 && /^[-–−]\s?$|\s[-–−]$/.test(amounts[index]!.before) && !/\d/.test(amounts[index]!.before);
