import { ExportRequest } from '#shared/domain/case-export.ts';
import { PacketRequest, type PacketResult, StorePacketRequest } from '#shared/domain/packet.ts';
import { exportFiles } from '#shared/evidence/case-export.ts';
import { readChain } from '#shared/evidence/chain.ts';
import type { EvidenceStore } from '#shared/evidence/evidence-store.ts';
import { caseExports, noticePackets, storePackets } from '#shared/evidence/object-keys.ts';
import type { StreamedObjects } from '#shared/evidence/streamed-object.ts';
import { type ZipEntry, zipOf } from '#shared/evidence/zip-stream.ts';
import { sideBySide } from '#shared/imaging/side-by-side.ts';
import { smallPicture } from '#shared/imaging/small-picture.ts';
import { unopenedPath } from '#shared/packet/evidence-files.ts';
import { listingFacts } from '#shared/packet/listing-facts.ts';
import { manifestText, type Sealed } from '#shared/packet/manifest.ts';
import type { PacketFile, StoredSource } from '#shared/packet/packet-file.ts';
import { packetFiles } from '#shared/packet/plan.ts';
import { storePacketFiles } from '#shared/packet/store-plan.ts';
import { InvalidMessageError } from '#shared/runtime/errors.ts';
import { sha256Hex } from '#shared/runtime/sha256.ts';

export type PacketServices = { evidence: Pick<EvidenceStore, 'get' | 'verify'>; packets: StreamedObjects };

/** What a picture may weigh: forms take few megabytes, and a notice has up to 300 offers. */
const PICTURE_BYTES = 300 * 1024;
const MANIFEST = '90-manifest.json';
/** Raised when a packet of the same notice would come out otherwise. */
const LAYOUT = 3;

/**
 * Builds the packet of an approved notice, or of a case on request, streaming: one file in memory at a time. The key is the request's hash, so that a second
 * request for the same words finds what is there.
 * @throws InvalidMessageError when the request is not ours; Error when a piece of evidence is gone or is not what was stored
 */
export async function buildPacket(event: unknown, services: PacketServices): Promise<PacketResult> {
  if (isAbout(event, 'exportOf')) return buildExport(event, services);
  if (isAbout(event, 'storePacket')) return buildStorePacket(event, services);
  const { evidence, packets } = services;
  const parsed = PacketRequest.safeParse(event);
  if (!parsed.success) throw new InvalidMessageError(`packet request: ${parsed.error.issues[0]?.message}`);
  const request = parsed.data;
  const name = sha256Hex(JSON.stringify([LAYOUT, request]));
  const key = `${noticePackets(request.brandId, request.reference)}${name.slice(0, 16)}.zip`;
  if (await packets.has(key)) return { key };
  await packets.put(key, zipOf(entriesOf(request.reference, packetFiles(request), evidence)), 'application/zip');
  return { key };
}

const isAbout = (event: unknown, what: string): boolean => event !== null && typeof event === 'object' && what in event;

/**
 * The packet that asks for a store's closure; asked for twice in the same words it is one object.
 * @throws InvalidMessageError when the request is not ours
 */
async function buildStorePacket(event: unknown, { evidence, packets }: PacketServices): Promise<PacketResult> {
  const parsed = StorePacketRequest.safeParse(event);
  if (!parsed.success) throw new InvalidMessageError(`store packet request: ${parsed.error.issues[0]?.message}`);
  const { storePacket: packet } = parsed.data;
  const name = sha256Hex(JSON.stringify([LAYOUT, packet]));
  const key = `${storePackets(packet.brandId, packet.account)}${name.slice(0, 32)}.zip`;
  if (await packets.has(key)) return { key };
  const entries = entriesOf(packet.reference, storePacketFiles(packet), evidence);
  await packets.put(key, zipOf(entries), 'application/zip');
  return { key };
}

/**
 * Packs a case. Two exports of the same case are one object: its key is the hash of what is asked for.
 * @throws InvalidMessageError when the request is not ours
 */
async function buildExport(event: unknown, { evidence, packets }: PacketServices): Promise<PacketResult> {
  const parsed = ExportRequest.safeParse(event);
  if (!parsed.success) throw new InvalidMessageError(`export request: ${parsed.error.issues[0]?.message}`);
  const { exportOf: record } = parsed.data;
  const chain = await readChain(record, evidence);
  const name = sha256Hex(JSON.stringify([LAYOUT, record, chain.problems]));
  const key = `${caseExports(record.brandId, record.id)}${name.slice(0, 32)}.zip`;
  if (!(await packets.has(key))) await packets.put(key, zipOf(exportFiles(record, chain, evidence)), 'application/zip');
  return { key };
}

/** The files as they lie in the zip; the manifest comes last, for it seals all others. */
async function* entriesOf(
  reference: string,
  files: readonly PacketFile[],
  evidence: PacketServices['evidence'],
): AsyncGenerator<ZipEntry> {
  const sealed: Sealed[] = [];
  for (const file of files) {
    const entry = await entryOf(file, evidence);
    if (!entry) continue;
    const { path, bytes } = entry;
    const original = 'from' in file && file.from.as !== 'none' && originalOf(file.from);
    sealed.push({ path, sha256: sha256Hex(bytes), bytes: bytes.length, ...(original && { original }) });
    yield entry;
  }
  yield { path: MANIFEST, bytes: Buffer.from(manifestText(reference, sealed)) };
}

const originalOf = ({ sha256, capturedAt }: StoredSource) => ({ sha256, ...(capturedAt && { capturedAt }) });

/** Sellers' pictures may be damaged on purpose: one that cannot be opened stays as it was captured, and is in no comparison. */
async function entryOf(file: PacketFile, evidence: PacketServices['evidence']): Promise<ZipEntry | undefined> {
  const { path } = file;
  if ('text' in file) return { path, bytes: Buffer.from(file.text) };
  const { as, beside } = file.from;
  const stored = await asStored(file.from, evidence);
  if (as === 'webp') {
    const bytes = await smallPicture(stored, PICTURE_BYTES).catch(() => undefined);
    return bytes ? { path, bytes } : { path: unopenedPath(path), bytes: stored };
  }
  if (as === 'beside' && beside) {
    const right = await asStored(beside, evidence);
    const bytes = await sideBySide(stored, right).catch(() => undefined);
    return bytes && { path, bytes };
  }
  return { path, bytes: as === 'listing' ? Buffer.from(listingFacts(stored)) : stored };
}

async function asStored(
  { key, sha256 }: Pick<StoredSource, 'key' | 'sha256'>,
  evidence: PacketServices['evidence'],
): Promise<Uint8Array> {
  const stored = await evidence.get(key);
  if (!stored) throw new Error(`${key} is not in the evidence bucket`);
  if (sha256Hex(stored) !== sha256) throw new Error(`${key} is not what was stored: its SHA-256 is another one`);
  return stored;
}
