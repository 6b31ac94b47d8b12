import { json, type VenueServer } from './venue-server.ts';

export type MeliVenue = VenueServer & {
  /** Puts a case into a status, as its moderators do. */
  decide: (denounceId: string, status: string, more?: Record<string, unknown>) => void;
  expireTokens: () => void;
  refreshes: () => number;
};

const HOURS_6 = 21_600;

/**
 * Mercado Libre as documented (membros-do-programa, 2026-07-26; authentication): a refresh token is good for one use; a denunciation
 * answers HTTP 200 with 201 inside; a case is asked for by its number only.
 */
export function meliVenue(refreshToken = 'TG-0'): MeliVenue {
  const books: string[] = [];
  const cases = new Map<string, Record<string, unknown>>();
  let current = { access: '', refresh: refreshToken };
  let refreshes = 0;
  const error = (status: number, message: string) => ({ status, body: { message, error: 'error', status, cause: [] } });
  return {
    booked: () => books,
    refreshes: () => refreshes,
    expireTokens: () => {
      current = { ...current, access: '' };
    },
    decide: (id, status, more = {}) => cases.set(id, { ...cases.get(id), current_status: status, ...more }),
    answer({ method, path, headers, body }) {
      if (path === '/oauth/token') {
        const form = new URLSearchParams(body);
        if (form.get('grant_type') !== 'refresh_token' || form.get('refresh_token') !== current.refresh)
          return { status: 400, body: { error: 'invalid_grant', message: 'invalid_grant', status: 400 } };
        refreshes++;
        current = { access: `APP_USR-${refreshes}`, refresh: `TG-${refreshes}` };
        const granted = { access_token: current.access, refresh_token: current.refresh, expires_in: HOURS_6 };
        return { status: 200, body: { ...granted, token_type: 'Bearer', scope: 'offline_access', user_id: 1 } };
      }
      if (current.access === '' || headers.authorization !== `Bearer ${current.access}`)
        return error(401, 'invalid access token');
      const item = /^\/moderations\/pppi\/denounces\/items\/([^/]+)$/.exec(path)?.[1];
      if (method === 'POST' && item) {
        const { report_reason_id, comment } = json(body);
        if (!/^PPPI\d+$/.test(String(report_reason_id)) || !comment) return error(400, 'report_reason_id is invalid');
        books.push(decodeURIComponent(item));
        const id = String(37_000_000 + books.length);
        cases.set(id, { current_status: 'CREATED', due_date: null, item_info: { item_id: item } });
        return { status: 200, body: { status: 201, denounce_id: Number(id) } };
      }
      const found = cases.get(/^\/moderations\/pppi\/case\/(\d+)$/.exec(path)?.[1] ?? '');
      if (!found) return error(404, 'not found');
      return { status: 200, body: { user_type: 'member', reason_id: 'PPPI1', ...found } };
    },
  };
}
