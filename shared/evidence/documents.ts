import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { imageFormat } from '#shared/imaging/image-format.ts';
import { sha256Hex } from '#shared/runtime/sha256.ts';
import { type DocumentEnding, documentFolder, MOST_DOCUMENT_BYTES } from './document-kinds.ts';
import { GOOD_FOR_SECONDS } from './evidence-links.ts';
import { readObject } from './read-object.ts';

export type DocumentUpload = { sha256: string; bytes: number; ending: DocumentEnding };

/** A brand's certificates, powers of attorney and photos (bucket `evidence`): each under its own hash, so that none ever replaces another. */
export type DocumentStore = {
  /** The address takes one PUT of exactly these bytes with these headers, for a few minutes. */
  start: (
    brandId: string,
    upload: DocumentUpload,
  ) => Promise<{ key: string; address: string; headers: Record<string, string> }>;
  /** Keeps what a form brought; what is wrong with it, in a sentence, when it is no such document. */
  keep: (
    brandId: string,
    document: { name: string; body: Uint8Array },
  ) => Promise<{ key: string; sha256: string } | { refused: string }>;
  /** What is wrong with what lies there, in a sentence; its hash when nothing is. */
  check: (brandId: string, key: string) => Promise<{ sha256: string } | { refused: string }>;
};

export function createDocumentStore(client: S3Client, bucket: string): DocumentStore {
  return {
    async start(brandId, { sha256, bytes, ending }) {
      const key = keyOf(brandId, sha256, ending);
      const checksum = checksumOf(sha256);
      const command = new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        ContentLength: bytes,
        ChecksumSHA256: checksum,
      });
      const header = 'x-amz-checksum-sha256';
      const address = await getSignedUrl(client, command, {
        expiresIn: GOOD_FOR_SECONDS,
        signableHeaders: new Set(['content-length', 'host', header]),
        unhoistableHeaders: new Set([header]),
      });
      return { key, address, headers: { [header]: checksum } };
    },
    async keep(brandId, { name, body }) {
      const ending = /\.([a-z]{3,4})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
      const problem = problemOf(body, ending);
      if (problem) return { refused: problem };
      const sha256 = sha256Hex(body);
      const key = keyOf(brandId, sha256, ending);
      await client.send(
        new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, ChecksumSHA256: checksumOf(sha256) }),
      );
      return { key, sha256 };
    },
    async check(brandId, key) {
      const name = key.slice(documentFolder(brandId).length);
      const [, sha256, ending] = /^([0-9a-f]{64})\.([a-z]{3,4})$/.exec(name) ?? [];
      if (!key.startsWith(documentFolder(brandId)) || !sha256 || !ending)
        return { refused: `${key} is no document of ${brandId}` };
      const body = await readObject(client, bucket, key);
      if (!body) return { refused: 'nothing was uploaded there, or its address had run out' };
      if (sha256Hex(body) !== sha256) return { refused: 'what was uploaded is not what was announced: other bytes' };
      const problem = problemOf(body, ending);
      if (problem) return { refused: problem };
      return { sha256 };
    },
  };
}

const keyOf = (brandId: string, sha256: string, ending: string) => `${documentFolder(brandId)}${sha256}.${ending}`;
/** S3 refuses other bytes, and an object lock asks for one. */
const checksumOf = (sha256: string) => Buffer.from(sha256, 'hex').toString('base64');

function problemOf(body: Uint8Array, ending: string): string | undefined {
  if (body.length === 0) return 'it is empty';
  if (body.length > MOST_DOCUMENT_BYTES) return `it has ${body.length} bytes; at most ${MOST_DOCUMENT_BYTES} are kept`;
  const kind = kindOf(body);
  if (kind !== undefined && KINDS[kind].includes(ending)) return undefined;
  return `by its bytes it is ${kind ? `a ${kind}` : 'none of the kinds that are kept'}, and it is called .${ending}`;
}

type Kind = 'PDF' | 'JPEG' | 'PNG' | 'WebP' | 'TIFF' | 'zip';

const KINDS: Record<Kind, readonly string[]> = {
  PDF: ['pdf'],
  JPEG: ['jpg', 'jpeg'],
  PNG: ['png'],
  WebP: ['webp'],
  TIFF: ['tif', 'tiff'],
  zip: ['zip', 'docx'],
};

function kindOf(bytes: Uint8Array): Kind | undefined {
  const picture = imageFormat(bytes);
  if (picture) return ({ jpeg: 'JPEG', png: 'PNG', webp: 'WebP', gif: undefined, avif: undefined } as const)[picture];
  const start = Buffer.from(bytes.subarray(0, 5)).toString('latin1');
  if (start === '%PDF-') return 'PDF';
  if (/^(?:II\*\0|MM\0\*)/.test(start)) return 'TIFF';
  return start.startsWith('PK\x03\x04') ? 'zip' : undefined;
}
