import type { SealedCapture } from '#shared/domain/capture.ts';
import { ThumbnailsRequest, type ThumbnailsResult } from '#shared/domain/packet.ts';
import { EvidenceManifest, type EvidenceStore } from '#shared/evidence/evidence-store.ts';
import { thumbnail } from '#shared/imaging/thumbnail.ts';
import { InvalidMessageError } from '#shared/runtime/errors.ts';
import { sha256Hex } from '#shared/runtime/sha256.ts';

type Services = { evidence: Pick<EvidenceStore, 'get'> };

export const areThumbnailsAsked = (event: unknown): boolean =>
  event !== null && typeof event === 'object' && 'thumbnailsOf' in event;

/**
 * A small picture of each capture: the offer's first, else its page. Re-encoded, so that nothing of the stranger's file is left but
 * what it shows. One after the other: memory holds one.
 * @throws InvalidMessageError when the request is not ours
 */
export async function thumbnails(event: unknown, { evidence }: Services): Promise<ThumbnailsResult> {
  const request = ThumbnailsRequest.safeParse(event);
  if (!request.success) throw new InvalidMessageError(`thumbnails request: ${request.error.issues[0]?.message}`);
  const made: ThumbnailsResult['thumbnails'] = [];
  for (const capture of request.data.thumbnailsOf) made.push(await thumbnailOf(capture, evidence));
  return { thumbnails: made };
}

async function thumbnailOf(capture: SealedCapture, evidence: Services['evidence']): Promise<string | null> {
  const manifest = await asCaptured(capture, evidence);
  if (!manifest) return null;
  const { items } = EvidenceManifest.parse(JSON.parse(Buffer.from(manifest).toString('utf8')));
  const shown = items.find(({ kind }) => kind === 'picture') ?? items.find(({ kind }) => kind === 'screenshot');
  const bytes = shown && (await asCaptured(shown, evidence));
  const small = bytes && (await thumbnail(bytes).catch(() => undefined));
  return small ? Buffer.from(small).toString('base64') : null;
}

async function asCaptured({ key, sha256 }: { key: string; sha256: string }, evidence: Services['evidence']) {
  const stored = await evidence.get(key);
  return stored && sha256Hex(stored) === sha256 ? stored : undefined;
}
