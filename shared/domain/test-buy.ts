import * as z from 'zod';
import type { TestPurchase } from './claim.ts';
import { isoDate, storedFile } from './field-shapes.ts';
import { Money } from './money.ts';

const Examination = z.strictObject({
  at: isoDate,
  by: z.string().trim().min(1).max(200),
  verdict: z.enum(['counterfeit', 'genuine', 'unclear']),
  /** Why it is judged so, in a sentence that can be stated. */
  findings: z.string().trim().min(1).max(1000),
});

const Facts = z.strictObject({
  orderId: z.string().trim().min(1).max(100),
  orderedAt: isoDate,
  /** What it cost, delivery included. */
  cost: Money.optional(),
  arrivedAt: isoDate.optional(),
  examined: Examination.optional(),
});

function inOrder(
  { orderedAt, arrivedAt, examined }: z.infer<typeof Facts>,
  context: { addIssue: (issue: { code: 'custom'; path: string[]; message: string }) => void },
): void {
  const problem = (path: string[], message: string) => context.addIssue({ code: 'custom', path, message });
  if (arrivedAt && arrivedAt < orderedAt) problem(['arrivedAt'], 'it arrived before it was ordered');
  if (examined && !arrivedAt) problem(['arrivedAt'], 'say when it arrived: it was examined');
  if (examined && arrivedAt && examined.at < arrivedAt)
    problem(['examined', 'at'], 'it was examined before it arrived');
}

const MOST_PHOTOS = 20;

/** Goods that were ordered to see what they are: ordered, arrived, examined, each on its day. The files are photos of them and of the parcel. */
export const TestBuy = Facts.extend({ files: z.array(storedFile).max(MOST_PHOTOS).default([]) }).superRefine(inOrder);
export type TestBuy = z.infer<typeof TestBuy>;

/** As somebody says it: photos by the keys under which they were uploaded. */
export const TestBuySaid = Facts.extend({
  files: z.array(z.string().min(1).max(300)).max(MOST_PHOTOS).default([]),
}).superRefine(inOrder);

/** Enough for one offer; the packet takes all their photos. */
export const MOST_TEST_BUYS = 5;

/** The order whose goods were found genuine: nothing is stated about that offer any more. */
export const foundGenuine = (testBuys: readonly TestBuy[]): string | undefined =>
  testBuys.find(({ examined }) => examined?.verdict === 'genuine')?.orderId;

/** Those that were examined, as a claim may rest on them. */
export const testPurchases = (testBuys: readonly TestBuy[], itemId: string): TestPurchase[] =>
  testBuys.flatMap(({ orderId, orderedAt, examined, files }) =>
    examined
      ? {
          orderId,
          itemId,
          boughtAt: orderedAt,
          verdict: examined.verdict,
          findings: examined.findings,
          examinedBy: examined.by,
          files,
        }
      : [],
  );
