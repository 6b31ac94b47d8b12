import type { Brand } from '#shared/domain/brand.ts';
import { Listing } from '#shared/domain/listing.ts';
import { DAY_MS } from '#shared/domain/time-units.ts';
import type { CaseStore } from '#shared/stores/case-store.ts';
import { registerSampleBrand } from './register-sample-brand.ts';
import { sampleCase } from './sample-history.ts';
import type { Ask } from './sample-people.ts';

const [LUMEN, DOM] = [
  { id: 's7100000001', name: 'Lumen Factory Direct', location: 'Zhongshan, China', rating: 0.87, feedbackCount: 412 },
  { id: 's7100000002', name: 'dom-i-swiatlo', location: 'Łódź, Poland', rating: 0.96, feedbackCount: 58 },
];
const OFFERS = [
  {
    id: '710001',
    title: 'Skumring Klocka pendant lamp replica 1:1',
    cents: 4990,
    soldCount: 120,
    rank: 4,
    seller: LUMEN,
  },
  {
    id: '710002',
    title: 'Skumring Strand table lamp AAA quality',
    cents: 3900,
    soldCount: 31,
    rank: 11,
    seller: LUMEN,
  },
  {
    id: '710003',
    title: 'S k u m r i n g pendant lamp designer copy',
    cents: 4200,
    soldCount: 9,
    rank: 27,
    seller: LUMEN,
  },
  { id: '710004', title: 'Skumring Klocka Pendant Lamp new in box', cents: 8900, soldCount: 2, rank: 33, seller: DOM },
];

type Options = { ask: Ask; brand: Brand; origin: string; now: Date; cases: Pick<CaseStore, 'open'> };

/** Another owner's brand, with a few generated cases: whoever works for it sees these and no others. */
export async function addSecondBrand({ ask, brand, origin, now, cases }: Options): Promise<void> {
  await registerSampleBrand(ask, brand);
  for (const [index, { cents, ...offer }] of OFFERS.entries()) {
    const listing = Listing.parse({
      ...offer,
      marketplace: 'bazaar',
      url: `${origin}/item/${offer.id}`,
      imageUrls: [`${origin}/past/${offer.id}-1.jpg`],
      price: { amountMinor: cents, currency: 'EUR' },
    });
    const record = sampleCase(brand, listing, new Date(now.getTime() - (index + 1) * DAY_MS));
    if (record) await cases.open(record);
  }
}
