import { html, raw } from 'hono/html';
import { dayOf } from '#shared/domain/days.ts';
import { majorAmount } from '#shared/domain/money.ts';
import { DAY_MS } from '#shared/domain/time-units.ts';
import { statedStock } from './offer.ts';
import { dayText, frame, type Html, plainPage, priceText } from './page-frame.ts';
import { type BazaarSeller, sellerById } from './sellers.ts';
import type { Shop } from './shop.ts';
import type { ShopListing } from './shop-listing.ts';

/** JSON-LD that cannot close its own script element. */
function jsonLd(data: object): Html {
  return html`<script type="application/ld+json">${raw(JSON.stringify(data).replaceAll('<', '\\u003c'))}</script>`;
}

export function imagePaths(listing: ShopListing): string[] {
  const { id, pictures } = listing.offer;
  return pictures.map((_, index) => (index === 0 ? `/img/${id}.jpg` : `/img/${id}-${index + 1}.jpg`));
}

function productData(shop: Shop, listing: ShopListing, seller: BazaarSeller, origin: string) {
  const { offer } = listing;
  const brand = offer.specifics.Brand;
  const isActive = shop.stateOf(listing) === 'active';
  const stock = statedStock(offer);
  return {
    '@context': 'https://schema.org',
    '@type': 'Product',
    name: offer.title,
    productID: offer.id,
    image: imagePaths(listing).map((path) => origin + path),
    description: offer.description,
    ...(brand && brand !== 'Unbranded' ? { brand: { '@type': 'Brand', name: brand } } : {}),
    ...(offer.specifics.SKU ? { sku: offer.specifics.SKU } : {}),
    offers: {
      '@type': 'Offer',
      url: `${origin}/item/${offer.id}`,
      price: majorAmount({ amountMinor: shop.priceOf(listing), currency: offer.currency }).toFixed(2),
      priceCurrency: offer.currency,
      availability: `https://schema.org/${isActive ? 'InStock' : 'Discontinued'}`,
      ...(isActive && stock !== undefined && { inventoryLevel: { '@type': 'QuantitativeValue', value: stock } }),
      itemCondition: `https://schema.org/${offer.condition === 'Used' ? 'UsedCondition' : 'NewCondition'}`,
      seller: { '@type': 'Organization', name: seller.name, url: `${origin}/seller/${seller.id}` },
    },
  };
}

export function sellerFacts(seller: BazaarSeller, openedAt: Date): Html {
  const since = new Date(openedAt.getTime() - seller.memberForDays * DAY_MS);
  return html`<dl class="specifics seller-facts">
<dt>Rating</dt><dd class="rating" data-percent="${seller.ratingPercent}"><span class="stars">${seller.ratingPercent} %</span> positive</dd>
<dt>Ratings</dt><dd class="feedback" data-count="${seller.feedbackCount}">${seller.feedbackCount}</dd>
<dt>Location</dt><dd class="location">${seller.location}</dd>
<dt>Member since</dt><dd><time class="member-since" datetime="${dayOf(since)}">${dayText(since)}</time></dd>
</dl>`;
}

export function itemPage(shop: Shop, listing: ShopListing, origin: string): Html {
  const { offer } = listing;
  const seller = sellerById(offer.sellerId)!;
  const isActive = shop.stateOf(listing) === 'active';
  const content = html`${isActive ? '' : html`<p class="banner listing-ended">This listing has ended. The seller no longer offers this item.</p>`}
<article class="item" data-listing="${offer.id}">
<div class="gallery">${imagePaths(listing).map((path) => html`<img src="${path}" alt="${offer.title}" width="640" height="640">`)}</div>
<div>
<h1>${offer.title}</h1>
<p class="soft"><span class="condition">${offer.condition}</span> · listed <time class="listed" datetime="${listing.listedAt.toISOString()}">${dayText(listing.listedAt)}</time>${offer.soldCount > 0 ? html` · <span class="sold">${offer.soldCount} sold</span>` : ''}</p>
<p class="price">${priceText(shop.priceOf(listing), offer.currency)}</p>
<p class="soft">Ships from <span class="ships-from">${seller.location}</span></p>
${isActive ? html`<a class="button buy" href="/account/sign-in" rel="nofollow">Buy now</a>` : ''}
<section class="box seller-box"><h2>Sold by <a class="seller" href="/seller/${seller.id}">${seller.name}</a></h2>${sellerFacts(seller, shop.openedAt)}</section>
<section class="box"><h2>About this item</h2><p class="description">${offer.description}</p><dl class="specifics">${Object.entries(offer.specifics).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl></section>
<p class="soft">Item ${offer.id}</p>
</div>
</article>`;
  return frame({ title: offer.title, content, head: jsonLd(productData(shop, listing, seller, origin)) });
}

export const removedPage = (): Html =>
  plainPage(
    'This item was removed from Bazaar',
    html`<span class="item-removed">It is no longer available, because it did not follow our marketplace rules.</span>`,
  );
