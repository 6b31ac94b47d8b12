import type { Case } from '#shared/domain/case.ts';
import type { Listing } from '#shared/domain/listing.ts';
import { ownerIdOf } from '#shared/domain/owner.ts';
import { provenanceWords } from '#shared/domain/provenance.ts';
import type { SellerOffer } from '#shared/domain/seller-offer.ts';
import type { Facts, ImageFacts } from '#shared/domain/signal.ts';
import type { Verdict } from '#shared/domain/verdict.ts';
import { detailsShown } from '#shared/imaging/same-details.ts';
import type { ListingStatus } from '#shared/listing-page/listing-status.ts';
import { TransientError } from '#shared/runtime/errors.ts';
import { canChangeDecision } from '#shared/scoring/can-change-decision.ts';
import type { ScoringModel } from '#shared/scoring/model.ts';
import { scoreListing } from '#shared/scoring/score-listing.ts';
import type { EarlierOffer } from '#shared/stores/seller-record-store.ts';
import type { SeenImage } from './listing-images.ts';
import type { ScoringContext } from './scoring-context.ts';
import { linksToConfirmed } from './seller-links.ts';
import { sellerRecord } from './seller-record.ts';
import type { ScoreServices } from './services.ts';

/** What was found out about one listing. `finding` is what its own page said, when it was looked at. */
export type Judgement = {
  facts: Facts;
  verdict: Verdict;
  sellerCases: Case[];
  finding?: ListingStatus['finding'];
};

const MOST_IMAGES = 3;
const OF_PICTURES = ['image-hash', 'image-text', 'image-details'] as const;

/**
 * Cheap facts first; pictures and then the listing's own page only when they could change the decision.
 * Nothing suspicious is concluded without having looked at the page: it knows the seller, and whether the offer still stands.
 */
export async function judgeListing(
  scoringContext: ScoringContext,
  listing: Listing,
  offline: boolean,
  services: ScoreServices,
): Promise<Judgement> {
  const past = await pastOf(scoringContext, listing, services);
  const first = await judge(scoringContext, listing, past, offline, services);
  if (offline || first.verdict.decision === 'ignore') return first;
  const look = await lookAtPage(listing, services);
  const finding = look?.finding;
  const shown = look?.listing && merged(listing, look.listing);
  // The page may name the seller where the search did not.
  const shownPast =
    !shown || shown.seller?.id === listing.seller?.id ? past : await pastOf(scoringContext, shown, services);
  const second = shown ? await judge(scoringContext, shown, shownPast, offline, services) : first;
  if (second.verdict.decision === 'ignore' || second.facts.images) return { ...second, finding };
  // A case keeps its pictures' hashes, whether they decided anything or not: relistings are recognised by them.
  const facts = await withHashes(await withReferences(second.facts, services), services);
  return { facts, verdict: scoreListing(facts, scoringContext.model), sellerCases: second.sellerCases, finding };
}

/** What is known of a listing's seller. */
type Past = { sellerCases: Case[]; earlier: EarlierOffer[]; others?: SellerOffer[] };

async function pastOf(
  { brand }: ScoringContext,
  { id, marketplace, seller }: Listing,
  services: ScoreServices,
): Promise<Past> {
  const sellerId = seller?.id;
  if (!sellerId) return { sellerCases: [], earlier: [] };
  const [sellerCases, earlier, offers] = await Promise.all([
    services.cases.bySeller(brand.id, marketplace, sellerId),
    services.sellerRecords.get(brand.id, { marketplace, sellerId }),
    services.sellerOffers.of(ownerIdOf(brand), { marketplace, sellerId }),
  ]);
  return { sellerCases, earlier, others: offers.filter(({ offerId }) => offerId !== id) };
}

async function judge(
  { brand, model }: ScoringContext,
  listing: Listing,
  { sellerCases, earlier, others }: Past,
  offline: boolean,
  services: ScoreServices,
): Promise<Judgement> {
  const [confirmed, undecided] = await Promise.all([services.confirmedCases(brand), services.undecidedPictures(brand)]);
  const links = (images: readonly ImageFacts[]) => linksToConfirmed(brand, listing, images, sellerCases, confirmed);
  const cheap: Facts = {
    brand,
    listing,
    infringingImages: confirmed.images,
    undecidedImages: undecided(listing),
    sellerRecord: listing.seller?.id ? sellerRecord(sellerCases, listing, earlier) : undefined,
    sellerLinks: links([]),
    sellerOffers: others,
    now: services.clock(),
  };
  const seen = offline ? cheap : await withImages(cheap, model, services);
  const facts = seen.images?.some(({ words }) => words) ? { ...seen, sellerLinks: links(seen.images) } : seen;
  return { facts, verdict: scoreListing(facts, model), sellerCases };
}

async function withImages(cheap: Facts, model: ScoringModel, services: ScoreServices): Promise<Facts> {
  if (cheap.listing.imageUrls.length === 0 || !canChangeDecision(cheap, OF_PICTURES, model)) return cheap;
  const comparable = await withReferences(cheap, services);
  if (!canChangeDecision(comparable, OF_PICTURES, model)) return comparable;
  const seen = await lookAtImages(comparable.listing, services);
  if (seen.length === 0) return comparable;
  const hashed: Facts = { ...comparable, images: seen.map(({ facts }) => facts) };
  if (!canChangeDecision(hashed, ['image-text', 'image-details'], model)) return hashed;
  const read: Facts = { ...hashed, images: await Promise.all(seen.map(({ withWords }) => withWords())) };
  return canChangeDecision(read, ['image-details'], model) ? withDetails(read, seen, services) : read;
}

async function withDetails(facts: Facts, seen: readonly SeenImage[], services: ScoreServices): Promise<Facts> {
  const { images, copies } = await services.officialImages(facts.brand);
  const looked: ImageFacts[] = [];
  for (const [i, image] of facts.images!.entries())
    looked.push({ ...image, details: await detailsShown(image, await seen[i]!.grey(), images, copies) });
  return { ...facts, images: looked };
}

async function withReferences(facts: Facts, { officialImages }: ScoreServices): Promise<Facts> {
  return facts.officialImages ? facts : { ...facts, officialImages: (await officialImages(facts.brand)).images };
}

async function withHashes(facts: Facts, services: ScoreServices): Promise<Facts> {
  const seen = await lookAtImages(facts.listing, services);
  return seen.length === 0 ? facts : { ...facts, images: seen.map((image) => image.facts) };
}

async function lookAtImages({ imageUrls }: Listing, { lookAtImage }: ScoreServices): Promise<SeenImage[]> {
  const looked = await Promise.all(imageUrls.slice(0, MOST_IMAGES).map(lookAtImage));
  return looked.filter((image) => image !== undefined && image !== 'not-now');
}

/** A page that cannot be reached now proves nothing; the listing is judged by what is known. */
async function lookAtPage(listing: Listing, { lookAtListing }: ScoreServices): Promise<ListingStatus | undefined> {
  const { provenance } = listing;
  // Whoever brought the page has looked; our own look would meet the wall that made them bring it.
  if (provenance?.page) return { finding: 'present', reason: provenanceWords(provenance) };
  try {
    return await lookAtListing(listing);
  } catch (error) {
    if (error instanceof TransientError) return undefined;
    throw error;
  }
}

/** The page knows more than the search result, but not where it was found. */
function merged(found: Listing, page: Listing): Listing {
  const stated = Object.fromEntries(
    Object.entries(page).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  );
  return {
    ...found,
    ...stated,
    marketplace: found.marketplace,
    id: found.id,
    url: found.url,
    imageUrls: [...new Set([...page.imageUrls, ...found.imageUrls])],
    seller: found.seller || page.seller ? { ...found.seller, ...page.seller } : null,
  };
}
