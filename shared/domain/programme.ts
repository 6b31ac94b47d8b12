import type { ClaimKind, NoticeLanguage, Strength } from './claim.ts';
import type { RightStatus } from './right.ts';

/** Nobody guesses what is not known: where code meets `unknown`, a person decides. */
export type Known<T> = T | 'unknown';

/** How sure a fact is: read at the source in full, seen as an excerpt, or general knowledge. */
export type Confidence = 'read' | 'excerpt' | 'general-knowledge';

/** What a reason asks to be handed in with it. */
export type Need = 'order-id' | 'own-url' | 'original-photos' | 'registration' | 'image-addresses';

/** The venue's own word for a ground, by its code where it has codes. */
export type ProgrammeReason = { code: string; label: string; zh?: string; leastStrength: Strength; needs: Need[] };

export type LegalForm = 'trademark' | 'dmca-512' | 'dsa-16';

/** What the person who signs declares. */
export type Declaration = 'good-faith' | 'accurate' | 'complete' | 'perjury' | 'authority';

/** One site of a programme: where its pages live and which countries it sells to. */
export type Site = {
  id: string;
  /** Host suffixes. */
  hosts: string[];
  /** Several countries where the site serves them all; empty: not known. */
  countries: string[];
  /** It delivers to more countries than are listed, or to some of them: a right that covers a part is for a person to judge. */
  isGlobal?: true;
  label: string;
  formUrl?: string;
  /** Addresses of items do not carry the id that the marketplace gives them. */
  idNotInAddress?: true;
};

/** Channels that a brand arranges with a venue: an account of its own, or an address that takes notices. */
export type ArrangedChannel = 'api' | 'email';

export type BatchPart = 'site' | 'right' | 'kind' | 'reason' | 'seller' | 'order' | 'host';

/** A fact that a venue wants to be reached by. */
export type ContactField =
  | 'owner.address'
  | 'owner.country'
  | 'owner.phone'
  | 'reporter.title'
  | 'reporter.company'
  | 'reporter.address'
  | 'reporter.country'
  | 'reporter.phone';

/**
 * How one venue, or several that share an office, takes notices: data. What is not known says so and goes to a person.
 * `account.who`: who may hold the account that reports. `account.papers`: of the documents, those that are attached to a right or an authority.
 */
export type Programme = {
  id: string;
  /** What people call it, and where a person files. */
  title: string;
  door: Known<string>;
  /** ISO date the facts were last checked. */
  checked: string;
  sources: string[];
  /** By the field that the fact stands in. */
  confidence: Partial<Record<string, Confidence>>;
  /** How its notices go for a brand that has arranged nothing with it. */
  channel: 'webhook' | 'packet';
  /** By what else they may go, for these claims only where some are named: for a brand that has an account there, or an address. */
  offers?: Partial<Record<ArrangedChannel, { claims?: ClaimKind[] }>>;
  endpoint?: string;
  /** Shops of another programme are reported here too, where their pages come with this header. */
  standsBefore?: { programme: string; header: string };
  account: {
    who: Known<'owner' | 'agent' | 'both'>;
    documents: string[];
    papers?: ('certificate' | 'class-page' | 'power of attorney')[];
  };
  sites: Site[];
  /** `url`: what path and query of an item's page look like, so that no search or store is named. `catalogue`: of a page that several sellers share, whose number is not the item's. `withSeller`: the form asks who sells it, beside each address. */
  targets: {
    max: Known<number>;
    sameSeller?: true;
    sameHost?: true;
    url?: RegExp;
    catalogue?: RegExp;
    withSeller?: true;
  };
  batchBy: BatchPart[];
  claims: Partial<Record<ClaimKind, ProgrammeReason[]>>;
  storeClaim?: {
    basis: 'mark-on-store' | 'repeat';
    reasons: string[];
    from?: { accepted: number; windowDays: number };
  };
  right: {
    offices?: string[];
    number?: RegExp;
    status: RightStatus[];
    territory: 'site-countries' | 'any';
    /** An international registration counts with the certificate of its extension to these countries only. */
    needsExtensionIn?: string[];
  };
  languages: NoticeLanguage[];
  maxChars: Partial<Record<'explanation', number>>;
  requiredFields: ContactField[];
  declarations: Declaration[];
  legalForm: LegalForm;
  /** It takes notices of copyright under 17 U.S.C. 512, wherever the offers are sold. */
  takesDmca?: true;
  /** It says by when it wants an answer, and counts silence against us: its answers are fetched more often. */
  namesDueDates?: true;
  readBack: Known<'none' | 'portal' | 'mail' | 'api'>;
  strikes?: { mergeWithinDays: number };
  /** How old the last look at a target may be when the notice leaves, or is filed. */
  freshHours: number;
  evidenceMaxAgeHours: number;
  /** How long a venue's look-up may lag behind what it has received. */
  settleHours: number;
};
