import type { AlertKind } from '#shared/domain/messages.ts';
import type { StoreFile } from '#shared/domain/store-file.ts';
import { afterLook, isOverdue } from '#shared/store-files/looks.ts';
import { lookAtStore } from '#shared/store-files/store-page.ts';
import { orNoAnswer } from './no-answer.ts';
import type { VerifyServices } from './services.ts';

/** One look at a store whose closure was asked for, or that was closed; the brand hears of it when the venue has closed it, or says nothing. */
export async function checkStore(file: StoreFile, services: VerifyServices): Promise<void> {
  const { storeFiles, venueOf, pages, clock } = services;
  const { id, sellerName = file.sellerId, url } = file;
  if (isOverdue(file, clock())) {
    const asked = file.updatedAt.slice(0, 10);
    const text = `The closure of the store of ${sellerName} was asked for on ${asked}, and nobody has said what became of it. Ask the venue, then: npx markwarden store say ${id} closed, or kept.`;
    await tell(file, { kind: 'task-due', occasion: `unanswered|${file.updatedAt}`, text }, services);
  }
  const venue = url && venueOf({ marketplace: file.marketplaces[0]!, url });
  if (!venue) return void (await storeFiles.write({ ...file, nextCheckAt: undefined }));
  const look = await orNoAnswer(lookAtStore(url, venue, pages), (why) => ({ finding: 'unknown' as const, why }));
  const after = afterLook(file, look, clock());
  if (after.state === 'closed' && file.state !== 'closed') {
    const text = `${venue.marketplace.title} has closed the store of ${sellerName}: ${look.why}.`;
    await tell(after, { kind: 'store-closed', occasion: `store-closed|${after.look?.since}`, text }, services);
  }
  await storeFiles.write(after);
}

/** Before it is written down: told twice is told once, untold is lost. */
const tell = (
  { id, brandId }: StoreFile,
  { kind, occasion, text: message }: { kind: AlertKind; occasion: string; text: string },
  { alerts, clock }: VerifyServices,
): Promise<void> => {
  const alert = { alertId: `${id}|${occasion}`, brandId, kind, at: clock().toISOString(), message };
  return alerts.sendAll([{ message: alert, options: { group: brandId } }]);
};
