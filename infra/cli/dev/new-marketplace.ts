import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, CommanderError } from 'commander';
import { UsageError } from '#infra/local/usage-error.ts';
import { Currency, moneyFromMajor } from '#shared/domain/money.ts';
import { EXIT } from '../exit.ts';
import { say } from '../print.ts';

// `npm run new:marketplace -- ID`: a folder that works on invented pages, to be filled with the real site's layouts.

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const TEMPLATE = '_example';

export type NewMarketplace = { id: string; title: string; host: string; currency: string };

/**
 * Copies the template, registers it, and returns the files written, relative to the project's root.
 * @throws UsageError for an id or host that cannot be, or that is taken.
 */
export function scaffoldMarketplace(root: string, { id, title, host, currency }: NewMarketplace): string[] {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) throw new UsageError(`an id is lower case with hyphens, not "${id}"`);
  if (!/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(host))
    throw new UsageError(`a host looks like "shop.example", not "${host}"`);
  if (!Currency.safeParse(currency).success)
    throw new UsageError(`a currency is three capital letters such as EUR, not "${currency}"`);
  if (/['\\\n]/.test(title)) throw new UsageError('a title has no quotes and no backslashes');
  const folder = join(root, 'shared/marketplaces', id);
  if (existsSync(folder)) throw new UsageError(`there is a marketplace "${id}" already`);
  const name = constantName(id);
  const template = join(root, 'shared/marketplaces', TEMPLATE);
  const files = readdirSync(template, { recursive: true, encoding: 'utf8' }).filter((file) => /\.\w+$/.test(file));
  const written = files.map((file) => {
    const target = join(folder, file === 'example.ts' ? `${id}.ts` : file);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, filledIn(readFileSync(join(template, file), 'utf8'), { id, title, host, currency, name }));
    return target;
  });
  const registry = join(root, 'shared/marketplaces/index.ts');
  writeFileSync(registry, registered(readFileSync(registry, 'utf8'), id, name));
  return [...written, registry];
}

function filledIn(text: string, { id, title, host, currency, name }: NewMarketplace & { name: string }): string {
  const minor = (_: string, cents: string) =>
    `"amountMinor": ${moneyFromMajor(Number(cents) / 100, currency).amountMinor}`;
  return text
    .replaceAll(/"amountMinor": (\d+)/g, minor)
    .replaceAll('USD', currency)
    .replace('export const example:', `export const ${name}:`)
    .replaceAll(/(['"])example\1/g, (_, quote: string) => `${quote}${id}${quote}`)
    .replaceAll('shop.example', host)
    .replaceAll('Example', title);
}

/** One import and one entry more, the entry before the first that comes later in the alphabet. */
function registered(source: string, id: string, name: string): string {
  const list = /(readonly Marketplace\[\] = \[)([^\]]*)(\])/;
  const [, , inside] = list.exec(source) ?? [];
  if (inside === undefined) throw new Error('shared/marketplaces/index.ts has no list of marketplaces');
  const names = inside
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);
  const later = names.findIndex((other) => other.localeCompare(name) > 0);
  const entries = names.toSpliced(later < 0 ? names.length : later, 0, name);
  return source
    .replace(list, (_, start: string, __, end: string) => `${start}${entries.join(', ')}${end}`)
    .replace(/^import .* from '\.\//m, (line) => `import { ${name} } from './${id}/${id}.ts';\n${line}`);
}

/** "avito-ma" → avitoMa; a name cannot begin with a digit: "11st" → the11st. */
function constantName(id: string): string {
  const camel = id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return /^\d/.test(camel) ? `the${camel}` : camel;
}

type Options = Partial<NewMarketplace> & Pick<NewMarketplace, 'currency'>;

function newMarketplace(id: string, { title = id, host = `${id}.example`, currency }: Options): void {
  const files = scaffoldMarketplace(ROOT, { id, title, host, currency });
  const sources = files.filter((file) => file.endsWith('.ts'));
  // Puts the import in its place and breaks lines as everywhere else.
  execFileSync(join(ROOT, 'node_modules/.bin/biome'), ['check', '--write', ...sources], { cwd: ROOT, stdio: 'pipe' });
  for (const file of files) say(`wrote ${basename(dirname(file))}/${basename(file)}`);
  say(
    `Next: docs/add-a-marketplace.md. Save real pages with "npm run record -- --marketplace ${id} --kind search URL".`,
  );
}

if (import.meta.main) {
  const command = new Command('new:marketplace')
    .description('make the folder of a new marketplace, with fixtures, and register it')
    .argument('<id>', 'lower case with hyphens; the name that watches use')
    .option('--title <title>', 'as people call it; default: the id')
    .requiredOption('--currency <code>', 'what its prices are in, such as EUR')
    .option('--host <host>', 'its domain, without www')
    .action(newMarketplace)
    .exitOverride();
  try {
    await command.parseAsync();
  } catch (error) {
    if (!(error instanceof UsageError) && !(error instanceof CommanderError)) throw error;
    if (error instanceof UsageError) say(error.message);
    process.exitCode = error instanceof CommanderError && error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  }
}
