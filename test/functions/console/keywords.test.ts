import { load } from 'cheerio/slim';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aConsole, IDA, type TestConsole, Visitor } from '../../support/a-console.ts';
import { aBrand, aCase, aListing } from '../../support/builders.ts';

const TITLES: Record<string, string> = {
  nordhavn: '"><img src=x onerror=alert(1)> \u202e N0rdhavn parka',
  fjordlys: 'Nordhavn secretword',
  velora: 'Velore Fjord Parka',
};
const VELORA = aBrand({ id: 'velora', fingerprint: { ...aBrand().fingerprint, names: ['Velora'] } });

let console_: TestConsole;
let visitor: Visitor;
beforeAll(async () => {
  console_ = await aConsole();
  const { brands, cases } = console_.services.stores;
  for (const brandId of ['nordhavn', 'fjordlys', 'velora']) {
    await brands.put(brandId === 'velora' ? VELORA : aBrand({ id: brandId }), console_.clock.now);
    for (const id of ['1', '2']) {
      const seller = { id: `seller-${id}`, name: `seller ${id}` };
      const title = TITLES[brandId];
      const listing = aListing({ id, title, seller });
      await cases.open(aCase({ id: `${brandId}~bazaar~${id}~1`, brandId, state: 'removed', listing }));
    }
  }
  for (const brandId of ['nordhavn', 'velora']) await console_.give(IDA, brandId, ['admin']);
  visitor = new Visitor();
  await visitor.open(console_.link());
});
afterAll(() => console_.stop());
const pageAt = async (path: string) => load(await (await visitor.open(console_.url + path)).text());

test('keywords are proposed from the brand’s own offers alone, and lead to a row that can be tried and kept', async () => {
  const page = await pageAt('/brand/keywords?brand=fjordlys');
  expect(page('main').text()).not.toContain('secretword');
  const first = page('tbody tr').first();
  expect(first.find('th').text()).toBe('n0rdhavn');
  expect(first.find('td').first().text()).toBe('how sellers disguise the name');
  expect(page('main img').length).toBe(0);
  const form = await pageAt(first.find('a[aria-label="Try it: n0rdhavn"]').attr('href')!);
  const row = `watches.${aBrand().watches.length}`;
  expect(form(`input[name="${row}.keyword"]`).attr('value')).toBe('n0rdhavn');
  expect(form(`input[name="${row}.marketplaces"]`).attr('value')).toBe('bazaar');
  const kept = await console_.services.stores.brands.asRegistered('nordhavn');
  expect(kept!.watches).toEqual(aBrand().watches);
});

test('a spelling that only the name of a product beside it tells is proposed, as it is over the API', async () => {
  const page = await pageAt('/brand/keywords?brand=velora');
  expect(page('tbody th').first().text()).toBe('velore');
});
