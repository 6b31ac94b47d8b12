import { describe, expect, test } from 'vitest';
import { parseBrandFile } from '#shared/brands/brand-file.ts';
import { brandWarnings, watchAddressProblem } from '#shared/brands/brand-warnings.ts';
import { type Arrangement, Brand } from '#shared/domain/brand.ts';
import { marketplaces } from '#shared/marketplaces/index.ts';
import { aBrand } from '../../support/builders.ts';

const NOW = new Date('2026-11-23T09:00:00Z');
const aMark = { text: 'NORDHAVN', number: '1', office: 'WIPO', jurisdictions: ['EU', 'US'], niceClasses: [25] };

const CLEAN = {
  id: 'nordhavn',
  name: 'Nordhavn',
  marks: [{ ...aMark, expires: '2034-01-01' }],
  contacts: {
    rightsOwner: { name: 'N', email: 'a@nordhavn.example', address: 'Kajgade 7', phone: '+45 00' },
    authority: { signedBy: 'H', signedAt: '2026-01-15' },
  },
  fingerprint: {
    names: ['Nordhavn'],
    products: [{ sku: 'NH-1', name: 'Parka', price: { amount: 300, currency: 'EUR' } }],
    images: ['file:parka.jpg'],
    authorisedSellers: [{ marketplace: 'ebay', sellerId: 'nordhavn_official' }],
  },
  watches: [{ keyword: 'nordhavn parka', excluded: ['strap'], marketplaces: ['ebay@www.ebay.de', 'ebay@de', 'ebay'] }],
  enforcement: { mode: 'auto' },
};

type Profile = typeof CLEAN & Record<string, unknown>;

function warned(change: (profile: Profile) => void): string[] {
  const profile: Profile = structuredClone(CLEAN);
  change(profile);
  const warnings = brandWarnings(Brand.parse(profile), NOW, (address) => address === 'file:parka.jpg');
  return warnings.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

const arrange = (profile: Profile, channel: Arrangement) =>
  Object.assign(profile, { enforcement: { channels: [channel] } });

describe('a profile with a likely mistake is warned of at its field', () => {
  test('and one without is not', () => {
    expect(warned(() => {})).toEqual([]);
  });

  test('a name that is an everyday word asks for context words, and has them then', () => {
    const bay = (contextWords: string[]) => (profile: Profile) =>
      Object.assign(profile.fingerprint, { names: ['Nordhavn', 'Bay'], contextWords });
    expect(warned(bay([]))).toEqual([expect.stringMatching(/^fingerprint\.names\.1: "Bay" is an everyday word/)]);
    expect(warned(bay(['perfume']))).toEqual([]);
  });

  test('nor is a mark in other letters that say the name', () => {
    expect(warned(({ marks }) => void marks.push({ ...aMark, text: '诺德海文', expires: '2034-01-01' }))).toEqual([]);
  });

  test.each<[string, (profile: Profile) => void, RegExp]>([
    [
      'one expired mark among others',
      ({ marks }) => void marks.push({ ...aMark, number: '2', expires: '2020-05-31' }),
      /^marks\.1\.expires: this mark expired on 2020-05-31/,
    ],
    [
      'the same product number twice',
      ({ fingerprint: { products } }) => void products.push({ ...products[0]!, sku: 'nh-1', name: 'Other' }),
      /^fingerprint\.products\.1\.sku: "nh-1" is already the number of Parka/,
    ],
    [
      'a code of no country',
      ({ fingerprint }) => Object.assign(fingerprint, { shipsFrom: ['EU', 'NO', 'XX'] }),
      /^fingerprint\.shipsFrom\.2: "XX" is the code of no country/,
    ],
    [
      'a picture file that is not there',
      ({ fingerprint }) => void fingerprint.images.push('file:gone.jpg'),
      /^fingerprint\.images\.1: there is no file at file:gone\.jpg/,
    ],
    [
      'a venue that is none',
      (profile) => arrange(profile, { programme: 'melli', by: 'api' }),
      /^enforcement\.channels\.0\.programme: "melli" is none of alibaba-ipp, .*, meli-bpp,/,
    ],
    [
      'a way that a venue does not take',
      (profile) => arrange(profile, { programme: 'ebay-noci', by: 'email', to: 'desk@venue.example' }),
      /^enforcement\.channels\.0\.by: eBay VeRO.* takes nothing by email from us: its notices stay packets/,
    ],
    [
      'a site that a venue does not have',
      (profile) => arrange(profile, { programme: 'dsa-art16', site: 'vinted', by: 'email', to: 'desk@venue.example' }),
      /^enforcement\.channels\.0\.site: "vinted" is no site of/,
    ],
    [
      'an excluded word that equals the keyword',
      ({ watches }) => void watches[0]!.excluded.push('Nordhavn  Parka'),
      /^watches\.0\.excluded\.1: .*every offer that is found would be left out/,
    ],
    [
      'an excluded word that is part of the keyword',
      ({ watches }) => void watches[0]!.excluded.push('PARKA'),
      /^watches\.0\.excluded\.1: "PARKA" is part/,
    ],
    [
      'a mark that is none of the names',
      ({ marks }) => void marks.push({ ...aMark, text: 'FJELDVIND', expires: '2034-01-01' }),
      /^marks\.1\.text: "FJELDVIND" is none of fingerprint\.names/,
    ],
    [
      'a shown name in place of a seller id',
      ({ fingerprint }) => void fingerprint.authorisedSellers.push({ marketplace: 'ebay', sellerId: 'Fjord Outlet' }),
      /^fingerprint\.authorisedSellers\.1\.sellerId: "Fjord Outlet" looks like a name that is shown/,
    ],
    [
      'a site that nobody knows',
      ({ watches }) => void watches[0]!.marketplaces.push('ebay@www.ebay.zz'),
      /^watches\.0\.marketplaces\.3: "www\.ebay\.zz" is not a site of .*www\.ebay\.com would be searched/,
    ],
    [
      'a shop without an address',
      ({ watches }) => void watches[0]!.marketplaces.push('schema-org'),
      /^watches\.0\.marketplaces\.3: schema-org needs the shop's address/,
    ],
    [
      'a marketplace whose terms forbid reading by programs',
      ({ watches }) => void watches[0]!.marketplaces.push('etsy'),
      /^watches\.0\.marketplaces\.3: Etsy: not read: the site's terms .*keys for its search API.*markwarden intake/,
    ],
    [
      'the same, by the reader of any shop',
      ({ watches }) => void watches[0]!.marketplaces.push('schema-org@https://www.etsy.com/search?q={keyword}'),
      /^watches\.0\.marketplaces\.3: Etsy: not read: the site's terms/,
    ],
    [
      'a shop by FTP',
      ({ watches }) => void watches[0]!.marketplaces.push('schema-org@ftp://shop.example/'),
      /^watches\.0\.marketplaces\.3: this can never be fetched: not a web address: ftp:/,
    ],
    [
      'a rights owner without address and telephone',
      ({ contacts }) => Object.assign(contacts.rightsOwner, { address: undefined, phone: undefined }),
      /^contacts\.rightsOwner: no postal address and no telephone number/,
    ],
    [
      'automatic sending without an authority',
      ({ contacts }) => Object.assign(contacts, { authority: undefined }),
      /^enforcement\.mode: nothing will be sent automatically/,
    ],
    [
      'a currency without a rate',
      ({ fingerprint: { products } }) => Object.assign(products[0]!.price, { currency: 'KPW' }),
      /^fingerprint\.products\.0\.price\.currency: there is no exchange rate for KPW/,
    ],
  ])('%s', (_name, change, expected) => {
    const warnings = warned(change);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(expected);
  });
});

test('a number that lost its zero is refused with the text that the file holds, in quotes', () => {
  const file =
    'id: n1\nname: N\nfingerprint:\n  names: [N1]\nmarks:\n  - { text: N1, number: 018765432, office: EUIPO }\n';
  expect(() => parseBrandFile(file, 'brand.yaml')).toThrow(
    /brand\.yaml:6:17 {2}marks\[0\]\.number: .*in quotes: '018765432'/,
  );
});

describe('the address of a watch', () => {
  test.each([
    'shopify@http://127.0.0.1',
    'shopify@http://0x7f.1/',
    'shopify@http://[::1]/',
    'shopify@http://localhost/',
    'schema-org@http://10.0.0.7/search',
    'schema-org@https://shop.example:8443/',
    'schema-org@https://user:word@shop.example/',
  ])('%s is known to be out of reach before anything is fetched', (name) => {
    expect(watchAddressProblem(name)).toMatch(/never be fetched/);
  });

  test('is fine for every marketplace by its own name, and for the builders’ watches', () => {
    const named = marketplaces.filter(({ hosts }) => hosts.length > 0).map(({ id }) => id);
    for (const name of [...named, ...aBrand().watches.flatMap((watch) => watch.marketplaces)])
      expect([name, watchAddressProblem(name)]).toEqual([name, undefined]);
  });
});
