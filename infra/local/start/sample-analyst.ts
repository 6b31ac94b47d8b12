import * as z from 'zod';
import type { Ask } from './sample-people.ts';

const Listed = z.object({ notices: z.array(z.object({ id: z.string(), windowClosed: z.boolean() })) });
const Shown = z.object({ digest: z.string() });

/**
 * Signs every notice that waits for approval, as it reads, once, as a person would who trusts the product: a brand of a week has proved
 * nothing, so no notice leaves by itself. Labels are not looked at, so no mistake of the product's is hidden. Other
 * brands' notices are for their own people. Returns how many were signed.
 */
export async function signWaiting(ask: Ask, brandId: string): Promise<number> {
  const { notices } = Listed.parse(await answerOf(ask, `/notices?state=draft&brand=${encodeURIComponent(brandId)}`));
  const waiting = notices.filter(({ windowClosed }) => windowClosed);
  for (const { id } of waiting) {
    const path = `/notices/${encodeURIComponent(id)}`;
    const { digest } = Shown.parse(await answerOf(ask, path));
    await answerOf(ask, `${path}/approve`, { digest, note: 'signed unread, for the sample' });
  }
  return waiting.length;
}

async function answerOf(ask: Ask, path: string, body?: object): Promise<unknown> {
  const response = await ask(path, {
    method: body ? 'POST' : 'GET',
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`the API refused ${path}: ${response.status} ${await response.text()}`);
  return response.json();
}
