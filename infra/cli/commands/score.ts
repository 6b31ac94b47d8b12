import { Command } from 'commander';
import pc from 'picocolors';
import { createProgress } from '#infra/local/start/progress.ts';
import { UsageError } from '#infra/local/usage-error.ts';
import type { Listing } from '#shared/domain/listing.ts';
import type { Decision, Verdict } from '#shared/domain/verdict.ts';
import { explanationOf, type JudgedBy, percent, signed, tellingReasons } from '#shared/scoring/explanation.ts';
import { model } from '#shared/scoring/model.ts';
import { scoreListing } from '#shared/scoring/score-listing.ts';
import { EXIT } from '../exit.ts';
import { inOrder } from '../in-order.ts';
import { countListingLines, type ListingLine, readListingLines } from '../listing-lines.ts';
import { picturesElsewhere, pricesWithoutRate, referenceAddresses } from '../not-looked-at.ts';
import { safeText, say } from '../print.ts';
import { loadBrandFile } from '../read-brand-file.ts';
import { savedListingImages, savedReferenceImages } from '../saved-images.ts';

type Options = { brand: string; json?: boolean };

export function scoreCommand(): Command {
  return new Command('score')
    .requiredOption('--brand <file>', 'brand file (YAML or JSON)')
    .option(
      '--json',
      'print {id, probability, decision, modelVersion, start, sum, calibrated, signals: [{id, contribution, evidence}], notLookedAt: [sentence]}, one line a listing',
    )
    .argument(
      '<listings>',
      'file of one JSON listing a line; "-" reads stdin. Pictures are looked at when their address is file:',
    )
    .action(score);
}

/** Pictures are decoded in threads of their own while others are read: more at once would only hold memory. */
const AT_ONCE = 4;

async function score(path: string, options: Options): Promise<void> {
  const brand = loadBrandFile(options.brand);
  const lines = readListingLines(path);
  const atOnce = path === '-' ? 1 : AT_ONCE; // who writes line by line waits for the answer to each
  const progress = await pictureProgress(path);
  const referencesUnread = picturesElsewhere(referenceAddresses(brand));
  const officialImages = await savedReferenceImages(brand, options.brand, (message) => {
    referencesUnread.push(message);
    progress.say(`${options.brand}: ${message}`);
  });
  let count = 0;
  for await (const { entry, images, unread } of inOrder(lines, atOnce, (each) =>
    withImages(each, path, progress.say),
  )) {
    count++;
    progress.next();
    if ('problem' in entry) {
      progress.say(`${path}:${entry.line}: ${entry.problem}`);
      process.exitCode = EXIT.usage;
      continue;
    }
    const { listing } = entry;
    const verdict = scoreListing({ brand, listing, images, officialImages, now: new Date() });
    const notLookedAt = [
      ...unread,
      ...(images ? referencesUnread.map((message) => `to compare with: ${message}`) : []),
      ...pricesWithoutRate(brand, listing),
    ];
    if (notLookedAt.length > 0) process.exitCode ??= EXIT.coverage;
    const print = options.json ? asJson : forPeople;
    process.stdout.write(print(listing, verdict, notLookedAt));
  }
  progress.finish();
  if (count === 0) throw new UsageError(`${path === '-' ? 'standard input' : path} holds no listings`);
}

async function withImages(entry: ListingLine, path: string, warn: (message: string) => void) {
  if ('problem' in entry) return { entry, unread: [] };
  const unread = picturesElsewhere(entry.listing.imageUrls);
  const images = await savedListingImages(entry.listing, path, (message) => {
    unread.push(message);
    warn(`${path}:${entry.line}: ${message}`);
  });
  return { entry, images, unread };
}

/** A bar for a person who waits and sees nothing else: verdicts on the terminal are progress enough. */
async function pictureProgress(path: string) {
  const isSilent = process.stdout.isTTY || !process.stderr.isTTY;
  const total = isSilent ? undefined : await countListingLines(path);
  if (!total) return { say, next: () => {}, finish: () => {} };
  const bar = createProgress();
  let done = 0;
  return {
    say: bar.say,
    next: () => bar.update(++done / total, `${done} of ${total} listings`),
    finish: bar.finish,
  };
}

type NotLookedAt = readonly string[];

/** This command judges with the shipped weights, whatever a running host has learnt. */
const JUDGED_BY: JudgedBy = { bias: model.bias.value, calibrated: model.calibration !== undefined };

function asJson({ id }: Listing, verdict: Verdict, notLookedAt: NotLookedAt): string {
  const { probability, decision, modelVersion, closerLook } = verdict;
  const { start, sum } = explanationOf(verdict, JUDGED_BY) ?? {};
  const { calibrated } = JUDGED_BY;
  const signals = verdict.signals.map(({ id, contribution, evidence }) => ({ id, contribution, evidence }));
  const explained = { start: start?.logOdds, sum: sum && Number(sum.logOdds.toFixed(3)), calibrated, signals };
  return `${JSON.stringify({ id, probability, decision, closerLook, modelVersion, ...explained, notLookedAt })}\n`;
}

const COLOUR: Record<Decision, (text: string) => string> = { ignore: pc.green, review: pc.yellow, expedite: pc.red };

function forPeople(listing: Listing, verdict: Verdict, notLookedAt: NotLookedAt): string {
  const { probability, decision, signals } = verdict;
  const head = `${pc.bold(percent(probability).padStart(7))}  ${COLOUR[decision](decision.padEnd(8))}  ${safeText(listing.title)} ${pc.dim(safeText(listing.id, 40))}`;
  const { start, sum } = explanationOf(verdict, JUDGED_BY) ?? {};
  const unread = notLookedAt.map((message) => `  ${pc.yellow('not looked at')}  ${safeText(message, 400)}`);
  const lines = [
    head,
    ...(start ? [line('', start.logOdds, '', start.words)] : []),
    ...tellingReasons(signals).map(({ id, contribution, evidence }) =>
      line(bar(contribution), contribution, id, evidence),
    ),
    ...(sum ? [line('', sum.logOdds, '=', sum.words)] : []),
    ...(verdict.closerLook ? [`  ${verdict.closerLook}`] : []),
    ...unread,
  ];
  return `${lines.join('\n')}\n\n`;
}

const BAR_WIDTH = 12;
const LOG_ODDS_PER_CELL = 0.4;

/** "+3.20 ████████      low-price   sentence": the longer the bar, the more it moved the score. */
function line(bar: string, logOdds: number, id: string, sentence: string): string {
  const blocks = bar.padEnd(BAR_WIDTH);
  const coloured = logOdds < 0 ? pc.green(blocks) : pc.red(blocks);
  return `  ${signed(logOdds).padStart(7)} ${coloured} ${id.padEnd(23)} ${safeText(sentence, 400)}`;
}

function bar(contribution: number): string {
  const cells = Math.min(BAR_WIDTH, Math.round(Math.abs(contribution) / LOG_ODDS_PER_CELL));
  return (contribution < 0 ? '░' : '█').repeat(cells);
}
