import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import * as z from 'zod';
import { UsageError } from '#infra/local/usage-error.ts';
import { CLAIM_WORDS } from '#shared/domain/claim-words.ts';
import { Rebuild, type Rebuilt } from '#shared/domain/rebuild.ts';
import { RATE_WORDS, SELLER_WORDS, STOCKED_WORDS } from '#shared/reporting/definitions.ts';
import { countWords, durationWords, shareWords, stockedWords, valueWords } from '#shared/reporting/figure-words.ts';
import { RateName } from '#shared/reporting/figures.ts';
import { figuresCsv } from '#shared/reporting/figures-csv.ts';
import type { PeriodFigures } from '#shared/reporting/period-figures.ts';
import type { Rate } from '#shared/reporting/rate.ts';
import type { Seen } from '#shared/reporting/seen.ts';
import { callHost } from '../api-client.ts';
import { figuresFromHost, type PeriodOptions } from '../figures-from-host.ts';
import { filled } from '../option-values.ts';
import { printJson, printTable, safeText, say } from '../print.ts';

type Options = PeriodOptions & { rebuild?: boolean; json?: boolean; csv?: boolean };

/** What was found, noticed and removed in a period, by marketplace. */
export function kpiCommand(): Command {
  return new Command('kpi')
    .requiredOption('--brand <id>', 'of this brand', filled)
    .option('--from <day>', 'first day, as 2026-01-01 (UTC); 90 days before the last one if left out', filled)
    .option('--to <day>', 'last day; today if left out', filled)
    .option('--currency <code>', 'in which the sum of all that was removed is said; EUR if left out', filled)
    .option('--rebuild', 'first make the stored figures anew from the histories of all cases')
    .option('--json', 'everything, as JSON')
    .option('--csv', 'everything, one figure a line')
    .action(async ({ rebuild, json, csv, ...options }: Options) => {
      if (rebuild) await rebuildOf(options.brand);
      const figures = await figuresFromHost(options);
      if (json) return printJson(figures);
      if (csv) return void process.stdout.write(figuresCsv(figures));
      printFigures(figures);
    });
}

async function rebuildOf(brand: string): Promise<void> {
  const path = `/brands/${encodeURIComponent(brand)}/figures/rebuild`;
  const { rebuild: begun } = await callHost(z.object({ rebuild: Rebuild }), 'POST', path);
  const { days, changed, kept } = await untilDone(begun, path);
  say(
    `Made anew from the histories: ${changed.length} of ${days} days differed${changed.length > 0 ? ` (${someOf(changed)})` : ''}.`,
  );
  if (kept.length > 0)
    say(`Left as they were, for cases that they count were deleted since: ${kept.length} days (${someOf(kept)}).`);
}

const LOOK_EVERY_MS = 2_000;

/** @throws UsageError when it failed */
async function untilDone(begun: Rebuild, path: string): Promise<Rebuilt> {
  let now = begun;
  let told = 0;
  while (now.state === 'running') {
    now = (await callHost(z.object({ rebuild: Rebuild.optional() }), 'GET', path)).rebuild ?? now;
    if (now.read > told) process.stderr.write(`${countWords(now.read)} histories read\n`);
    told = now.read;
    if (now.state === 'running') await sleep(LOOK_EVERY_MS);
  }
  if (now.state === 'done' && now.result) return now.result;
  throw new UsageError(`The figures were not made anew: ${now.why}. Ask again; the cause is in the log of digest.`);
}

const someOf = (days: readonly string[]): string =>
  days.length > 5 ? `${days.slice(0, 5).join(', ')} …` : days.join(', ');

function printFigures({ brandId, from, to, total, venues, horizonDays, value, seen, sellers }: PeriodFigures): void {
  say(`${brandId}, ${from} to ${to} (UTC). Each formula: docs/kpis.md`);
  const rows = [{ marketplace: 'all', figures: total }, ...venues];
  printTable(
    ['marketplace', 'found', 'noticed', 'removed', 'compliance', 'time to takedown, median', 'p90'],
    rows.map(({ marketplace, figures: { counts, rates, durations } }) => [
      safeText(marketplace, 60),
      counts.found,
      counts.noticed,
      counts.removed,
      shareWords(rates.compliance),
      durationWords(durations.takedown.medianMinutes),
      durationWords(durations.takedown.p90Minutes),
    ]),
  );
  printTable(
    ['rate', 'share', 'of'],
    RateName.options.map((name) => [RATE_WORDS[name].name, shareWords(total.rates[name]), ofWords(total.rates[name])]),
  );
  printTable(
    ['noticed as', 'notices', 'compliance', 'refused for the form', 'on the merits'],
    total.claims.map(({ claim, noticed, rates }) => [
      CLAIM_WORDS[claim],
      noticed,
      shareWords(rates.compliance),
      shareWords(rates.formRefusal),
      shareWords(rates.meritsRefusal),
    ]),
  );
  const inOne = valueWords(value, total.asked);
  if (inOne) say(`Asked for what was removed: ${inOne}.`);
  const stocked = stockedWords(total.stocked);
  if (stocked) say(`${STOCKED_WORDS.name}: ${stocked}.`);
  if (total.stillRunning > 0)
    say(`${total.stillRunning} were noticed less than ${horizonDays} days ago: their rates may still rise.`);
  const { repeat, asked, closed, kept } = sellers;
  say(
    `${SELLER_WORDS.repeat.name}: ${shareWords(repeat)} (${repeat.part} of ${repeat.of}). Stores: ${asked} asked to be closed, ${closed} closed, ${kept} kept.`,
  );
  say(seenWords(seen));
}

function seenWords({ coverage, since, isWhole, gaps }: Seen): string {
  if (since === undefined) return 'No search was scanned in this period: what the marketplaces showed is unknown.';
  const unread = gaps.map(({ marketplace, coverage, pages }) => `${safeText(marketplace, 60)}, ${pages} ${coverage}`);
  return [
    `${shareWords(coverage)} of what was due was read: ${ofWords(coverage)} result pages`,
    ...(isWhole ? [] : [` since ${since.slice(0, 10)}`]),
    '.',
    ...(unread.length > 0 ? [` Not read: ${unread.join('; ')}.`] : []),
  ].join('');
}

const ofWords = ({ part, of }: Rate): string => `${part} of ${of}`;
