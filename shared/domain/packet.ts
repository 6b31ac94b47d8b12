import * as z from 'zod';
import { SealedCapture } from './capture.ts';
import { NoticeContent, TargetStatement } from './notice-content.ts';

/** What the packet function is asked for (invoked, not queued): everything that the packet says, as it was approved. */
export const PacketRequest = z.strictObject({
  brandId: z.string().min(1),
  /** Our number at the venue. */
  reference: z.string().min(1),
  content: NoticeContent,
  targets: z.array(TargetStatement).min(1),
});
export type PacketRequest = z.infer<typeof PacketRequest>;

/** The packet of a store: everything that asks its venue to close it (invoked, not queued). */
export const StorePacketRequest = z.strictObject({
  storePacket: z.strictObject({
    brandId: z.string().min(1),
    reference: z.string().min(1),
    /** Programme, by its id. */
    programme: z.string().min(1),
    account: z.string().min(1),
    name: z.string().optional(),
    /** The store's own page. */
    url: z.string().optional(),
    /** The statement, as a page. */
    statement: z.string().min(1),
    /** What the newest of its notices said, for the right and the authority; absent where none is kept. */
    content: NoticeContent.optional(),
    /** Of the offers that were removed, with the evidence of their notices. */
    targets: z.array(TargetStatement),
  }),
});
export type StorePacketRequest = z.infer<typeof StorePacketRequest>;

/** `key`: of the zip in the evidence bucket; the same request always gives the same one. */
export const PacketResult = z.object({ key: z.string().min(1) });
export type PacketResult = z.infer<typeof PacketResult>;

/** Small pictures of what was captured, for a report (invoked, not queued). */
export const ThumbnailsRequest = z.strictObject({ thumbnailsOf: z.array(SealedCapture).max(50) });
export type ThumbnailsRequest = z.infer<typeof ThumbnailsRequest>;

/** JPEGs in base64, in the order asked for; null where a capture has no picture that can be opened and is as it was captured. */
export const ThumbnailsResult = z.object({ thumbnails: z.array(z.base64().nullable()) });
export type ThumbnailsResult = z.infer<typeof ThumbnailsResult>;
