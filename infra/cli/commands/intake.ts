import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import * as z from 'zod';
import { UsageError } from '#infra/local/usage-error.ts';
import { isRead } from '#shared/domain/coverage.ts';
import { provenanceWords } from '#shared/domain/provenance.ts';
import { HOUR_MS } from '#shared/domain/time-units.ts';
import { decodeBody, MAX_BODY_BYTES } from '#shared/extraction/decode-body.ts';
import { ScanPage } from '#shared/stores/listing-store.ts';
import { callHost } from '../api-client.ts';
import { EXIT } from '../exit.ts';
import { counted, printJson, printTable, safeText, say } from '../print.ts';
import { uploaded } from '../upload.ts';
import { ownAddress, readBytes } from './extract.ts';

type Options = { brand: string; url?: string; marketplace?: string; note?: string; json?: boolean };
type Sent = { file: string; jobId: string };

/** More goes to the bucket: JSON doubles some characters, and a call takes 4 MB. */
const MOST_INLINE_BYTES = 1_500_000;
const WAIT_MS = 60_000;

export function intakeCommand(): Command {
  return new Command('intake')
    .requiredOption('--brand <id>', 'a registered brand')
    .option('--url <url>', "the page's address; default: what the page itself names")
    .option('--marketplace <id>', 'which reader; default: by the address')
    .option('--note <text>', 'what whoever decides should know')
    .option('--json', 'print {pages: [{file, coverage, reason?, listings}], refused: [{file, line, field, message}]}')
    .argument('<file...>', 'pages as your browser saved them (.gz too), or listings as .jsonl')
    .action(intake);
}

async function intake(files: string[], options: Options): Promise<void> {
  const sent: Sent[] = [];
  const refused: { file: string; line: number; field: string; message: string }[] = [];
  for (const file of files) {
    if (!/\.(jsonl|ndjson)(\.gz)?$/i.test(file)) {
      sent.push({ file, jobId: await sendPage(file, options) });
      continue;
    }
    const answer = await callHost(
      z.object({
        jobIds: z.array(z.string()),
        refused: z.array(z.looseObject({ line: z.int(), field: z.string(), message: z.string() })),
      }),
      'POST',
      `/listings?brand=${encodeURIComponent(options.brand)}`,
      decodeBody(readBytes(file)).text,
    );
    sent.push(...answer.jobIds.map((jobId) => ({ file, jobId })));
    refused.push(...answer.refused.map((line) => ({ file, ...line })));
  }
  const pages = await waitFor(sent, options.brand);
  const rows = sent.map(({ file, jobId }) => ({ file, page: pages.get(jobId) }));
  if (options.json) {
    const shown = rows.map(({ file, page }) => ({
      file,
      coverage: page?.coverage,
      reason: page?.reason,
      listings: page?.listingIds,
    }));
    printJson({ pages: shown, refused });
  } else printRows(rows);
  for (const { file, line, field, message } of refused) say(safeText(`${file}, line ${line}: ${field} ${message}`));
  if (rows.some(({ page }) => !page)) {
    say('Some pages wait to be read; they are kept, and nothing has to be sent again.');
    process.exitCode = EXIT.unfinished;
  } else if (refused.length > 0 || rows.some(({ page }) => !page || !isRead(page.coverage)))
    process.exitCode = EXIT.coverage;
}

async function sendPage(file: string, { brand, url: given, marketplace, note }: Options): Promise<string> {
  const bytes = readBytes(file);
  if (bytes.length > MAX_BODY_BYTES)
    throw new UsageError(
      `${file} has ${bytes.length} bytes, and ${MAX_BODY_BYTES} are read: save it without its pictures.`,
    );
  const html = decodeBody(bytes).text;
  const url = given ?? savedFrom(html);
  if (!url) throw new UsageError(`${file} does not say where it was saved from: name it with --url.`);
  const body = { brand, url, marketplace, note };
  const { jobId } = await callHost(z.object({ jobId: z.string() }), 'POST', '/pages', {
    ...body,
    ...(bytes.length > MOST_INLINE_BYTES ? { upload: await uploaded(brand, Buffer.from(html)) } : { file: html }),
  });
  return jobId;
}

/** Page savers note the address in a comment at the top; else what the page calls its own. */
function savedFrom(html: string): string | undefined {
  const noted =
    /<!--[^>]*?\burl:\s*(https?:\/\/\S+)/i.exec(html.slice(0, 4000)) ??
    /<!--\s*saved from url=\(\d+\)(https?:\/\/\S+)/i.exec(html.slice(0, 4000));
  return noted?.[1] ?? ownAddress(html, '');
}

async function waitFor(sent: readonly Sent[], brand: string): Promise<Map<string, ScanPage>> {
  const wanted = new Set(sent.map(({ jobId }) => jobId));
  const deadline = Date.now() + WAIT_MS;
  for (;;) {
    const since = new Date(deadline - WAIT_MS - HOUR_MS).toISOString();
    const Answer = z.object({ pages: z.array(ScanPage) });
    const { pages } = await callHost(Answer, 'GET', `/brands/${encodeURIComponent(brand)}/scans?since=${since}`);
    const read = new Map(pages.filter(({ jobId }) => wanted.has(jobId)).map((page) => [page.jobId, page]));
    if (read.size === wanted.size || Date.now() >= deadline) return read;
    await sleep(500);
  }
}

function printRows(rows: readonly { file: string; page?: ScanPage }[]): void {
  printTable(
    ['file', 'marketplace', 'watch', 'coverage', 'listings', 'reason'],
    rows.map(({ file, page }) => [
      safeText(file, 40),
      page?.marketplace ?? '',
      safeText(page?.keyword ?? '', 30),
      page?.coverage ?? 'waits',
      page?.listingIds.length ?? '',
      safeText(page?.reason ?? '', 60),
    ]),
  );
  const first = rows.find(({ page }) => page)?.page;
  const listings = rows.reduce((sum, { page }) => sum + (page?.listingIds.length ?? 0), 0);
  say(`${counted(listings, 'listing')}, ${provenanceWords(first?.brought)}.`);
}
