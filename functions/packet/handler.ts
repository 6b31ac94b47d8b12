import type { PacketResult, ThumbnailsResult } from '#shared/domain/packet.ts';
import type { PictureReading } from '#shared/domain/searched-picture.ts';
import { createEvidenceStore } from '#shared/evidence/evidence-store.ts';
import { createStreamedObjects } from '#shared/evidence/streamed-object.ts';
import { s3 } from '#shared/runtime/clients.ts';
import { readEnv } from '#shared/runtime/env.ts';
import { buildPacket } from './build-packet.ts';
import { Env } from './env.ts';
import { isPictureToRead, readPicture } from './read-picture.ts';
import { areThumbnailsAsked, thumbnails } from './thumbnails.ts';

// Trigger: invoked by submit, api and console, and by digest for the pictures of a report. It decodes strangers' pictures, so its role can read evidence, add packets, and do nothing else.
const { EVIDENCE_BUCKET } = readEnv(Env);
const client = s3();
const services = {
  evidence: createEvidenceStore(client, EVIDENCE_BUCKET),
  packets: createStreamedObjects(client, EVIDENCE_BUCKET),
};

export const handler = (event: unknown): Promise<PacketResult | ThumbnailsResult | PictureReading> => {
  if (isPictureToRead(event)) return readPicture(event);
  return areThumbnailsAsked(event) ? thumbnails(event, services) : buildPacket(event, services);
};
