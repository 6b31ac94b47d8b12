import { html } from 'hono/html';
import { formatMoney } from '#shared/domain/money.ts';
import type { Offer } from './offer.ts';

export type Html = ReturnType<typeof html>;

/** "€1,249.00" for euros, "DKK 2,320.00" for the rest. */
export function priceText(amountMinor: number, currency: Offer['currency']): string {
  const written = formatMoney({ amountMinor, currency });
  return currency === 'EUR' ? written.replace('EUR ', '€') : written;
}

/** "14 Mar 2026" */
export function dayText(date: Date): string {
  return date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
}

/** A whole page. Everything interpolated is escaped. */
export function frame(page: { title: string; content: Html; query?: string; head?: Html }): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title} | Bazaar</title>
<link rel="stylesheet" href="/style.css">
<link rel="icon" href="data:,">
${page.head ?? ''}
</head>
<body>
<header><div class="wrap">
<a class="logo" href="/">bazaar</a>
<form class="find" action="/search" role="search"><input name="q" type="search" value="${page.query ?? ''}" placeholder="Search jackets, backpacks, bottles" aria-label="Search"><button>Search</button></form>
<a class="account" href="/account/sign-in" rel="nofollow">Sign in</a>
</div></header>
<main><div class="wrap">
${page.content}
</div></main>
<footer><div class="wrap">Bazaar is a sample marketplace. Brands, sellers and goods on it are invented.</div></footer>
</body>
</html>
`;
}

/** A page that says one thing. */
export function plainPage(title: string, sentence: string | Html): Html {
  return frame({
    title,
    content: html`<div class="plain"><h1>${title}</h1><p>${sentence}</p><p><a class="button" href="/">Back to the front page</a></p></div>`,
  });
}
