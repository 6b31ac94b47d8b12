import { html } from 'hono/html';
import { dayText, frame, type Html, priceText } from './page-frame.ts';
import { PAGE_SIZE, type SearchResult } from './search.ts';
import { sellerById } from './sellers.ts';
import type { Shop } from './shop.ts';
import type { ShopListing } from './shop-listing.ts';

export function card(shop: Shop, listing: ShopListing): Html {
  const { offer } = listing;
  const seller = sellerById(offer.sellerId)!;
  return html`<li class="card" data-listing="${offer.id}">
<a class="photo" href="/item/${offer.id}"><img src="/img/${offer.id}.jpg" alt="" loading="lazy" width="320" height="320"></a>
<div class="facts">
${offer.sponsored ? html`<span class="sponsored">Sponsored</span>` : ''}
<a class="title" href="/item/${offer.id}">${offer.title}</a>
<span class="price">${priceText(shop.priceOf(listing), offer.currency)}</span>
<span class="line"><span class="condition">${offer.condition}</span>${offer.soldCount > 0 ? html` · <span class="sold">${offer.soldCount} sold</span>` : ''}</span>
<a class="line seller" href="/seller/${offer.sellerId}">${seller.name}</a>
<span class="line place">${seller.location}</span>
</div>
</li>`;
}

function pager({ query, page, hasNext }: SearchResult): Html {
  const link = (to: number) => `/search?q=${encodeURIComponent(query)}&page=${to}`;
  return html`<nav class="pages" aria-label="Pages">
${page > 1 ? html`<a rel="prev" href="${link(page - 1)}">Previous</a>` : ''}
<span class="soft">Page ${page}</span>
${hasNext ? html`<a rel="next" href="${link(page + 1)}">Next</a>` : ''}
</nav>`;
}

export function searchPage(shop: Shop, result: SearchResult): Html {
  const { query, page, total, listings } = result;
  const start = (page - 1) * PAGE_SIZE;
  if (listings.length === 0) {
    const content = html`<section class="no-results"><h1>No results for “${query}”</h1><p class="soft">0 results. Check the spelling or try fewer words.</p></section>`;
    return frame({ title: `${query}: no results`, query, content });
  }
  const content = html`<h1>Results for “${query}”</h1>
<p class="soft count" data-total="${total}">${start + 1}–${start + listings.length} of ${total} results</p>
<ol class="results" start="${start + 1}">
${listings.map((listing) => card(shop, listing))}
</ol>
${pager(result)}`;
  return frame({ title: `${query}, page ${page}`, query, content });
}

export function homePage(shop: Shop): Html {
  const newest = shop
    .active()
    .toSorted((one, other) => other.listedAt.getTime() - one.listedAt.getTime())
    .slice(0, 12);
  const topics = ['nordhavn jacket', 'nordhavn backpack', 'nordhavn bottle', 'nordic shell jacket', 'rain cover'];
  return frame({
    title: 'Everything for outdoors',
    content: html`<section class="hero"><h1>New and second-hand gear from people who go outside</h1><p>${shop.active().length} listings from shops and private sellers, as of ${dayText(shop.now())}.</p><div class="chips">${topics.map((topic) => html`<a href="/search?q=${encodeURIComponent(topic)}">${topic}</a>`)}</div></section>
<h2>Just listed</h2>
<ol class="results">
${newest.map((listing) => card(shop, listing))}
</ol>`,
  });
}
