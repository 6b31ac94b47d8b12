import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { ExportRequest } from '#shared/domain/case-export.ts';
import {
  type PacketRequest,
  PacketResult,
  type StorePacketRequest,
  type ThumbnailsRequest,
  ThumbnailsResult,
} from '#shared/domain/packet.ts';
import { PictureReading, type PictureReadRequest } from '#shared/domain/searched-picture.ts';
import { TransientError } from '#shared/runtime/errors.ts';
import { invoke } from './invoke.ts';

/**
 * Has a packet built and waits for it.
 * @throws TransientError when it was not built, or not in time; a packet that is finished later is found at the next try
 */
export type PacketClient = (request: PacketRequest) => Promise<PacketResult>;

/** Less than the caller's own time (submit has three minutes), so that it can still write down what happened. */
const TIMEOUT_MS = 120_000;

export function createPacketClient(client: LambdaClient, functionName: string): PacketClient {
  return (request) => build(client, functionName, request, TIMEOUT_MS);
}

/**
 * Has everything that is kept of a case packed, and waits for it. Who asks hands the case over: the packet function reads no table.
 * @throws TransientError when it was not packed in time; what is finished later is found at the next try
 */
export type ExportClient = (request: ExportRequest) => Promise<PacketResult>;

/** The same for the packet of a store. */
export type StorePacketClient = (request: StorePacketRequest) => Promise<PacketResult>;

/** API Gateway waits for thirty seconds. */
const EXPORT_TIMEOUT_MS = 25_000;

export function createExportClient(client: LambdaClient, functionName: string): ExportClient {
  return (request) => build(client, functionName, request, EXPORT_TIMEOUT_MS);
}

export function createStorePacketClient(client: LambdaClient, functionName: string): StorePacketClient {
  return (request) => build(client, functionName, request, EXPORT_TIMEOUT_MS);
}

const build = async (client: LambdaClient, functionName: string, request: unknown, timeoutMs: number) =>
  PacketResult.parse(await answerOf(client, functionName, request, timeoutMs));

async function answerOf(client: LambdaClient, functionName: string, request: unknown, timeoutMs: number) {
  const { payload, failure } = await invoke(client, functionName, request, timeoutMs);
  if (failure) throw new TransientError(`the packet function failed: ${failure.errorType} ${failure.errorMessage}`);
  return payload;
}

/**
 * Small pictures of captures. The packet function makes them: decoding strangers' pictures is its business alone.
 * @throws TransientError when it failed
 */
export type ThumbnailClient = (request: ThumbnailsRequest) => Promise<ThumbnailsResult>;

export function createThumbnailClient(client: LambdaClient, functionName: string): ThumbnailClient {
  return async (request) => ThumbnailsResult.parse(await answerOf(client, functionName, request, TIMEOUT_MS));
}

/**
 * The hashes of a picture that somebody searches with, decoded there for the same reason; kept nowhere.
 * @throws TransientError when it failed
 */
export type PictureReader = (bytes: Uint8Array) => Promise<PictureReading>;

export function createPictureReader(client: LambdaClient, functionName: string): PictureReader {
  return async (bytes) => {
    const request: PictureReadRequest = { pictureToRead: Buffer.from(bytes).toString('base64') };
    return PictureReading.parse(await answerOf(client, functionName, request, EXPORT_TIMEOUT_MS));
  };
}
