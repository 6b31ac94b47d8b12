import { Hono } from 'hono';
import { plainPage } from './page-frame.ts';
import type { Shop } from './shop.ts';

const MAX_TEXT = 10_000;

/**
 * Where people write to the venue about a notice: what it asked for, or that they stand by it. No sign-in, for the number of a notice is
 * known to its sender alone.
 */
export function noticeDesk(shop: Shop): Hono {
  return new Hono().post('/:id', async (context) => {
    const notice = shop.noticeById(context.req.param('id'));
    if (!notice) return context.notFound();
    const { text } = await context.req.parseBody();
    if (typeof text !== 'string' || !text.trim() || text.length > MAX_TEXT)
      return context.html(plainPage('Nothing to read', 'Write what you want to tell us in the field "text".'), 422);
    shop.takeLetter(notice, text.trim());
    return context.html(plainPage('Thank you', 'We have added your words to the notice.'));
  });
}
