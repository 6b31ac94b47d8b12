import * as z from 'zod';
import { Authority } from './authority.ts';
import { expected, httpUrl, imageAddress, isoDate, slug, storedFile, territory } from './field-shapes.ts';
import { Party } from './party.ts';
import { ReferenceProduct } from './product.ts';
import { Right, RightFile } from './right.ts';
import { DAY_MS, HOUR_MS } from './time-units.ts';
import { sellerOfSearch } from './watched-search.ts';

/** A registered word mark, the short way to write one; `rights` has everything else. */
export const Mark = z.strictObject({
  text: z.string().min(1),
  number: z.string().min(1),
  office: z.string().min(2),
  /** ISO 3166 alpha-2 codes, or EU. */
  jurisdictions: z.array(territory).min(1),
  niceClasses: z.array(z.int().min(1).max(45)).min(1),
  expires: isoDate,
  certificateUrl: httpUrl.optional(),
  files: z.array(RightFile).optional(),
});
export type Mark = z.infer<typeof Mark>;

/** The owner's signed statement that the reporter may send notices, for all rights and everywhere; `authorities` says more. */
export const SignedAuthority = z.strictObject({
  signedBy: z.string().min(1),
  signedAt: isoDate,
  document: z.string().optional(),
  file: storedFile.optional(),
});
export type SignedAuthority = z.infer<typeof SignedAuthority>;

/** What genuine goods look like. */
export const Fingerprint = z.strictObject({
  names: z.array(z.string().min(2)).min(1),
  logoTexts: z.array(z.string().min(2)).default([]),
  /** Words that stand beside the name where it means the brand: for a name that is an everyday word. */
  contextWords: z.array(z.string().min(2)).default([]),
  products: z.array(ReferenceProduct).default([]),
  images: z.array(imageAddress).default([]),
  /** Countries (or EU) from which genuine goods are sent to buyers, where that says something. */
  shipsFrom: z.array(territory).min(1).optional(),
  authorisedSellers: z
    .array(z.strictObject({ marketplace: z.string().min(1), sellerId: z.string().min(1) }))
    .default([]),
});
export type Fingerprint = z.infer<typeof Fingerprint>;

/** "15m", "6h", "1d". */
export const Interval = z.string().regex(/^[1-9]\d{0,3}[mhd]$/, expected('a period such as 30m, 6h or 1d'));

/** A search, or all offers of one account: one of `keyword` and `seller` is there. */
export const Watch = z
  .strictObject({
    keyword: z
      .string()
      .min(1)
      .max(200)
      .refine(
        (keyword) => sellerOfSearch(keyword) === undefined,
        expected('words; an account stands in the field "seller"'),
      )
      .optional(),
    /** The account's id at the marketplace, as its addresses have it. */
    seller: z.string().trim().min(1).max(150).optional(),
    marketplaces: z.array(z.string().min(1)).min(1),
    excluded: z.array(z.string().min(1)).default([]),
    every: Interval.default('1d'),
    pages: z.int().min(1).max(20).default(2),
    priority: z.boolean().default(false),
  })
  .refine(({ keyword, seller }) => (keyword === undefined) !== (seller === undefined), {
    path: ['keyword'],
    error: 'a watch has a keyword or a seller, and not both',
  });
export type Watch = z.infer<typeof Watch>;

/** What the brand has arranged with a venue, so that a program sends where a person would file. */
export const Arrangement = z
  .strictObject({
    /** `cloudflare`, `meli-bpp`, `dsa-art16`… */
    programme: z.string().min(1),
    /** One site of the programme (`vinted.fr`), or one shop's host; without it all of them. */
    site: z.string().min(1).optional(),
    /** `packet`: to be filed by hand, although the venue takes notices from programs. */
    by: z.enum(['api', 'email', 'packet']),
    /** Where notices are mailed. */
    to: z.email().optional(),
  })
  .refine(({ by, to }) => (by === 'email') === (to !== undefined), {
    path: ['to'],
    error: 'the address that takes the notices: needed where they go by e-mail, and nowhere else',
  });
export type Arrangement = z.infer<typeof Arrangement>;

export const Enforcement = z.strictObject({
  /** `shadow`: nothing is sent at all; `review`: a person approves every notice; `auto`: what is proved leaves by itself. */
  mode: z.enum(['shadow', 'review', 'auto']).default('review'),
  reviewAt: z.number().min(0).max(1).default(0.5),
  expediteAt: z.number().min(0).max(1).default(0.9),
  /** Targets of notices a UTC day; what people file counts too. */
  dailyCap: z.int().positive().default(50),
  /** Every notice is approved by two people. */
  fourEyes: z.boolean().default(false),
  /** Share of harmless-looking offers that a person is shown all the same, to learn what the score misses. 0: none. */
  auditShare: z.number().min(0).max(0.1).default(0.01),
  channels: z.array(Arrangement).max(200).default([]),
});
export type Enforcement = z.infer<typeof Enforcement>;

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, expected('a time such as 22:00'));

const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
};

/** When somebody does not want to be written to, by their own clock. What comes meanwhile is sent after it. */
export const QuietHours = z.strictObject({
  email: z.email(),
  from: clockTime,
  to: clockTime,
  timeZone: z.string().max(60).refine(isTimeZone, expected('a time zone such as Europe/Copenhagen')),
});
export type QuietHours = z.infer<typeof QuietHours>;

export const Alerts = z.strictObject({
  emails: z.array(z.email()).default([]),
  /** Of some of these addresses. */
  quietHours: z.array(QuietHours).max(100).default([]),
  digest: z.enum(['off', 'hourly', 'daily']).default('daily'),
  /** The figures of each month, sent when it is over. */
  report: z.enum(['off', 'monthly']).default('monthly'),
  /** From this probability an alert is sent at once, whatever the digest. */
  criticalAt: z.number().min(0).max(1).default(0.95),
});
export type Alerts = z.infer<typeof Alerts>;

/**
 * The rights owner's profile, as `brand.yaml` holds it. Scoring needs `id`, `name` and `fingerprint.names`;
 * marks, contacts and authority are required before anything is sent (see `shared/notices`).
 */
export const Brand = z
  .strictObject({
    $schema: z.string().optional(),
    id: slug,
    name: z.string().min(1),
    /** Who owns it, where several brands have one owner; without it the brand is its own. */
    owner: slug.optional(),
    marks: z.array(Mark).default([]),
    rights: z.array(Right).optional(),
    authorities: z.array(Authority).optional(),
    contacts: z
      .strictObject({
        rightsOwner: Party.optional(),
        reporter: Party.optional(),
        authority: SignedAuthority.optional(),
      })
      .default({}),
    fingerprint: Fingerprint,
    watches: z.array(Watch).default([]),
    enforcement: Enforcement.prefault({}),
    alerts: Alerts.prefault({}),
  })
  .refine((brand) => brand.enforcement.reviewAt <= brand.enforcement.expediteAt, {
    path: ['enforcement', 'expediteAt'],
    error: 'must not be below enforcement.reviewAt',
  });
export type Brand = z.infer<typeof Brand>;

/** All but the products, of which there may be thousands. */
export type BrandWithoutProducts = Omit<Brand, 'fingerprint'> & { fingerprint: Omit<Fingerprint, 'products'> };

const MS: Record<string, number> = { m: 60_000, h: HOUR_MS, d: DAY_MS };

export function intervalMs(every: string): number {
  return Number.parseInt(every, 10) * MS[every.at(-1)!]!;
}
