import { json, type VenueServer } from './venue-server.ts';

export type CloudflareVenue = VenueServer & { decide: (id: string, status: string, denialReason?: string) => void };

type Report = { id: string; at: Date; urls: string[]; comments: string; status: string; denial_reason: string | null };

const NEEDED = ['act', 'email', 'email2', 'name', 'urls', 'trademark_number', 'trademark_office', 'trademark_symbol'];

/** Cloudflare's abuse reports as documented (API reference, read 2026-11-30): the same report twice is two reports. */
export function cloudflareVenue(options: { now: () => Date; token: string; lagMs?: number }): CloudflareVenue {
  const { now, token, lagMs = 0 } = options;
  const reports: Report[] = [];
  const failure = (status: number, message: string) => ({
    status,
    body: { success: false, errors: [{ code: 1000 + status, message }], messages: [], result: null },
  });
  const success = (result: unknown, more = {}) => ({
    status: 200,
    body: { success: true, errors: [], messages: [], result, ...more },
  });
  return {
    booked: () => reports.map(({ comments }) => comments.replace('Our reference: ', '')),
    decide(id, status, denialReason) {
      const report = reports.find((each) => each.id === id)!;
      Object.assign(report, { status, denial_reason: denialReason ?? null });
    },
    answer({ method, path, headers, body }) {
      if (headers.authorization !== `Bearer ${token}`) return failure(401, 'Authentication error');
      const url = new URL(path, 'https://api.cloudflare.com');
      const rest = url.pathname.split('/abuse-reports/')[1] ?? '';
      if (method === 'POST' && rest === 'abuse_trademark') {
        const given = json(body);
        const missing = NEEDED.find((field) => !given[field]);
        if (missing) return failure(400, `${missing} is required`);
        const urls = String(given.urls).split('\n');
        const hosts = new Set(urls.map((each) => new URL(each).hostname));
        if (hosts.size > 1 || urls.length > 250) return failure(400, 'urls must have the same hostname');
        const id = `r${reports.length + 1}`;
        reports.push({
          id,
          at: now(),
          urls,
          comments: String(given.comments),
          status: 'submitted',
          denial_reason: null,
        });
        return { status: 200, body: { abuse_rand: id, request: { act: 'abuse_trademark' }, result: 'success' } };
      }
      const shown = reports.filter(({ at }) => now().getTime() - at.getTime() >= lagMs);
      const asRead = ({ id, at, urls, status, denial_reason }: Report) => ({
        id,
        cdate: at.toISOString(),
        domain: new URL(urls[0]!).hostname,
        status,
        type: 'TM',
        denial_reason,
      });
      if (rest === 'submitted') {
        const after = url.searchParams.get('created_after') ?? '';
        const found = shown.filter(({ at }) => at.toISOString() >= after).map(asRead);
        const [page, size] = ['page', 'per_page'].map((name) => Number(url.searchParams.get(name)));
        const total_pages = Math.max(1, Math.ceil(found.length / size!));
        return success({ reports: found.slice((page! - 1) * size!, page! * size!) }, { result_info: { total_pages } });
      }
      const one = shown.find(({ id }) => rest === `submitted/${id}`);
      if (!one) return failure(404, 'not found');
      return success({ ...asRead(one), urls: one.urls, comments: one.comments });
    },
  };
}
