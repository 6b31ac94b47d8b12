import { HAS_DIGIT } from '#shared/recognition/measures.ts';
import { foldText, NOT_ASCII } from '#shared/recognition/text-folding.ts';
import { type Content, contentOfProduct } from './content.ts';

/** How many a price is for, and how many pieces one of it has ("Castle Set 870 pcs"): 1 where nothing says either. `content`: of one that is used up. */
export type Count = { units: number; pieces: number; content?: Content };

/** More are sold by the lot; beyond, by the container, and the number is of something else. */
const MOST_PACKED = 24;
const MOST_UNITS = 5000;

const N = '(\\d{1,4})';
const PATTERNS = [
  `(?<!\\p{L})(?:pack|packs|set|lot|bundle|box|case|pair|pairs) of ${N}(?!\\d)`,
  `(?<!\\d)${N}[ -]?(?:pack|packs|pak|pk|pcs|pc|pieces|units|packung|stk|stuck|stuks|unidades|unidade|piezas|pecas|pezzi|pieces|paires|pares|szt|sztuk|adet|шт|boxes|bottles|tins|jars|schachteln|flaschen|boites|flacons|cajas|frascos|scatole|flaconi|caixas|doosjes|pudelka|коробки|коробок|флакона|kutu|حبه|حبات|قطع|ชิ้น)(?![\\p{L}\\d])`,
  `(?<!\\d)${N}er[ -]?(?:pack|set|packung|box|posten)(?!\\p{L})`,
  `(?<!\\p{L})(?:lot|pack|lote|juego|set|paquete|jeu|ensemble|kit|conjunto) (?:de|da|di|van|med|com|con|z) ${N}(?!\\d)`,
  `(?:confezione|set) da ${N}(?!\\d)`,
  `(?<!\\p{L})(?:lot|lote|lotto|partia|партия) ${N}(?![\\d\\p{L}])`,
  `(?:набор|комплект) из ${N}(?!\\d)`,
  `(?<!\\d)${N}['’]?l[iu] (?:set|paket)`,
  `(?<!\\p{L})(?:isi|combo|bo) ${N}(?: pcs)?(?![\\d\\p{L}])`,
  `(?<!\\d)${N} ?(?:件装|个装|個装|只装|双装|瓶装|个入|個入り?|個セット|本セット|枚セット|枚組|点セット|個組|개입|개 ?세트)`,
  `^ ?${N} ?[x×] (?!zoom|optical|magnif|\\d)(?=\\p{L})`,
  `(?<=\\p{L}) [x×] ?${N}$`,
];
const BY_LANGUAGE = PATTERNS.map((pattern) => new RegExp(pattern, 'gu'));
/** In one go, for most titles with a number say nothing of the kind. */
const ANY_PACK = new RegExp(PATTERNS.join('|'), 'u');

/** Choices ("1/2/4 pcs", "2-6 pack") and stock ("10 pcs available") are no pack. */
const NO_PACK =
  /\d ?[/-] ?\d{1,3} ?(?:er|pcs|pack|pieces|stk|шт)|(?:\d ?(?:pcs|pieces|stk|stuck|szt|шт|adet)) (?:available|in stock|left|verfugbar|auf lager|pa lager|disponibles?)/u;

/** What is counted by the dozen in one thing, or sold so to everybody. */
const SMALL_PIECES =
  /puzzle|jigsaw|\blego\b|bricks?\b|bausteine|steine|klocki|beads?\b|perlen|perles|cuentas|cards?\b|karten|cartes|\bscrews?\b|\bnails?\b|sheets?\b|tissues?|stickers?|aufkleber|autocollants?|pegatinas?|naklejki|adesivi|labels?\b|tags?\b|etikett|etiquet|metki|wipes?\b|tablets?\b|capsules?|pages?\b|seiten|пазл|деталей|拼图|パズル|ピース/u;
/** Who sells by the lot says so, or what is counted; these words say nothing of what the goods are. */
const BY_THE_LOT =
  /(?<!\p{L})(?:wholesale|whole sale|bulk|lots?|lotto|lotti|lotes?|partij|partia|unidades|unidade|uds|piezas|pecas|pezzi|pieces|pcs|units|unites|stuck|stk|stuks|szt|adet|шт|cartons?|job ?lot|pallet|reseller|grosshandel|restposten|posten|palette|paletten|palettes|pallets|handler|revendeur|revendedor|rivenditore|odsprzedaz|grossiste|en gros|al por mayor|mayorista|ingrosso|all ingrosso|stock|atacado|groothandel|engros|grossist|hurt|hurtowo|velkoobchod|nagyker|оптом|опт|toptan|grosir|si|sỉ)(?!\p{L})|批发|批發|卸売|まとめ売り|도매|ขายส่ง|[/]/gu;

/** The price is for one: a seller who sells no fewer than ten ("опт от 5 шт"), or says what each costs. */
const PRICE_OF_ONE =
  /(?<!\p{L})(?:moq|min(?:imum|\.)? ?(?:order|qty|quantity)|mindest(?:abnahme|bestellmenge|bestellung)|(?:per|pro|je|par|por|al|la|za|за) (?:piece|pc|pcs|unit|item|stuck|stk|stuk|piece|unidad|unidade|pieza|peca|pezzo|szt|sztuke|шт|штуку)|each|jeweils|chacune?|cadauno|cada uno|起批|起订|起訂)(?!\p{L})|(?<!\p{L})(?:from|ab|a partir de|des|desde|da|vanaf|fra|fran|alkaen|od|от|від|од|από|mulai|tu) \d{1,4} ?(?:pcs|pieces|units|stuck|stk|stuks|unidades|uds|pezzi|szt|ks|db|adet|шт|бр|pares|paires|paar|par|пар)(?!\p{L})|\/ ?(?:pc|piece|stk|stuck|unit)(?!\p{L})/u;

/** What is counted after these is something that comes with the goods. */
const COMES_WITH =
  /(?<!\p{L})(?:with|w\/|and|plus|incl|including|includes|mit|und|inkl|inklusive|samt|avec|et|inclus|con|com|incluye|met|en|med|inkl|och|og|z|ze|oraz|с|со|ile|dengan)(?!\p{L})|[+&]/u;

/** What a product's name counts: nobody's price list counts by the lot, and many pieces are those of one set. */
export function countOf(productName: string): Count {
  const counted = packSize(productName);
  const content = contentOfProduct(productName);
  const count = counted > MOST_PACKED ? { units: 1, pieces: counted } : { units: counted, pieces: 1 };
  return content ? { ...count, content } : count;
}

/** How many of a product an offer is for. A title that counts the pieces of a set, all or most of them, offers one. */
export const unitsOffered = (counted: number, { pieces }: Count): number =>
  pieces > 1 && 2 * counted >= pieces ? 1 : counted;

/**
 * How many units an offer is for, as its title says: "pack of 2", "3er-Set", "lot de 4", "3 x …"; 1 when it says nothing clear.
 * Lots of up to 5,000 count too: wholesale in copies is the worst kind. More units make a price look lower, so a count holds only where it cannot be of anything else: before all other words or
 * after them.
 */
export function packSize(title: string): number {
  if (!HAS_DIGIT.test(title) && !NOT_ASCII.test(title)) return 1;
  const text = foldText(title.slice(0, 300));
  if (!HAS_DIGIT.test(text) || !ANY_PACK.test(text) || NO_PACK.test(text) || PRICE_OF_ONE.test(text)) return 1;
  const most = SMALL_PIECES.test(text) ? MOST_PACKED : MOST_UNITS;
  for (const pattern of BY_LANGUAGE) {
    for (const match of text.matchAll(pattern)) {
      const units = Number(match[1]);
      if (units > 1 && units <= most && isOfTheWhole(match, text)) return units;
    }
  }
  return 1;
}

function isOfTheWhole({ 0: count, index }: RegExpExecArray, text: string): boolean {
  const before = text.slice(0, index);
  return isSilent(before) || (isSilent(text.slice(index + count.length)) && !COMES_WITH.test(before));
}

/** That they are new, or a gift: nothing of what the goods are. */
const AS_A_GIFT =
  /(?<!\p{L})(?:gifts?|new|neu|neuf|nuevo|nuovo|novo|nowe|nowy|nowa|geschenk|cadeau|regalo|presente|prezent|upominek|podarunek|darek|ajandek|hediye|gave|lahja|подарок|подарунок|party favou?rs)(?!\p{L})|ギフト|男女兼用|送料無料|新品|礼物|선물/gu;

const isSilent = (text: string): boolean => !/[\p{L}\d]/u.test(text.replace(BY_THE_LOT, ' ').replace(AS_A_GIFT, ' '));
