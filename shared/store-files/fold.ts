import { accountGroupOf } from '#shared/domain/account-group.ts';
import type { Case, CaseState } from '#shared/domain/case.ts';
import type { Programme } from '#shared/domain/programme.ts';
import { type StoreFile, type StoreState, type Strike, storeFileId } from '#shared/domain/store-file.ts';
import { marketplaceById } from '#shared/marketplaces/index.ts';
import { countedStrikes, strikesOf, thresholdOf } from './strikes.ts';

const MOST_EVENTS = 50;
const OVER: ReadonlySet<CaseState> = new Set<CaseState>([
  'dismissed',
  'authorised',
  'removed',
  'ended',
  'relisted',
  'withdrawn',
]);

/** Who moved the file, and why. */
export type Word = { by: string; why: string; at: Date };

/**
 * The file as the account's cases have it now. What people said (filed, kept) stands; an offer that was opened after the store was closed
 * takes it back to `watch`, and enough strikes after the venue kept it to `ready`.
 * @param cases of the account, at least one, over all marketplaces of its group
 */
export function foldStoreFile(
  before: StoreFile | undefined,
  cases: readonly Case[],
  programme: Programme,
  now: Date,
): StoreFile {
  const { brandId, listing } = cases.at(-1)!;
  const [group, sellerId] = [accountGroupOf(listing.marketplace), listing.seller!.id!];
  const strikes = strikesOf(cases);
  const counted = countedStrikes(strikes, programme, now);
  const known: StoreFile = before ?? {
    id: storeFileId(brandId, group, sellerId),
    brandId,
    group,
    sellerId,
    marketplaces: [listing.marketplace],
    state: 'watch',
    version: 1,
    strikes: [],
    counted: 0,
    openOffers: 0,
    updatedAt: now.toISOString(),
    events: [{ at: now.toISOString(), from: null, to: 'watch', by: 'verify', why: 'first strike' }],
  };
  const url = storeUrlOf(cases) ?? known.url;
  const facts: StoreFile = {
    ...known,
    sellerName: cases.findLast((record) => record.listing.seller?.name)?.listing.seller?.name ?? known.sellerName,
    marketplaces: [...new Set([...known.marketplaces, ...cases.map((record) => record.listing.marketplace)])],
    strikes,
    counted,
    openOffers: cases.filter(({ state }) => !OVER.has(state)).length,
    ...(url && { url }),
  };
  const { accepted, whose } = thresholdOf(programme);
  const closedAt = known.events.findLast(({ to }) => to === 'closed')?.at;
  const sellsAgain =
    known.state === 'closed' && cases.some(({ openedAt }) => closedAt !== undefined && openedAt > closedAt);
  if (sellsAgain) return moved(facts, 'watch', { by: 'verify', why: 'sells again after it was closed', at: now });
  // What the venue kept it with is no reason to ask once more.
  const keptAt = known.events.findLast(({ to }) => to === 'kept')?.at;
  const weighing = keptAt ? countedStrikes(strikesSince(strikes, keptAt), programme, now) : counted;
  const isEnough = weighing >= accepted;
  const whoseWords = whose === 'venue' ? "the venue's threshold" : 'our own threshold: the venue names none';
  const why = `${weighing} strikes${keptAt ? ' since the venue kept it' : `, ${accepted} are ${whoseWords}`}`;
  if ((known.state === 'watch' || known.state === 'kept') && isEnough)
    return moved(facts, 'ready', { by: 'verify', why, at: now });
  if (known.state === 'ready' && !isEnough)
    return moved(facts, 'watch', { by: 'verify', why: `${weighing} strikes are left`, at: now });
  return facts;
}

const strikesSince = (strikes: readonly Strike[], then: string): Strike[] => strikes.filter(({ at }) => at > then);

/** As the newest offer links it, else where its marketplace has the pages of sellers. */
function storeUrlOf(cases: readonly Case[]): string | undefined {
  const linked = cases.findLast(({ listing }) => listing.seller?.url)?.listing.seller?.url;
  const { marketplace: name, seller, url } = cases.at(-1)!.listing;
  return linked ?? marketplaceById(name)?.marketplace.sellerUrl?.(seller!.id!, url);
}

export function moved(file: StoreFile, to: StoreState, { by, why, at }: Word): StoreFile {
  const event = { at: at.toISOString(), from: file.state, to, by, why };
  const { nextCheckAt: _, ...rest } = file;
  return { ...rest, state: to, updatedAt: event.at, events: [...file.events, event].slice(-MOST_EVENTS) };
}

const NOTICED: ReadonlySet<CaseState> = new Set<CaseState>(['submitted', 'acknowledged', 'clarification-needed']);

/** Noticed and not gone. What nobody has decided yet is no business of the venue's. */
export const stillNoticed = (cases: readonly Case[]): Case[] => cases.filter(({ state }) => NOTICED.has(state));
