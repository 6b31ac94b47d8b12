import { existsSync } from 'node:fs';
import { Command } from 'commander';
import * as z from 'zod';
import { UsageError } from '#infra/local/usage-error.ts';
import { type BrandChange, brandChanges, changeWords, mustBeAsked } from '#shared/brands/brand-changes.ts';
import { BrandFileError, type BrandFileProblem } from '#shared/brands/brand-file.ts';
import { brandWarnings } from '#shared/brands/brand-warnings.ts';
import { AlertAddress, addressWords, isReached } from '#shared/domain/alert-address.ts';
import { Brand } from '#shared/domain/brand.ts';
import { missingForSending } from '#shared/notices/missing-for-sending.ts';
import { callHost } from '../api-client.ts';
import { EXIT } from '../exit.ts';
import { fingerprintAdvice } from '../fingerprint-advice.ts';
import { filled } from '../option-values.ts';
import { counted, printJson, printTable, safeText, say } from '../print.ts';
import { readBrandFile } from '../read-brand-file.ts';
import { savedPath } from '../saved-images.ts';
import { addAttachCommand } from './brand-attach.ts';
import { addKeywordsCommand } from './brand-keywords.ts';
import { addProductCommands } from './brand-products.ts';

const { id, name, watches, enforcement } = Brand.shape;
const BrandRow = z.object({ id, name, watches, enforcement });

const ShownBrand = z.object({ brand: Brand, products: z.int(), expediting: z.object({ words: z.string() }) });

export function brandCommand(): Command {
  const brand = new Command('brand');

  brand
    .command('validate')
    .description('check a brand file without sending it anywhere')
    .argument('<file>', 'brand file, YAML or JSON')
    .option('--json', 'print {valid, problems, warnings, missingForSending}')
    .action((file: string, options: { json?: boolean }) => {
      try {
        const { brand: valid, warnings } = warningsOf(file);
        const missing = missingForSending(valid, new Date());
        if (options.json) return printJson({ valid: true, problems: [], warnings, missingForSending: missing });
        say(
          `${file} is valid: ${valid.name}, ${counted(valid.watches.length, 'watch', 'watches')}, ${counted(valid.fingerprint.products.length, 'product')}.`,
        );
        sayWarnings(file, warnings);
        if (missing.length > 0)
          say(`Good for scanning. Before a notice can be sent it still needs:\n  - ${missing.join('\n  - ')}`);
      } catch (error) {
        const broken = (error as Error).cause;
        if (!options.json || !(broken instanceof BrandFileError)) throw error;
        printJson({ valid: false, problems: broken.problems });
        process.exitCode = EXIT.usage;
      }
    });

  brand
    .command('add')
    .description('register a brand with the running host, or replace it')
    .argument('<file>', 'brand file, YAML or JSON')
    .option('--replace', 'also when marks, authorised sellers or contacts that are registered are not in the file')
    .option('--json', 'print {id, created, changes: [{what, before, after, lost}], warnings}')
    .action(async (file: string, options: { json?: boolean; replace?: boolean }) => {
      const { brand: parsed, warnings } = warningsOf(file);
      const changes = await changesTo(parsed);
      const losses = changes.filter(mustBeAsked);
      if (losses.length > 0 && !options.replace) throw new UsageError(refusal(parsed, losses));
      const path = options.replace ? '/brands?replace=true' : '/brands';
      const { created, warnings: said } = await callHost(Saved, 'POST', path, parsed);
      // What only the host can know: the other brands' share of a marketplace.
      const further = said.filter(({ message }) => !warnings.some((known) => known.message === message));
      if (options.json) return printJson({ id: parsed.id, created, changes, warnings: [...warnings, ...further] });
      sayWarnings(file, warnings);
      for (const { field, message } of further) say(safeText(`Warning: ${field}: ${message}`, 700));
      for (const change of changes) say(safeText(changeWords(change), 300));
      say(`${parsed.name} is ${created ? 'registered' : 'updated'}. Its watches run at the next tick.`);
    });

  brand
    .command('list')
    .description('brands on the running host')
    .option('--json', 'print an array')
    .action(async (options: { json?: boolean }) => {
      const { brands } = await callHost(z.object({ brands: z.array(BrandRow) }), 'GET', '/brands');
      if (options.json) return printJson(brands);
      if (brands.length === 0) return say('No brand is registered yet. "markwarden brand add FILE" registers one.');
      printTable(
        ['id', 'name', 'watches', 'mode'],
        brands.map((row) => [row.id, row.name, row.watches.length, row.enforcement.mode]),
      );
    });

  brand
    .command('show')
    .description('one brand as it is registered')
    .argument('<id>', 'brand id', filled)
    .option('--json', 'print the whole profile (the default prints it too, as JSON)')
    .action(async (id: string, options: { json?: boolean }) => {
      const answer = await callHost(ShownBrand, 'GET', `/brands/${encodeURIComponent(id)}`);
      printJson(answer.brand);
      if (options.json) return;
      say(`${answer.expediting.words}.`);
      sayAddresses(await addressesOf(id));
      say(fingerprintAdvice(answer.products));
    });

  brand
    .command('alerts')
    .description('whom the alerts of a brand reach, as SNS says now')
    .argument('<id>', 'brand id', filled)
    .option('--ask-again', 'have SNS write once more to the addresses that are not reached')
    .option('--json', 'print an array of {email, state}')
    .action(async (id: string, options: { askAgain?: boolean; json?: boolean }) => {
      const addresses = await addressesOf(id, options.askAgain);
      if (options.json) return printJson(addresses);
      sayAddresses(addresses);
    });

  addProductCommands(brand);
  addAttachCommand(brand);
  addKeywordsCommand(brand);
  return brand;
}

const Addresses = z.object({ addresses: z.array(AlertAddress) });

async function addressesOf(id: string, askAgain = false): Promise<AlertAddress[]> {
  const path = `/brands/${encodeURIComponent(id)}/alert-addresses`;
  const answer = askAgain ? callHost(Addresses, 'POST', `${path}/ask`) : callHost(Addresses, 'GET', path);
  return (await answer).addresses;
}

function sayAddresses(addresses: readonly AlertAddress[]): void {
  if (addresses.length === 0) say('Alerts: no address is named, nobody is written to.');
  for (const address of addresses) say(safeText(`Alerts: ${address.email} is ${addressWords(address)}.`, 300));
  if (addresses.length > 0 && !addresses.some(isReached))
    say('Alerts reach NOBODY. "markwarden brand alerts ID --ask-again" has SNS write again.');
}

/** Compared with what is registered under the id; nothing when nothing is. */
async function changesTo(parsed: Brand): Promise<BrandChange[]> {
  const { brands } = await callHost(z.object({ brands: z.array(BrandRow) }), 'GET', '/brands');
  if (!brands.some((row) => row.id === parsed.id)) return [];
  const { brand } = await callHost(ShownBrand, 'GET', `/brands/${encodeURIComponent(parsed.id)}`);
  return brandChanges(brand, parsed);
}

function refusal(parsed: Brand, losses: readonly BrandChange[]): string {
  return [
    `Nothing was changed: a brand "${parsed.id}" is registered, and would lose what is not in this file:`,
    ...losses.map((change) => `  ${safeText(changeWords(change), 300)}`),
    `Add it to the file ("markwarden brand show ${parsed.id}" prints what is registered), use another id, or give --replace.`,
  ].join('\n');
}

/** Every warning with the line it is about. */
function warningsOf(file: string): { brand: Brand; warnings: BrandFileProblem[] } {
  const { brand, place } = readBrandFile(file);
  const isThere = (address: string) => existsSync(savedPath(address, file));
  const warnings = brandWarnings(brand, new Date(), isThere);
  return { brand, warnings: warnings.map(({ path, message }) => ({ ...place(path), message })) };
}

const Saved = z.object({
  created: z.boolean(),
  warnings: z.array(z.object({ field: z.string(), message: z.string() })).default([]),
});

function sayWarnings(file: string, warnings: readonly BrandFileProblem[]): void {
  for (const { field, line, column, message } of warnings)
    say(safeText(`Warning: ${file}:${line}:${column}  ${field}: ${message}`, 500));
}
