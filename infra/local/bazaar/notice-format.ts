import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';

const party = z.object({ name: z.string().min(1), email: z.email() });

/**
 * The body of `POST /api/notices`, Bazaar's own wire format (`shared/marketplaces/bazaar/README.md`).
 * Further fields are kept with the notice and otherwise ignored.
 */
export const NoticeBody = z.looseObject({
  /** The sender's own number for the notice; the look-up key. */
  reference: z.string().min(1).max(200),
  rightsOwner: party,
  reporter: party,
  right: z.object({
    text: z.string().min(1),
    number: z.string().min(1),
    office: z.string().min(1),
    jurisdictions: z.array(z.string().min(1)).min(1),
  }),
  claim: z.object({
    kind: z.enum(['counterfeit', 'trademark-misuse', 'copyright-image']),
    explanation: z.string().min(1),
  }),
  targets: z
    .array(z.object({ listingId: z.string().min(1), url: z.url() }))
    .min(1)
    .max(50),
  declarations: z.object({
    goodFaith: z.literal(true),
    accurate: z.literal(true),
    authorised: z.object({ signedBy: z.string().min(1), signedAt: z.string().min(1) }),
  }),
});
export type NoticeBody = z.infer<typeof NoticeBody>;

/** Wide, for a time-lapse plays a day in seconds; the idempotency key is what stops a replay. */
const SIGNATURE_MAX_AGE_SECONDS = 86_400;

/** `t=<unix seconds>,v1=<hex>`: HMAC-SHA256 of `<t>.<body>` under the shared secret. */
export function signNotice(secret: string, unixSeconds: number, body: string): string {
  const mac = createHmac('sha256', secret).update(`${unixSeconds}.${body}`).digest('hex');
  return `t=${unixSeconds},v1=${mac}`;
}

export function signatureHolds(secret: string, header: string | undefined, body: string, now: Date): boolean {
  const stated = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header ?? '');
  if (!stated) return false;
  const unixSeconds = Number(stated[1]);
  if (Math.abs(now.getTime() / 1000 - unixSeconds) > SIGNATURE_MAX_AGE_SECONDS) return false;
  return timingSafeEqual(Buffer.from(header!), Buffer.from(signNotice(secret, unixSeconds, body)));
}

/** The body, or the dotted names of the fields that are missing or wrong. */
export function readNotice(body: string): { notice: NoticeBody } | { missing: string[] } {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return { missing: ['(a JSON object)'] };
  }
  const read = NoticeBody.safeParse(json);
  if (read.success) return { notice: read.data };
  return { missing: [...new Set(read.error.issues.map((issue) => issue.path.join('.') || '(a JSON object)'))] };
}
