import { sha256Hex } from '#shared/runtime/sha256.ts';

/**
 * One segment of an object key from outside text (listing ids are the venue's): letters, digits, `_`, `-` and inner dots only.
 * What had to be changed gets a hash, so that two different texts never share a key.
 */
export function keySegment(text: string): string {
  const safe = text
    .replace(/[^A-Za-z0-9._-]/g, '_')
    .replace(/^\.+|\.+$/g, '_')
    .slice(0, 100);
  return safe === text && safe !== '' ? safe : `${safe}-${sha256Hex(text).slice(0, 12)}`;
}

/** 2026-05-31T101500123Z: sorts by time, no characters that need escaping. */
export function timeSegment(at: Date): string {
  return at.toISOString().replace(/[:.]/g, '');
}

/** Where a brand's reports lie, in the bucket of pages: as pages, and as the browser function printed them. */
export const reportFolders = (brandId: string) => {
  const html = `reports/${keySegment(brandId)}/`;
  return { html, pdf: `rendered/${html}` };
};

/** What every packet of a notice begins with, however often it was made. */
export const noticePackets = (brandId: string, reference: string): string =>
  `packets/${keySegment(brandId)}/${keySegment(reference)}-`;

/** Where zips of a case lie that people asked for. */
export const caseExports = (brandId: string, caseId: string): string =>
  `packets/${keySegment(brandId)}/cases/${keySegment(caseId)}/`;

/** Where packets about a seller's store lie: under a hash, for keys outlive what they name. */
export const storePackets = (brandId: string, account: string): string =>
  `packets/${keySegment(brandId)}/stores/${sha256Hex(account).slice(0, 32)}/`;
