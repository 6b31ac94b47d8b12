import { createHmac } from 'node:crypto';
import * as z from 'zod';
import { formatMoney } from '#shared/domain/money.ts';
import type { NoticeRecord } from '#shared/domain/notice-record.ts';
import type { Target } from '#shared/domain/target.ts';
import { cleanText } from '#shared/extraction/clean-text.ts';
import type { Fetcher } from '#shared/fetching/fetcher.ts';
import type { Clock } from '#shared/runtime/clock.ts';
import type { Channel, VenueAnswer } from './channel.ts';
import { httpChannel } from './http-channel.ts';
import { type AnswerReading, deliveryOf, HTTP_LIMITS, jsonOf } from './http-delivery.ts';

export type WebhookOptions = {
  fetcher: Fetcher;
  /** Where `/api/notices` lives. */
  origin: string;
  /** Shared secret of the HMAC, as it is now. @throws NotSignedInError */
  secret: () => Promise<string>;
  clock: Clock;
};

/** A number is as good a name as a text. */
const VenueNumber = z.union([z.string(), z.number().transform(String)]).pipe(z.string().trim().min(1).max(200));
const Taken = z.object({ noticeId: VenueNumber });
const Refusal = z
  .object({
    error: z.string(),
    missing: z.array(z.string()),
    errors: z.array(z.object({ field: z.string().optional(), message: z.string() })),
  })
  .partial();
const Said = z.object({
  status: z.enum([
    'received',
    'in-review',
    'removed',
    'rejected',
    'clarification-needed',
    'counter-noticed',
    'upheld',
    'restored',
  ]),
  refusal: z.enum(['form', 'merits']).optional(),
  dueAt: z.iso.datetime().optional(),
  reasons: z.array(z.string()).default([]),
  reason: z.string().optional(),
});
const NoticeState = Said.extend({
  noticeId: VenueNumber,
  targets: z.array(Said.extend({ listingId: z.string().min(1) })).default([]),
});

/**
 * For venues and programmes that take signed JSON: `POST {origin}/api/notices` with
 * `X-Signature: t=<unix seconds>,v1=<hex HMAC-SHA256 of "t.body">` and `Idempotency-Key: <reference>`.
 */
export function createWebhookChannel({ fetcher, origin, secret, clock }: WebhookOptions): Channel {
  const endpoint = new URL('/api/notices', origin).href;

  const call = async (method: 'GET' | 'POST', url: string, body: string, headers: Record<string, string> = {}) =>
    fetcher(url, {
      method,
      headers: { ...headers, accept: 'application/json', 'x-signature': sign(await secret(), clock(), body) },
      ...(method === 'POST' && { body }),
      ...HTTP_LIMITS,
    });

  return httpChannel({
    kind: 'webhook',
    async send(notice, targets) {
      const headers = { 'content-type': 'application/json', 'idempotency-key': notice.reference };
      const answer = await call('POST', endpoint, JSON.stringify(wireFormat(notice, targets)), headers);
      return deliveryOf(answer, clock(), READING);
    },
    async lookUp({ reference }) {
      const answer = await call('GET', `${endpoint}?reference=${encodeURIComponent(reference)}`, '');
      if (answer.status !== 200) return { found: 'cannot-tell', reason: `the venue answered HTTP ${answer.status}` };
      const [notice] = z.array(NoticeState).parse(jsonOf(answer));
      return notice ? { found: 'yes', externalId: notice.noticeId } : { found: 'no' };
    },
    async answers(externalId) {
      const answer = await call('GET', `${endpoint}/${encodeURIComponent(externalId)}`, '');
      const state = answer.status === 200 ? NoticeState.safeParse(jsonOf(answer)).data : undefined;
      if (!state) return undefined;
      return state.targets.length > 0
        ? state.targets.map((target) => ({ ...saidOf(target), itemId: target.listingId }))
        : [saidOf(state)];
    },
  });
}

export function sign(secret: string, now: Date, body: string): string {
  const unixSeconds = Math.floor(now.getTime() / 1000);
  return `t=${unixSeconds},v1=${createHmac('sha256', secret).update(`${unixSeconds}.${body}`).digest('hex')}`;
}

/** What the venue needs; our case numbers, storage keys and brand id stay here. */
function wireFormat({ reference, content }: NoticeRecord, targets: readonly Target[]) {
  const { owner, reporter, right, claim, statement, authority, declarations } = content;
  return {
    reference,
    rightsOwner: owner,
    reporter,
    right: {
      text: right.text ?? right.title,
      number: right.number,
      office: right.office,
      jurisdictions: right.territories,
      niceClasses: right.niceClasses,
    },
    claim: { kind: claim.kind, reason: claim.reason.code, explanation: statement.en },
    targets: targets.map(({ statement: said }) => ({
      listingId: said.itemId,
      url: said.url,
      title: said.title,
      ...(said.price && { price: formatMoney(said.price) }),
      sellerId: said.sellerId,
      sellerName: said.sellerName,
      explanation: said.sentences.map(({ en }) => en).join(' '),
      evidence: said.evidence.map(({ kind, sha256, capturedAt }) => ({ kind, sha256, capturedAt })),
    })),
    declarations: {
      goodFaith: declarations.includes('good-faith'),
      accurate: declarations.includes('accurate'),
      authorised: authority
        ? { signedBy: authority.signatory ?? authority.grantor, signedAt: authority.signedAt }
        : { signedBy: owner.name },
    },
  };
}

const READING: AnswerReading = {
  number: (body) => Taken.safeParse(body).data?.noticeId,
  reasons(body) {
    const refusal = Refusal.safeParse(body).data ?? {};
    return [
      ...(refusal.errors ?? []).map(({ field, message }) => (field ? `${field}: ${message}` : message)),
      ...(refusal.missing ?? []).map((field) => `${field} is missing or wrong`),
      ...(refusal.error ? [refusal.error] : []),
    ];
  },
  credential: 'signature',
};

const saidOf = ({ status, refusal, dueAt, reasons, reason }: z.infer<typeof Said>): VenueAnswer => ({
  stage: status,
  ...(refusal && { refusal }),
  ...(dueAt && { dueAt }),
  reasons: [...reasons, ...(reason ? [reason] : [])].slice(0, 20).map((text) => cleanText(text, 200)),
});
