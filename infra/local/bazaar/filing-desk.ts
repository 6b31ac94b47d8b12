import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { html } from 'hono/html';
import * as z from 'zod';
import { plainPage } from './page-frame.ts';
import type { Shop } from './shop.ts';

const MAX_TEXT = 10_000;
const MOST_ADDRESSES = 50;

/** What a person files by hand, as the form sends it. */
const Filed = z.object({
  name: z.string().trim().min(1),
  email: z.email(),
  number: z.string().trim().min(1),
  because: z.string().trim().min(1).max(MAX_TEXT),
  addresses: z
    .string()
    .transform((text) => text.split(/\s+/).filter((each) => each !== ''))
    .pipe(z.array(z.url()).min(1).max(MOST_ADDRESSES)),
});

/** Where people file notices by hand; the answer has the number. */
export function filingDesk(shop: Shop): Hono {
  return new Hono()
    .get('/', (context) => context.html(plainPage('Report offers', FORM)))
    .post('/', async (context) => {
      const body = await context.req.parseBody();
      const filed = Filed.safeParse(body);
      if (!filed.success)
        return context.html(plainPage('Not taken', 'Fill in every field; addresses one a line, at most 50.'), 422);
      const { addresses, number } = filed.data;
      const targets = addresses.map((url) => ({ url, listingId: new URL(url).pathname.replace(/^\/item\//, '') }));
      const answer = shop.acceptNotice({ reference: number, targets }, JSON.stringify(body), randomUUID());
      if (!('notice' in answer)) return context.html(plainPage('Not taken', 'One of these is no offer of ours.'), 422);
      return context.html(plainPage('Thank you', html`Your number is <code>${answer.notice.id}</code>.`));
    });
}

const FORM = html`<form method="post" action="/notice-desk">
  <p><label>Your name <input name="name" required /></label></p>
  <p><label>Your e-mail <input type="email" name="email" required /></label></p>
  <p><label>Registration of the right <input name="number" required /></label></p>
  <p><label>Addresses, one a line <textarea name="addresses" rows="8" cols="60" required></textarea></label></p>
  <p><label>Why they infringe <textarea name="because" rows="4" cols="60" required></textarea></label></p>
  <p><button>Report them</button></p>
</form>`;
