import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'yaml';
import { decodeBody } from '#shared/extraction/decode-body.ts';
import { first } from '#shared/extraction/dom.ts';
import { openPage } from '#shared/extraction/page-document.ts';
import type { Page } from '#shared/extraction/reading.ts';

/** Real saved pages, kept beside the repository because they are not ours to ship. */
export const CORPUS = resolve(import.meta.dirname, '../../../shared/corpus');
export const corpusIsThere = existsSync(join(CORPUS, 'MANIFEST.tsv'));

export type CorpusEntry = { file: string; marketplace: string; pageKind: string; notes: string };

export function corpusEntries(): CorpusEntry[] {
  if (!corpusIsThere) return [];
  const lines = readFileSync(join(CORPUS, 'MANIFEST.tsv'), 'utf8').split('\n').slice(1).filter(Boolean);
  return lines.map((line) => {
    const columns = line.split('\t');
    return { file: columns[0]!, marketplace: columns[1]!, pageKind: columns[2]!, notes: columns[10] ?? '' };
  });
}

export function corpusBytes(file: string): Buffer {
  const bytes = readFileSync(join(CORPUS, file));
  return file.endsWith('.gz') ? gunzipSync(bytes) : bytes;
}

/** The page's text under a stand-in address. */
export function corpusText(file: string): Page {
  return { url: 'https://page.invalid/', status: 200, body: decodeBody(corpusBytes(file)).text };
}

/** The page as a fetch would have given it; its address is the page's own canonical one when it names one. */
export function corpusPage(file: string, fallbackUrl = 'https://page.invalid/'): Page {
  const body = decodeBody(corpusBytes(file)).text;
  const doc = openPage({ url: fallbackUrl, status: 200, body });
  const own =
    'hostile' in doc ? undefined : (doc.meta('og:url') ?? first(doc.root, 'link[rel="canonical"]')?.attribs.href);
  return { url: own && URL.canParse(own) ? own : fallbackUrl, status: 200, body };
}

type Cassette = { interactions?: { request: { uri: string }; response: { content?: string; status_code?: number } }[] };

/** The pages in a file: one, but for a recorded session (VCR cassette), which holds an answer per request. */
export function corpusPages(file: string, fallbackUrl?: string): Page[] {
  if (!/\.ya?ml$/.test(file)) return [corpusPage(file, fallbackUrl)];
  const { interactions = [] } = parse(corpusBytes(file).toString('utf8')) as Cassette;
  return interactions.map(({ request, response }) => ({
    url: request.uri,
    status: response.status_code ?? 200,
    body: response.content ?? '',
  }));
}

export type TruthMoney = { amount: number; amountMax?: number; currency: string; text?: string };

export type TruthListing = {
  id: string;
  url?: string | null;
  title?: string | null;
  price?: TruthMoney | null;
  imageUrl?: string | null;
  imageUrlLarge?: string | null;
  seller?: {
    id?: string;
    name?: string;
    positivePercent?: number;
    feedbackCount?: number;
    feedbackCountApprox?: number;
  } | null;
  itemLocation?: string | null;
  condition?: string | null;
  sold?: { text: string; min: number } | null;
  availability?: string | null;
  gtin?: string;
};

export type Truth = {
  source: string;
  kind: 'search' | 'no-results' | 'listing';
  nextPageUrl?: string | null;
  hasNextPage?: boolean | null;
  otherItemIds?: string[];
  listings?: TruthListing[];
  listing?: TruthListing;
};

export type TruthFile = { name: string; page: string; truth: Truth };

export function truthFiles(folderName: string): TruthFile[] {
  const folder = join(CORPUS, folderName);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.truth.json'))
    .map((name) => {
      const truth = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Truth;
      return { name, page: join(folderName, truth.source), truth };
    });
}
