import { existsSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { UsageError } from '#infra/local/usage-error.ts';
import { printJson, say } from '../print.ts';

const SCHEMA = fileURLToPath(new URL('../../../docs/schema/brand.schema.json', import.meta.url));

export function initCommand(): Command {
  return new Command('init')
    .argument('[file]', 'where to write it', 'brand.yaml')
    .option('--force', 'replace a file that is there')
    .option('--json', 'print {file}')
    .action((file: string, options: { force?: boolean; json?: boolean }) => {
      if (existsSync(file) && !options.force) {
        throw new UsageError(`${file} is there already. Use another name, or --force to replace it.`);
      }
      const schemaPath = relative(dirname(resolve(file)), SCHEMA)
        .split(sep)
        .join('/');
      writeFileSync(file, brandTemplate(schemaPath.startsWith('.') ? schemaPath : `./${schemaPath}`));
      if (options.json) printJson({ file });
      else say(`Wrote ${file}. Edit it, then run: npx markwarden brand validate ${file}`);
    });
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
  mode: review                  # review: a person approves every notice; auto: needs contacts.authority
  reviewAt: 0.5                 # from this probability a case is opened; a product far below its price from 0.6 of it
  expediteAt: 0.9               # from this probability it goes to the takedown queue
  dailyCap: 50                  # notices a day, at most
  auditShare: 0.01              # of harmless-looking offers, shown to a person to learn what the score misses

alerts:
  emails: []                    # each address confirms its subscription once
  digest: daily                 # off, hourly, daily
  criticalAt: 0.95              # from this probability an alert does not wait for the digest
`;
}
