import { harmOf } from '#shared/cases/harm.ts';
import type { Brand } from '#shared/domain/brand.ts';
import type { Case } from '#shared/domain/case.ts';
import type { Provenance } from '#shared/domain/provenance.ts';
import type { SignalFamily } from '#shared/domain/signal.ts';
import type { Verdict } from '#shared/domain/verdict.ts';
import { LEAST_PDQ_QUALITY } from '#shared/imaging/image-distance.ts';
import { matchedProducts } from '#shared/products/product-matching.ts';
import { signals } from '#shared/signals/index.ts';
import type { CaseChange } from '#shared/stores/case-item.ts';
import type { Judgement } from './evaluate-listing.ts';
import { contactsOf } from './seller-links.ts';

/** In log-odds. Less is not worth a person's second look at the same offer. */
const NEW_REASON = 1;
/** What the offer itself says. The seller's record grows without any change of an offer that a person found honest. */
const OF_THE_OFFER: readonly SignalFamily[] = ['text', 'price', 'image'];

/** What a case keeps of the offer as it was judged: a person decides on what it says now, and a notice says no other. */
export function judgedNow(brand: Brand, { facts, verdict }: Judgement, before?: Case): Required<JudgedFields> {
  const { listing, images, sellerRecord } = facts;
  const seller = listing.seller ?? before?.listing.seller ?? null;
  return {
    verdict,
    harm: harmOf({
      listing,
      product: matchedProducts(brand, listing)[0]?.product,
      confirmedBefore: sellerRecord?.confirmedAt.length ?? 0,
    }),
    listing: { ...listing, seller, provenance: latestLook(listing.provenance, before?.listing.provenance) },
    // One that stood on a picture is not unsaid by a look that did not read the pictures.
    contactHandles: [...new Set([...(before?.contactHandles ?? []), ...contactsOf(brand, listing, images ?? [])])],
    imageHashes:
      images?.filter(({ pdqQuality }) => pdqQuality >= LEAST_PDQ_QUALITY).map(({ pdq }) => pdq) ??
      before?.imageHashes ??
      [],
  };
}

/** A case stays one that somebody brought, and keeps their look at the page until a later one. */
export function latestLook(now: Provenance | undefined, before: Provenance | undefined): Provenance | undefined {
  if (!now || !before) return now ?? before;
  if (now.page === undefined) return before;
  return before.page === undefined || now.at >= before.at ? now : before;
}

type JudgedFields = Pick<CaseChange, 'verdict' | 'harm' | 'listing' | 'contactHandles' | 'imageHashes'>;

/**
 * Whether this judgement replaces the one that a waiting case has. A weaker one of the same offer may only have seen less of it: a
 * page or picture that was out of reach proves nothing.
 */
export function replacesJudgement(record: Case, { facts, verdict }: Judgement): boolean {
  return isOtherOffer(record, facts.listing) || verdict.probability > record.verdict.probability;
}

/** The offer was changed since a person dismissed it, and has a reason that it did not have then. */
export function hasTurned(record: Case, { facts, verdict }: Judgement): boolean {
  return verdict.decision !== 'ignore' && isOtherOffer(record, facts.listing) && hasNewReason(record.verdict, verdict);
}

function isOtherOffer({ listing: before }: Case, now: Case['listing']): boolean {
  const said = ({ title, price, condition, imageUrls }: Case['listing']) =>
    JSON.stringify([title, price?.amountMinor, price?.currency, condition, imageUrls]);
  return said(before) !== said(now);
}

function hasNewReason(before: Verdict, now: Verdict): boolean {
  const known = new Map(before.signals.map(({ id, contribution }) => [id, contribution]));
  const ofTheOffer = new Set(
    signals
      .filter(({ family, needs }) => OF_THE_OFFER.includes(family) && needs !== 'seller-record')
      .map(({ id }) => id),
  );
  return now.signals.some(
    ({ id, contribution }) => ofTheOffer.has(id) && contribution - Math.max(0, known.get(id) ?? 0) >= NEW_REASON,
  );
}
