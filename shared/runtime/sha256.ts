import { hash } from 'node:crypto';

export const sha256Hex = (data: Uint8Array | string): string => hash('sha256', data, 'hex');

/** Shorter, for what stands in an address or a key. */
export const sha256Base64url = (data: Uint8Array | string): string => hash('sha256', data, 'base64url');
