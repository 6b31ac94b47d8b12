import * as z from 'zod';
import { answerOf } from './api-answer.ts';
import type { Ask } from './sample-people.ts';

const Listed = z.object({ notices: z.array(z.object({ id: z.string(), windowClosed: z.boolean() })) });
const Shown = z.object({ digest: z.string(), breaker: z.string().optional() });

/**
 * Signs every notice that waits for approval, as it reads, once, as a person would who trusts the product: a brand of a week has proved
 * nothing, so no notice leaves by itself. Labels are not looked at, so no mistake of the product's is hidden; a breaker that has tripped is
 * overruled in so many words. Other brands' notices are for their own people. Returns how many were signed.
 */
export async function signWaiting(ask: Ask, brandId: string): Promise<number> {
  const { notices } = Listed.parse(await answerOf(ask, `/notices?state=draft&brand=${encodeURIComponent(brandId)}`));
  const waiting = notices.filter(({ windowClosed }) => windowClosed);
  for (const { id } of waiting) {
    const path = `/notices/${encodeURIComponent(id)}`;
    const { digest, breaker } = Shown.parse(await answerOf(ask, path));
    const note = `signed unread, for the sample${breaker ? `, although ${breaker}` : ''}`.slice(0, 1000);
    await answerOf(ask, `${path}/approve`, { digest, note, ...(breaker && { despiteBreaker: true }) });
  }
  return waiting.length;
}
