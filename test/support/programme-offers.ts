import type { Programme } from '#shared/domain/programme.ts';
import { siteOf } from '#shared/notices/programmes/index.ts';
import { aBrandWith, aRight, aScene, type Composed, composed, RIGHTS_OF_THE_WORLD } from './notices.ts';

const REST_OF_THE_WORLD = 'MX SG JP CL KR RU TW GB TR AU'.split(' ');
/** A brand with a mark wherever the programmes' sites sell. */
export const worldBrand = aBrandWith([
  ...RIGHTS_OF_THE_WORLD,
  ...REST_OF_THE_WORLD.map((country, n) =>
    aRight({ office: `${country} office`, number: `${70000 + n}`, territories: [country] }),
  ),
]);

export type Offer = Parameters<typeof aScene>[0];

/** By programme: an offer of its own, and which programme takes it where that is not the marketplace's. */
export const OFFERS: Record<string, Offer> = {
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

/** The notice about that offer. */
export const noticeFor = (programme: Programme): Composed => {
  const offer = OFFERS[programme.id];
  if (!offer) throw new Error(`test/support/programme-offers.ts has no offer for the programme ${programme.id}`);
  return composed(aScene(offer, { brand: worldBrand, programme, site: siteOf(programme, String(offer.url)) }));
};
