import { GetObjectCommand, HeadObjectCommand, type S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';

/** Addresses under which somebody's browser may fetch one object for a few minutes, without any right of their own. */
export type EvidenceLinks = {
  /** A picture is shown; everything else is handed over as a file: a captured page is hostile, and must never be opened here. */
  linkTo: (key: string) => Promise<string>;
  /** Whether there is such an object: an address of one that is gone opens what S3 says of it, which is nothing for people. */
  isThere: (key: string) => Promise<boolean>;
  /** Where those addresses lead: pages have to allow it for their pictures. */
  origin: string;
};

/** A signed address, of whatever lies in our buckets. */
export const GOOD_FOR_SECONDS = 300;
/** Of what is shown, by its ending: the type that came with an upload is its sender's word. */
const TYPES: Record<string, string> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  gif: 'image/gif',
  avif: 'image/avif',
  html: 'text/html; charset=utf-8',
  pdf: 'application/pdf',
};
const PICTURE = /\.(jpe?g|png|webp|gif|avif)$/i;

/** @param shown keys of what a browser may show; the rest it saves */
export async function createEvidenceLinks(client: S3Client, bucket: string, shown = PICTURE): Promise<EvidenceLinks> {
  const linkTo = (key: string): Promise<string> => {
    const name = key
      .split('/')
      .at(-1)!
      .replaceAll(/[^\w.-]/g, '_');
    const how = shown.test(key)
      ? { ResponseContentDisposition: 'inline', ResponseContentType: TYPES[/\w+$/.exec(name)?.[0].toLowerCase() ?? ''] }
      : {
          ResponseContentDisposition: `attachment; filename="${name}"`,
          ResponseContentType: 'application/octet-stream',
        };
    const command = new GetObjectCommand({ Bucket: bucket, Key: key, ...how });
    return getSignedUrl(client, command, { expiresIn: GOOD_FOR_SECONDS });
  };
  const isThere = async (key: string): Promise<boolean> => {
    try {
      await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
      return true;
    } catch (error) {
      const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
      // 403 is what a missing key answers to whoever may not list the bucket.
      if (status === 404 || status === 403) return false;
      throw error;
    }
  };
  return { linkTo, isThere, origin: new URL(await linkTo('x')).origin };
}
