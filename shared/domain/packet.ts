import * as z from 'zod';
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

/** `key`: of the zip in the evidence bucket; the same request always gives the same one. */
export const PacketResult = z.object({ key: z.string().min(1) });
export type PacketResult = z.infer<typeof PacketResult>;
