import type { Brand } from '#shared/domain/brand.ts';
import type { Listing } from '#shared/domain/listing.ts';
import type { Owner } from '#shared/domain/owner.ts';
import type { Programme } from '#shared/domain/programme.ts';
import type { TestBuy } from '#shared/domain/test-buy.ts';

/** What a notice is held against before it leaves. */
export type NoticeContext = {
  owner: Owner;
  /** The owner's brands: their authorised sellers are never noticed. */
  brands: readonly Brand[];
  programme: Programme;
  now: Date;
  /** The page of a target as last seen, where it is at hand: quotations are compared with all of it, else with the title. */
  pageOf?: (caseId: string) => Listing | undefined;
  /** The test purchases of a target as its case has them now, where it is at hand. */
  testBuysOf?: (caseId: string) => readonly TestBuy[] | undefined;
};
