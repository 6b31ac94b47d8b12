import * as z from 'zod';
import { isoDate, storedFile } from './field-shapes.ts';
import { Right } from './right.ts';

export const ClaimKind = z.enum([
  'counterfeit',
  'trademark-misuse',
  'copyright-image',
  'copyright-text',
  'design',
  'patent',
]);
export type ClaimKind = z.infer<typeof ClaimKind>;

/** How much the findings bear, the strongest first. */
export const STRENGTHS = ['test-buy', 'admission', 'same-as-removed', 'disguise', 'price-and-use', 'use'] as const;
export const Strength = z.enum(STRENGTHS);
export type Strength = z.infer<typeof Strength>;

export const isAsStrongAs = (strength: Strength, least: Strength): boolean =>
  STRENGTHS.indexOf(strength) <= STRENGTHS.indexOf(least);

/** One sentence in each language that a notice is written in. A person's own words are there in English alone. */
export const Worded = z.strictObject({ en: z.string().min(1), zh: z.string().min(1).optional() });
export type Worded = z.infer<typeof Worded>;

export const NoticeLanguage = z.enum(['en', 'zh']);
export type NoticeLanguage = z.infer<typeof NoticeLanguage>;

/** Letter by letter what the page says, and where. */
export const Quote = z.strictObject({
  text: z.string().min(1),
  where: z.enum(['title', 'description', 'brand', 'specifics']),
});
export type Quote = z.infer<typeof Quote>;

/** Goods that were bought to see what they are. */
export const TestPurchase = z.strictObject({
  orderId: z.string().min(1),
  itemId: z.string().min(1),
  boughtAt: isoDate,
  verdict: z.enum(['counterfeit', 'genuine', 'unclear']),
  /** Why it is judged so, in a sentence that can be stated. */
  findings: z.string().min(1),
  examinedBy: z.string().min(1),
  files: z.array(storedFile).default([]),
});
export type TestPurchase = z.infer<typeof TestPurchase>;

/** What may be stated about one offer, on which right, under the venue's own reason. */
export const Claim = z.strictObject({
  kind: ClaimKind,
  nature: z.enum(['product', 'packaging', 'image', 'text']),
  reason: z.strictObject({ code: z.string().min(1), label: z.string().min(1), zh: z.string().min(1).optional() }),
  right: Right,
  strength: Strength,
  sentences: z.array(Worded).min(1),
  quotes: z.array(Quote).default([]),
  /** The test purchase that it rests on. */
  orderId: z.string().optional(),
  /** What a person has to look at before this may leave; empty: nothing. */
  forPerson: z.array(z.string()).default([]),
});
export type Claim = z.infer<typeof Claim>;

/** What no program finds: a person says so, in words that are stated as they are. `right`: as `rightKey` names it, or its number. */
export const StatedClaim = z.strictObject({
  kind: z.enum(['copyright-text', 'design', 'patent']),
  right: z.string().min(1).max(200),
  sentence: z.string().trim().min(20, 'say what was seen, in a sentence that can be stated').max(1000),
});
export type StatedClaim = z.infer<typeof StatedClaim>;

/** A claim, right or sentence that may not be stated: the field that stands against it, and why. */
export type Refusal = { field: string; why: string };
