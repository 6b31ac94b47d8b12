import type { LambdaClient } from '@aws-sdk/client-lambda';
import { type PacketRequest, PacketResult } from '#shared/domain/packet.ts';
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
  return async (request) => {
    const { payload, failure } = await invoke(client, functionName, request, TIMEOUT_MS);
    if (failure) throw new TransientError(`the packet function failed: ${failure.errorType} ${failure.errorMessage}`);
    return PacketResult.parse(payload);
  };
}
