// Pages as a person saves them, in the structure that the real ones have; words, goods and sellers are invented.

export type SavedPage = { url: string; html: string };

const TITLE = 'Nordhavn Fjord Parka 1:1 mirror quality';

export function aTaobaoOffer(n: number): SavedPage {
  const id = String(810_000_001_000 + n);
  const data = {
    seller: {
      sellerNick: `shop${n}`,
      shopName: `户外小铺${n}`,
      userId: String(90_000_000 + n),
      sellerId: String(90_000_000 + n),
    },
    item: { itemId: id, title: `${TITLE} 复刻`, images: [`https://img.alicdn.com/imgextra/i1/${id}.jpg`] },
    componentsVO: { priceVO: { price: { priceUnit: '￥', priceText: '158' } } },
  };
  const state = JSON.stringify({ loaderData: { home: { data: { res: data } } } });
  return {
    url: `https://item.taobao.com/item.htm?id=${id}`,
    html: `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${TITLE}-淘宝网</title></head><body><div id="ice-container"></div>
<script>!(function () {var a = window.__ICE_APP_CONTEXT__ || {};var b = ${state};for (var k in a) {b[k] = a[k]}window.__ICE_APP_CONTEXT__=b;})();</script></body></html>`,
  };
}

export function anAmazonOffer(n: number): SavedPage {
  const asin = `B0NORD${String(n).padStart(4, '0')}`;
  return {
    url: `https://www.amazon.de/dp/${asin}`,
    html: `<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>${TITLE}</title><link rel="canonical" href="https://www.amazon.de/dp/${asin}"><script>ue_sn = "www.amazon.de"</script></head><body>
<span id="productTitle">${TITLE}</span><div id="price"><span id="priceblock_ourprice">39,00 €</span></div><div id="availability">Auf Lager.</div>
<div id="merchant-info">Verkauf durch <a id="sellerProfileTriggerId" href="/gp/help/seller/at-a-glance.html?seller=A1SELLER${n}">Fjord Bargains ${n}</a></div></body></html>`,
  };
}

const temuGoods = (n: number) => ({
  goodsId: 601_099_500_000_000 + n,
  title: TITLE,
  priceInfo: { priceStr: '$12.48', priceSchema: '12.48' },
  image: { url: `https://img.kwcdn.com/product/${n}.jpg` },
  mallId: 634_418_200_000_000 + n,
});

const temuPage = (store: object) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Temu</title></head><body><div id="main"></div><script>window.rawData=${JSON.stringify({ store })};</script></body></html>`;

export function aTemuOffer(n: number): SavedPage {
  const goods = temuGoods(n);
  return { url: `https://www.temu.com/goods.html?goods_id=${goods.goodsId}`, html: temuPage({ goods }) };
}

export function aTemuSearch(keyword: string, ...numbers: number[]): SavedPage {
  const query = new URLSearchParams({ search_key: keyword });
  return {
    url: `https://www.temu.com/search_result.html?${query}`,
    html: temuPage({ goodsList: numbers.map(temuGoods) }),
  };
}
