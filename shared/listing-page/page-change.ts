import { isDeepStrictEqual } from 'node:util';
import type { Judged } from '#shared/cases/judge-again.ts';
import type { Listing } from '#shared/domain/listing.ts';
import { formatMoney } from '#shared/domain/money.ts';
import { type Decision, formatProbability, type Verdict } from '#shared/domain/verdict.ts';
import { cleanText } from '#shared/extraction/clean-text.ts';
import { noticeReasons } from '#shared/notices/notice-reasons.ts';

const RANK: Record<Decision, number> = { ignore: 0, review: 1, expedite: 2 };

/**
 * Why a page that was judged anew is for a person to look at, in a sentence for that person; undefined when the verdict holds. What a
 * person approved are the words that person was shown: with other words the notice goes back.
 */
export function setBack(before: Judged, now: Judged, isApproved: boolean): string | undefined {
  const said = sentencesOf(before.verdict);
  const says = sentencesOf(now.verdict);
  const fell = RANK[now.verdict.decision] < RANK[before.verdict.decision];
  const otherWords = isApproved && !isDeepStrictEqual(said.toSorted(), says.toSorted());
  if (!fell && !otherWords) return undefined;
  const lost = said.filter((sentence) => !says.includes(sentence));
  return [
    `the page has changed since it was ${isApproved ? 'approved' : 'judged'}: ${differences(before.listing, now.listing).join('; ') || 'details of the offer'}`,
    ...(lost.length > 0 ? [`it does not show any more: ${lost.map(withoutStop).join('; ')}`] : []),
    `judged anew as ${inWords(now.verdict)}, before as ${inWords(before.verdict)}`,
  ].join('. ');
}

const sentencesOf = (verdict: Verdict): string[] => noticeReasons(verdict).map(({ sentence }) => sentence);
const inWords = ({ decision, probability }: Verdict): string => `"${decision}" (${formatProbability(probability)})`;
const withoutStop = (sentence: string): string => cleanText(sentence, 200).replace(/\.$/, '');

function differences(before: Listing, now: Listing): string[] {
  const gone = before.imageUrls.filter((url) => !now.imageUrls.includes(url)).length;
  return [
    ...changed('title', quoted(before.title), quoted(now.title)),
    ...changed('price', priceOf(before), priceOf(now)),
    ...changed('condition', quoted(before.condition), quoted(now.condition)),
    ...changed('seller', sellerOf(before), sellerOf(now)),
    ...(before.description === now.description ? [] : ['the description is another']),
    ...(gone > 0 ? [`${gone === 1 ? '1 picture is' : `${gone} pictures are`} not on the page`] : []),
  ];
}

const changed = (what: string, before: string, now: string): string[] =>
  before === now ? [] : [`the ${what} is now ${now}, it was ${before}`];
const quoted = (text: string | undefined): string => (text ? `"${cleanText(text, 150)}"` : 'not stated');
const sellerOf = ({ seller }: Listing): string => quoted(seller?.name ?? seller?.id);
const priceOf = ({ price, priceMax }: Listing): string =>
  price
    ? [price, priceMax]
        .flatMap((amount) => amount ?? [])
        .map(formatMoney)
        .join(' to ')
    : 'not stated';
