import * as z from 'zod';
import { callHost } from './api-client.ts';

/** Puts what is too large for one call where the API fetches it; returns the name to call it by. */
export async function uploaded(brand: string, bytes: Uint8Array): Promise<string> {
  const Started = z.object({ upload: z.string(), address: z.string() });
  const started = await callHost(Started, 'POST', '/uploads', { brand, bytes: bytes.length });
  const { ok, status } = await fetch(started.address, { method: 'PUT', body: Buffer.from(bytes) });
  if (!ok) throw new Error(`the upload failed: HTTP ${status}`);
  return started.upload;
}
