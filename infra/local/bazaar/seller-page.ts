import { html } from 'hono/html';
import { sellerFacts } from './item-page.ts';
import { frame, type Html, plainPage } from './page-frame.ts';
import { card } from './search-page.ts';
import type { BazaarSeller } from './sellers.ts';
import type { Shop } from './shop.ts';

export function sellerPage(shop: Shop, seller: BazaarSeller): Html {
  const items = shop.active().filter((listing) => listing.offer.sellerId === seller.id);
  const content = html`<section class="seller-page" data-seller="${seller.id}">
<h1 class="seller-name">${seller.name}</h1>
<div class="box">${sellerFacts(seller, shop.openedAt)}</div>
<h2>${items.length} items for sale</h2>
<ol class="results">
${items.map((listing) => card(shop, listing))}
</ol>
</section>`;
  return frame({ title: seller.name, content });
}

export const closedStorePage = (seller: BazaarSeller): Html =>
  plainPage(
    seller.name,
    html`<span class="seller-closed">Bazaar has closed this store, because its offers did not follow our marketplace rules again and again.</span>`,
  );
