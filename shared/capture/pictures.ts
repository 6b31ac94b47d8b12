import type { EvidenceItem, EvidenceStore, MissingItem } from '#shared/evidence/evidence-store.ts';
import type { Fetcher } from '#shared/fetching/fetcher.ts';
import { type ImageFormat, imageFormat } from '#shared/imaging/image-format.ts';
import { MAX_IMAGE_BYTES } from '#shared/imaging/image-limits.ts';

export type Kept = { items: Omit<EvidenceItem, 'capturedAt'>[]; missing: MissingItem[] };

/** More says no more of the goods. */
const MOST_PICTURES = 8;
/** In memory at a time. */
const TOGETHER = 4;
const PATIENCE_MS = 10_000;
const USUAL = { maxBytes: MAX_IMAGE_BYTES, timeoutMs: PATIENCE_MS };

type Services = { evidence: Pick<EvidenceStore, 'put'>; fetchPicture: Fetcher };

/** The owner's own picture of what the offer seems to be, to be held beside it. */
export async function captureOfficialPicture(url: string, folder: string, services: Services): Promise<Kept> {
  const found = await pictureAt(url, services.fetchPicture);
  if ('reason' in found) return { items: [], missing: [{ kind: 'official-picture', url, reason: found.reason }] };
  const key = `${folder}/official.${found.ending}`;
  const object = await services.evidence.put(key, found.bytes, `image/${found.format}`);
  return { items: [{ kind: 'official-picture', url, ...object }], missing: [] };
}

/** The offer's pictures as their host gives them; what is none by its bytes is not kept. A picture that cannot be had is written down. */
export async function capturePictures(
  urls: readonly string[],
  folder: string,
  { evidence, fetchPicture }: Services,
): Promise<Kept> {
  const kept: Kept = { items: [], missing: [] };
  const wanted = urls.slice(0, MOST_PICTURES).map((url, index) => ({ url, index }));
  for (let start = 0; start < wanted.length; start += TOGETHER) {
    const some = wanted.slice(start, start + TOGETHER).map(async ({ url, index }) => {
      const found = await pictureAt(url, fetchPicture);
      if ('reason' in found) return kept.missing.push({ kind: 'picture', url, reason: found.reason });
      const key = `${folder}/picture-${String(index + 1).padStart(2, '0')}.${found.ending}`;
      const object = await evidence.put(key, found.bytes, `image/${found.format}`);
      return kept.items.push({ kind: 'picture', url, ...object });
    });
    await Promise.all(some);
  }
  return { ...kept, items: kept.items.toSorted((a, b) => (a.key < b.key ? -1 : 1)) };
}

type Found = { bytes: Uint8Array; format: ImageFormat; ending: string } | { reason: string };

/** What lies at an address, if that is a picture by its bytes, whatever its host calls it; else why there is none. Throws nothing. */
export async function pictureAt(
  url: string,
  fetchPicture: Fetcher,
  limits: { maxBytes: number; timeoutMs: number } = USUAL,
): Promise<Found> {
  try {
    const { status, body } = await fetchPicture(url, { ...limits, headers: { accept: 'image/*' } });
    if (status !== 200) return { reason: `its host answers HTTP ${status}` };
    const format = imageFormat(body);
    return format
      ? { bytes: body, format, ending: format === 'jpeg' ? 'jpg' : format }
      : { reason: 'what its host gives is no picture' };
  } catch (error) {
    return { reason: (error as Error).message };
  }
}
