import type { Brand } from './brand.ts';
import type { Listing } from './listing.ts';
import type { SellerOffer } from './seller-offer.ts';
import type { SignalFinding } from './verdict.ts';

/** What was seen on one listing image; gathered once (`shared/imaging`), read by several signals. */
export type ImageFacts = {
  url: string;
  sha256: string;
  /** 256-bit PDQ hash as 64 hex characters, and its quality 0..100. */
  pdq: string;
  pdqQuality: number;
  /** Parts of the picture in which another picture may stand by itself, where they have structure enough. */
  parts?: PicturePart[];
  /** Lines read on the image; absent when it was hashed but not read. */
  words?: { text: string; confidence: number }[];
  /** The official picture of which its details are, and how many of them; absent when they were not looked at. */
  details?: { source: string; points: number } | 'nothing';
};

/** A hashed part: a cell of a collage, or what is left beside a strip of words along the top or the bottom. */
export type PicturePart = { kind: 'cell' | 'without-strip'; pdq: string };

/** How the seller's earlier cases with this brand ended (ISO dates): confirmed by a notice or a removal, or cleared. */
export type SellerRecord = {
  confirmedAt: string[];
  clearedAt: string[];
  /** How many of them somebody's list said, from before Markwarden was there. */
  imported?: number;
};

/** What the seller shares with another one of a confirmed case: a contact in the offer, its wording, or a picture in other offers of theirs. */
export type SellerLink = { kind: 'contact' | 'picture' | 'text'; what: string; caseId: string; seller: string };

/**
 * A reference picture in one of its forms, hashed. Without a `form` it is the picture itself or its mirror image; `filling` is
 * what is seen of it in a cell of another shape, `without-strip` the counterpart of that part, `edited` any other form.
 */
export type ReferenceImage = { source: string; pdq: string; form?: 'filling' | 'without-strip' | 'edited' };

/** `mayBeOfficial`: it comes from a removed offer, but may be the brand's own picture, of which not all are known. */
export type InfringingImage = ReferenceImage & { mayBeOfficial?: boolean };

/** From an open case of another seller; `seller` is the account. */
export type UndecidedImage = ReferenceImage & { seller: string };

/** Everything a signal may look at. `undefined` means "not looked at yet" or "not stated": never innocent, never guilty. */
export type Facts = {
  brand: Brand;
  listing: Listing;
  images?: ImageFacts[];
  officialImages?: ReferenceImage[];
  infringingImages?: InfringingImage[];
  undecidedImages?: UndecidedImage[];
  sellerRecord?: SellerRecord;
  sellerLinks?: SellerLink[];
  /** Of the same seller and owner, without this one. */
  sellerOffers?: SellerOffer[];
  now: Date;
};

/** Evidence is independent only across families; `product` (what is offered) and `gate` never incriminate. */
export type SignalFamily = 'text' | 'price' | 'image' | 'seller' | 'product' | 'gate';

/** What must have been gathered before the signal can speak; each costs more than the one before. */
export type Need = 'search-result' | 'seller-record' | 'image-hash' | 'image-text' | 'image-details';

/** `value` is scaled so that 1 is a full hit; the weight (log-odds) is in `model.json`. */
export type SignalResult = 'not-applicable' | { value: number; evidence: string };

/** Least and greatest value a signal can take. */
export type Bounds = readonly [least: number, greatest: number];

/**
 * What a notice may quote a finding for. A notice is a legal statement about one offer: the venue must find on its page what
 * the notice says, and a claim of the wrong kind is refused.
 * - `goods`: it shows by itself that the goods are not genuine. The seller says so, hides the name where filters look and
 *   shows it where buyers look, or pictures the goods of an offer that was removed as infringing.
 * - `price`: it shows so only beside `product` and `use`. Goods that cannot be told from the genuine by their name are never
 *   sold so cheaply; of goods that are not named as the product, the price says nothing.
 * - `product`: which goods are offered, in the brand's terms. Who sells genuine goods says the same.
 * - `use`: the mark stands on the offer. By itself it is at most misused.
 * - `not quoted`: our own records and guesses (age, standing, record, links), which are not on the page or say nothing of this
 *   offer; what speaks for the seller; and the brand's own picture, which is a matter of copyright and no part of a notice
 *   that rests on a mark.
 */
export type InNotice = 'goods' | 'price' | 'product' | 'use' | 'not quoted';

/** One reason for suspicion or trust. Pure. */
export type Signal = {
  /** The file name. */
  readonly id: string;
  readonly title: string;
  readonly family: SignalFamily;
  readonly needs: Need;
  /** Counts only as far as the offer is for the branded goods themselves (see `reference-use`). */
  readonly gated: boolean;
  readonly notice: InNotice;
  /**
   * What a notice says instead, where the analyst's sentence holds measures, case numbers or doubt. Made from the finding as it
   * is stored. `undefined`: this finding is too weak or too doubtful to be stated.
   */
  readonly noticeSentence?: (finding: Pick<SignalFinding, 'evidence' | 'value'>) => string | undefined;
  readonly evaluate: (facts: Facts) => SignalResult;
  /** What the value could still become once the missing facts are gathered, given the facts at hand. */
  readonly bounds: (facts: Facts) => Bounds;
};
