import type { Brand } from '#shared/domain/brand.ts';
import type { Listing } from '#shared/domain/listing.ts';

/** What was seen on one listing image; gathered once (`shared/imaging`), read by several signals. */
export type ImageFacts = {
  url: string;
  sha256: string;
  /** 256-bit PDQ hash as 64 hex characters, and its quality 0..100. */
  pdq: string;
  pdqQuality: number;
  /** Words read on the image. */
  words: { text: string; confidence: number }[];
};

/** The seller's earlier cases with this brand, from analyst decisions and verified removals. */
export type SellerRecord = { confirmed: number; cleared: number; strikes: { at: string }[] };

/** Reference pictures of the brand, hashed once with their crops and mirror image. */
export type ReferenceImage = { source: string; pdq: string };

/** Everything a signal may look at. `undefined` means "not looked at yet" or "not stated": never innocent, never guilty. */
export type Facts = {
  brand: Brand;
  listing: Listing;
  images?: ImageFacts[];
  officialImages?: ReferenceImage[];
  infringingImages?: ReferenceImage[];
  sellerRecord?: SellerRecord;
  now: Date;
};

export type SignalFamily = 'text' | 'price' | 'image' | 'seller' | 'product' | 'gate';

/** `value` is scaled so that 1 is a full hit; the weight (log-odds) is in `model.json`. */
export type SignalResult = 'not-applicable' | { value: number; evidence: string };

/** One reason for suspicion or trust. Pure. */
export type Signal = {
  /** The file name. */
  readonly id: string;
  readonly title: string;
  readonly family: SignalFamily;
  readonly evaluate: (facts: Facts) => SignalResult;
};
