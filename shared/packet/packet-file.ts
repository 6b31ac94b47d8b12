/** `webp`: made smaller; `listing`: without what is ours in it; `beside`: as one picture with the one that stands beside it, on its right. */
export type Conversion = 'none' | 'webp' | 'listing' | 'beside';

type Stored = { key: string; sha256: string };
export type StoredSource = Stored & { as: Conversion; beside?: Stored; capturedAt?: string };

/** One file of a packet: words that we write, or an object of the evidence bucket. */
export type PacketFile = { path: string; text: string } | { path: string; from: StoredSource };
