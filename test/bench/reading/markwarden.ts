import { decodeBody } from '#shared/extraction/decode-body.ts';
import { createHttpFetcher } from '#shared/fetching/http-fetcher.ts';
import { ebay } from '#shared/marketplaces/ebay/ebay.ts';
import type { Marketplace } from '#shared/marketplaces/marketplace.ts';
import { schemaOrg } from '#shared/marketplaces/schema-org/schema-org.ts';
import { walmart } from '#shared/marketplaces/walmart/walmart.ts';
import { CONTEST, repeat } from './rounds.ts';

const MARKETPLACES: Record<string, Marketplace> = { state: walmart, DOM: ebay, 'JSON-LD': schemaOrg };

const { kind, address } = CONTEST;
const marketplace = MARKETPLACES[kind]!;
const fetcher = createHttpFetcher({ userAgent: 'bench', allowedPrivateOrigins: [new URL(address).origin] });
const own = marketplace.hosts[0] ? `https://www.${marketplace.hosts[0]}/` : address;

await repeat(async () => {
  const { status, body, contentType } = await fetcher(address);
  return marketplace.readSearch({ url: own, status, body: decodeBody(body, contentType).text }).listings;
});
