import { json, type VenueServer } from './venue-server.ts';

/** `POST /api/notices`, `GET /api/notices?reference=`, `GET /api/notices/{id}`. `idempotent`: it knows the key of a notice again. */
export function webhookVenue(options: { now: () => Date; lagMs?: number; idempotent?: boolean }): VenueServer {
  const { now, lagMs = 0, idempotent = false } = options;
  const books: { reference: string; at: number }[] = [];
  return {
    booked: () => books.map(({ reference }) => reference),
    answer({ method, path, body }) {
      const url = new URL(path, 'http://venue.example');
      if (method === 'POST') {
        const reference = String(json(body).reference);
        const known = idempotent ? books.findIndex((entry) => entry.reference === reference) : -1;
        if (known < 0) books.push({ reference, at: now().getTime() });
        return { status: 202, body: { noticeId: `V-${known < 0 ? books.length : known + 1}`, status: 'received' } };
      }
      const seen = books.filter(({ at }) => now().getTime() - at >= lagMs);
      const state = (reference: string) => ({ noticeId: `V-${books.findIndex((e) => e.reference === reference) + 1}` });
      const reference = url.searchParams.get('reference');
      if (reference) {
        const found = seen.filter((entry) => entry.reference === reference);
        return { status: 200, body: found.map((entry) => ({ ...state(entry.reference), status: 'in-review' })) };
      }
      return { status: 200, body: { noticeId: url.pathname.split('/').at(-1), status: 'in-review' } };
    },
  };
}
