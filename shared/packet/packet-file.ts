/** `webp`: made smaller; `listing`: without what is ours in it. */
export type Conversion = 'none' | 'webp' | 'listing';

export type StoredSource = { key: string; sha256: string; as: Conversion; capturedAt?: string };

/** One file of a packet: words that we write, or an object of the evidence bucket. */
export type PacketFile = { path: string; text: string } | { path: string; from: StoredSource };
