import type { Brand } from '#shared/domain/brand.ts';
import type { Party } from '#shared/domain/party.ts';
import { isInForce } from '#shared/domain/right.ts';
import { countriesOf } from '#shared/domain/territories.ts';
import { neverFetched } from '#shared/fetching/ssrf-guard.ts';
import { marketplaceById, marketplaceForUrl } from '#shared/marketplaces/index.ts';
import type { Marketplace } from '#shared/marketplaces/marketplace.ts';
import { noSellerPages } from '#shared/marketplaces/marketplace.ts';
import { refusedByTerms } from '#shared/marketplaces/terms.ts';
import { hasExchangeRate } from '#shared/products/exchange.ts';
import { readText } from '#shared/recognition/brand-mention.ts';
import { isEverydayName } from '#shared/recognition/everyday-names.ts';
import { countryOfPlace } from '#shared/recognition/place-country.ts';
import type { BrandWarning } from './brand-warning.ts';
import { channelWarnings } from './channel-warnings.ts';
import { paperWarnings } from './paper-warnings.ts';
import { rightWarnings } from './right-warnings.ts';
import { sellerWarnings } from './seller-warnings.ts';

/**
 * What is most likely a mistake in a brand's profile. Nothing here keeps it from being registered: whoever reads the warning
 * decides.
 * @param fileExists tells whether a `file:` address leads somewhere; without it such addresses are not looked at.
 */
export function brandWarnings(brand: Brand, now: Date, fileExists?: (address: string) => boolean): BrandWarning[] {
  return [
    ...markWarnings(brand, now),
    ...nameWarnings(brand),
    ...originWarnings(brand),
    ...contactWarnings(brand),
    ...productWarnings(brand),
    ...pictureWarnings(brand, fileExists),
    ...sellerWarnings(brand),
    ...rightWarnings(brand, now),
    ...paperWarnings(brand, now),
    ...channelWarnings(brand),
    ...brand.watches.flatMap((_, index) => [...watchWarnings(brand, index)]),
  ];
}

function* markWarnings(brand: Brand, now: Date): Generator<BrandWarning> {
  const { marks, name, fingerprint } = brand;
  const names = [name, ...fingerprint.names, ...fingerprint.logoTexts].map(folded);
  for (const [index, mark] of marks.entries()) {
    if (!isInForce(mark, now))
      yield {
        path: ['marks', index, 'expires'],
        message: `this mark expired on ${mark.expires.slice(0, 10)}: no notice will rest on it`,
      };
    const isAName = names.some((each) => folded(mark.text).includes(each) || each.includes(folded(mark.text)));
    if (!isAName && readText(brand, mark.text).mentions.length === 0)
      yield {
        path: ['marks', index, 'text'],
        message: `"${mark.text}" is none of fingerprint.names: offers that use it are not recognised`,
      };
  }
}

function* nameWarnings({ fingerprint: { names, contextWords } }: Brand): Generator<BrandWarning> {
  for (const [index, name] of names.entries()) {
    if (contextWords.length === 0 && isEverydayName(name))
      yield {
        path: ['fingerprint', 'names', index],
        message: `"${name}" is an everyday word: every offer that uses it would be taken for the brand's. List words that stand beside it where it means the brand in fingerprint.contextWords (${EXAMPLE_CONTEXT})`,
      };
  }
}

function* originWarnings({ fingerprint: { shipsFrom = [] } }: Brand): Generator<BrandWarning> {
  for (const [index, code] of shipsFrom.entries()) {
    const countries = [...countriesOf([code])];
    if (countries.length === 0 || countries.some((country) => countryOfPlace(country) === undefined))
      yield { path: ['fingerprint', 'shipsFrom', index], message: `"${code}" is the code of no country` };
  }
}

/** What the words may be. */
const EXAMPLE_CONTEXT = "kinds of goods, product lines, the founder's name";

function* contactWarnings({ contacts, authorities = [], enforcement }: Brand): Generator<BrandWarning> {
  for (const role of ['rightsOwner', 'reporter'] as const) {
    const missing = contacts[role] && missingOf(contacts[role]);
    if (missing?.length)
      yield { path: ['contacts', role], message: `no ${missing.join(' and no ')}: venues refuse notices without` };
  }
  if (enforcement.mode === 'auto' && !contacts.authority && authorities.length === 0)
    yield {
      path: ['enforcement', 'mode'],
      message: 'nothing will be sent automatically: contacts.authority is missing',
    };
}

const missingOf = ({ address, phone }: Party): string[] => [
  ...(address ? [] : ['postal address']),
  ...(phone ? [] : ['telephone number']),
];

function* productWarnings({ fingerprint: { products } }: Brand): Generator<BrandWarning> {
  const seen = new Map<string, string>();
  for (const [index, { sku, name, price }] of products.entries()) {
    const path = ['fingerprint', 'products', index];
    const before = seen.get(folded(sku));
    if (before) yield { path: [...path, 'sku'], message: `"${sku}" is already the number of ${before}` };
    seen.set(folded(sku), name);
    if (!hasExchangeRate(price.currency))
      yield {
        path: [...path, 'price', 'currency'],
        message: `there is no exchange rate for ${price.currency}: prices in other currencies are not compared with it`,
      };
  }
}

function* pictureWarnings(
  { fingerprint: { images, products } }: Brand,
  fileExists: ((address: string) => boolean) | undefined,
): Generator<BrandWarning> {
  const named = [
    ...images.map((address, index) => ({ address, path: ['fingerprint', 'images', index] })),
    ...products.flatMap((product, p) =>
      product.images.map((address, index) => ({ address, path: ['fingerprint', 'products', p, 'images', index] })),
    ),
  ];
  if (named.length === 0)
    yield {
      path: ['fingerprint', 'images'],
      message:
        'no picture of the genuine goods is named: copies of them cannot be recognised, and a picture of a removed offer counts half, for it may be one of them',
    };
  for (const { address, path } of named) {
    const isMissing = address.startsWith('file:') && fileExists && !fileExists(address);
    if (isMissing) yield { path, message: `there is no file at ${address}` };
  }
}

function* watchWarnings({ watches }: Brand, index: number): Generator<BrandWarning> {
  const { keyword = '', seller, excluded, marketplaces } = watches[index]!;
  const words = folded(keyword).split(' ');
  for (const [e, word] of excluded.entries()) {
    if (folded(word) === folded(keyword) || words.includes(folded(word)))
      yield {
        path: ['watches', index, 'excluded', e],
        message: `"${word}" is part of the keyword: every offer that is found would be left out`,
      };
  }
  for (const [m, name] of marketplaces.entries()) {
    for (const message of [watchAddressProblem(name), watchTermsProblem(name), seller && sellerPageProblem(name)])
      if (message) yield { path: ['watches', index, 'marketplaces', m], message };
  }
}

/** Why no offers of one account can be read there. */
function sellerPageProblem(name: string): string | undefined {
  const marketplace = marketplaceById(name)?.marketplace;
  return marketplace && !marketplace.sellerOffersUrl ? noSellerPages(marketplace) : undefined;
}

/** Why nothing can ever be fetched for this marketplace of a watch, or not from where the watch says. */
export function watchAddressProblem(name: string): string | undefined {
  const located = marketplaceById(name);
  if (!located) return undefined; // refused already
  const { marketplace, site } = located;
  const isAnyShop = marketplace.hosts.length === 0;
  if (isAnyShop && !URL.canParse(site ?? ''))
    return `${marketplace.id} needs the shop's address: ${marketplace.id}@https://shop.example/search?q={keyword}`;
  const url = URL.parse(isAnyShop ? site! : marketplace.searchUrl('x', 1, site));
  const problem = url && neverFetched(url);
  if (problem) return `this can never be fetched: ${problem}`;
  if (site && !isAnyShop && url && !isNamed(marketplace, url, site))
    return `"${site}" is not a site of ${marketplace.title} that is known here: ${url.hostname} would be searched instead`;
  return undefined;
}

/** Why its pages are not fetched although they could be; an agreement of the operator's is not known here. */
function watchTermsProblem(name: string): string | undefined {
  const located = marketplaceById(name);
  if (!located) return undefined;
  const { marketplace, site } = located;
  const searched = (site && marketplaceForUrl(site)) || marketplace; // any shop's reader may be pointed at it too
  const refusal = refusedByTerms(searched);
  return refusal && `${searched.title}: ${refusal}`;
}

/** False when the marketplace fell back on its usual site for want of one of this name. */
function isNamed({ searchUrl }: Marketplace, chosen: URL, site: string): boolean {
  const usual = URL.parse(searchUrl('x', 1))?.hostname;
  if (chosen.hostname !== usual) return true;
  const host = site
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/[/?].*$/s, '');
  const domain = usual.replace(/^www\./, '');
  return host === domain || host.endsWith(`.${domain}`) || domain.endsWith(`.${host}`);
}

const folded = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
