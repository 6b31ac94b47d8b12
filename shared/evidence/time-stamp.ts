import { randomBytes } from 'node:crypto';
import { ContentInfo, id_signedData, SignedData } from '@peculiar/asn1-cms';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import {
  MessageImprint,
  PKIStatus,
  TimeStampReq,
  TimeStampReqVersion,
  TimeStampResp,
  TSTInfo,
} from '@peculiar/asn1-tsp';
import { AlgorithmIdentifier } from '@peculiar/asn1-x509';
import { TransientError } from '#shared/runtime/errors.ts';

/** What an authority answered, as it came: anybody can check it with the authority's certificate. */
export type TimeStamp = { reply: Uint8Array; at: Date };

/** Asks an authority to state that it has seen this hash now (RFC 3161). */
export type TimeStamps = (sha256: string) => Promise<TimeStamp>;

/** Where the authority's answer about a manifest lies. */
export const timeStampKey = (manifestKey: string): string => `${manifestKey}.tsr`;

const SHA256 = '2.16.840.1.101.3.4.2.1';
const PATIENCE_MS = 10_000;
const MOST_BYTES = 64 * 1024; // an answer with its certificates has about 6 KB

/** @param url of the authority, from the operator: often plain http, for the answer is signed */
export function createTimeStamps(url: string): TimeStamps {
  return async (sha256) => {
    const nonce = positive(randomBytes(16));
    const request = new TimeStampReq({
      version: TimeStampReqVersion.v1,
      messageImprint: new MessageImprint({
        hashAlgorithm: new AlgorithmIdentifier({ algorithm: SHA256, parameters: null }),
        hashedMessage: new OctetString(Buffer.from(sha256, 'hex')),
      }),
      nonce: toArrayBuffer(nonce),
      certReq: true,
    });
    const reply = await ask(url, new Uint8Array(AsnConvert.serialize(request)));
    return { reply, at: timeIn(reply, sha256, nonce) };
  };
}

async function ask(url: string, query: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/timestamp-query' },
    body: query,
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  if (!response.ok) throw new TransientError(`the time-stamping authority answered ${response.status}`);
  const body = new Uint8Array(await response.arrayBuffer());
  if (body.length > MOST_BYTES) throw new TransientError('the time-stamping authority answered too much');
  return body;
}

/**
 * When the authority says it saw the hash. Its signature is checked by whoever relies on it, with a certificate that they trust.
 * @throws Error when it did not grant, or speaks of another hash, or answers another question
 */
export function timeIn(reply: Uint8Array, sha256: string, nonce?: Uint8Array): Date {
  const { status, timeStampToken } = AsnConvert.parse(reply, TimeStampResp);
  if (status.status > PKIStatus.grantedWithMods || !timeStampToken)
    throw new TransientError(`the time-stamping authority refused (status ${status.status})`);
  const content = AsnConvert.parse(AsnConvert.serialize(timeStampToken), ContentInfo);
  if (content.contentType !== id_signedData) throw new Error('the time stamp is not signed');
  const signed = AsnConvert.parse(content.content, SignedData).encapContentInfo.eContent?.single;
  if (!signed) throw new Error('the time stamp is empty');
  const info = AsnConvert.parse(signed.buffer, TSTInfo);
  const imprint = Buffer.from(info.messageImprint.hashedMessage.buffer).toString('hex');
  if (info.messageImprint.hashAlgorithm.algorithm !== SHA256 || imprint !== sha256)
    throw new Error('the time stamp is of something else');
  if (nonce && !(info.nonce && Buffer.from(info.nonce).equals(nonce)))
    throw new Error('the time stamp answers another question');
  return info.genTime;
}

/** ASN.1 integers have a sign, and no zeroes before them. */
const positive = (bytes: Buffer): Buffer => {
  bytes[0] = (bytes[0]! & 0x7f) | 0x40;
  return bytes;
};

const toArrayBuffer = (bytes: Buffer): ArrayBuffer => new Uint8Array(bytes).buffer;
