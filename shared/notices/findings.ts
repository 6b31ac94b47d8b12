import type { Brand } from '#shared/domain/brand.ts';
import { type Quote, STRENGTHS, type Strength, type TestPurchase, type Worded } from '#shared/domain/claim.ts';
import type { Listing } from '#shared/domain/listing.ts';
import { formatMoney, moneyFromMajor } from '#shared/domain/money.ts';
import type { SignalFinding, Verdict } from '#shared/domain/verdict.ts';
import { cleanText } from '#shared/extraction/clean-text.ts';
import { RATES_OF } from '#shared/products/exchange.ts';
import { matchedProducts } from '#shared/products/product-matching.ts';
import { wordsForCopies } from '#shared/recognition/wording.ts';
import { signals } from '#shared/signals/index.ts';
import { lowPrice } from '#shared/signals/low-price.ts';
import type { MarkShown } from './marks-shown.ts';
import { isVerbatim, quoteOfWording } from './quotes.ts';

/** Something that was found and may be stated, in words of our own and in the page's. */
export type StatedFinding = {
  strength: Strength;
  on: 'page' | 'picture' | 'order';
  sentence: Worded;
  quotes: Quote[];
  orderId?: string;
};

const byId = new Map(signals.map((signal) => [signal.id, signal]));

/** The seller's text inside a sentence of ours: one line, no quotation mark that ends the quotation. */
const quoted = (text: string) => `"${plain(text)}"`;
const quotedZh = (text: string) => `“${plain(text)}”`;
const plain = (text: string) => cleanText(text, 150).replace(/["“”]/g, "'");
const PLACE = {
  title: ['title', '标题'],
  description: ['description', '描述'],
  brand: ['brand field', '品牌栏'],
  specifics: ['item specifics', '商品属性'],
} as const;

export type FindingsInput = {
  brand: Brand;
  listing: Listing;
  verdict: Verdict;
  shown: readonly MarkShown[];
  testPurchases: readonly TestPurchase[];
  now: Date;
};

/** What of a verdict may be stated about the mark and the goods, the strongest first. */
export function statedFindings(input: FindingsInput): StatedFinding[] {
  const { listing, verdict, testPurchases, shown } = input;
  const said = verdict.signals.flatMap((finding) =>
    isStatable(finding) ? (SAY[finding.id]?.(finding, input) ?? []) : [],
  );
  // A disguise, and a logo that only the picture shows, are said already to be the mark.
  const uses = said.some(({ strength }) => strength === 'disguise') ? [] : shown.map((mark) => use(mark, listing));
  const bought = testPurchases.filter(({ itemId, verdict: is }) => itemId === listing.id && is === 'counterfeit');
  const findings = [...bought.map(purchase), ...said, ...tooCheap(input), ...uses];
  return findings.toSorted((a, b) => STRENGTHS.indexOf(a.strength) - STRENGTHS.indexOf(b.strength));
}

/** What counts against the offer, and is not too weak or too doubtful for its signal to have a sentence for it. */
function isStatable(finding: SignalFinding): boolean {
  const signal = byId.get(finding.id);
  if (!signal || signal.notice === 'not quoted' || finding.contribution <= 0) return false;
  return signal.noticeSentence === undefined || signal.noticeSentence(finding) !== undefined;
}

const SAY: Record<string, (finding: SignalFinding, input: FindingsInput) => StatedFinding[]> = {
  'suspicious-wording': ({ evidence }, { listing }) =>
    wordsForCopies(evidence).flatMap((phrase) => {
      const quote = quoteOfWording(listing, phrase.slice(1, -1));
      if (!quote) return [];
      const [en, zh] = PLACE[quote.where];
      const sentence = {
        en: `The offer itself says ${quoted(quote.text)} in its ${en}.`,
        zh: `该商品${zh}中写有${quotedZh(quote.text)}。`,
      };
      return { strength: 'admission' as const, on: 'page' as const, sentence, quotes: [quote] };
    }),
  // Read by a machine, so it is told and not quoted.
  'overlay-text': () => [
    {
      strength: 'admission',
      on: 'picture',
      sentence: {
        en: 'On a picture of the offer stand words by which sellers tell buyers that goods are copies.',
        zh: '该商品图片上带有卖家用以暗示仿品的文字。',
      },
      quotes: [],
    },
  ],
  'known-infringing-image': () => [
    {
      strength: 'same-as-removed',
      on: 'picture',
      sentence: {
        en: 'A picture of the offer is that of an offer that was removed as infringing before.',
        zh: '该商品的图片与此前因侵权被删除的商品图片相同。',
      },
      quotes: [],
    },
  ],
  'evasive-spelling': (_, { shown, listing }) =>
    shown.flatMap(({ text, where, mention }) => {
      if (where === 'picture' || !mention || mention.tricks.size === 0) return [];
      const quote: Quote = { text: mention.spelled, where };
      if (!isVerbatim(listing, quote)) return [];
      const [en, zh] = PLACE[where];
      const sentence = {
        en: `Its ${en} writes ${quoted(mention.spelled)}, which buyers read as ${text}.`,
        zh: `其${zh}写作${quotedZh(mention.spelled)}，买家会读作 ${text}。`,
      };
      return { strength: 'disguise' as const, on: 'page' as const, sentence, quotes: [quote] };
    }),
  'logo-text': (_, { shown }) =>
    shown.flatMap(({ text, where }) => {
      if (where !== 'picture') return [];
      const sentence = {
        en: `A picture of the offer shows the mark ${text}, which its title does not name.`,
        zh: `该商品图片上显示商标 ${text}，而标题中未提及。`,
      };
      return { strength: 'disguise' as const, on: 'picture' as const, sentence, quotes: [] };
    }),
};

function purchase({ orderId, boughtAt, findings }: TestPurchase): StatedFinding {
  const when = boughtAt.slice(0, 10);
  return {
    strength: 'test-buy',
    on: 'order',
    orderId,
    sentence: {
      en: `The goods were bought on ${when} (order ${orderId}) and examined: ${cleanText(findings, 300)}`,
      zh: `已于 ${when} 购买该商品（订单号 ${orderId}）并进行鉴定：${cleanText(findings, 300)}`,
    },
    quotes: [],
  };
}

/** A price says something of goods that are named as the brand's product, under its mark, and of nothing else. */
function tooCheap({ brand, listing, verdict, shown, now }: FindingsInput): StatedFinding[] {
  const found = (id: string) => verdict.signals.find((finding) => finding.id === id && isStatable(finding));
  const cheap = found('low-price');
  if (!cheap || !found('product-match') || shown.length === 0 || !listing.price) return [];
  if (!cheap.evidence.includes(formatMoney(listing.price))) return []; // said of another price than the page now shows
  const sentence = priceSaid(brand, listing, now);
  return sentence ? [{ strength: 'price-and-use', on: 'page', sentence, quotes: [] }] : [];
}

/** Beside what the brand's file says now: the verdict may be of before its prices were corrected. Undefined where that is not far below. */
function priceSaid(brand: Brand, listing: Listing, now: Date): Worded | undefined {
  const cheap = lowPrice.evaluate({ brand, listing, now });
  const [match] = matchedProducts(brand, listing);
  const said = cheap === 'not-applicable' ? undefined : lowPrice.noticeSentence!(cheap);
  if (!said || !match || !listing.price) return undefined;
  const asked = formatMoney(listing.price);
  const { name, price } = match.product;
  const genuine = formatMoney(moneyFromMajor(price.amount, price.currency));
  const beside = said.includes(genuine) ? `，正品售价为 ${genuine}` : '';
  const isConverted = listing.price.currency !== price.currency;
  const [dated, datedZh] = isConverted
    ? [` Converted at the rates of ${RATES_OF}.`, `（按 ${RATES_OF} 汇率换算）`]
    : ['', ''];
  return {
    en: `Its title describes the ${name}. ${said}${dated}`,
    zh: `其标题描述的是 ${name}，售价为 ${asked}${beside}，远低于正品价格${datedZh}。`,
  };
}

/** Whether a notice that compares prices would do so in the same words now. */
export function isPriceStillSo(sentences: readonly Worded[], brand: Brand, listing: Listing, now: Date): boolean {
  const compares = sentences.some(({ en }) => listing.price && en.includes(`Asked ${formatMoney(listing.price)}`));
  if (!compares) return true;
  const said = priceSaid(brand, listing, now)?.en;
  return sentences.some(({ en }) => en === said);
}

function use({ text, where, mention }: MarkShown, listing: Listing): StatedFinding {
  if (where === 'picture')
    return {
      strength: 'use',
      on: 'picture',
      sentence: { en: `A picture of the offer shows the mark ${text}.`, zh: `该商品图片上显示商标 ${text}。` },
      quotes: [],
    };
  const [en, zh] = PLACE[where];
  const quote: Quote | undefined = mention && { text: mention.spelled, where };
  const quotes = quote && isVerbatim(listing, quote) ? [quote] : [];
  if (mention && mention.tricks.size > 0 && quotes.length > 0) {
    const sign = quoted(mention.spelled);
    const sentence = {
      en: `Its ${en} uses the sign ${sign}, which is close to the mark ${text}.`,
      zh: `其${zh}使用了与商标 ${text} 近似的标识${quotedZh(mention.spelled)}。`,
    };
    return { strength: 'use', on: 'page', sentence, quotes };
  }
  const sentence = { en: `The mark ${text} is used in its ${en}.`, zh: `其${zh}中使用了商标 ${text}。` };
  return { strength: 'use', on: 'page', sentence, quotes };
}
