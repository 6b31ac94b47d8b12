import type { StoreFile } from '#shared/domain/store-file.ts';
import { afterLook } from '#shared/store-files/looks.ts';
import { lookAtStore } from '#shared/store-files/store-page.ts';
import type { VerifyServices } from './services.ts';

/** One look at a store whose closure was asked for, or that was closed; the brand hears of it when the venue has closed it. */
export async function checkStore(file: StoreFile, services: VerifyServices): Promise<void> {
  const { storeFiles, venueOf, pages, alerts, clock } = services;
  const venue = venueOf({ marketplace: file.marketplaces[0]!, url: file.url! });
  if (!venue) return void (await storeFiles.write({ ...file, nextCheckAt: undefined }));
  const look = await lookAtStore(file.url!, venue, pages);
  const after = afterLook(file, look, clock());
  if (after.state === 'closed' && file.state !== 'closed') {
    const { id, brandId, sellerName = file.sellerId, updatedAt } = after;
    const message = `${venue.marketplace.title} has closed the store of ${sellerName}: ${look.why}.`;
    // Told before it is written down: told twice is told once, untold is lost.
    const alert = {
      alertId: `${id}|store-closed|${after.look?.since}`,
      brandId,
      kind: 'store-closed',
      message,
    } as const;
    await alerts.sendAll([{ message: { ...alert, at: updatedAt }, options: { group: brandId } }]);
  }
  await storeFiles.write(after);
}
