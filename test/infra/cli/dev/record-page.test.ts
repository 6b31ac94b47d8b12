import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFilePaceStore } from '#infra/cli/file-pace-store.ts';
import { schemaOrg } from '#shared/marketplaces/schema-org/schema-org.ts';
import { startServer, type TestServer } from '#test/support/http-server.ts';

const SCRIPT = fileURLToPath(new URL('../../../../infra/cli/dev/record-page.ts', import.meta.url));
const PAGE = `<!doctype html><html><head><title>Nordhavn jacket</title><style>b{color:red}</style>
<script src="/app.js"></script><script>!function(){ track() }()</script>
<script type="application/ld+json">{"@context":"https://schema.org","@type":"Product","name":"Nordhavn shell jacket","sku":"41",
"offers":{"@type":"Offer","price":"49.90","priceCurrency":"EUR","availability":"InStock"}}</script></head>
<body onload="x()"><h1 style="top:0">Nordhavn shell jacket</h1><img src="data:image/png;base64,AAAA"><svg><path d="M0"/></svg>
<p>ask karin@fjord.example</p></body></html>`;

let shop: TestServer;
let state: string;
let robotsTxt: string;
let agents: (string | undefined)[];
beforeEach(async () => {
  robotsTxt = 'User-agent: *\nDisallow: /private\n';
  agents = [];
  state = mkdtempSync(join(tmpdir(), 'record-page-'));
  shop = await startServer((request, response) => {
    agents.push(request.headers['user-agent']);
    if (request.url === '/robots.txt') return void response.end(robotsTxt);
    if (request.url === '/wall') return void response.writeHead(403).end('<title>Access denied</title>');
    response.writeHead(200, { 'content-type': 'text/html' }).end(PAGE);
  });
});
afterEach(async () => {
  await shop.stop();
  rmSync(state, { recursive: true, force: true });
});

async function record(path: string, marketplace = 'schema-org', origin = shop.origin, allowed = shop.origin) {
  const out = join(state, 'draft.html');
  const args = ['--marketplace', marketplace, '--kind', 'listing', '--out', out, '--state-dir', state, origin + path];
  const child = spawn(process.execPath, [SCRIPT, ...args], {
    env: { ...process.env, USER_AGENT: 'Markwarden/1 (+https://nordhavn.example)', ALLOWED_PRIVATE_ORIGINS: allowed },
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const [status] = await once(child, 'close');
  return { status, said, out };
}

describe('recording a page', () => {
  // The two requests are two seconds apart, as the marketplace's pace has it.
  it('asks robots.txt first, says who we are, and keeps what a reader looks at', async () => {
    const { status, said, out } = await record('/item/41');
    expect(said).toContain('replace every name');
    expect(status).toBe(0);
    expect(shop.asked).toEqual(['/robots.txt', '/item/41']);
    expect(new Set(agents)).toEqual(new Set(['Markwarden/1 (+https://nordhavn.example)']));
    const body = readFileSync(out, 'utf8');
    expect(body).toContain('"sku":"41"');
    for (const cut of ['color:red', 'app.js', 'track()', 'onload', 'top:0', 'base64', '<path', 'karin@'])
      expect(body).not.toContain(cut);
    const { kind, url, status: answered, expected } = JSON.parse(readFileSync(join(state, 'draft.json'), 'utf8'));
    expect([kind, url, answered]).toEqual(['listing', `${shop.origin}/item/41`, 200]);
    const { sources: _, ...read } = schemaOrg.readListing({ url, status: 200, body });
    expect(expected).toEqual(JSON.parse(JSON.stringify(read)));
    expect(expected).toMatchObject({ coverage: 'complete', listing: { price: { amountMinor: 4990 } } });
  });

  it('saves nothing that robots.txt closes, and nothing from a private address', async () => {
    const closed = await record('/private/41');
    expect(closed).toMatchObject({ status: 3, said: expect.stringContaining('robots.txt') });
    expect(shop.asked).toEqual(['/robots.txt']);
    const guarded = await record('/item/41', 'schema-org', shop.origin, '');
    expect(guarded).toMatchObject({ status: 3, said: expect.stringContaining('Nothing was saved') });
    expect(existsSync(guarded.out)).toBe(false);
  });

  it('refuses addresses of other sites and unknown marketplaces', async () => {
    expect(await record('/item/41', 'ebay')).toMatchObject({
      status: 2,
      said: expect.stringContaining('not a host of'),
    });
    expect(await record('/item/41', 'ebuy')).toMatchObject({ status: 2, said: expect.stringContaining('"ebay"') });
    expect(shop.asked).toEqual([]);
  });
});

describe('the pace between commands', () => {
  it('is remembered in the file, pauses too', async () => {
    const file = join(state, 'pace.json');
    const reserve = (nowMs: number) => createFilePaceStore(file).reserve('shop.example', nowMs, 4000, 2000);
    expect(await reserve(0)).toEqual({ atMs: 0, strikes: 0 });
    expect(await reserve(0)).toEqual({ freeAtMs: 4000, pausedUntilMs: undefined });
    expect(await reserve(3000)).toEqual({ atMs: 4000, strikes: 0 });
    const store = createFilePaceStore(file);
    expect(await store.addStrike('shop.example', 5000, 60_000)).toBe(1);
    expect(await store.addStrike('shop.example', 6000, 60_000)).toBe(1);
    await store.holdUntil('shop.example', 900_000, true);
    expect(await reserve(10_000)).toEqual({ freeAtMs: 900_000, pausedUntilMs: 900_000 });
    await store.clearStrikes('shop.example');
    expect(await reserve(900_000)).toEqual({ atMs: 900_000, strikes: 0 });
  });
});
