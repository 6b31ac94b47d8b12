import type * as z from 'zod';
import type { Fetcher } from '#shared/fetching/fetcher.ts';
import type { Clock } from '#shared/runtime/clock.ts';

/** What venues gave a brand to sign in with, by programme. Nothing else keeps it, and nothing of it is logged. */
export type VenueAccounts = {
  /** Undefined where the brand has none. As it is kept: `accountAt` checks its shape. */
  read: (programme: string, brandId: string) => Promise<unknown>;
  /** Keeps what the venue gave for the next time. */
  write: (programme: string, brandId: string, account: unknown) => Promise<void>;
};

/** What speaks to a venue's own API is given; `endpoint` is its programme's. */
export type ApiServices = {
  endpoint: string;
  brandId: string;
  accounts: VenueAccounts;
  fetcher: Fetcher;
  clock: Clock;
  sleep: (ms: number) => Promise<void>;
};

/** The venue did nothing of what was wanted, because we could not sign in. */
export class NotSignedInError extends Error {
  override name = 'NotSignedInError';
  /** Only a person can mend it. */
  readonly needsPerson: boolean;
  constructor(message: string, needsPerson: boolean, options?: ErrorOptions) {
    super(message, options);
    this.needsPerson = needsPerson;
  }
}

/** @throws NotSignedInError where the brand has none of this shape, or it cannot be read now */
export async function accountAt<Account>(
  Shape: z.ZodType<Account>,
  { accounts, programme, brandId }: { accounts: VenueAccounts; programme: string; brandId: string },
): Promise<Account> {
  const name = `${programme}/${brandId}`;
  const kept = await accounts.read(programme, brandId).catch((cause: unknown) => {
    throw new NotSignedInError(`the account ${name} cannot be read now`, false, { cause });
  });
  if (kept === undefined) throw new NotSignedInError(`there is no venue account ${name}`, true);
  const account = Shape.safeParse(kept);
  if (account.success) return account.data;
  const field = account.error.issues[0]?.path.join('.') || 'it';
  throw new NotSignedInError(`the venue account ${name}: ${field} is missing or wrong`, true);
}
