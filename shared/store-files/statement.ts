import { html } from 'hono/html';
import type { Brand } from '#shared/domain/brand.ts';
import type { Case } from '#shared/domain/case.ts';
import type { StoreFile } from '#shared/domain/store-file.ts';
import { programmeOf } from '#shared/notices/programmes/programme-of.ts';
import { REPORT_STYLE } from '#shared/reporting/report-style.ts';
import { stillNoticed } from './fold.ts';
import { thresholdOf } from './strikes.ts';

const day = (at: string | undefined) => at?.slice(0, 10) ?? '–';

/**
 * What a venue is asked with to close a store: who the seller is, each offer that was removed after a notice, and what was noticed and
 * is still there. One
 * page that needs nothing else, without scores or internal keys.
 */
export function storeStatement(file: StoreFile, brand: Brand, cases: readonly Case[]): string {
  const programme = programmeOf(file.marketplaces[0]!);
  const { accepted, windowDays, whose } = thresholdOf(programme);
  const struck = file.strikes.flatMap(({ caseId }) => cases.find(({ id }) => id === caseId) ?? []);
  const waiting = stillNoticed(cases);
  const { rightsOwner, reporter } = brand.contacts;
  return String(html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Repeat infringement: ${file.sellerName ?? file.sellerId}</title>
<style>${REPORT_STYLE}</style></head><body>
<h1>Repeated infringement by one store</h1>
<p>${rightsOwner?.company ?? rightsOwner?.name ?? brand.name} asks ${programme.title} to close the store of the account named here, or to tell why it stays open.</p>
<table>
<tr><th>Account</th><td><bdi>${file.sellerId}</bdi></td></tr>
<tr><th>Name shown</th><td><bdi>${file.sellerName ?? '–'}</bdi></td></tr>
<tr><th>Marketplaces</th><td>${file.marketplaces.join(', ')}</td></tr>
<tr><th>Offers removed after notices</th><td>${file.strikes.length}; ${file.counted} as repeated offences in the last ${windowDays} days</td></tr>
<tr><th>Threshold</th><td>${accepted} in ${windowDays} days, ${whose === 'venue' ? 'by the programme' : 'by the rights owner: the programme publishes none'}</td></tr>
</table>
<h2>Removed after a notice</h2>
<table><thead><tr><th>Noticed</th><th>Removed</th><th>Notice number</th><th>Offer</th><th>Address</th></tr></thead><tbody>
${struck.map(
  ({ listing, submittedAt, removedAt, externalId }) =>
    html`<tr><td>${day(submittedAt)}</td><td>${day(removedAt)}</td><td><bdi>${externalId ?? '–'}</bdi></td><td><bdi>${listing.title}</bdi></td><td><bdi>${listing.url}</bdi></td></tr>`,
)}
</tbody></table>
${
  waiting.length > 0
    ? html`<h2>Noticed and not removed yet</h2>
<ul>${waiting.map(({ listing }) => html`<li><bdi>${listing.title}</bdi> <bdi>${listing.url}</bdi></li>`)}</ul>`
    : ''
}
<p>The person who signs declares that the facts above are complete and correct to the best of their knowledge.</p>
<p>Name: ${reporter?.name ?? ''} · Date: · Signature:</p>
</body></html>
`);
}
