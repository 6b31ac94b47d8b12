import { html } from 'hono/html';
import type { Child } from 'hono/jsx';
import { assetAddress } from '../assets.ts';
import type { Visitor } from '../services.ts';
import { hashOf } from '../session-cookie.ts';

/** Pages with a place in the navigation, in its order. A page is added here when it exists. */
const NAVIGATION = [
  { key: 'today', href: '/', label: 'Today' },
  { key: 'review', href: '/review', label: 'Review' },
  { key: 'brand', href: '/brand', label: 'Brand' },
  { key: 'scans', href: '/scans', label: 'Scans' },
  { key: 'notices', href: '/notices', label: 'Notices' },
  { key: 'stores', href: '/stores', label: 'Stores' },
  { key: 'figures', href: '/figures', label: 'Figures' },
  { key: 'settings', href: '/settings', label: 'Settings' },
] as const;
export type NavigationKey = (typeof NAVIGATION)[number]['key'];

/** No eval, no injected styles: the content policy forbids both, and htmx should not try. */
const HTMX_CONFIG = JSON.stringify({ includeIndicatorCSS: false, history: false, mode: 'same-origin' });

/** The frame of every page that somebody signed in sees. */
export function page(visitor: Visitor, { title, here }: { title: string; here?: NavigationKey }, content: Child) {
  const headers = { 'hx-headers:inherited': JSON.stringify({ 'x-csrf-token': visitor.session.csrfToken }) };
  return document(
    title,
    <body {...headers} data-person={personMark(visitor)}>
      <a class="skip" href="#main">
        Skip to content
      </a>
      <header class="top">
        <a class="home" href="/">
          Markwarden
        </a>
        <button type="button" class="quiet menu-button" popovertarget="menu">
          Menu
        </button>
        {/* On a wide screen a row; on a phone what the button opens, by the browser itself. */}
        <div id="menu" class="menu" popover="auto">
          <nav aria-label="Main">
            <ul class="tabs">
              {NAVIGATION.map(({ key, href, label }) => (
                <li>
                  <a href={href} aria-current={key === here ? 'page' : undefined}>
                    {label}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
          <form method="post" action="/signout" class="who">
            <span dir="auto">{visitor.name}</span>
            <CsrfField token={visitor.session.csrfToken} />
            <button type="submit" class="quiet">
              Sign out
            </button>
          </form>
        </div>
      </header>
      <main id="main" tabindex={-1}>
        <h1>{title}</h1>
        {visitor.unsent ? (
          <p class="said bad" role="alert" data-unsent>
            {UNSENT_WORDS[visitor.unsent]}{' '}
            <span data-restored hidden>
              What you had typed stands in it again: look it over and send it once more.
            </span>
          </p>
        ) : null}
        {content}
      </main>
    </body>,
  );
}

const UNSENT_WORDS: Record<NonNullable<Visitor['unsent']>, string> = {
  'signed-out': 'You had been signed out, so the form was not sent and nothing was changed.',
  refused: 'The form was not taken, and nothing was changed.',
};

/** Tells people of one browser apart, and says nothing of them. */
const personMark = ({ session }: Visitor): string => hashOf(session.person).slice(0, 12);

/** Belongs in every form that posts. */
export const CsrfField = ({ token }: { token: string }) => <input type="hidden" name="csrf" value={token} />;

/** Nothing here yet, and what brings something. */
export const EmptyState = ({ title, children }: { title: string; children?: Child }) => (
  <section class="state">
    <h2>{title}</h2>
    {children}
  </section>
);

export function document(title: string, body: Child) {
  return html`<!doctype html>${(
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="htmx-config" content={HTMX_CONFIG} />
        <title>{title === 'Markwarden' ? title : `${title} · Markwarden`}</title>
        <link rel="stylesheet" href={assetAddress('console.css')} />
        <script src={assetAddress('htmx.js')} defer></script>
        <script src={assetAddress('keys.js')} defer></script>
      </head>
      {body}
    </html>
  )}`;
}
