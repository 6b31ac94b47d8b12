import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import * as z from 'zod';
import { UsageError } from '#infra/local/usage-error.ts';
import { printHtml } from '#shared/fetching/print-html.ts';
import { reportHtml } from '#shared/reporting/report-html.ts';
import { callHost } from '../api-client.ts';
import { figuresFromHost, type PeriodOptions } from '../figures-from-host.ts';
import { filled } from '../option-values.ts';
import { say } from '../print.ts';

const NamedBrand = z.object({ brand: z.object({ name: z.string() }) });

/** The figures of a period as one page that can be sent on: HTML, or PDF by the same page. */
export function reportCommand(): Command {
  return new Command('report')
    .requiredOption('--brand <id>', 'of this brand', filled)
    .requiredOption('--out <file>', 'where to write it: a name that ends in .html or .pdf', filled)
    .option('--from <day>', 'first day, as 2026-01-01 (UTC); 90 days before the last one if left out', filled)
    .option('--to <day>', 'last day; today if left out', filled)
    .action(async ({ out, ...options }: PeriodOptions & { out: string }) => {
      if (!/\.(html|pdf)$/i.test(out)) throw new UsageError(`--out: "${out}" ends in neither .html nor .pdf.`);
      const figures = await figuresFromHost(options);
      const { brand } = await callHost(NamedBrand, 'GET', `/brands/${encodeURIComponent(options.brand)}`);
      const page = reportHtml({ brandName: brand.name, figures });
      await writeFile(out, /\.pdf$/i.test(out) ? await printHtml(page, process.env.CHROME_PATH) : page);
      say(`Wrote ${out}.`);
    });
}
