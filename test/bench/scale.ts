import './quiet.ts';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { planRelease } from '#functions/dispatch/plan.ts';
import { say } from '#infra/cli/print.ts';
import { unitPlot } from '../evaluation/svg-plot.ts';
import {
  type Crowd,
  mean,
  type Outcome,
  quantile,
  REQUESTS_PER_SECOND,
  simulate,
  watchesOf,
} from './scale-scenarios.ts';

// `npm run scale`: simulates pace and dispatch, and writes docs/scale.md with its plots. Simulated time and seeded: the figures are the same
// on every machine but for those named as measured.

const DOCS = fileURLToPath(new URL('../../docs', import.meta.url));
const AXIS_SECONDS = 600;
const SCANS_AN_HOUR = REQUESTS_PER_SECOND * 0.75 * 3600;

const crowd = (prefix: string, brands: number, keywords: number, marketplaces: number, every: string): Crowd => ({
  prefix,
  brands,
  keywords,
  marketplaces,
  every,
});
const whole = (value: number) => Math.round(value).toLocaleString('en');
const oneDigit = (value: number) => value.toFixed(1);
const percent = (value: number) => `${(100 * value).toFixed(1)} %`;

const steady = crowd('steady', 20, 54, 1, '1h');
const FLOODS = [0, 500, 2_000, 5_000];

function row(name: string, outcome: Outcome, prefix: string): string {
  const late = outcome.lateness.get(prefix) ?? [];
  const unread = outcome.unread.get(prefix) ?? 0;
  return `| ${name} | ${whole(late.length)} | ${whole(unread)} | ${whole(mean(late))} s | ${whole(quantile(late, 0.95))} s | ${whole(late.at(-1) ?? 0)} s |`;
}

const hot = (name: string, { operationsPerPage, mostOperationsInASecond, putBacksPerPage, mostInvocations }: Outcome) =>
  `| ${name} | ${operationsPerPage.toFixed(2)} | ${mostOperationsInASecond} | ${putBacksPerPage.toFixed(2)} | ${mostInvocations} |`;

/** Share of pages read within so many seconds. */
const curve = (label: string, late: readonly number[]) => ({
  label,
  points: Array.from({ length: 61 }, (_, step): [number, number] => {
    const seconds = (step / 60) * AXIS_SECONDS;
    return [step / 60, late.filter((value) => value <= seconds).length / late.length];
  }),
});

function plot(file: string, title: string, curves: ReturnType<typeof curve>[]): void {
  const axes = { title, x: `lateness (1 = ${AXIS_SECONDS} s)`, y: 'share of pages read by then' };
  writeFileSync(`${DOCS}/scale/${file}.svg`, unitPlot(curves, axes));
}

function measurePlan(due: number): number {
  const all = watchesOf(crowd('due', 10_000, Math.ceil(due / 10_000), 20, '1d')).map((watch) => ({
    ...watch,
    readBy: '2027-01-01T00:00:00.000Z',
  }));
  const startedMs = performance.now();
  planRelease(all, (id) => ({ host: id, intervalMs: 1000 / REQUESTS_PER_SECOND / 0.75 }), new Date('2026-03-01'));
  return performance.now() - startedMs;
}

mkdirSync(`${DOCS}/scale`, { recursive: true });

const floods: { flood: number; outcome: Outcome }[] = [];
for (const flood of FLOODS) {
  const crowds = flood > 0 ? [steady, crowd('flood', 1, flood, 1, '1h')] : [steady];
  floods.push({ flood, outcome: await simulate({ crowds, hours: 6, warmUpHours: 2 }) });
  say(`flood of ${flood}: done`);
}
const lateOf = (outcome: Outcome) => outcome.lateness.get('steady')!;
const calm = lateOf(floods[0]!.outcome);
const worst = lateOf(floods.at(-1)!.outcome);
plot('flood', 'Twenty brands at 80 % load, alone and beside one that asks for 5,000 pages an hour', [
  curve('alone', calm),
  curve('beside a flood', worst),
]);

const many = await simulate({ crowds: [crowd('brand', 250, 40, 20, '1d')], hours: 4, warmUpHours: 1 });
say('250 brands: done');
const hourly = await simulate({ crowds: [crowd('brand', 250, 40, 20, '1h')], hours: 4, warmUpHours: 2 });
say('250 brands hourly: done');
const crowded = await simulate({ crowds: [crowd('brand', 10_000, 40, 20, '1d')], hours: 2, warmUpHours: 0.5 });
say('10,000 brands: done');
plot('brands', 'Daily watches of 250 and of 10,000 brands over twenty marketplaces', [
  curve('250 brands', many.lateness.get('brand')!),
  curve('10,000 brands', crowded.lateness.get('brand')!),
]);
const planMs = [40_000, 400_000].map((due) => ({ due, ms: measurePlan(due) }));

const growth = (of: (late: readonly number[]) => number) => percent(of(worst) / of(calm) - 1);
writeFileSync(
  `${DOCS}/scale.md`,
  `# How far it goes

Written by \`npm run scale\` ([test/bench/scale.ts](../test/bench/scale.ts)). **A simulation**, seeded, on simulated time: the real \`dispatch\`, \`crawl\`, batch loop and pace; stores in
memory with the same semantics; a page takes 1.5 s, every search has one result page, every host is asked ${REQUESTS_PER_SECOND} times a second at most and scans hold three quarters of that
(${whole(SCANS_AN_HOUR)} pages an hour and host). It says how work is shared out, not how fast AWS is. *Lateness* is the time from the beginning of a watch's period to its page.

## One brand floods a marketplace

Twenty brands with 54 hourly keywords each ask one host for 80 % of what its scans can take; a twenty-first asks for more and more. Four hours after two to warm up.

| the twenty brands, beside | pages read | not read | mean | 95 % within | latest |
|---|---|---|---|---|---|
${floods.map(({ flood, outcome }) => row(flood === 0 ? 'nobody' : `${whole(flood)} pages an hour`, outcome, 'steady')).join('\n')}

Beside 5,000 pages an hour their mean lateness grows by ${growth(mean)} and the 95 % mark by ${growth((late) => quantile(late, 0.95))}; none of their pages is left out. The loud brand gets
what is left, each of its watches in turn, and is told of the rest (${whole(floods.at(-1)!.outcome.unread.get('flood') ?? 0)} periods not read in those four hours).

![Lateness of twenty brands, alone and beside a flood](scale/flood.svg)

## 250 and 10,000 brands

Twenty marketplaces, 40 keywords a brand, each watched on one of them.

| brands | pages read | not read | mean | 95 % within | latest |
|---|---|---|---|---|---|
${row('250, daily (6 % of what the hosts can take), three hours', many, 'brand')}
${row('250, hourly (37 %), two hours', hourly, 'brand')}
${row('10,000, daily (62 %), an hour and a half', crowded, 'brand')}

![Lateness with 250 and 10,000 brands](scale/brands.svg)

## Hot items and concurrency

| case | operations on pace items a page | most in one second on one item | put-backs a page | most invocations at once |
|---|---|---|---|---|
${[
  ...floods.map(({ flood, outcome }) => hot(`20 brands, flood of ${whole(flood)}`, outcome)),
  hot('250 brands, daily', many),
  hot('250 brands, hourly', hourly),
  hot('10,000 brands, daily', crowded),
].join('\n')}

The first guess of a process that does not know how busy the host is counts as wrong whenever the host is busy; one that does know needs a single write. An item takes 1,000 writes a second.

## What breaks first

1. **The marketplaces' pace, long before anything of AWS.** ${whole(250 * 40)} keywords watched hourly on one marketplace are ${whole(250 * 40)} pages an hour where ${whole(SCANS_AN_HOUR)} can be read: ${oneDigit((250 * 40) / SCANS_AN_HOUR)}
   times too many, and every watch is read about every ${oneDigit((250 * 40) / SCANS_AN_HOUR)} hours. Registering such a brand says so. Spread over twenty marketplaces the same watches are 37 % of the pace.
2. **The tick's reading.** A tick reads every due watch. Within capacity that is what falls due in five minutes (1,400 watches for 10,000 brands). When far more is asked than can be read, all watches are
   due at once: to plan ${planMs.map(({ due, ms }) => `${whole(due)} of them took ${oneDigit(ms / 1000)} s`).join(', ')} (measured on the machine that wrote this page), and 400,000 are some 120 MB to read in each tick of a function with
   512 MB. That, and not the pace item, is the end of the line: about a quarter of a million watches that are due at the same time.
3. **Crawlers at once.** Production has ten invocations of five pages. At 20 hosts in full use that is ${oneDigit((20 * SCANS_AN_HOUR) / 3600)} pages a second; sites that take six seconds to answer would fill them. The
   simulation does not wait a second for fuller batches as the event source does, so that most of its invocations hold one page, and ten are reached in bursts.

What is not simulated: sites that refuse us, listings to store and to score, result pages beyond the first, throttling by AWS.
`,
);
say(`wrote docs/scale.md: ${growth(mean)} growth of the mean`);
