import { writeFileSync } from 'node:fs';
import { stringify } from 'yaml';
import { stateDirectory } from '#infra/local/start/state-directory.ts';
import { UsageError } from '#infra/local/usage-error.ts';
import { draftFromShop, type ShopDraft } from '#shared/catalogue/shop-draft.ts';
import { Brand } from '#shared/domain/brand.ts';
import { BlockedError, ThrottledError, TransientError } from '#shared/runtime/errors.ts';
import { EXIT } from './exit.ts';
import { createPolitePages } from './polite-pages.ts';
import { counted, printJson, safeText, say } from './print.ts';

const REQUESTS_PER_SECOND = 2;
/** More make a file that nobody reads: they go beside it, to be imported. */
const MOST_IN_FILE = 50;

/** Drafts a brand's file from what its own shop shows to anybody. */
export async function initFromShop(
  address: string,
  file: string,
  schema: string,
  { pages: mostPages, json }: { pages: number; json?: boolean },
): Promise<void> {
  const draft = await look(address, mostPages);
  const isLarge = draft.products.length > MOST_IN_FILE;
  const brand = Brand.parse(brandOf(draft, isLarge ? [] : draft.products));
  writeFileSync(file, withComments(brand, schema));
  const productsFile = isLarge ? `${file.replace(/\.ya?ml$/i, '')}-products.jsonl` : undefined;
  if (productsFile)
    writeFileSync(productsFile, draft.products.map((product) => `${JSON.stringify(product)}\n`).join(''));
  const { notes } = draft;
  if (json) printJson({ file, products: draft.products.length, productsFile, notes });
  else {
    for (const note of notes) say(safeText(`Note: ${note}.`, 500));
    say(
      safeText(`Wrote ${file}: ${draft.name}, ${counted(draft.products.length, 'product')} read from ${draft.host}.`),
    );
    say(
      `It is a draft: look through it, add marks and authorised sellers, then run: npx markwarden brand validate ${file}`,
    );
    if (productsFile)
      say(
        `The products are in ${productsFile}. After "npx markwarden brand add ${file}": npx markwarden brand import ${productsFile} --brand ${brand.id}`,
      );
  }
  if (draft.products.length === 0) process.exitCode = EXIT.coverage;
}

async function look(address: string, mostPages: number): Promise<ShopDraft> {
  const url = URL.parse(address);
  if (!url) throw new UsageError(`"${address}" is no address. Give the shop's, such as https://brand.example`);
  const allowedHosts = [url.hostname.replace(/^www\./, '')];
  const pages = await createPolitePages(stateDirectory(undefined));
  const lookAt = async (each: string) => {
    const fetched = await pages.fetch(each, { requestsPerSecond: REQUESTS_PER_SECOND, allowedHosts });
    return fetched.page;
  };
  try {
    return await draftFromShop(url.href, lookAt, mostPages);
  } catch (error) {
    if (error instanceof BlockedError || error instanceof ThrottledError || error instanceof TransientError)
      throw new UsageError(
        `The shop could not be read: ${error.message}. "markwarden init" writes a file to fill in, and "markwarden brand import" takes the shop's feed.`,
      );
    throw error;
  }
}

const brandOf = ({ name, host, platform }: ShopDraft, products: ShopDraft['products']) => ({
  id: idOf(name, host),
  name,
  fingerprint: {
    names: [name],
    logoTexts: [name.toUpperCase()],
    products,
    authorisedSellers: [{ marketplace: platform, sellerId: host }],
  },
  watches: [{ keyword: name.toLowerCase(), marketplaces: ['ebay'] }],
});

function idOf(name: string, host: string): string {
  const slug = (text: string) =>
    text
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 41);
  const [byName, byHost] = [slug(name), slug(host)];
  return byName.length >= 2 ? byName : byHost;
}

function withComments(brand: Brand, schema: string): string {
  const { id, name, fingerprint, watches } = brand;
  const { names, logoTexts, products, authorisedSellers } = fingerprint;
  return `# yaml-language-server: $schema=${schema}
# A draft from the brand's own shop. To look through: the names in every script and spelling, whether each product's price is the
# usual one, who else may sell (authorisedSellers), and where to search (watches). Marks, contacts and authority are needed
# before any notice can be sent: "markwarden init" without an address writes a file that shows them.
${stringify({ id, name, fingerprint: { names, logoTexts, authorisedSellers, products }, watches }, { aliasDuplicateObjects: false })}`;
}
