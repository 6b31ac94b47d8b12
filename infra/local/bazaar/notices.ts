import { type Context, Hono } from 'hono';
import type { BookedNotice } from './notice-book.ts';
import { readNotice, signatureHolds } from './notice-format.ts';
import { plainPage } from './page-frame.ts';
import type { Shop } from './shop.ts';

const MAX_BODY_BYTES = 256 * 1024;

/** What a proxy puts in the place of an answer. */
const signInPage = () => plainPage('Sign in', 'Your session has ended. Please sign in to go on.');

/** The venue's notice endpoint; the wire format is in `shared/marketplaces/bazaar/README.md`. */
export function noticeRoutes(shop: Shop, secret: string): Hono {
  const isSigned = (context: Context, body: string) =>
    signatureHolds(secret, context.req.header('X-Signature'), body, shop.now());
  const shown = (notice: BookedNotice) => ({
    noticeId: notice.id,
    reference: notice.reference,
    receivedAt: notice.receivedAt.toISOString(),
    ...overall(shop.statusOf(notice)),
    targets: shop.statusOf(notice),
  });

  /** Of several offers the one that is decided last. */
  const overall = (targets: ReturnType<Shop['statusOf']>) =>
    targets.find(({ status }) => status === 'received' || status === 'in-review') ?? targets[0]!;

  return new Hono()
    .post('/', async (context) => {
      const raw = await context.req.text();
      if (Buffer.byteLength(raw) > MAX_BODY_BYTES) return context.json({ error: 'body too large' }, 413);
      if (!isSigned(context, raw)) return context.json({ error: 'bad signature' }, 401);
      const idempotencyKey = context.req.header('Idempotency-Key');
      if (!idempotencyKey) return context.json({ error: 'Idempotency-Key header is required' }, 400);
      const read = readNotice(raw);
      if ('missing' in read) return context.json({ error: 'incomplete notice', missing: read.missing }, 422);
      const answer = shop.acceptNotice(read.notice, raw, idempotencyKey);
      switch (answer.outcome) {
        case 'key-reused':
          return context.json({ error: 'Idempotency-Key was used for a notice about another listing' }, 409);
        case 'unknown-listing':
          return context.json({ error: 'no such listing', missing: ['targets.0.listingId'] }, 422);
        case 'repeated':
          return context.json(
            { noticeId: answer.notice.id, status: overall(shop.statusOf(answer.notice)).status },
            200,
          );
        case 'accepted':
          if (shop.isMuddled(answer.notice)) return context.html(signInPage(), 200);
          return context.json({ noticeId: answer.notice.id, status: 'received' }, 202);
      }
    })
    .get('/', (context) => {
      if (!isSigned(context, '')) return context.json({ error: 'bad signature' }, 401);
      const reference = context.req.query('reference');
      if (!reference) return context.json({ error: 'reference is required' }, 400);
      return context.json(shop.noticesWith(reference).filter(shop.isOnTheBooks).map(shown));
    })
    .get('/:id', (context) => {
      if (!isSigned(context, '')) return context.json({ error: 'bad signature' }, 401);
      const notice = shop.noticeById(context.req.param('id'));
      return notice ? context.json(shown(notice)) : context.json({ error: 'no such notice' }, 404);
    });
}
