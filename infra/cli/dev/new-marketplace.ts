import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, CommanderError } from 'commander';
import { UsageError } from '#infra/local/usage-error.ts';
import { Currency, moneyFromMajor } from '#shared/domain/money.ts';
import { EXIT } from '../exit.ts';
import { say } from '../print.ts';
import { registerMarketplace } from './register-marketplace.ts';

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
  if (existsSync(join(root, 'shared/marketplaces', id))) throw new UsageError(`there is a marketplace "${id}" already`);
  const name = constantName(id);
  const template = join(root, 'shared/marketplaces', TEMPLATE);
  const files = readdirSync(template, { recursive: true, encoding: 'utf8' }).filter((file) => /\.\w+$/.test(file));
  const written = files.map((file) => {
    const made = join('shared/marketplaces', id, file === 'example.ts' ? `${id}.ts` : file);
    const target = join(root, made);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, filledIn(readFileSync(join(template, file), 'utf8'), { id, title, host, currency, name }));
    return made;
  });
  return [...written, ...registerMarketplace(root, { id, name, title, host })];
}

function filledIn(text: string, { id, title, host, currency, name }: NewMarketplace & { name: string }): string {
  const minor = (_: string, cents: string) =>
    `"amountMinor": ${moneyFromMajor(Number(cents) / 100, currency).amountMinor}`;
  return text
    .replaceAll(/"amountMinor": (\d+)/g, minor)
    .replaceAll('USD', currency)
    .replace('export const example =', `export const ${name} =`)
    .replaceAll(/(['"])example\1/g, (_, quote: string) => `${quote}${id}${quote}`)
    .replaceAll('shop.example', host)
    .replaceAll('Example', () => title);
}

/** "avito-ma" → avitoMa; a name cannot begin with a digit: "11st" → the11st. */
function constantName(id: string): string {
  const camel = id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return /^\d/.test(camel) ? `the${camel}` : camel;
}

const nextSteps = (id: string, title: string) => `
It reads invented pages, and its tests are green once its row is in the documents. Next (docs/add-a-marketplace.md):
  npm run extract:report -- --facts      writes that row, and again when a fact changes
  shared/notices/programmes/report-form.ts   the countries that ${title} sells to; or a line in the programme that it has
  npm run record -- --marketplace ${id} --kind search URL    fetches a real page for a fixture
  npx vitest run test/shared/marketplaces test/shared/notices/programmes.test.ts test/pages test/readme.test.ts`;

type Options = Partial<NewMarketplace> & Pick<NewMarketplace, 'currency'>;

function newMarketplace(id: string, { title = id, host = `${id}.example`, currency }: Options): void {
  const files = scaffoldMarketplace(ROOT, { id, title, host, currency });
  const sources = files.filter((file) => file.endsWith('.ts'));
  // Puts the import in its place and breaks lines as everywhere else.
  execFileSync(join(ROOT, 'node_modules/.bin/biome'), ['check', '--write', ...sources], { cwd: ROOT, stdio: 'pipe' });
  for (const file of files) say(`wrote ${file}`);
  say(nextSteps(id, title));
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
