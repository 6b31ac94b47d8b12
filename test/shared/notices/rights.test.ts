import { describe, expect, it, test } from 'vitest';
import { isInForce, type Right } from '#shared/domain/right.ts';
import { countriesOf } from '#shared/domain/territories.ts';
import { goodsClasses } from '#shared/notices/goods-classes.ts';
import { siteOf } from '#shared/notices/programmes/index.ts';
import { programmeOf } from '#shared/notices/programmes/programme-of.ts';
import { rightsFor } from '#shared/notices/rights.ts';
import { aRight, NOW, RIGHTS_OF_THE_WORLD } from '#test/support/notices.ts';

const found = (rights: Right[], marketplace: string, url: string, goods: number[] | 'unknown' = [25]) => {
  const programme = programmeOf(marketplace);
  const site = siteOf(programme, url);
  return rightsFor({
    owner: { rights },
    programme,
    site,
    goods,
    shownMarks: ['NORDHAVN'],
    types: ['trademark'],
    now: NOW,
  });
};

const OFFERS: [venue: string, address: string, number: string][] = [
  ['taobao', 'https://item.taobao.com/item.htm?id=570000000001', '30000001'],
  ['tmall', 'https://detail.tmall.com/item.htm?id=570000000001', '30000001'],
  ['tmall', 'https://detail.tmall.hk/item.htm?id=570000000001', '30000001'],
  ['1688', 'https://detail.1688.com/offer/930000000001.html', '30000001'],
  ['jd', 'https://item.jd.com/10000000000002.html', '30000001'],
  ['amazon', 'https://www.amazon.com/dp/B0NORDHV05', '5000001'],
  ['ebay', 'https://www.ebay.com/itm/281900000041', '5000001'],
  ['walmart', 'https://www.walmart.com/ip/501000001', '5000001'],
  ['bestbuy', 'https://www.bestbuy.com/site/x/6500001.p', '5000001'],
  ['ebay@ebay.co.uk', 'https://www.ebay.co.uk/itm/281900000041', 'UK00003000001'],
  ['gumtree', 'https://www.gumtree.com/p/coats/parka/1480000001', 'UK00003000001'],
  ['depop', 'https://www.depop.com/products/anna-parka/', ''],
  ['ebay@ebay.de', 'https://www.ebay.de/itm/281900000041', '018000001'],
  ['amazon@amazon.com.be', 'https://www.amazon.com.be/dp/B0NORDHV05', '018000001'],
  ['kleinanzeigen', 'https://www.kleinanzeigen.de/s-anzeige/parka/3000000001-160-3331', '018000001'],
  ['vinted@vinted.co.uk', 'https://www.vinted.co.uk/items/8000000001-parka', 'UK00003000001'],
  ['wallapop', 'https://es.wallapop.com/item/parka-1100000001', '018000001'],
];

describe('the right that a notice rests on', () => {
  test.each(OFFERS)('on %s (%s) is the one of that country: %s', (venue, url, number) => {
    const { fits } = found(RIGHTS_OF_THE_WORLD, venue, url);
    expect(fits.map((right) => right.number)).toEqual(number ? [number] : []);
  });

  const FOREIGN = OFFERS.filter(([, , number]) => !['018000001', ''].includes(number));
  test.each(FOREIGN)('an EU mark alone bears nothing on %s (%s)', (venue, url) => {
    const { fits, partly, refused } = found([aRight()], venue, url);
    expect([fits, partly]).toEqual([[], []]);
    expect(['right.territories', 'right.office', 'right.number']).toContain(refused[0]!.field);
  });

  test.each([
    ['etsy', 'https://www.etsy.com/listing/1500000005/parka'],
    ['aliexpress', 'https://www.aliexpress.com/item/1005002000000001.html'],
    ['facebook-marketplace', 'https://www.facebook.com/marketplace/item/1000000000000001/'],
    ['temu', 'https://www.temu.com/parka-g-601099000000001.html'],
    ['goat', 'https://www.goat.com/sneakers/nordhavn-runner'],
    ['shopify', 'https://shop.example/products/daypack-28'],
  ])('that covers a part of where %s sells is for a person', (venue, url) => {
    const { fits, partly } = found([aRight()], venue, url);
    expect(fits).toEqual([]);
    expect(partly).toHaveLength(1);
  });

  it('is registered for the goods: a mark for class 9 serves no parka', () => {
    const electronics = aRight({ niceClasses: [9], number: '9' });
    const { fits, refused } = found([electronics, aRight()], 'ebay@ebay.de', 'https://www.ebay.de/itm/281900000041');
    expect(fits.map(({ number }) => number)).toEqual(['018000001']);
    expect(refused).toMatchObject([{ field: 'right.niceClasses', right: { number: '9' } }]);
  });

  it('is for a person where the goods are unknown or of several classes', () => {
    const german = ['ebay@ebay.de', 'https://www.ebay.de/itm/281900000041'] as const;
    expect(found([aRight()], ...german, 'unknown').partly[0]!.why.join()).toMatch(
      /class the goods are of is not known/,
    );
    expect(found([aRight()], ...german, [25, 9]).partly[0]!.why.join()).toMatch(/also names goods of class 9/);
  });

  it('is in force on the day, its last day included as long as that is not over anywhere', () => {
    const german = ['ebay@ebay.de', 'https://www.ebay.de/itm/281900000041'] as const;
    expect(found([aRight({ expires: '2026-12-02' })], ...german).fits).toHaveLength(1);
    expect(found([aRight({ expires: '2026-11-30' })], ...german).refused[0]!.field).toBe('right.expires');
    const lastDay = (time: string) => isInForce({ expires: '2026-12-01' }, new Date(`2026-12-01T${time}Z`));
    expect(lastDay('09:59:59')).toBe(true);
    // Midnight in the Line Islands; in China it will be in six hours, in Munich in thirteen.
    expect(lastDay('10:00:00')).toBe(false);
  });

  it('is registered where the venue asks for that: an application bears nothing', () => {
    const pending = aRight({ status: 'pending' });
    expect(found([pending], 'ebay@ebay.de', 'https://www.ebay.de/itm/281900000041').refused[0]!.field).toBe(
      'right.status',
    );
  });

  it('is one that the page shows', () => {
    const other = aRight({ text: 'FJELLHAVN', number: '2' });
    expect(found([other], 'ebay@ebay.de', 'https://www.ebay.de/itm/281900000041').refused[0]!.field).toBe('right.text');
  });

  it('of an international registration needs its extension on Alibaba’s Chinese sites', () => {
    const madrid = aRight({ office: 'WIPO', number: '1500000', territories: ['WO', 'CN', 'EU'] });
    const taobao = ['taobao', 'https://item.taobao.com/item.htm?id=570000000001'] as const;
    expect(found([madrid], ...taobao).refused[0]!.field).toBe('right.files');
    const extension = { kind: 'extension', key: 'rights/1', sha256: 'a'.repeat(64), territory: 'CN' } as const;
    expect(found([{ ...madrid, files: [extension] }], ...taobao).fits).toHaveLength(1);
    expect(found([madrid], 'ebay@ebay.de', 'https://www.ebay.de/itm/281900000041').fits).toHaveLength(1);
  });

  it('on Walmart is a registration of seven digits of the United States', () => {
    const walmart = ['walmart', 'https://www.walmart.com/ip/501000001'] as const;
    const serial = aRight({ office: 'USPTO', number: '90000001', territories: ['US'] });
    expect(found([serial], ...walmart).refused[0]!.field).toBe('right.number');
    expect(found([aRight({ territories: ['US'] })], ...walmart).refused[0]!.field).toBe('right.office');
  });
});

describe('territories', () => {
  it('are spread to countries; an international registration is worth its designations', () => {
    expect(countriesOf(['EU']).size).toBe(27);
    expect([...countriesOf(['BX'])]).toEqual(['BE', 'NL', 'LU']);
    expect([...countriesOf(['WO'])]).toEqual([]);
    expect([...countriesOf(['WO', 'CN', 'UK'])]).toEqual(['CN', 'GB']);
    expect(countriesOf(['OA']).has('SN')).toBe(true);
  });
});

describe('goods by their words', () => {
  test.each([
    ['Nordhavn Fjord Parka', [25]],
    ['Nordhavn Winterjacke Herren', [25]],
    ['Sac à dos Nordhavn', [18]],
    ['Mochila Nordhavn 28 l', [18]],
    ['Рюкзак Nordhavn', [18]],
    ['Nordhavn 冲锋衣 男', [25]],
    ['北港 保温杯', [21]],
    ['ノルハウン リュック', [18]],
    ['노르하운 자켓', [25]],
    ['Nordhavn Trinkflasche', [21]],
    ['Kurtka Nordhavn męska', [25]],
    ['Nordhavn phone with case', [9]],
    ['Nordhavn', []],
  ])('"%s" are of class %j', (title, classes) => {
    expect(goodsClasses(title)).toEqual(classes);
  });
});
