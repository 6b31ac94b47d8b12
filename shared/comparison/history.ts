import * as z from 'zod';
import { marketplaceForUrl } from '#shared/marketplaces/index.ts';
import type { Account, EarlierOffer, RecordChange, SellerRecordStore } from '#shared/stores/seller-record-store.ts';
import { plainAddress } from './offer-address.ts';
import type { VendorList, VendorRow } from './vendor-list.ts';

/** `undecided`: it says nothing of the offer. */
export const Meaning = z.enum(['confirmed', 'cleared', 'undecided']);
export type Meaning = z.infer<typeof Meaning>;

/** What lists commonly call what became of an offer; lower case. Anything else has to be said. */
const USUAL: Readonly<Record<string, Meaning>> = {
  ...Object.fromEntries(
    [
      'confirmed',
      'removed',
      'taken down',
      'takedown',
      'enforced',
      'successful',
      'success',
      'deleted',
      'closed by platform',
    ].map((word) => [word, 'confirmed' as const]),
  ),
  ...Object.fromEntries(
    [
      'cleared',
      'genuine',
      'authorised',
      'authorized',
      'false positive',
      'not infringing',
      'retracted',
      'counter-notice upheld',
    ].map((word) => [word, 'cleared' as const]),
  ),
  ...Object.fromEntries(
    ['pending', 'open', 'in progress', 'reported', 'sent', 'unknown', 'expired', 'rejected', 'failed', 'new'].map(
      (word) => [word, 'undecided' as const],
    ),
  ),
};

export type SellerHistory = { account: Account; offers: EarlierOffer[] };

export type ReadHistory = {
  sellers: SellerHistory[];
  /** Addresses of what was confirmed, with the day. */
  confirmed: { url: string; at: string }[];
  /** Rows with an outcome that decides nothing, by the word. */
  undecided: Record<string, number>;
  refused: VendorList['refused'];
};

/**
 * What a list of earlier notices says of sellers. Nothing is taken from it but who sold, when, and how it ended: no score, no title, no
 * picture of an offer that nobody here has seen.
 * @param outcomes what further words mean, lower case
 */
export function readHistory(
  { rows, refused }: VendorList,
  outcomes: Readonly<Record<string, Meaning>> = {},
): ReadHistory {
  const meanings = new Map(Object.entries({ ...USUAL, ...outcomes }));
  const sellers = new Map<string, SellerHistory>();
  const read: ReadHistory = { sellers: [], confirmed: [], undecided: {}, refused: [...refused] };
  for (const row of rows) {
    const word = row.outcome?.toLowerCase() ?? '';
    const meaning = meanings.get(word);
    const problem = problemOf(row, meaning);
    if (problem) read.refused.push({ line: row.line, ...problem });
    else if (meaning === 'undecided') read.undecided[word] = (read.undecided[word] ?? 0) + 1;
    else {
      const account = { marketplace: marketplaceForUrl(row.url)!.id, sellerId: row.seller! };
      const key = JSON.stringify(account);
      const known = sellers.get(key) ?? { account, offers: [] };
      sellers.set(key, known);
      if (meaning === 'confirmed') read.confirmed.push({ url: row.url, at: row.date! });
      known.offers.push({ offer: plainAddress(row.url)!, at: row.date!, outcome: meaning as EarlierOffer['outcome'] });
    }
  }
  return { ...read, sellers: [...sellers.values()] };
}

function problemOf(
  { url, date, outcome, seller }: VendorRow,
  meaning: Meaning | undefined,
): { field: string; message: string } | undefined {
  if (!outcome) return { field: 'outcome', message: 'is missing' };
  if (!meaning) return { field: 'outcome', message: `"${outcome.slice(0, 60)}" is not known: say what it means` };
  if (meaning === 'undecided') return undefined;
  if (!date) return { field: 'date', message: 'is missing: how long ago it was decides what it weighs' };
  if (!seller) return { field: 'seller', message: 'is missing: the record is of the account' };
  if (!marketplaceForUrl(url)) return { field: 'url', message: 'is on no marketplace that Markwarden knows' };
  return undefined;
}

export const HistoryReport = z.object({
  sellers: z.int(),
  added: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  removed: z.int(),
  confirmed: z.array(z.object({ url: z.string(), at: z.string() })),
  undecided: z.record(z.string(), z.int()),
  refused: z.array(z.object({ line: z.int(), field: z.string(), message: z.string() })),
});
export type HistoryReport = z.infer<typeof HistoryReport>;

const AT_ONCE = 16;

/** Writes it into the sellers' records, or takes these offers out of them again. */
export async function importHistory(
  brandId: string,
  { sellers, ...read }: ReadHistory,
  { forget }: { forget: boolean },
  sellerRecords: Pick<SellerRecordStore, 'change'>,
): Promise<HistoryReport> {
  const total = { added: 0, changed: 0, unchanged: 0, removed: 0 };
  for (let first = 0; first < sellers.length; first += AT_ONCE) {
    const changes = await Promise.all(
      sellers
        .slice(first, first + AT_ONCE)
        .map(({ account, offers }) =>
          sellerRecords.change(
            brandId,
            account,
            forget ? { forget: offers.map(({ offer }) => offer) } : { put: offers },
          ),
        ),
    );
    for (const change of changes)
      for (const key of Object.keys(total) as (keyof RecordChange)[]) total[key] += change[key];
  }
  return { ...total, ...read, sellers: sellers.length };
}
