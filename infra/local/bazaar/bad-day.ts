import type { HttpBindings } from '@hono/node-server';
import type { Context, MiddlewareHandler } from 'hono';
import { html } from 'hono/html';
import { type Html, plainPage } from './page-frame.ts';
import type { SearchResult } from './search.ts';

/** What marketplaces do to crawlers: a block page that answers 200, a refusal, a redesign, a dead server. */
export type BazaarMode = 'normal' | 'captcha' | 'forbidden' | 'layout-changed' | 'outage' | 'not-found';

const captchaPage = (): Html => html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Security check | Bazaar</title><link rel="stylesheet" href="/style.css"></head>
<body><main><div class="plain"><h1>Please verify that you are human</h1><p>We have noticed unusual traffic from your network.</p>
<form action="/captcha/verify" method="post"><div class="captcha" id="captcha-challenge"></div><label>Type the characters you see <input name="captcha"></label> <button>Continue</button></form></div></main></body></html>`;

export const nothingHere = (): Html => plainPage('Page not found', 'There is nothing at this address.');

/** The same results after a redesign that no parser knows. */
export function redesignedSearchPage({ query, listings }: SearchResult): Html {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${query} – the new Bazaar</title></head>
<body><div id="app"><table class="x9k2"><tbody>
${listings.map((listing) => html`<tr class="x71q"><td><a href="/p/${listing.offer.id.split('').reverse().join('')}">${listing.offer.title}</a></td><td class="x3">${listing.offer.condition}</td></tr>`)}
</tbody></table></div></body></html>`;
}

export type BadDay = {
  mode: () => BazaarMode;
  setMode: (mode: BazaarMode) => void;
  /** The next pages are captchas, whatever the mode. */
  blockNext: (count?: number) => void;
  /** The next notices are booked, but the line breaks before the sender hears of it. */
  loseNextAnswers: (count?: number) => void;
  /** Answers in place of a page while the day is bad. */
  pages: MiddlewareHandler;
  /** The same for the notice endpoint, which knows outages only. */
  notices: MiddlewareHandler;
};

/** @param isAway whether every page answers 404 just now, whatever the mode: as sites do whose front door points nowhere. */
export function badDay(isAway: () => boolean = () => false): BadDay {
  let mode: BazaarMode = 'normal';
  let captchasLeft = 0;
  let lossesLeft = 0;
  const outage = (context: Context) =>
    context.html(plainPage('Bazaar is down', 'We are working on it. Please come back in a minute.'), 503, {
      'Retry-After': '30',
    });
  return {
    mode: () => mode,
    setMode: (wanted) => {
      mode = wanted;
    },
    blockNext: (count = 1) => {
      captchasLeft = count;
    },
    loseNextAnswers: (count = 1) => {
      lossesLeft = count;
    },
    pages: async (context, next) => {
      if (captchasLeft > 0 || mode === 'captcha') {
        captchasLeft = Math.max(0, captchasLeft - 1);
        return context.html(captchaPage());
      }
      if (mode === 'forbidden') {
        return context.html(plainPage('Access denied', 'Automated access is not permitted.'), 403);
      }
      if (mode === 'not-found' || isAway()) return context.html(nothingHere(), 404);
      return mode === 'outage' ? outage(context) : next();
    },
    notices: async (context, next) => {
      if (mode === 'outage') return outage(context);
      await next();
      if (context.req.method !== 'POST' || lossesLeft === 0) return;
      lossesLeft -= 1;
      (context.env as HttpBindings).incoming.socket.destroy();
    },
  };
}
