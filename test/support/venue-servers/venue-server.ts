import type { Fetcher } from '#shared/fetching/fetcher.ts';
import type { VenueAccounts } from '#shared/notices/channels/venue-accounts.ts';

/** What a venue is asked, and what it answers; over a socket or in virtual time. */
export type Asked = { method: string; path: string; headers: Record<string, string | undefined>; body: string };
export type Answered = { status: number; headers?: Record<string, string>; body: unknown };

/** A stand-in that behaves as its venue documents, with books of its own. */
export type VenueServer = {
  answer: (asked: Asked) => Answered;
  /** What it has booked, one entry each time, by what we would know it by: our reference, or the item. */
  booked: () => string[];
  /** Access tokens that were given out stop working. */
  expireTokens?: () => void;
};

export const json = (body: string): Record<string, unknown> => JSON.parse(body) as Record<string, unknown>;

/** Asks it without a socket. */
export const fetcherOf =
  (venue: VenueServer): Fetcher =>
  async (url, { method = 'GET', headers = {}, body = '' } = {}) => {
    const { pathname, search } = new URL(url);
    const given = venue.answer({ method, path: `${pathname}${search}`, headers, body: String(body) });
    return {
      url,
      status: given.status,
      headers: given.headers ?? {},
      contentType: 'application/json',
      body: Buffer.from(JSON.stringify(given.body)),
    };
  };

/** An account as a person puts it there, and as the channel keeps it. */
export function accountKept(first: unknown): VenueAccounts {
  let kept = first;
  return {
    read: async () => kept,
    async write(_programme, _brandId, next) {
      kept = next;
    },
  };
}
