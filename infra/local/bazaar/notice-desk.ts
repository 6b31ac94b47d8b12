import { type Context, Hono } from 'hono';
import { plainPage } from './page-frame.ts';
import type { Shop } from './shop.ts';

const MAX_TEXT = 100_000;

/**
 * Where people write to the venue about a notice: what it asked for, or that they stand by it. No sign-in, for the number of a notice is
 * known to its sender alone.
 */
export function noticeDesk(shop: Shop): Hono {
  return new Hono().post('/:id', async (context) => {
    const notice = shop.noticeById(context.req.param('id'));
    if (!notice) return context.notFound();
    return taken(context, (text) => shop.takeLetter(notice, text), 'We have added your words to the notice.');
  });
}

/** Where people ask for a store to be closed, with what they have against it. */
export function storeDesk(shop: Shop): Hono {
  return new Hono().post('/:id', async (context) => {
    const sellerId = context.req.param('id');
    if (!shop.knows(sellerId)) return context.notFound();
    return taken(context, (text) => shop.takeComplaint(sellerId, text), 'We will look at the store.');
  });
}

async function taken(context: Context, take: (text: string) => void, thanks: string) {
  const { text } = await context.req.parseBody();
  if (typeof text !== 'string' || !text.trim() || text.length > MAX_TEXT)
    return context.html(plainPage('Nothing to read', 'Write what you want to tell us in the field "text".'), 422);
  take(text.trim());
  return context.html(plainPage('Thank you', thanks));
}
