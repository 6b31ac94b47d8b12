import { majorAmount } from '#shared/domain/money.ts';
import { all, scriptText } from './dom.ts';
import { oncePerPage } from './once-per-page.ts';
import type { PageDocument } from './page-document.ts';
import { currencyIn, type PriceHints, type PriceRange, parsePriceRange } from './price.ts';

/** An amount in major units that the page's scripts report to its statistics; not every report names the currency. */
type ReportedAmount = { amount: number; currency?: string };

/**
 * A look at one product, as shops report it: Meta's ViewContent, Google's view_item, the older `detail` of its enhanced e-commerce, and
 * the value that remarketing tags carry.
 */
const LOOK_AT_PRODUCT =
  /['"](?:ViewContent|view_item|ViewItem|product_?view(?:ed)?|Product Viewed)['"]|\bdetail["']?\s*:\s*\{|(?:ecomm|dynx)_totalvalue/g;
const STATED =
  /["']?\b(?:value|price|unit_?price|(?:ecomm|dynx)_totalvalue)["']?\s*:\s*(?:parseFloat\(|Number\()?["']?(\d{1,9}(?:\.\d{1,4})?)["']?\s*[,})\]\s]/i;
const CURRENCY = /["']?\bcurrency(?:_?code)?["']?\s*:\s*["']([A-Z]{3})["']/i;
/** As far as such a report goes. */
const REPORT = 800;
const MAX_REPORTS = 20;

/** The distinct amounts of the page's own reports, in their order. */
export const reportedAmounts = oncePerPage((doc: PageDocument): readonly ReportedAmount[] => {
  const reports = all(doc.root, 'script:not([src])').map(scriptText).flatMap(reportsIn).slice(0, MAX_REPORTS);
  const currency = reports.find((report) => report.currency !== undefined)?.currency;
  const amounts = new Set(reports.map(({ amount }) => amount).filter((amount) => amount > 0));
  return [...amounts].map((amount) => ({ amount, ...(currency && { currency }) }));
});

function reportsIn(script: string): ReportedAmount[] {
  return [...script.matchAll(LOOK_AT_PRODUCT).take(MAX_REPORTS)].flatMap(({ index }) => {
    const report = script.slice(index, index + REPORT);
    const amount = STATED.exec(report)?.[1];
    // The older kind names the currency beside the detail, not in it.
    const currency = (CURRENCY.exec(report) ?? CURRENCY.exec(script.slice(Math.max(0, index - REPORT), index)))?.[1];
    return amount === undefined
      ? []
      : { amount: Number(amount), ...(currency && { currency: currency.toUpperCase() }) };
  });
}

const MAX_BLOCK = 60;

/** The one amount that the page reports of its product, when a person sees it there with a currency. */
export function priceReported(doc: PageDocument, hints: PriceHints): PriceRange | undefined {
  const [reported, ...others] = reportedAmounts(doc);
  if (reported === undefined || others.length > 0) return undefined;
  const { text, blocks } = doc.visible();
  for (const [index, { start }] of blocks.entries()) {
    const block = text.slice(start, blocks[index + 1]?.start).trim();
    if (block.length > MAX_BLOCK || !/\d/.test(block) || currencyIn(block, hints) === undefined) continue;
    const price = parsePriceRange(block, { ...hints, ...(reported.currency && { currency: reported.currency }) });
    const isSame = price && majorAmount(price.low) === reported.amount;
    if (isSame && (reported.currency ?? price.low.currency) === price.low.currency) return { low: price.low };
  }
  return undefined;
}
