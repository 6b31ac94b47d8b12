import { blockPageOf } from '#shared/extraction/block-detection.ts';
import { asShare, asText } from '#shared/extraction/listing-fields.ts';
import { openPage, type PageDocument } from '#shared/extraction/page-document.ts';
import type { Page, SellerReading } from '#shared/extraction/reading.ts';
import { attr, firstOf, mapped, meta, type Rules, source, text } from '#shared/extraction/rule.ts';
import { readSearch } from './search.ts';
import { STORE_ID } from './sites.ts';

const ID: Rules = [
  attr('link[rel="canonical"][href*="/store/"]', 'href', STORE_ID),
  mapped(meta('og:url'), (url) => STORE_ID.exec(String(url))?.[1]),
  source(/\bstoreId["']?\s*[:=]\s*["']?(\d{3,12})/),
];
const NAME: Rules = [
  text('.shop-name a, .store-name a, [data-pl="store-name"]'),
  // The page's own title: "Fjord Goods Store - Amazing products with exclusive discounts on AliExpress".
  mapped(
    meta('og:title'),
    (title) => /^(.{1,120}?)\s+-\s+(?:Amazing|Small Orders|.*AliExpress)/i.exec(String(title))?.[1],
  ),
];
const RATING: Rules = text('.positive-feedback, .positive-percent, [class*="positiveRate"]', /\d[\d.,]*\s?%/);

/** A shop's page. Its name and number are in the page, its goods come by script: what is drawn is read like a result page. */
export function readSeller(page: Page): SellerReading {
  const doc = openPage(page);
  if ('hostile' in doc) return { coverage: 'unreadable', reason: `hostile page: ${doc.hostile}`, seller: null };
  const { coverage, reason, listings } = readSearch(page);
  const block = blockPageOf(doc, 'status') ?? (coverage === 'blocked' ? reason : undefined);
  if (block) return { coverage: 'blocked', reason: block, seller: null };
  const seller = sellerOf(doc);
  if (!seller) return { coverage: 'unreadable', reason, seller: null };
  return {
    coverage: coverage === 'partial' ? 'partial' : 'complete',
    reason: coverage === 'partial' ? reason : undefined,
    seller,
    listings,
  };
}

function sellerOf(doc: PageDocument): SellerReading['seller'] {
  const scope = { doc, element: doc.root, item: undefined };
  const line = (found: unknown) => asText(found, 256);
  const seller = {
    id: firstOf(ID, scope, line)?.value,
    name: firstOf(NAME, scope, line)?.value,
    rating: firstOf(RATING, scope, asShare)?.value,
  };
  const known = Object.fromEntries(Object.entries(seller).filter(([, value]) => value !== undefined));
  return seller.id ? known : null;
}
