import * as z from 'zod';
import { StoreFile } from '#shared/domain/store-file.ts';
import { answerOf } from './api-answer.ts';
import type { Ask } from './sample-people.ts';

const Listed = z.object({ stores: z.array(StoreFile.pick({ id: true, sellerId: true, updatedAt: true })) });
const Opened = z.object({ statement: z.string() });

/**
 * Asks the sample marketplace at this origin to close every store that has had enough strikes since then, with the statement as it is, and
 * says so. The generated history's sellers, whose files were ready before, are there no more. Returns how many were asked for.
 */
export async function askForClosures(
  ask: Ask,
  brandId: string,
  { origin, since }: { origin: string; since: Date },
): Promise<number> {
  const { stores } = Listed.parse(await answerOf(ask, `/stores?state=ready&brand=${encodeURIComponent(brandId)}`));
  const there = stores.filter(({ updatedAt }) => updatedAt > since.toISOString());
  for (const { id, sellerId } of there) {
    const path = `/stores/${encodeURIComponent(id)}`;
    const { statement } = Opened.parse(await answerOf(ask, path));
    const body = new URLSearchParams({ text: statement });
    const response = await fetch(`${origin}/store-desk/${encodeURIComponent(sellerId)}`, { method: 'POST', body });
    if (!response.ok) throw new Error(`the sample marketplace did not take a statement: HTTP ${response.status}`);
    await answerOf(ask, path, { state: 'filed', why: 'handed in at the desk, for the sample' });
  }
  return there.length;
}
