import type { Seller } from '#shared/domain/listing.ts';
import { blockPageOf, unreadablePage } from '../block-detection.ts';
import { asTitle } from '../card-words.ts';
import { all, type Element, first, textOf } from '../dom.ts';
import { at, isObject } from '../json-path.ts';
import { asCount } from '../listing-fields.ts';
import { asciiDigits, parsePercent, parseRating } from '../numbers.ts';
import { openPage, type PageDocument } from '../page-document.ts';
import type { Page, SellerReading } from '../reading.ts';
import { isType, nameOf } from '../schema-node.ts';
import { sinceIn } from './since-words.ts';

const STORE = ['Store', 'OnlineStore', 'LocalBusiness', 'Organization', 'Person', 'ProfilePage'];
const HEAD =
  '[class*="seller" i], [class*="store" i], [class*="shop" i], [class*="profile" i], [class*="merchant" i], [class*="vendor" i]';
const MAX_HEAD = 800;

const RATED =
  /(?<![\d.,])\d(?:[.,]\d{1,2})?\s?(?:\/|out of|of|von|sur|de|su|van|av|af|z|из)\s?5(?![\d.,]*\d)|(?<=[★⭐]\s?)\d[.,]\d{1,2}|(?<![\d.,])\d[.,]\d{1,2}(?=\s?[★⭐])/iu;
const POSITIVE = /\d{1,3}(?:[.,]\d+)?\s?%\s?(?:positi[vf]|pozyt|полож|позит|好评|好評|olumlu|tích cực|긍정)/iu;
const NUMBER = '\\d{1,3}(?:[.,\\s]\\d{3})+|\\d+[.,]\\d\\s?(?:[kK]|[万萬만])|\\d+(?![.,]\\d)\\s?(?:[kK]|[万萬만])?';
/** Ratings and reviews; not followers, sales or goods. */
const RATINGS =
  'ratings?|reviews?|feedbacks?|(?:kunden)?bewertungen|rezensionen|avis|évaluations?|reseñas|opiniones|valoraciones|calificaciones|avaliações|opiniões|recensioni|valutazioni|beoordelingen|reviews|omdömen|anmeldelser|vurderinger|arvostelua|opini[ie]|ocen|hodnocení|recenz\\p{L}{1,2}|hodnotení|értékelés|recenzii|отзыв\\p{L}*|оцен\\p{L}+|відгук\\p{L}*|αξιολογήσεις|değerlendirme|đánh giá|ulasan|penilaian|评价|評價|条评价|件の評価|レビュー|評価|리뷰|후기|รีวิว|تقييم\\p{L}*|ביקורות|חוות דעת';
const COUNTED = new RegExp(
  `(?<![\\d.,]|\\/\\s?)(${NUMBER})\\+?\\s?(?:${RATINGS})(?!\\p{L})|(?<!\\p{L})(?:${RATINGS})\\s?[:：(]?\\s?(${NUMBER})(?![\\d.,]*\\d|\\s?[%/])`,
  'iu',
);
const CLOSED =
  /(?:shop|store|seller|account|profile|user|member)[^.!?]{0,25}(?:is (?:currently |permanently )?(?:closed|suspended|deactivated|no longer)|has been (?:closed|suspended|deactivated|removed|banned)|does(?: not|n['’]t) exist)|(?:shop|verkäufer|händler|konto|profil|nutzer)[^.!?]{0,25}(?:geschlossen|gesperrt|deaktiviert|nicht mehr aktiv|existiert nicht)|(?:boutique|vendeur|compte|profil)[^.!?]{0,25}(?:fermée?|suspendue?|désactivée?|n['’]existe)|(?:tienda|vendedor|cuenta|usuario)[^.!?]{0,25}(?:cerrad[oa]|suspendid[oa]|desactivad[oa]|no existe)|(?:loja|conta|vendedor)[^.!?]{0,25}(?:fechad[oa]|suspens[oa]|desativad[oa]|não existe)|(?:negozio|venditore|account)[^.!?]{0,25}(?:chius[oa]|sospes[oa]|disattivat[oa])|(?:winkel|verkoper|account)[^.!?]{0,25}(?:gesloten|geblokkeerd|opgeheven)|(?:sklep|konto|sprzedawca)[^.!?]{0,25}(?:zamknięt\p{L}|zablokowan\p{L}|zawieszon\p{L})|(?:магазин|продавец|аккаунт|профиль)[^.!?]{0,25}(?:закрыт|заблокирован|удал[её]н)|(?:mağaza|satıcı|hesap)[^.!?]{0,25}(?:kapal|kapatıl|askıya)|店铺[^。]{0,12}(?:不存在|已关闭|已關閉|已停业)|ショップ[^。]{0,16}(?:閉店|存在しません|退店)|(?:스토어|판매자)[^.]{0,16}(?:폐점|운영 ?중지|존재하지 않|정지)/iu;

/**
 * A store's own page on a site of which nothing is known: whose it is, and what the head of the page says of it. That a page says that the
 * store is closed is no word of the venue about why: it shows no seller, and is no closing.
 */
export function readSellerPage(page: Page): SellerReading {
  const doc = openPage(page);
  if ('hostile' in doc) return nothing('unreadable', `hostile page: ${doc.hostile}`);
  const refused = blockPageOf(doc, 'status');
  if (refused) return nothing('blocked', refused);
  if (doc.page.status >= 400 || doc.json !== undefined) return nothing('unreadable', unreadablePage(doc));
  const heading = headOf(doc);
  const closed = heading && CLOSED.exec(heading.said)?.[0];
  if (closed) return { coverage: 'complete', seller: null, reason: `the page says "${closed.slice(0, 80)}"` };
  const seller = { ...(heading && shownIn(heading)), ...statedIn(doc) };
  const { name, ...facts } = seller;
  if (name !== undefined && Object.keys(facts).length > 0) return { coverage: 'complete', seller };
  const block = blockPageOf(doc, 'page');
  return block
    ? nothing('blocked', block)
    : nothing('unreadable', 'the page names no seller with a rating, a count or a date');
}

const nothing = (coverage: SellerReading['coverage'], reason: string): SellerReading => ({
  coverage,
  reason,
  seller: null,
});

/** The store's own entry for machines, when it is rated. */
function statedIn(doc: PageDocument): Seller {
  const nodes = [...doc.jsonLd(), ...doc.microdata()].filter((node) => isType(node, STORE));
  const node = nodes
    .map((one) => (isObject(one.mainEntity) ? one.mainEntity : one))
    .find((one) => isObject(one.aggregateRating));
  const rating = node?.aggregateRating;
  return known({
    name: nameOf(node?.name),
    rating: parseRating(String(at(rating, 'ratingValue') ?? ''), Number(at(rating, 'bestRating') ?? 5)),
    feedbackCount: asCount(at(rating, 'ratingCount') ?? at(rating, 'reviewCount')),
  });
}

type Head = { readonly name: string; readonly said: string };

/** The page's heading, unless that is the site's, else a name in an element that is called a store's; with what is said behind it. */
function headOf(doc: PageDocument): Head | undefined {
  const headings = all(doc.root, 'h1').filter((one) => !isSites(one));
  const boxes = all(doc.root, HEAD).flatMap((box) => first(box, 'h2, [class*="name" i]') ?? []);
  const named = [...headings, ...boxes].find((one) => asTitle(textOf(one, 100)) !== undefined);
  const name = named && asTitle(textOf(named, 100));
  if (!named || name === undefined || !/\p{L}/u.test(name)) return undefined;
  const { text, blocks } = doc.visible();
  const block = blocks.find(
    ({ start, element }, index) =>
      element && holds(element, named) && text.slice(start, blocks[index + 1]?.start).includes(name.slice(0, 30)),
  );
  const from = block ? text.indexOf(name.slice(0, 30), block.start) : -1;
  if (from < 0) return undefined;
  const section = all(doc.root, 'h2, h3').find((one) => one.startIndex! > named.endIndex!);
  const end = blocks.find(({ start, element }) => start > from && element === section)?.start ?? from + MAX_HEAD;
  const stars = all(doc.root, '[aria-label]').filter(
    (one) => one.startIndex! > named.startIndex! && one.startIndex! < (section?.startIndex ?? Number.POSITIVE_INFINITY),
  );
  const labels = stars.slice(0, 10).map(({ attribs }) => attribs['aria-label']!);
  return { name, said: [text.slice(from + name.length, Math.min(end, from + MAX_HEAD)), ...labels].join(' | ') };
}

const isSites = (heading: Element): boolean => {
  const link = first(heading, 'a[href]');
  return /logo/i.test(heading.attribs.class ?? '') || /^(?:https?:\/\/[^/]+)?\/?$/.test(link?.attribs.href ?? '-');
};

const holds = (element: Element, one: Element): boolean =>
  element.startIndex! <= one.startIndex! && element.endIndex! >= one.endIndex!;

function shownIn({ name, said }: Head): Seller {
  const plain = asciiDigits(said);
  const [, before, behind] = COUNTED.exec(plain) ?? [];
  const rated = RATED.exec(plain)?.[0];
  const positive = POSITIVE.exec(plain)?.[0];
  return known({
    name,
    rating: rated !== undefined ? parseRating(rated) : positive === undefined ? undefined : parsePercent(positive),
    feedbackCount: asCount(before ?? behind),
    memberSince: sinceIn(plain),
  });
}

const known = (seller: Seller): Seller =>
  Object.fromEntries(Object.entries(seller).filter(([, value]) => value !== undefined));
