import type { Brand } from '#shared/domain/brand.ts';
import type { Case, CaseState } from '#shared/domain/case.ts';
import type { CaseListStore } from '#shared/stores/case-list-store.ts';
import type { CaseStore } from '#shared/stores/case-store.ts';
import { type SuggestedKeywords, suggestKeywords } from './suggest-keywords.ts';

/** What a batch get takes at once. */
const MOST = 100;
/** Of these, cleared ones: enough to see a word that honest sellers use too. */
const MOST_CLEARED = 30;
const CONFIRMED: readonly CaseState[] = ['removed', 'submitted'];

type Stores = { caseLists: Pick<CaseListStore, 'byState'>; cases: Pick<CaseStore, 'getMany'> };

/** From a brand's latest judged cases, a hundred together: four reads, whatever is stored. */
export async function suggestedKeywords(brand: Brand, stores: Stores): Promise<SuggestedKeywords> {
  const { confirmed, cleared } = await judgedOffers(brand.id, stores);
  const suggestions = suggestKeywords(brand, confirmed, cleared);
  return { confirmed: confirmed.length, cleared: cleared.length, suggestions };
}

async function judgedOffers(
  brandId: string,
  { caseLists, cases }: Stores,
): Promise<{ confirmed: Case[]; cleared: Case[] }> {
  const idsIn = async (state: CaseState) =>
    (await caseLists.byState(brandId, { state, limit: MOST })).listed.map(({ caseId }) => caseId);
  const [dismissed, ...confirmed] = await Promise.all(['dismissed' as const, ...CONFIRMED].map(idsIn));
  const few = dismissed!.slice(0, MOST_CLEARED);
  const records = await cases.getMany([...few, ...confirmed.flat().slice(0, MOST - few.length)]);
  const isCleared = ({ state, events }: Case) => state === 'dismissed' && events.at(-1)!.label !== 'grey-market';
  // What has moved on since the index was read is neither.
  return {
    confirmed: records.filter(({ state }) => CONFIRMED.includes(state)),
    cleared: records.filter(isCleared),
  };
}
