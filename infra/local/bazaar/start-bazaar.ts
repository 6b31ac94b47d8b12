import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { getConnInfo } from '@hono/node-server/conninfo';
import { type BadDay, badDay } from './bad-day.ts';
import { openNoticeBook } from './notice-book.ts';
import type { Truth } from './offer.ts';
import { type Manners, openShop } from './shop.ts';
import type { BazaarStats } from './shop-stats.ts';
import { buildSite } from './site.ts';

export type { BazaarMode } from './bad-day.ts';
export type { Truth } from './offer.ts';
export type { BazaarStats } from './shop-stats.ts';

export type BazaarOptions = Manners & {
  /** 0 for any free port. */
  port: number;
  seed: string | number;
  now: () => Date;
  /** A file, or ':memory:'. It keeps the opening day and the notices; everything else follows from the seed. */
  databasePath: string;
  /** Shared with senders of notices: the HMAC key of `X-Signature`. */
  secret: string;
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
  const { port, seed, now, databasePath, secret, courses, muddles } = options;
  const book = openNoticeBook(databasePath, String(seed), now());
  const shop = openShop(String(seed), book, now, { courses, muddles });
  const day = badDay();
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
