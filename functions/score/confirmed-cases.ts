import type { Brand } from '#shared/domain/brand.ts';
import type { Case } from '#shared/domain/case.ts';
import type { Clock } from '#shared/runtime/clock.ts';
import { rememberedPerBrand } from '#shared/runtime/remembered.ts';
import type { ReferenceImage } from '#shared/scoring/signal.ts';
import type { CaseStore } from '#shared/stores/case-store.ts';

/** What offers that were removed have left behind: their pictures (`source` is the case) and the contacts they gave. */
export type ConfirmedCases = {
  images: ReferenceImage[];
  byContact: ReadonlyMap<string, readonly Case[]>;
  byId: ReadonlyMap<string, Case>;
};

export type LookUpConfirmed = (brand: Brand) => Promise<ConfirmedCases>;

/** Read once per brand and ten minutes in each process. */
export function createConfirmedCases(cases: Pick<CaseStore, 'byBrand'>, clock: Clock): LookUpConfirmed {
  return rememberedPerBrand(clock, async ({ id }) => {
    const [removed, relisted] = await Promise.all([cases.byBrand(id, 'removed'), cases.byBrand(id, 'relisted')]);
    return confirmedCases([...removed, ...relisted]);
  });
}

export function confirmedCases(records: readonly Case[]): ConfirmedCases {
  const contacts = records.flatMap((record) => record.contactHandles.map((handle) => ({ handle, record })));
  const byContact = Map.groupBy(contacts, ({ handle }) => handle);
  return {
    images: records.flatMap(({ id, imageHashes }) => imageHashes.map((pdq) => ({ source: id, pdq }))),
    byContact: new Map([...byContact].map(([handle, group]) => [handle, group.map(({ record }) => record)])),
    byId: new Map(records.map((record) => [record.id, record])),
  };
}
