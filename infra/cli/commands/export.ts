import { Argument, Command, Option } from 'commander';
import { UsageError } from '#infra/local/usage-error.ts';
import { listFromHost } from '../api-client.ts';
import { writeNewFile } from '../new-file.ts';
import { filled } from '../option-values.ts';
import { counted, say } from '../print.ts';

const LISTS = ['cases', 'notices', 'tasks', 'stores', 'listings'] as const;
type List = (typeof LISTS)[number];

const ACCEPT = { csv: 'text/csv', jsonl: 'application/jsonl' };
type Form = keyof typeof ACCEPT;

/** Whole lists for spreadsheets and programs, however long they are. */
export function exportCommand(): Command {
  return new Command('export')
    .addArgument(new Argument('<what>').choices(LISTS))
    .option('--brand <id>', 'only this brand; listings want one', filled)
    .option(
      '--filter <name=value...>',
      'as the API takes them: state=removed marketplace=ebay since=2026-11-01T00:00:00Z',
    )
    .addOption(
      new Option('--as <form>', 'by default what the name of --out says, else jsonl').choices(['csv', 'jsonl']),
    )
    .option('--out <file>', 'where to write it; default: the terminal', filled)
    .action(exportList);
}

type Options = { brand?: string; filter?: string[]; as?: Form; out?: string };

async function exportList(what: List, { brand, filter = [], as, out }: Options): Promise<void> {
  const form = as ?? (out?.toLowerCase().endsWith('.csv') ? 'csv' : 'jsonl');
  const query = new URLSearchParams(filter.map(pair));
  if (what === 'listings' && !brand) throw new UsageError("Listings are a brand's: name it with --brand.");
  if (brand && what !== 'listings') query.set('brand', brand);
  const path = what === 'listings' ? `/brands/${encodeURIComponent(brand!)}/listings` : `/${what}`;
  let pages = 0;
  async function* contents() {
    let next: string | undefined = `${path}?${query}`;
    while (next !== undefined) {
      const page: { content: string; next?: string } = await listFromHost(next, ACCEPT[form]);
      yield form === 'csv' && pages > 0 ? withoutHead(page.content) : page.content;
      next = page.next;
      pages++;
    }
  }
  if (!out) {
    for await (const content of contents()) process.stdout.write(content);
    return;
  }
  await writeNewFile(contents(), out);
  say(`Wrote ${out}: ${counted(pages, 'page')}.`);
}

function pair(text: string): [string, string] {
  const cut = text.indexOf('=');
  if (cut < 1) throw new UsageError(`--filter: "${text}" is not name=value.`);
  return [text.slice(0, cut), text.slice(cut + 1)];
}

/** The names of the columns hold no line end. */
const withoutHead = (csv: string): string => csv.slice(csv.indexOf('\n') + 1);
