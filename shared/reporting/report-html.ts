import { html, raw } from 'hono/html';
import { CLAIM_WORDS } from '#shared/domain/claim-words.ts';
import { formatMoney } from '#shared/domain/money.ts';
import { CountName, DurationName } from '#shared/domain/roll-up.ts';
import { cleanText } from '#shared/extraction/clean-text.ts';
import { COVERAGE_WORDS } from '#shared/watches/coverage-words.ts';
import { monthsChart, shareChart } from './charts.ts';
import {
  ASKED_WORDS,
  COUNT_WORDS,
  COVERAGE_DEFINITION,
  DURATION_WORDS,
  RATE_WORDS,
  SELLER_WORDS,
  STOCKED_WORDS,
} from './definitions.ts';
import { countWords, durationWords, shareWords, stockedWords, valueWords } from './figure-words.ts';
import { type BrandFigures, type Figures, OutcomeRateName, RateName } from './figures.ts';
import type { PeriodFigures } from './period-figures.ts';
import type { RemovedOffer } from './removed-offers.ts';
import type { RepeatSellers } from './repeat-sellers.ts';
import { REPORT_STYLE } from './report-style.ts';
import type { Seen } from './seen.ts';

/** An offer that is gone; `jpeg` in base64, where there is a picture of it. */
export type PicturedOffer = Omit<RemovedOffer, 'capture'> & { jpeg?: string };

/** `removed`: some of what the venues removed, with pictures. */
export type Report = { brandName: string; figures: PeriodFigures; removed?: readonly PicturedOffer[] };

/** A page that needs nothing else: no script, no address, prints as it is. Everything outside it is escaped by the template. */
export function reportHtml({ brandName, figures, removed = [] }: Report): string {
  const { from, to, asOf, total, venues, months, horizonDays, value, seen, sellers } = figures;
  const inOne = valueWords(value, total.asked);
  const made = `${asOf.slice(0, 10)} ${asOf.slice(11, 16)} UTC`;
  return String(html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="viewport" content="width=device-width">
<title>${brandName}: ${from} to ${to}</title>
<style>${raw(REPORT_STYLE)}</style>
</head>
<body>
<header>
<h1>${brandName}</h1>
<p>What was found, noticed and removed from ${from} to ${to} (UTC). As of ${made}.</p>
</header>
${headline(total)}
${runningNote(total, horizonDays)}
<section>
<h2>Month by month</h2>
${raw(monthsChart(months))}
</section>
<section>
<h2>Marketplaces</h2>
${venuesTable(figures)}
${venues.length > 1 ? raw(shareChart(venues.map(({ marketplace, figures: { rates } }) => ({ label: marketplace, rate: rates.compliance })))) : ''}
</section>
<section>
<h2>Rates</h2>
<table>
<thead><tr><th>Rate</th><th class="number">Share</th><th class="number">Of</th><th>How it is made</th></tr></thead>
<tbody>${RateName.options.map((name) => {
    const rate = total.rates[name];
    const { name: title, formula } = RATE_WORDS[name];
    return html`<tr><th>${title}</th><td class="number">${shareWords(rate)}</td><td class="number">${countWords(rate.part)} of ${countWords(rate.of)}</td><td>${formula}</td></tr>`;
  })}</tbody>
</table>
</section>
${claimsPart(total)}
<section>
<h2>Times</h2>
<table>
<thead><tr><th>Time</th><th class="number">Median</th><th class="number">90 % within</th><th class="number">Cases</th><th>From when to when</th></tr></thead>
<tbody>${DurationName.options.map((name) => {
    const { count, medianMinutes, p90Minutes } = total.durations[name];
    const { name: title, formula } = DURATION_WORDS[name];
    return html`<tr><th>${title}</th><td class="number">${durationWords(medianMinutes)}</td><td class="number">${durationWords(p90Minutes)}</td><td class="number">${countWords(count)}</td><td>${formula}</td></tr>`;
  })}</tbody>
</table>
</section>
<section>
<h2>Counts</h2>
<table>
<thead><tr><th>Figure</th><th class="number">Cases</th><th>What is counted</th></tr></thead>
<tbody>${CountName.options.map(
    (name) =>
      html`<tr><th>${COUNT_WORDS[name].name}</th><td class="number">${countWords(total.counts[name])}</td><td>${COUNT_WORDS[name].formula}</td></tr>`,
  )}</tbody>
</table>
</section>
<section>
<h2>${ASKED_WORDS.name}</h2>
${askedTable(total)}
<p class="note">It is the ${ASKED_WORDS.formula}. Not the stock, and not sales that did not happen.${inOne ? ` In one currency: ${inOne}.` : ''}</p>
<p>${STOCKED_WORDS.name}: ${stockedWords(total.stocked) ?? 'unknown, no page of a removed offer said how many pieces there were'}.</p>
<p class="note">How it is made: ${STOCKED_WORDS.formula}. Of the others nothing is known, and nothing is guessed.</p>
</section>
${sellersPart(sellers)}
${removedPart(removed, total)}
${seenPart(seen)}
<footer>
<p>What happened to offers and stores is made from the histories of cases and of the files on stores, and can be made anew from
them; what searches showed was counted when each day was over. Markwarden.</p>
</footer>
</body>
</html>
`);
}

const headline = ({ counts, rates, durations }: Figures) => html`<ul class="headline">
<li><b>${countWords(counts.found)}</b> found</li>
<li><b>${countWords(counts.noticed)}</b> noticed</li>
<li><b>${countWords(counts.removed)}</b> removed</li>
<li><b>${shareWords(rates.compliance)}</b> compliance</li>
<li><b>${durationWords(durations.takedown.medianMinutes)}</b> to takedown (median)</li>
</ul>`;

const runningNote = ({ stillRunning }: Figures, horizonDays: number) =>
  stillRunning === 0
    ? ''
    : html`<p class="note">${countWords(stillRunning)} of these were noticed less than ${horizonDays} days ago: the rates that follow a notice may still rise.</p>`;

const venuesTable = ({ venues }: BrandFigures) =>
  venues.length === 0
    ? html`<p class="note">Nothing happened in this period.</p>`
    : html`<table>
<thead><tr><th>Marketplace</th><th class="number">Found</th><th class="number">Noticed</th><th class="number">Removed</th><th class="number">Refused</th><th class="number">Compliance</th><th class="number">Takedown, median</th></tr></thead>
<tbody>${venues.map(
        ({ marketplace, figures: { counts, rates, durations } }) =>
          html`<tr><th>${marketplace}</th><td class="number">${countWords(counts.found)}</td><td class="number">${countWords(counts.noticed)}</td><td class="number">${countWords(counts.removed)}</td><td class="number">${countWords(counts.rejected)}</td><td class="number">${shareWords(rates.compliance)}</td><td class="number">${durationWords(durations.takedown.medianMinutes)}</td></tr>`,
      )}</tbody>
</table>`;

const claimsPart = ({ claims }: Figures) =>
  claims.length === 0
    ? ''
    : html`<section>
<h2>By what was claimed</h2>
<table>
<thead><tr><th>Claim</th><th class="number">Noticed</th>${OutcomeRateName.options.map((name) => html`<th class="number">${RATE_WORDS[name].name}</th>`)}</tr></thead>
<tbody>${claims.map(
        ({ claim, noticed, rates }) =>
          html`<tr><th>${CLAIM_WORDS[claim]}</th><td class="number">${countWords(noticed)}</td>${OutcomeRateName.options.map((name) => html`<td class="number">${shareWords(rates[name])}</td>`)}</tr>`,
      )}</tbody>
</table>
</section>`;

const askedTable = ({ asked }: Figures) =>
  asked.length === 0
    ? html`<p class="note">No removed offer showed a price.</p>`
    : html`<table class="short">
<thead><tr><th class="number">Sum</th><th class="number">Offers</th></tr></thead>
<tbody>${asked.map(
        ({ offers, ...money }) =>
          html`<tr><td class="number">${formatMoney(money)}</td><td class="number">${countWords(offers)}</td></tr>`,
      )}</tbody>
</table>`;

const removedPart = (removed: readonly PicturedOffer[], { counts }: Figures) =>
  removed.length === 0
    ? ''
    : html`<section>
<h2>What was removed</h2>
<p class="note">${countWords(removed.length)} of ${countWords(counts.removed)} offers that were removed, the newest first, as they were captured.</p>
<ul class="removed">${removed.map(
        ({ title, marketplace, price, day, jpeg }) =>
          html`<li>${jpeg ? html`<img src="data:image/jpeg;base64,${jpeg}" alt="">` : html`<span class="unpictured">no picture</span>`}<b>${cleanText(title, 80)}</b>${marketplace}${price ? `, ${formatMoney(price)}` : ''}<br>removed on ${day}</li>`,
      )}</ul>
</section>`;

const sellersPart = ({ repeat, isWhole, ...counts }: RepeatSellers) => html`<section>
<h2>Repeat sellers and their stores</h2>
<table>
<thead><tr><th>Figure</th><th class="number">Value</th><th>What it is</th></tr></thead>
<tbody><tr><th>${SELLER_WORDS.repeat.name}</th><td class="number">${shareWords(repeat)} (${countWords(repeat.part)} of ${countWords(repeat.of)})</td><td>${SELLER_WORDS.repeat.formula}</td></tr>
${(['asked', 'closed', 'kept'] as const).map(
  (name) =>
    html`<tr><th>${SELLER_WORDS[name].name}</th><td class="number">${countWords(counts[name])}</td><td>${SELLER_WORDS[name].formula}</td></tr>`,
)}</tbody>
</table>
${isWhole ? '' : html`<p class="note">There are more files on stores than are counted here.</p>`}
</section>`;

const seenPart = ({ coverage, since, isWhole, gaps }: Seen) => html`<section>
<h2>What could not be seen</h2>
<p>${COVERAGE_DEFINITION.name}: ${shareWords(coverage)} (${countWords(coverage.part)} of ${countWords(coverage.of)} result pages). It is ${COVERAGE_DEFINITION.formula}.</p>
${since === undefined ? html`<p class="note">No search was scanned in this period: what the marketplaces showed is unknown.</p>` : ''}
${isWhole || since === undefined ? '' : html`<p class="note">Of this period only what was scanned since ${since.slice(0, 10)}.</p>`}
${
  gaps.length === 0
    ? ''
    : html`<table>
<thead><tr><th>Marketplace</th><th>Outcome</th><th class="number">Pages</th><th>What it means</th><th>Reasons given</th></tr></thead>
<tbody>${gaps.map(
        ({ marketplace, coverage, pages, reasons }) =>
          html`<tr><th>${marketplace}</th><td>${COVERAGE_WORDS[coverage].label}</td><td class="number">${countWords(pages)}</td><td>${COVERAGE_WORDS[coverage].means}</td><td>${reasons.map((reason) => cleanText(reason, 200)).join('; ')}</td></tr>`,
      )}</tbody>
</table>`
}
</section>`;
