import type { Picture } from './picture.ts';
import type { Category } from './products.ts';

/** Everything that the shop's pages may show or search. The truth about an offer is deliberately not in it. */
export type Offer = {
  id: string;
  title: string;
  priceMinor: number;
  currency: 'EUR' | 'DKK';
  sellerId: string;
  category: Category;
  condition: 'New' | 'New without tags' | 'Used';
  description: string;
  specifics: Record<string, string>;
  /** Words the seller entered for the search only; pages do not show them. */
  searchTerms: string[];
  pictures: Picture[];
  soldCount: number;
  sponsored: boolean;
  /** From the shop's first day; negative is earlier. */
  listedAfterHours: number;
  /** Sold out or taken down by the seller. */
  endsAfterHours?: number;
};

/** Pieces that its page states, while it stands; a third of all sellers state none. Used goods are single pieces. */
export function statedStock({ id, condition }: Pick<Offer, 'id' | 'condition'>): number | undefined {
  const number = Number(id.slice(-4));
  if (number % 3 === 0) return undefined;
  return condition === 'Used' ? 1 : 2 + (number % 60);
}

export type OfferKind =
  | 'authorised'
  | 'parallel'
  | 'second-hand'
  | 'second-hand-bargain'
  | 'clearance'
  | 'accessory'
  | 'other-brand'
  | 'inspired'
  | 'low-price'
  | 'evasive-spelling'
  | 'stolen-photo'
  | 'logo-only'
  | 'foreign-title'
  | 'replica-wording'
  | 'plausible';

/** The label of the sample. It never leaves the process by way of a page. */
export type Truth = { counterfeit: boolean; kind: OfferKind };

/** What becomes of a notice about an offer, other than that the venue looks and removes. */
export type NoticeCourse =
  /** The venue wants more by a date; unanswered it refuses the form. */
  | 'clarification'
  /** The first notice is refused for its form; the next one is decided. */
  | 'refused-form'
  /** The seller objects; where the sender stands by the notice the venue removes, else the offer stays. */
  | 'upheld'
  /** The seller objects, and the offer stays whatever the sender says. */
  | 'restored'
  /** The seller ends the offer before the venue decides. */
  | 'ended'
  /** Removed; later the same id shows another seller's other goods. */
  | 'reused';

/** What the seller does when noticed. */
export type Conduct = {
  /** How many times the offer comes back under a new id. */
  relistings: 0 | 1 | 2;
  /** Moves the price up to something respectable once a notice is in. */
  raisesPrice: boolean;
  /** What becomes of a notice about it; absent: the venue removes it. */
  course?: NoticeCourse;
};

export type CatalogueEntry = { offer: Offer; truth: Truth; conduct: Conduct };

/** An entry before it has an id and dates. */
export type Draft = Omit<Offer, 'id' | 'sponsored' | 'listedAfterHours' | 'soldCount' | 'currency'> &
  Partial<Pick<Offer, 'soldCount' | 'currency' | 'listedAfterHours'>> & {
    kind: OfferKind;
    conduct?: Conduct;
  };
