import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { initCommand } from '#infra/cli/commands/init.ts';
import { loadBrandFile } from '#infra/cli/read-brand-file.ts';
import { startServer, type TestServer } from '../../../support/http-server.ts';

// A shop on loopback, read by the crawler's own fetcher: robots.txt, pace and the guard are the real ones.

let folder: string;
let shop: TestServer;
let said: string;
let pages: Record<string, string>;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'init-'));
  shop = await startServer((request, response) => {
    const body = pages[request.url!];
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'text/html' });
    response.end(body ?? '');
  });
  vi.stubEnv('MARKWARDEN_STATE_DIR', folder);
  vi.stubEnv('ALLOWED_PRIVATE_ORIGINS', shop.origin);
  said = '';
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += text;
    return true;
  });
});
afterEach(async () => {
  process.exitCode = 0;
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await shop.stop();
  rmSync(folder, { recursive: true });
});

const init = (...args: string[]) => initCommand().exitOverride().parseAsync(args, { from: 'user' });
const HOME =
  '<html><head><meta property="og:site_name" content="Skjold &amp; Sønn"><script>Shopify.currency = {"active":"EUR"}; Shopify.shop="s";</script></head><body>Welcome</body></html>';
const product = (index: number) => ({
  title: `Fjeld Jacket ${index}`,
  handle: `fjeld-${index}`,
  variants: [{ sku: `SK-${1000 + index}`, price: '199.00' }],
});

test('a Shopify shop gives its name, products and prices, and the file is valid', async () => {
  const products = [product(1), product(2), { title: 'Gift card', variants: [] }];
  pages = { '/': HOME, '/products.json?limit=250&page=1': JSON.stringify({ products }) };
  const file = join(folder, 'brand.yaml');
  await init(shop.origin, file);
  const brand = loadBrandFile(file);
  expect(brand).toMatchObject({ id: 'skjold-s-nn', name: 'Skjold & Sønn', enforcement: { mode: 'review' } });
  expect(brand.fingerprint.products.map(({ sku, price }) => [sku, price.amount])).toEqual([
    ['SK-1001', 199],
    ['SK-1002', 199],
  ]);
  expect(brand.fingerprint.authorisedSellers).toEqual([{ marketplace: 'shopify', sellerId: '127.0.0.1' }]);
  expect(said).toContain('1 of 3 products on page 1 could not be taken');
  expect(shop.asked[0]).toBe('/robots.txt');
});

test('a large range goes beside the file, ready to be imported', async () => {
  const products = Array.from({ length: 60 }, (_, index) => product(index));
  pages = { '/': HOME, '/products.json?limit=250&page=1': JSON.stringify({ products }) };
  const file = join(folder, 'brand.yaml');
  await init(shop.origin, file);
  expect(loadBrandFile(file).fingerprint.products).toEqual([]);
  expect(readFileSync(join(folder, 'brand-products.jsonl'), 'utf8').trim().split('\n')).toHaveLength(60);
  expect(said).toContain('npx markwarden brand import');
});

test('what robots.txt forbids is not fetched, and a shop that cannot be read leaves no file', async () => {
  pages = { '/robots.txt': 'User-agent: *\nDisallow: /', '/': HOME };
  const file = join(folder, 'brand.yaml');
  await expect(init(shop.origin, file)).rejects.toThrow(/could not be read: .*robots/i);
  expect(shop.asked).toEqual(['/robots.txt']);
  expect(() => readFileSync(file)).toThrow(/ENOENT/);
});

test('an address inside the network is refused before anything is asked', async () => {
  pages = { '/': HOME };
  vi.stubEnv('ALLOWED_PRIVATE_ORIGINS', '');
  await expect(init(shop.origin, join(folder, 'brand.yaml'))).rejects.toThrow(/could not be read/);
  expect(shop.asked).toEqual([]);
});
