import { distance } from 'fastest-levenshtein';
import { hostMatches } from '#shared/extraction/absolute-url.ts';
import { elevenStreet } from './11st/11st.ts';
import { alibaba1688 } from './1688/1688.ts';
import { alibaba } from './alibaba/alibaba.ts';
import { aliexpress } from './aliexpress/aliexpress.ts';
import { allegro } from './allegro/allegro.ts';
import { amazon } from './amazon/amazon.ts';
import { avito } from './avito/avito.ts';
import { avitoMa } from './avito-ma/avito-ma.ts';
import { bazaar } from './bazaar/bazaar.ts';
import { bedBathBeyond } from './bedbathbeyond/bedbathbeyond.ts';
import { bestBuy } from './bestbuy/bestbuy.ts';
import { bringatrailer } from './bringatrailer/bringatrailer.ts';
import { carousell } from './carousell/carousell.ts';
import { costco } from './costco/costco.ts';
import { coupang } from './coupang/coupang.ts';
import { craigslist } from './craigslist/craigslist.ts';
import { daraz } from './daraz/daraz.ts';
import { depop } from './depop/depop.ts';
import { ebay } from './ebay/ebay.ts';
import { enjoei } from './enjoei/enjoei.ts';
import { etsy } from './etsy/etsy.ts';
import { facebookMarketplace } from './facebook-marketplace/facebook-marketplace.ts';
import { falabella } from './falabella/falabella.ts';
import { fashionphile } from './fashionphile/fashionphile.ts';
import { flannels } from './flannels/flannels.ts';
import { flipkart } from './flipkart/flipkart.ts';
import { gmarket } from './gmarket/gmarket.ts';
import { goat } from './goat/goat.ts';
import { goldapple } from './goldapple/goldapple.ts';
import { gumtree } from './gumtree/gumtree.ts';
import { hepsiburada } from './hepsiburada/hepsiburada.ts';
import { idealo } from './idealo/idealo.ts';
import { indiamart } from './indiamart/indiamart.ts';
import { jd } from './jd/jd.ts';
import { jdSports } from './jdsports/jdsports.ts';
import { jumia } from './jumia/jumia.ts';
import { kaspi } from './kaspi/kaspi.ts';
import { kaufland } from './kaufland/kaufland.ts';
import { kleinanzeigen } from './kleinanzeigen/kleinanzeigen.ts';
import { ksl } from './ksl/ksl.ts';
import { lazada } from './lazada/lazada.ts';
import { leboncoin } from './leboncoin/leboncoin.ts';
import { magalu } from './magalu/magalu.ts';
import { magento } from './magento/magento.ts';
import type { Marketplace } from './marketplace.ts';
import { meesho } from './meesho/meesho.ts';
import { megamarket } from './megamarket/megamarket.ts';
import { mercadoLibre } from './mercadolibre/mercadolibre.ts';
import { mercari } from './mercari/mercari.ts';
import { momo } from './momo/momo.ts';
import { readAlsoAfterMove } from './moved-shop.ts';
import { nordstrom } from './nordstrom/nordstrom.ts';
import { nykaa } from './nykaa/nykaa.ts';
import { olx } from './olx/olx.ts';
import { ozon } from './ozon/ozon.ts';
import { rakuten } from './rakuten/rakuten.ts';
import { ripley } from './ripley/ripley.ts';
import { samsClub } from './samsclub/samsclub.ts';
import { scanUk } from './scan-uk/scan-uk.ts';
import { schemaOrg } from './schema-org/schema-org.ts';
import { shopee } from './shopee/shopee.ts';
import { shopify } from './shopify/shopify.ts';
import { stockx } from './stockx/stockx.ts';
import { taobao } from './taobao/taobao.ts';
import { target } from './target/target.ts';
import { temu } from './temu/temu.ts';
import { tesco } from './tesco/tesco.ts';
import { tmall } from './tmall/tmall.ts';
import { tokopedia } from './tokopedia/tokopedia.ts';
import { trendyol } from './trendyol/trendyol.ts';
import { vestiaire } from './vestiaire/vestiaire.ts';
import { vinted } from './vinted/vinted.ts';
import { wallapop } from './wallapop/wallapop.ts';
import { walmart } from './walmart/walmart.ts';
import { wayfair } from './wayfair/wayfair.ts';
import { wildberries } from './wildberries/wildberries.ts';
import { woocommerce } from './woocommerce/woocommerce.ts';
import { yahooAuctions } from './yahoo-auctions/yahoo-auctions.ts';
import { yahooFleamarket } from './yahoo-fleamarket/yahoo-fleamarket.ts';
import { yahooTwShopping } from './yahoo-tw-shopping/yahoo-tw-shopping.ts';
import { yandexMarket } from './yandex-market/yandex-market.ts';
import { zalando } from './zalando/zalando.ts';

/** An explicit list, so that adding one is one visible line. */
const READERS: readonly Marketplace[] = [
  alibaba,
  alibaba1688,
  aliexpress,
  allegro,
  amazon,
  avito,
  avitoMa,
  bazaar,
  bedBathBeyond,
  bestBuy,
  bringatrailer,
  carousell,
  costco,
  coupang,
  craigslist,
  daraz,
  depop,
  ebay,
  elevenStreet,
  enjoei,
  etsy,
  facebookMarketplace,
  falabella,
  fashionphile,
  flannels,
  flipkart,
  gmarket,
  goat,
  goldapple,
  gumtree,
  hepsiburada,
  idealo,
  indiamart,
  jd,
  jdSports,
  jumia,
  kaspi,
  kaufland,
  kleinanzeigen,
  ksl,
  lazada,
  leboncoin,
  magalu,
  magento,
  meesho,
  megamarket,
  mercadoLibre,
  mercari,
  momo,
  nordstrom,
  nykaa,
  olx,
  ozon,
  rakuten,
  ripley,
  samsClub,
  scanUk,
  schemaOrg,
  shopee,
  shopify,
  stockx,
  taobao,
  target,
  temu,
  tesco,
  tmall,
  tokopedia,
  trendyol,
  vestiaire,
  vinted,
  wallapop,
  walmart,
  wayfair,
  wildberries,
  woocommerce,
  yahooAuctions,
  yahooFleamarket,
  yahooTwShopping,
  yandexMarket,
  zalando,
];

/** Every marketplace the product reads. */
export const marketplaces: readonly Marketplace[] = READERS.map(readAlsoAfterMove);

/** A marketplace, and which of its sites is meant. */
export type LocatedMarketplace = { marketplace: Marketplace; site?: string };

/** Reads a marketplace's name as a watch writes it: "ebay", "ebay@www.ebay.de", "schema-org@https://shop.example/search?q={keyword}". */
export function marketplaceById(name: string): LocatedMarketplace | undefined {
  const at = name.indexOf('@');
  const id = at < 0 ? name : name.slice(0, at);
  const marketplace = marketplaces.find((known) => known.id === id);
  return marketplace && (at < 0 ? { marketplace } : { marketplace, site: name.slice(at + 1) });
}

/** The marketplace whose hosts cover the address; the longest matching host wins. */
export function marketplaceForUrl(url: string): Marketplace | undefined {
  const host = URL.parse(url)?.hostname;
  if (!host) return undefined;
  const covering = marketplaces.flatMap((marketplace) =>
    marketplace.hosts.filter((suffix) => hostMatches(host, [suffix])).map((suffix) => ({ marketplace, suffix })),
  );
  return covering.toSorted((a, b) => b.suffix.length - a.suffix.length)[0]?.marketplace;
}

/** What to say of a name that no reader goes by, with the id that was probably meant. */
export function unknownMarketplaceMessage(name: string): string {
  const id = name.toLowerCase().replace(/@.*$/s, '');
  const [nearest] = marketplaces
    .map((known) => ({ id: known.id, typos: distance(known.id, id) }))
    .toSorted((a, b) => a.typos - b.typos);
  const hint =
    nearest && nearest.typos <= Math.max(2, id.length / 3)
      ? `Did you mean "${nearest.id}"?`
      : 'docs/marketplaces.md lists those it does; a shop of its own is "schema-org@https://shop.example/search?q={keyword}".';
  return `"${name}" is not a marketplace Markwarden reads. ${hint}`;
}
