import type { Context, MiddlewareHandler } from 'hono';

const WINDOW_MS = 1000;

/** Where a request came from; the server that took it knows. */
export type ClientOf = (context: Context) => string | undefined;

/** 429 with `Retry-After` for a client that asked for more than `limit` pages during the last second, by the machine's own clock. */
export function rateLimit(limit: number, clientOf: ClientOf): MiddlewareHandler {
  const recent = new Map<string, number[]>();
  return async (context, next) => {
    const client = clientOf(context) ?? 'unknown';
    const now = performance.now();
    const asked = (recent.get(client) ?? []).filter((at) => at > now - WINDOW_MS);
    recent.set(client, asked);
    if (asked.length >= limit) {
      const seconds = Math.max(1, Math.ceil((asked[0]! + WINDOW_MS - now) / 1000));
      context.header('Retry-After', String(seconds));
      return context.text('Too many requests. Please slow down.', 429);
    }
    asked.push(now);
    return next();
  };
}
