import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import { combineCoverage } from '#shared/domain/coverage.ts';
import type { TrainingReport } from '#shared/domain/training-report.ts';
import type { ScanPage } from '#shared/stores/listing-store.ts';
import { expeditingOf } from './expediting.ts';
import type { ApiServices } from './services.ts';

type Row = { brand: string; watch: string; coverage: string; at: string; reason: string };

/** A year of scan pages is kept: far more than a page that is waited for may read. */
const COVERAGE_DAYS = 31;

/** The plain page at `/`: is it running, what could it see, how many cases stand where. */
export async function statusPage({
  brands,
  listings,
  cases,
  models,
  clock,
  outboxPath,
}: ApiServices): Promise<HtmlEscapedString> {
  const all = await brands.list();
  const since = new Date(clock().getTime() - COVERAGE_DAYS * 86_400_000);
  const rows: Row[] = [];
  const states = new Map<string, number>();
  for (const brand of all) {
    rows.push(...latestCoverage(brand.name, await listings.scanPages(brand.id, since)));
    for (const [state, count] of await cases.countByState(brand.id))
      states.set(state, (states.get(state) ?? 0) + count);
  }
  const expediting = await expeditingOf(all, models);
  return page({
    now: clock(),
    brands: all.map(({ name }, i) => ({ name, expediting: expediting[i]!.words })),
    rows,
    states: [...states].toSorted((a, b) => b[1] - a[1]),
    training: await models.report(),
    outboxPath,
  });
}

/** One row per watch: its newest period, the pages' verdicts combined. */
function latestCoverage(brand: string, pages: readonly ScanPage[]): Row[] {
  const byWatch = Map.groupBy(pages, (page) => `${page.keyword} on ${page.marketplace}`);
  return [...byWatch].map(([watch, all]) => {
    const newest = all
      .map((page) => page.period)
      .toSorted()
      .at(-1);
    const scan = all.filter((page) => page.period === newest);
    return {
      brand,
      watch,
      coverage: combineCoverage(scan.map((page) => page.coverage)),
      at:
        scan
          .map((page) => page.at)
          .toSorted()
          .at(-1) ?? '',
      reason: scan.find((page) => page.reason)?.reason ?? '',
    };
  });
}

/** A narrow screen must not break "95 / %". */
const unbroken = (words: string): string => words.replaceAll(' %', '\u00a0%');

type Shown = {
  now: Date;
  brands: readonly { name: string; expediting: string }[];
  rows: readonly Row[];
  states: readonly [string, number][];
  training: TrainingReport | undefined;
  outboxPath: string | undefined;
};

function page({ now, brands, rows, states, training, outboxPath }: Shown) {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Markwarden status</title>
<style>
:root{color-scheme:light dark;--ink:#16202b;--soft:#5a6877;--line:#d9e0e7;--paper:#fff;--ground:#f4f6f8;--good:#1d7a4f;--bad:#b3261e;--mid:#8a6100}
@media (prefers-color-scheme:dark){:root{--ink:#e7edf3;--soft:#9aa8b6;--line:#2c3742;--paper:#161d24;--ground:#0f151a;--good:#5cc995;--bad:#ff8a80;--mid:#e5b84d}}
*{box-sizing:border-box}body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{max-width:64rem;margin:0 auto;padding:1.5rem 1rem 3rem}h1{font-size:1.4rem;margin:0}h2{font-size:1rem;margin:2rem 0 .6rem}
p{margin:.2rem 0;color:var(--soft)}ul+p{margin-top:.7rem}a{color:inherit;text-underline-offset:.2em}li b{display:inline-block}code{white-space:nowrap}section,ul{background:var(--paper);border:1px solid var(--line);border-radius:.6rem}
.scroll{overflow-x:auto}table{width:100%;border-collapse:collapse}th,td{text-align:left;padding:.55rem .8rem;border-bottom:1px solid var(--line);vertical-align:top}
tr:last-child td{border-bottom:0}th{font-size:.8rem;color:var(--soft);font-weight:600}time{white-space:nowrap}
ul{display:flex;flex-wrap:wrap;gap:.4rem 1.6rem;list-style:none;margin:0;padding:.8rem 1rem}li b{font-variant-numeric:tabular-nums;font-size:1.2rem;margin-right:.3rem}
@media (max-width:36rem){thead{display:none}tr{display:block;padding:.7rem .8rem;border-bottom:1px solid var(--line)}tr:last-child{border-bottom:0}td{display:block;padding:0;border:0}td time,td:first-child{color:var(--soft)}}
.complete,.empty{color:var(--good)}.blocked,.unreadable{color:var(--bad)}.partial{color:var(--mid)}td b{font-weight:600}
</style>
</head>
<body><main>
<h1>Markwarden</h1>
<p>Running. ${brands.length} brand${brands.length === 1 ? '' : 's'} watched. <time datetime="${now.toISOString()}">${stamp(now.toISOString())}</time>${outboxPath ? html` · <a href="${outboxPath}">Alert e-mails</a>` : ''}</p>
<h2>Cases</h2>
${
  states.length === 0
    ? html`<p>No cases yet.</p>`
    : html`<ul>${states.map(([state, count]) => html`<li><a href="/cases?state=${state}"><b>${count}</b>${state}</a></li>`)}</ul>
<p><code>npx markwarden cases</code> lists them; decide with <code>npx markwarden case ID</code> and <code>--approve --by NAME</code> or <code>--dismiss REASON</code>.</p>`
}
<h2>Learning</h2>
${brands.map(({ name, expediting }) => html`<p>${name}. ${unbroken(expediting)}.</p>`)}
<p>${trainingWords(training)}</p>
<h2>What the last scans could see (${COVERAGE_DAYS} days)</h2>
${
  rows.length === 0
    ? html`<p>Nothing scanned lately. Register a brand with <code>npx markwarden brand add brand.yaml</code>.</p>`
    : html`<section class="scroll" tabindex="0" aria-label="Coverage per watch"><table><thead><tr><th>Brand</th><th>Watch</th><th>Coverage</th><th>When</th></tr></thead><tbody>
${rows.map(
  (row) =>
    html`<tr><td>${row.brand}</td><td>${row.watch}</td><td><b class="${row.coverage}">${row.coverage}</b>${row.reason ? html`<br>${row.reason}` : ''}</td><td><time datetime="${row.at}">${stamp(row.at)}</time></td></tr>`,
)}
</tbody></table></section>`
}
</main></body></html>`;
}

function trainingWords(training: TrainingReport | undefined): string {
  if (!training) return 'No training yet; it runs once a day.';
  const { at, promoted, candidate, inUse, why, decisions, agreement } = training;
  const model = promoted ? `model ${candidate} was promoted` : `model ${inUse} stays`;
  const agreed = agreement.pairs > 0 ? ` Two analysts agreed on ${agreement.agreed} of ${agreement.pairs} cases.` : '';
  return `Trained on ${decisions.read} decisions at ${stamp(at)}: ${model}, ${why}.${agreed}`;
}

const stamp = (iso: string) => `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
