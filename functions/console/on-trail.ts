import type { MiddlewareHandler } from 'hono';
import { brandIdOf } from '#shared/domain/ids.ts';
import { logger } from '#shared/runtime/logger.ts';
import { idsIn, onTrail, type Trail } from '#shared/runtime/trail.ts';
import type { ConsoleEnv } from './services.ts';

/** What a page is about stands in every line that is logged meanwhile, and travels in every message that is sent. */
export const onTrailOfPage: MiddlewareHandler<ConsoleEnv> = async (c, next) => {
  const changes = c.req.method === 'POST';
  const form = changes ? await c.req.parseBody().catch(() => ({}) as Record<string, unknown>) : {};
  await onTrail(idsOf(c.req.path, { ...c.req.query(), ...form }), async () => {
    await next();
    if (changes) logger.info('done in the console', { path: c.req.path, status: c.res.status });
  });
};

/** Pages and forms name a case or a notice by its `id`, which starts with its brand's, and a brand by itself. */
function idsOf(path: string, { id, brand }: Record<string, unknown>): Trail {
  const named = typeof id === 'string' && id !== '' ? id : undefined;
  if (named && /^\/case(\/|$)/.test(path)) return { brandId: brandIdOf(named), caseId: named };
  if (named && /^\/notice(\/|$)/.test(path)) return { brandId: brandIdOf(named), noticeId: named };
  return idsIn({ brandId: brand });
}
