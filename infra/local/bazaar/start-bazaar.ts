import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { getConnInfo } from '@hono/node-server/conninfo';
import { HOUR_MS } from '#shared/domain/time-units.ts';
import { type BadDay, badDay } from './bad-day.ts';
import { openNoticeBook } from './notice-book.ts';
import type { Truth } from './offer.ts';
import { type Manners, openShop } from './shop.ts';
import type { BazaarStats } from './shop-stats.ts';
import { buildSite } from './site.ts';

export type { BazaarMode } from './bad-day.ts';
export type { Truth } from './offer.ts';
export type { BazaarStats } from './shop-stats.ts';

/** In hours since the shop opened. */
export type Hours = { from: number; until: number };

export type BazaarOptions = Manners & {
  /** 0 for any free port. */
  port: number;
  seed: string | number;
  now: () => Date;
  /** A file, or ':memory:'. It keeps the opening day and the notices; everything else follows from the seed. */
  databasePath: string;
  /** Shared with senders of notices: the HMAC key of `X-Signature`. */
  secret: string;
  /** When every page of the site answers 404; its notice endpoint works on. */
  away?: Hours;
};

export type Bazaar = Pick<BadDay, 'setMode' | 'blockNext' | 'loseNextAnswers'> & {
  origin: string;
  /** The truth about every listing that is or was to be seen by now, relistings included. */
  labels: () => Map<string, Truth>;
  stats: () => BazaarStats;
  close: () => Promise<void>;
};

/** The sample marketplace on loopback. @throws Error when the port is taken or the file belongs to another seed. */
export async function startBazaar(options: BazaarOptions): Promise<Bazaar> {
  const { port, seed, now, databasePath, secret, courses, muddles, away } = options;
  const book = openNoticeBook(databasePath, String(seed), now());
  const shop = openShop(String(seed), book, now, { courses, muddles });
  const isAway = () => {
    const hours = (now().getTime() - book.openedAt.getTime()) / HOUR_MS;
    return away !== undefined && away.from <= hours && hours < away.until;
  };
  const day = badDay(isAway);
  const site = buildSite({ shop, secret, day, clientOf: (context) => getConnInfo(context).remote.address });
  const server = serve({ fetch: site.fetch, port, hostname: '127.0.0.1' });
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', reject);
  }).catch((error) => {
    book.close();
    throw error;
  });
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    labels: shop.labels,
    stats: () => shop.stats(),
    setMode: day.setMode,
    blockNext: day.blockNext,
    loseNextAnswers: day.loseNextAnswers,
    close: async () => {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        if ('closeAllConnections' in server) server.closeAllConnections();
      });
      book.close();
    },
  };
}
