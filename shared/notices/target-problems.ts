import { isAuthorisedSeller } from '#shared/cases/authorised-seller.ts';
import type { NoticeContent, NoticeProblem, TargetStatement } from '#shared/domain/notice-content.ts';
import { offerKeyText } from '#shared/domain/offer.ts';
import type { Programme, Site } from '#shared/domain/programme.ts';
import { foundGenuine, type TestBuy } from '#shared/domain/test-buy.ts';
import { HOUR_MS } from '#shared/domain/time-units.ts';
import { isPriceStillSo } from './findings.ts';
import { goodsClasses } from './goods-classes.ts';
import { saysNothing } from './meaning.ts';
import type { NoticeContext } from './notice-context.ts';
import { isVerbatim } from './quotes.ts';
import { addressProblem } from './target-address.ts';

/** What is wrong with the offers that a notice names, all together and each by itself. */
export function* targetProblems(
  content: NoticeContent,
  targets: readonly TargetStatement[],
  site: Site,
  context: NoticeContext,
): Generator<NoticeProblem> {
  yield* batchProblems(targets, context.programme);
  for (const target of targets)
    for (const problem of eachProblem(content, target, site, context)) yield { ...problem, target: target.itemId };
}

function* batchProblems(
  targets: readonly TargetStatement[],
  { targets: limits, title }: Programme,
): Generator<NoticeProblem> {
  const most = limits.max === 'unknown' ? 1 : limits.max;
  if (targets.length > most)
    yield { field: 'targets', why: `${targets.length} offers in one notice; ${title} takes ${most}` };
  const seen = new Set<string>();
  for (const { offer, itemId } of targets) {
    const key = offerKeyText(offer);
    if (seen.has(key)) yield { field: 'targets', target: itemId, why: 'is named twice' };
    seen.add(key);
  }
  const differ = (of: (target: TargetStatement) => string | undefined) => new Set(targets.map(of)).size > 1;
  if (limits.sameSeller && differ(({ sellerId }) => sellerId))
    yield { field: 'targets', why: `${title} takes the offers of one seller at a time` };
  if (limits.sameHost && differ(({ url }) => URL.parse(url)?.hostname))
    yield { field: 'targets', why: `${title} takes the addresses of one host at a time` };
}

function* eachProblem(
  content: NoticeContent,
  target: TargetStatement,
  site: Site,
  { brands, programme, now, pageOf, testBuysOf }: NoticeContext,
): Generator<NoticeProblem> {
  const { itemId, url, title, offer, sellerId, sellerName, sentences, quotes, caseId } = target;
  const address = addressProblem(url, itemId, site, programme);
  if (address) yield { field: 'url', why: `the address ${address}` };
  if (offer.itemId !== itemId) yield { field: 'offer', why: `the offer is ${offer.itemId}, the item ${itemId}` };
  if (title.trim() === '') yield { field: 'title', why: 'the offer has no title' };
  const seller = { id: sellerId, name: sellerName };
  if (brands.some((brand) => isAuthorisedSeller(brand, offer.group, seller)))
    yield { field: 'seller', why: `${sellerName ?? sellerId} is an authorised seller` };
  yield* purchaseProblems(content, target, testBuysOf?.(caseId));
  yield* markProblems(content, target);
  const words = [content.statement.en, ...sentences.map(({ en }) => en)].join(' ');
  const { explanation } = programme.maxChars;
  if (explanation && words.length > explanation)
    yield {
      field: 'sentences',
      why: `${words.length} characters of explanation; ${programme.title} takes ${explanation}`,
    };
  for (const { en } of sentences) {
    const said = saysNothing(en);
    if (said) yield { field: 'sentences', why: said };
  }
  const captured = pageOf?.(caseId);
  if (captured && !brands.some((brand) => isPriceStillSo(sentences, brand, captured, now)))
    yield { field: 'price', why: "it does not compare with the genuine price as the brand's file has it now" };
  const page = captured ?? { title, description: undefined, brand: undefined, specifics: undefined };
  for (const quote of quotes)
    if ((captured || quote.where === 'title') && !isVerbatim(page, quote))
      yield { field: 'quotes', why: `"${quote.text}" does not stand in the ${quote.where} of the page` };
  yield* evidenceProblems(target, programme, now);
}

/** Goods may be examined, or examined again, after the notice was written. */
function* purchaseProblems(
  { claim: { orderId } }: NoticeContent,
  { strength }: TargetStatement,
  bought: readonly TestBuy[] | undefined,
): Generator<NoticeProblem> {
  if (!bought) return;
  const genuine = foundGenuine(bought);
  if (genuine) yield { field: 'testPurchases', why: `the goods of order ${genuine} were found genuine` };
  const isCopy = bought.some(
    (one) => one.examined?.verdict === 'counterfeit' && one.orderId === (orderId ?? one.orderId),
  );
  if (strength === 'test-buy' && !isCopy)
    yield { field: 'testPurchases', why: 'no goods that were bought are found counterfeit any more' };
}

/** The mark that is claimed is one that the offer shows, for goods that it is registered for. */
function* markProblems(
  { right, claim }: NoticeContent,
  { title, sentences }: TargetStatement,
): Generator<NoticeProblem> {
  if (right.type !== 'trademark') return;
  const isOrder = claim.orderId !== undefined;
  if (right.text && !isOrder && !sentences.some(({ en }) => en.includes(right.text!)))
    yield { field: 'sentences', why: `nothing says where the page shows ${right.text}` };
  const classes = goodsClasses(title);
  if (classes.length > 0 && !classes.some((niceClass) => right.niceClasses.includes(niceClass)))
    yield {
      field: 'right.niceClasses',
      why: `the goods are of class ${classes.join(', ')}; the mark is registered for ${right.niceClasses.join(', ')}`,
    };
}

function* evidenceProblems(
  { evidence, caseId }: TargetStatement,
  { evidenceMaxAgeHours }: Programme,
  now: Date,
): Generator<NoticeProblem> {
  if (!evidence.some(({ kind }) => kind === 'page' || kind === 'screenshot'))
    yield { field: 'evidence', why: 'there is none: neither the page nor a screenshot was captured' };
  for (const { kind, sha256, capturedAt, caseId: of } of evidence) {
    if (!/^[0-9a-f]{64}$/.test(sha256)) yield { field: 'evidence.sha256', why: `the ${kind} has no valid SHA-256` };
    if (of !== caseId) yield { field: 'evidence.caseId', why: `the ${kind} was captured for case ${of}` };
    const ageMs = now.getTime() - Date.parse(capturedAt);
    if (ageMs < 0) yield { field: 'evidence.capturedAt', why: `the ${kind} is dated in the future: ${capturedAt}` };
    // Goods in hand do not change as a page does.
    if (kind !== 'test-buy' && ageMs > evidenceMaxAgeHours * HOUR_MS)
      yield {
        field: 'evidence.capturedAt',
        why: `the ${kind} of ${capturedAt} is older than ${evidenceMaxAgeHours} hours`,
      };
  }
}
