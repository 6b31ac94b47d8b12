import { existsSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { UsageError } from '#infra/local/usage-error.ts';
import { wholeNumber } from '../option-values.ts';
import { printJson, say } from '../print.ts';

const SCHEMA = fileURLToPath(new URL('../../../docs/schema/brand.schema.json', import.meta.url));

type Options = { force?: boolean; json?: boolean; pages: number };

export function initCommand(): Command {
  return new Command('init')
    .argument('[address]', "the brand's own shop, https://…: its name, products and prices go into the file")
    .argument('[file]', 'where to write it; default: brand.yaml')
    .option('--force', 'replace a file that is there')
    .option('--pages <count>', 'product pages to open, where the shop has no list of its products', wholeNumber, 40)
    .option('--json', 'print {file, products?, productsFile?, notes?}')
    .action(init);
}

async function init(first: string | undefined, second: string | undefined, options: Options): Promise<void> {
  const address = first && /^https?:\/\//i.test(first) ? first : undefined;
  const file = (address ? second : first) ?? 'brand.yaml';
  if (existsSync(file) && !options.force) {
    throw new UsageError(`${file} is there already. Use another name, or --force to replace it.`);
  }
  if (address) return (await import('../init-from-shop.ts')).initFromShop(address, file, schemaOf(file), options);
  writeFileSync(file, brandTemplate(schemaOf(file)));
  if (options.json) printJson({ file });
  else say(`Wrote ${file}. Edit it, then run: npx markwarden brand validate ${file}`);
}

function schemaOf(file: string): string {
  const path = relative(dirname(resolve(file)), SCHEMA)
    .split(sep)
    .join('/');
  return path.startsWith('.') ? path : `./${path}`;
}

/** Not the sample brand: registered beside it, it must not replace it. */
export function brandTemplate(schemaPath: string): string {
  return `# yaml-language-server: $schema=${schemaPath}
# A brand as Markwarden knows it. Scoring needs id, name and fingerprint.names;
# marks, contacts and authority are required before any notice can be sent.
id: halvorsund                  # lower-case letters, digits and dashes; never changes
name: Halvorsund

fingerprint:                    # what genuine goods look like
  names: [Halvorsund, 哈尔沃松]  # the brand and its aliases, in every script, with known misspellings
  logoTexts: [HALVORSUND]       # words on the goods that can be read on a photo
  products:                     # reference products with their usual price
    - sku: SKJOLD-01
      name: Skjold Rain Jacket
      aliases: [Skjold Jacket]
      price: { amount: 289.00, currency: EUR }
      images: []                # official photos: https:// addresses
  images: []                    # further official photos
  # shipsFrom: [EU, GB]         # where genuine goods are sent from, if that says something
  authorisedSellers: []         # never enforced against, for example
  #  - { marketplace: ebay, sellerId: halvorsund-official }

watches:                        # keyword x marketplace x schedule x depth
  - keyword: halvorsund jacket
    marketplaces: [ebay]        # "ebay@www.ebay.de" for a country site
    excluded: [strap, cover]    # listings whose title has one of these words are left out
    every: 1d                   # 30m, 6h, 1d
    pages: 2

marks: []                       # registered rights that notices rest on, for example
#  - text: HALVORSUND
#    number: "018000001"
#    office: EUIPO
#    jurisdictions: [EU]
#    niceClasses: [18, 21, 25]
#    expires: 2034-03-31

contacts: {}                    # who owns the right, who reports, and who allowed it, for example
#  rightsOwner: { name: Halvorsund A/S, email: legal@halvorsund.example, country: DK, address: "Strandgade 1, Odense" }
#  reporter: { name: Ane Berg, email: brand@halvorsund.example, title: Brand protection analyst, phone: "+45 00 00 00 00" }
#  authority: { signedBy: Lars Holt, signedAt: 2026-01-15 }   # not by who reports; counts for three years

enforcement:
  mode: review                  # shadow: nothing is sent; review: a person approves every notice; auto: needs contacts.authority
  reviewAt: 0.5                 # from this probability a case is opened; a product far below its price from 0.6 of it
  expediteAt: 0.9               # from this probability it goes to the takedown queue
  dailyCap: 50                  # notices a day, at most
  auditShare: 0.01              # of harmless-looking offers, shown to a person to learn what the score misses

alerts:
  emails: []                    # each address confirms its subscription once
  digest: daily                 # off, hourly, daily
  criticalAt: 0.95              # from this probability an alert does not wait for the digest
  report: monthly               # or off: the figures of each month, with a link to the whole report
  quietHours: []                # {email, from: "22:00", to: "07:00", timeZone: Europe/Copenhagen}: what comes then is sent after
`;
}
