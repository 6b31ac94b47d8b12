import type { Listing } from '#shared/domain/listing.ts';
import type { NoticeRecord } from '#shared/domain/notice-record.ts';
import type { Target } from '#shared/domain/target.ts';
import type { Channel } from '#shared/notices/channels/channel.ts';
import type { Venue } from '#shared/notices/venue.ts';
import type { NoticeStore } from '#shared/stores/notice-store.ts';
import { aVenue } from './a-venue.ts';
import { aListing } from './builders.ts';
import type { Faults } from './faults.ts';
import type { VirtualTime } from './virtual-time.ts';

/** What is sold at a venue, and how its pages are found again. */
export type Offers = {
  venue: Venue;
  listing: (id: string) => Listing;
  /** Of an item's page; undefined for any other. */
  idOf: (url: string) => string | undefined;
  headers?: Record<string, string>;
};

export const BAZAAR_OFFERS: Offers = {
  venue: aVenue(),
  listing: (id) => aListing({ id, url: `https://bazaar.example/item/${id}`, imageUrls: [] }),
  idOf: (url) => url.split('/item/')[1],
};

export type DeskContext = {
  time: VirtualTime;
  random: () => number;
  faults: Faults;
  /** To be called when a notice is booked; `taken`: the offers that the venue acts on, all by default. */
  arrive: (notice: NoticeRecord, targets: readonly Target[], taken?: readonly Target[]) => void;
  /** When it was booked last, by reference. */
  arrivedAt: ReadonlyMap<string, number>;
  notices: NoticeStore;
  brandId: string;
  venue: Venue;
};

/** Who takes the notices. `targets`: what is being sent; none when it is asked about. */
export type Desk = { channelFor: (notice: NoticeRecord, targets: readonly Target[]) => Channel };
export type OpenDesk = (context: DeskContext) => Desk;

const MINUTE = 60_000;

/** A venue without idempotency keys, which is the usual case, in no particular words. */
export const plainDesk: OpenDesk = ({ time, random, faults, arrive, arrivedAt, notices, brandId }) => {
  const hits = (share: number) => random() < share;
  const refused = new Set<string>();
  const channel: Channel = {
    kind: 'webhook',
    async send(notice, targets) {
      if (hits(faults.busy)) return { status: 'deferred', retryAfterMs: 30 * MINUTE, reason: 'busy' };
      const isLost = hits(faults.lostAnswer);
      if (!isLost || hits(0.5)) {
        const taken = targets.filter(() => !hits(faults.refusal));
        for (const { onceKey } of targets.filter((target) => !taken.includes(target))) refused.add(onceKey);
        arrive(notice, targets, taken);
      }
      await time.sleep(random() * 20_000);
      if (isLost) return { status: 'unknown', reason: 'no answer' };
      return { status: 'accepted', externalId: notice.reference };
    },
    async lookUp({ reference }) {
      if (hits(faults.lostLookUp)) return { found: 'cannot-tell', reason: 'no answer' };
      // The venue's books lag behind what it has received.
      const since = time.now().getTime() - (arrivedAt.get(reference) ?? Number.POSITIVE_INFINITY);
      return since > faults.lagMs ? { found: 'yes', externalId: reference } : { found: 'no' };
    },
    async answers(externalId) {
      const known = await notices.byBrand(brandId, 'sent');
      const notice = known.notices.find(({ reference }) => reference === externalId);
      if (!notice) return undefined;
      const targets = await notices.targetsOf(notice.id);
      return targets.map((target: Target) => ({
        stage: refused.has(target.onceKey) ? ('rejected' as const) : ('in-review' as const),
        reasons: [],
        itemId: target.statement.itemId,
      }));
    },
  };
  return { channelFor: () => channel };
};
