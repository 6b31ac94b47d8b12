import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'yaml';
import { say } from '#infra/cli/print.ts';
import { decodeBody } from '#shared/extraction/decode-body.ts';
import type { Page } from '#shared/extraction/reading.ts';
import { marketplaces } from '#shared/marketplaces/index.ts';
import type { Marketplace } from '#shared/marketplaces/marketplace.ts';

// `node test/pages/readings.ts FILE`: everything that every reader says of every saved page and fixture, a line each. A change that is
// to make reading faster or simpler, and nothing else, leaves the file as it was (`diff`).

const FOLDERS = [
  resolve(import.meta.dirname, '../../../shared/corpus'),
  resolve(import.meta.dirname, '../../../shared/corpus-2026-11'),
  resolve(import.meta.dirname, '../../shared/marketplaces'),
].filter(existsSync);
const PAGE = /\.(?:html?|json|ya?ml)(?:\.gz)?$/;
/** Beside its own site's and the generic readers, so many that the page was not made for. */
const STRANGERS = 2;

type Session = { interactions?: { request: { uri: string }; response: { content?: string; status_code?: number } }[] };

function pagesIn(file: string, address: string): Page[] {
  const stored = readFileSync(file);
  const bytes = file.endsWith('.gz') ? gunzipSync(stored) : stored;
  if (!/\.ya?ml$/.test(file)) return [{ url: address, status: 200, body: decodeBody(bytes).text }];
  const { interactions = [] } = parse(bytes.toString('utf8')) as Session;
  return interactions.map(({ request, response }) => ({
    url: request.uri,
    status: response.status_code ?? 200,
    body: response.content ?? '',
  }));
}

function readersOf(site: string, turn: number): Marketplace[] {
  const strangers = Array.from(
    { length: STRANGERS },
    (_, at) => marketplaces[(turn * 7 + at * 31) % marketplaces.length],
  );
  const asked = marketplaces.filter(({ id }) => id === site || id === 'schema-org');
  return [...new Set([...asked, ...strangers.filter((one) => one !== undefined)])];
}

const lines: string[] = [];
let turn = 0;
for (const folder of FOLDERS)
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((one) => PAGE.test(one))
    .sort()) {
    const site = name.split('/')[0]!;
    const host = marketplaces.find(({ id }) => id === site)?.hosts[0] ?? 'page.invalid';
    turn += 1;
    for (const [at, page] of pagesIn(join(folder, name), `https://www.${host}/`).entries())
      for (const marketplace of readersOf(site, turn))
        for (const read of ['readSearch', 'readListing', 'readSeller'] as const) {
          const reading = marketplace[read]?.(page);
          if (reading) lines.push(`${name} ${at} ${marketplace.id} ${read} ${JSON.stringify(reading)}`);
        }
  }
writeFileSync(process.argv[2]!, `${lines.join('\n')}\n`);
say(`Wrote ${lines.length} readings`);
