import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { marketplaces } from '#shared/marketplaces/index.ts';
import { outdated, programmeById, programmes, siteOf } from '#shared/notices/programmes/index.ts';
import { addressProblem } from '#shared/notices/target-address.ts';
import { fixtureListings } from '#test/support/fixture-listings.ts';

const at = (marketplace: string) => marketplaces.find(({ id }) => id === marketplace)!;

/** What a card gives for an address when it has none of its own: a search, which no venue takes. */
const HAS_NO_ADDRESS = new Set(['https://www.fashionphile.com/search?q=10000000000001']);

describe('the address of an offer', () => {
  test.each(marketplaces.map(({ id }) => [id]))('that %s shows is one that a notice may name', (id) => {
    const programme = programmeById(at(id).programme);
    const problems = fixtureListings(id)
      .filter(({ url }) => !HAS_NO_ADDRESS.has(url))
      .flatMap(({ url, id: itemId }) => {
        const problem = addressProblem(url, itemId, siteOf(programme, url), programme);
        return problem ? [`${url} ${problem}`] : [];
      });
    expect(problems).toEqual([]);
  });

  const named = marketplaces.filter(({ hosts }) => hosts.length > 0);
  test.each(named.map((each) => [each.id, each] as const))(
    'is not that of a search on %s',
    (_, { programme: name, searchUrl }) => {
      const programme = programmeById(name);
      const url = searchUrl('1001', 1);
      expect(addressProblem(url, '1001', siteOf(programme, url), programme)).toBeDefined();
    },
  );

  test.each([
    ['ebay', 'https://www.ebay.com/usr/281900000041'],
    ['taobao', 'https://shop570000000001.taobao.com/'],
    ['tmall', 'https://nordhavn.tmall.com/shop/view_shop.htm?id=570000000001'],
    ['1688', 'https://shop1.1688.com/page/index.html?id=930000000001'],
    ['aliexpress', 'https://www.aliexpress.com/store/1100000001'],
    ['lazada', 'https://www.lazada.sg/shop/3900000001'],
    ['shopee', 'https://shopee.sg/shop/300000001'],
    ['amazon', 'https://www.amazon.com/stores/page/B0NORDHV05'],
    ['walmart', 'https://www.walmart.com/seller/501000001'],
    ['mercadolibre', 'https://www.mercadolibre.com.mx/pagina/460000001'],
    ['vinted', 'https://www.vinted.fr/member/8000000001'],
    ['etsy', 'https://www.etsy.com/shop/1500000005'],
    ['depop', 'https://www.depop.com/search/?q=anna'],
    ['carousell', 'https://www.carousell.sg/u/1300000001/'],
  ])('is not that of a shop or an account on %s: %s', (marketplace, url) => {
    const programme = programmeById(at(marketplace).programme);
    const [id] = /\d{6,}|B0NORDHV05/.exec(url) ?? ['anna'];
    expect(addressProblem(url, id!, siteOf(programme, url), programme)).toBeDefined();
  });
});

describe('a programme', () => {
  it('stands in docs/enforcement.md with the most offers that a notice may name', () => {
    const document = readFileSync(new URL('../../../docs/enforcement.md', import.meta.url), 'utf8');
    for (const { id, targets } of programmes)
      expect(document, id).toMatch(new RegExp(`^\\| \`${id}\` \\|[^|]*\\| ${targets.max} \\|`, 'm'));
  });

  test.each(marketplaces.map((each) => [each.id, each] as const))(
    'takes the offers of %s, on sites that it knows',
    (_, { programme, hosts }) => {
      const profile = programmeById(programme);
      const apis = /^(?:api\.|openapi\.|redsky\.)/;
      for (const host of hosts.filter((each) => !apis.test(each)))
        expect(siteOf(profile, `https://${host}/x`), host).not.toBe('unknown');
    },
  );

  it('says the country of every site, or that it is not known', () => {
    for (const { sites } of programmes)
      for (const { countries } of sites) for (const country of countries) expect(country).toMatch(/^[A-Z]{2}$/);
  });

  it('is told apart by its id, and asks for nothing that a notice cannot say', () => {
    expect(new Set(programmes.map(({ id }) => id)).size).toBe(programmes.length);
    for (const { declarations, languages, claims } of programmes) {
      expect(declarations).toContain('good-faith');
      expect(languages[0]).toBe('en');
      expect(Object.keys(claims).length).toBeGreaterThan(0);
    }
  });

  it('is to be read again after half a year', () => {
    expect(outdated(new Date('2026-12-01T00:00:00Z'))).toEqual([]);
    expect(outdated(new Date('2027-05-28T00:00:00Z'))).toEqual([]);
    const late = outdated(new Date('2027-06-01T00:00:00Z'));
    expect(late).toHaveLength(programmes.length);
    expect(late[0]!.warning).toMatch(/was checked 184 days ago \(2026-11-29\): read its form again/);
  });

  it('of an id that is none knows nothing, so that a person decides', () => {
    expect(programmeById('nobody')).toMatchObject({ id: 'report-form', targets: { max: 'unknown' } });
  });
});
