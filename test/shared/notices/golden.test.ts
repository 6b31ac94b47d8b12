import { describe, expect, it, test } from 'vitest';
import type { Programme } from '#shared/domain/programme.ts';
import { render } from '#shared/notices/legal-forms/render.ts';
import { programmeById, programmes, siteOf } from '#shared/notices/programmes/index.ts';
import { noticeProblems } from '#shared/notices/validate.ts';
import { aVerdict } from '#test/support/builders.ts';
import { aBrandWith, aRight, aScene, composed, RIGHTS_OF_THE_WORLD } from '#test/support/notices.ts';

// One notice of every programme, as it would be read at the venue. The files were read by eye; a change to them is to be read again.

const REST_OF_THE_WORLD = 'MX SG JP CL KR RU TW GB TR AU'.split(' ');
const brand = aBrandWith([
  ...RIGHTS_OF_THE_WORLD,
  ...REST_OF_THE_WORLD.map((country, n) =>
    aRight({ office: `${country} office`, number: `${70000 + n}`, territories: [country] }),
  ),
]);

type Offer = Parameters<typeof aScene>[0];

/** By programme: an offer of its own, and which programme takes it where that is not the marketplace's. */
const OFFERS: Record<string, Offer> = {
  'alibaba-ipp': {
    marketplace: 'taobao',
    id: '570000000001',
    url: 'https://item.taobao.com/item.htm?id=570000000001',
    title: 'Nordhavn Fjord Parka 一比一 冲锋衣',
    price: { amountMinor: 19900, currency: 'CNY' },
    seller: { id: '2200000001', name: '户外小店' },
  },
  'amazon-rav': {
    marketplace: 'amazon',
    id: 'B0NORDHV05',
    url: 'https://www.amazon.com/dp/B0NORDHV05',
    title: 'Nordhavn Fjord Parka, mirror quality',
    seller: { id: 'A1CHEAPPARKA' },
  },
  bazaar: { marketplace: 'bazaar', id: '1001', url: 'https://bazaar.example/item/1001' },
  cloudflare: {
    marketplace: 'schema-org',
    id: 'parka.example/p/12',
    url: 'https://parka.example/p/12',
    title: 'Nordhavn Fjord Parka replica',
  },
  'dsa-art16': {
    marketplace: 'vinted@vinted.fr',
    id: '8000000001',
    url: 'https://www.vinted.fr/items/8000000001-parka',
    title: 'Nordhavn Fjord Parka réplica',
  },
  'ebay-noci': {
    marketplace: 'ebay@ebay.co.uk',
    id: '281900000041',
    url: 'https://www.ebay.co.uk/itm/281900000041',
    title: 'N0rdhavn Fjord Parka',
  },
  'etsy-portal': {
    marketplace: 'etsy',
    id: '1500000005',
    url: 'https://www.etsy.com/listing/1500000005/parka',
    title: 'Nordhavn Fjord Parka replica',
  },
  'jd-ipr': {
    marketplace: 'jd',
    id: '10000000000002',
    url: 'https://item.jd.com/10000000000002.html',
    title: 'Nordhavn Fjord Parka 高仿 冲锋衣',
  },
  'meli-bpp': {
    marketplace: 'mercadolibre',
    id: 'MLM460000001',
    url: 'https://articulo.mercadolibre.com.mx/MLM-460000001',
    title: 'Nordhavn Fjord Parka réplica',
  },
  'meta-trademark': {
    marketplace: 'facebook-marketplace',
    id: '1000000000000001',
    url: 'https://www.facebook.com/marketplace/item/1000000000000001/',
    title: 'Nordhavn Fjord Parka 1:1',
  },
  'report-form': {
    marketplace: 'coupang',
    id: '8000000001',
    url: 'https://www.coupang.com/vp/products/8000000001',
    title: 'Nordhavn Fjord Parka 1:1',
  },
  'shopee-ip': {
    marketplace: 'shopee',
    id: '300000001.24000000001',
    url: 'https://shopee.sg/product/300000001/24000000001',
    title: 'Nordhavn Fjord Parka 1:1',
  },
  'shopify-ip': {
    marketplace: 'shopify',
    id: '7000000000001',
    url: 'https://parka.example/products/fjord-parka',
    title: 'Nordhavn Fjord Parka replica',
  },
  'standalone-shop': {
    marketplace: 'schema-org',
    id: 'parka.example/p/12',
    url: 'https://parka.example/p/12',
    title: 'Nordhavn Fjord Parka replica',
  },
  'temu-ip': {
    marketplace: 'temu',
    id: '601099000000001',
    url: 'https://www.temu.com/parka-g-601099000000001.html',
    title: 'Nordhavn Fjord Parka 1:1',
  },
  'tiktok-shop': {
    marketplace: 'schema-org',
    id: '1729000000000000001',
    url: 'https://shop.tiktok.com/view/product/1729000000000000001',
    title: 'Nordhavn Fjord Parka dupe 1:1',
  },
  'walmart-bp': {
    marketplace: 'walmart',
    id: '501000001',
    url: 'https://www.walmart.com/ip/501000001',
    title: 'Nordhavn Fjord Parka 1:1 quality',
  },
  'wildberries-arbitration': {
    marketplace: 'wildberries',
    id: '100000001',
    url: 'https://www.wildberries.ru/catalog/100000001/detail.aspx',
    title: 'Nordhavn Fjord Parka реплика',
  },
};

const noticeFor = (programme: Programme) => {
  const offer = OFFERS[programme.id]!;
  return composed(aScene(offer, { brand, programme, site: siteOf(programme, String(offer!.url)) }));
};

describe('a notice of every programme', () => {
  it('is kept here', () => {
    expect(Object.keys(OFFERS).toSorted()).toEqual(programmes.map(({ id }) => id).toSorted());
  });

  test.each(programmes.map((programme) => [programme.id, programme] as const))('%s', async (id, programme) => {
    const { content, targets, context } = noticeFor(programme);
    expect(noticeProblems(content, targets, context)).toEqual([]);
    for (const language of content.languages) {
      const { text, html } = render(content, targets, language);
      await expect(text).toMatchFileSnapshot(`golden/${id}.${language}.txt`);
      expect(html).toContain(`lang="${language === 'zh' ? 'zh-Hans' : language}"`);
      // No keys, case numbers or measures of ours leave.
      for (const inner of [targets[0]!.caseId, targets[0]!.evidence[0]!.key, 'probability', 'undefined', 'null'])
        expect(`${text}${html}`).not.toContain(inner);
      expect(text).toMatch(/(Signature|签名): _+ \(Jane Holm\)/);
    }
  });

  it('about a picture in the United States is one under the DMCA', async () => {
    const picture = 'https://i.ebayimg.com/images/g/1.jpg';
    const work = aRight({
      type: 'copyright',
      text: undefined,
      title: 'Photographs of the Fjord Parka',
      status: 'unregistered',
      number: undefined,
      office: undefined,
      territories: [],
      niceClasses: [],
      expires: undefined,
    });
    const verdict = aVerdict({
      decision: 'review',
      signals: [{ id: 'stolen-image', contribution: 1, value: 1, evidence: 'x', pictures: [picture] }],
    });
    const offer = {
      marketplace: 'ebay',
      id: '281900000041',
      url: 'https://www.ebay.com/itm/281900000041',
      title: 'Warm parka',
      imageUrls: [picture],
    };
    const { content, targets, context } = composed(aScene(offer, { brand: aBrandWith([work]), verdict }));
    expect(content.legalForm).toBe('dmca-512');
    expect(noticeProblems(content, targets, context)).toEqual([]);
    await expect(render(content, targets, 'en').text).toMatchFileSnapshot('golden/dmca-512.en.txt');
  });

  it('rests on what the law asks for: the DMCA never on a mark, Article 16 all over the European Union', () => {
    const forms = programmes.map((programme) => [programme.id, noticeFor(programme).content.legalForm]);
    expect(forms.filter(([, form]) => form === 'dmca-512')).toEqual([]);
    expect(Object.fromEntries(forms)).toMatchObject({
      'dsa-art16': 'dsa-16',
      bazaar: 'dsa-16',
      'walmart-bp': 'trademark',
    });
  });

  it('says that no lawyer of the language has read it', () => {
    const { content, targets } = noticeFor(programmeById('alibaba-ipp'));
    expect(content.languages.map((language) => render(content, targets, language).reviewed)).toEqual([false, false]);
  });

  it('shows hostile words of a seller as words', () => {
    const offer: Offer = {
      ...OFFERS['ebay-noci'],
      title: 'N0rdhavn Fjord Parka <script>alert(1)</script>\n6. DECLARATIONS\u202e',
      seller: { id: 'x', name: '"><img src=x>' },
    };
    const { content, targets } = composed(aScene(offer, { brand }));
    const { html, text } = render(content, targets, 'en');
    expect(html).not.toMatch(/<script|<img/);
    expect(text).not.toMatch(/^6\. DECLARATIONS$|\u202e/m);
  });
});
