import type { StoreFile } from '#shared/domain/store-file.ts';
import { brandAlert } from '#shared/messaging/brand-alert.ts';
import { afterLook, isOverdue } from '#shared/store-files/looks.ts';
import { lookAtStore } from '#shared/store-files/store-page.ts';
import { orNoAnswer } from './no-answer.ts';
import type { VerifyServices } from './services.ts';

/** One look at a store whose closure was asked for, or that was closed; the brand hears of it when the venue has closed it, or says nothing. */
export async function checkStore(file: StoreFile, services: VerifyServices): Promise<void> {
  const { storeFiles, venueOf, pages, alerts, clock } = services;
  const { id, sellerName = file.sellerId, url } = file;
  // Told before it is written down: told twice is told once, untold is lost.
  if (isOverdue(file, clock())) {
    const asked = file.updatedAt.slice(0, 10);
    const text = `The closure of the store of ${sellerName} was asked for on ${asked}, and nobody has said what became of it. Ask the venue, then: npx markwarden store say ${id} closed, or kept.`;
    await alerts.sendAll([brandAlert(file, 'task-due', text, clock(), `unanswered|${file.updatedAt}`)]);
  }
  const venue = url && venueOf({ marketplace: file.marketplaces[0]!, url });
  if (!venue) return void (await storeFiles.write({ ...file, nextCheckAt: undefined }));
  const look = await orNoAnswer(lookAtStore(url, venue, pages), (why) => ({ finding: 'unknown' as const, why }));
  const after = afterLook(file, look, clock());
  if (after.state === 'closed' && file.state !== 'closed') {
    const text = `${venue.marketplace.title} has closed the store of ${sellerName}: ${look.why}.`;
    await alerts.sendAll([brandAlert(file, 'store-closed', text, clock(), `${after.look?.since}`)]);
  }
  await storeFiles.write(after);
}
