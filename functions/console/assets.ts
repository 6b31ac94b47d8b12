import { Hono } from 'hono';
import htmx from 'htmx.org/dist/htmx.min.js' with { type: 'text' };
import { sha256Hex } from '#shared/runtime/sha256.ts';
import css from './assets/console.css' with { type: 'text' };
import keys from './assets/keys.js' with { type: 'text' };
import type { ConsoleEnv } from './services.ts';

// In the bundle as text: a function has no files beside it, and one request less for a store of static files is one thing less.
const ASSETS = {
  'console.css': { text: css, type: 'text/css; charset=utf-8' },
  'keys.js': { text: keys, type: 'text/javascript; charset=utf-8' },
  'htmx.js': { text: htmx, type: 'text/javascript; charset=utf-8' },
};
type AssetName = keyof typeof ASSETS;

const digests = new Map(Object.entries(ASSETS).map(([name, { text }]) => [name, sha256Hex(text).slice(0, 12)]));

/** Changes with the content, so that browsers may keep what they have for good. */
export const assetAddress = (name: AssetName): string => `/assets/${name}?v=${digests.get(name)}`;

export function assetRoutes(): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>();
  for (const [name, { text, type }] of Object.entries(ASSETS)) {
    routes.get(`/assets/${name}`, (c) =>
      c.body(text, 200, { 'content-type': type, 'cache-control': 'public, max-age=31536000, immutable' }),
    );
  }
  return routes;
}
