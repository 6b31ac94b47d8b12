import * as z from 'zod';
import type { NoticeRecord } from '#shared/domain/notice-record.ts';
import { rightName } from '#shared/domain/right.ts';
import type { Target } from '#shared/domain/target.ts';
import { cleanText } from '#shared/extraction/clean-text.ts';
import type { FetchOptions } from '#shared/fetching/fetcher.ts';
import type { Channel, VenueAnswer } from './channel.ts';
import { httpChannel } from './http-channel.ts';
import { type AnswerReading, closedDoor, deliveryOf, HTTP_LIMITS, jsonOf } from './http-delivery.ts';
import { withOAuthToken } from './oauth-token.ts';
import type { ApiServices } from './venue-accounts.ts';

/** It answers HTTP 200 with the status of what it did inside. */
const Taken = z.object({
  status: z.number().min(200).max(299).optional(),
  denounce_id: z.union([z.number(), z.string().min(1)]),
});
const Refusal = z.object({
  message: z.string().optional(),
  error: z.string().optional(),
  cause: z.array(z.object({ message: z.string() })).optional(),
});
const Case = z.object({
  current_status: z.string(),
  due_date: z.string().nullish(),
  seller_quittance: z.string().nullish(),
});

type Stage = Pick<VenueAnswer, 'stage' | 'refusal'>;

const REMOVED: Stage = { stage: 'removed' };
const RESTORED: Stage = { stage: 'restored' };
const ON_THE_MERITS: Stage = { stage: 'rejected', refusal: 'merits' };
/** Nothing was said about whether the offer infringes. */
const ON_THE_FORM: Stage = { stage: 'rejected', refusal: 'form' };

/** What each status of a case means for us (membros-do-programa, 2026-07-26). A status that is not here says nothing. */
const STAGES: Readonly<Record<string, Stage>> = {
  CREATED: { stage: 'received' },
  PENDING_MODERATION: { stage: 'received' },
  WAITING_DOCUMENTATION: { stage: 'in-review' },
  ROLLBACK: { stage: 'in-review' },
  DOCUMENTATION_PRESENTED: { stage: 'counter-noticed' },
  WAITING_FOR_PATCH_PDP: REMOVED,
  DOCUMENTATION_NOT_APPROVED: REMOVED,
  DOCUMENTATION_NOT_PRESENTED: REMOVED,
  ACUERDO_CLOSED: REMOVED,
  DOCUMENTATION_APPROVED: RESTORED,
  MEMBER_NOT_RESPOND: RESTORED,
  DISCARDED: ON_THE_MERITS,
  DISCARDED_DUE_RESTRICTION: ON_THE_FORM,
  REJECTED: ON_THE_MERITS,
  REJECTED_BY_ABUSE: ON_THE_MERITS,
  REJECTED_BY_ABUSE_COUNTER_NOTICE: ON_THE_MERITS,
  REJECTED_BY_RESTRICTION: ON_THE_FORM,
  REJECTED_PDP_ITEM: ON_THE_MERITS,
  REJECTED_PDP_CATALOG: ON_THE_MERITS,
  REJECTED_PDP_IMAGE_RANKER: ON_THE_MERITS,
  REJECTED_MODIFIED: ON_THE_FORM,
};

/**
 * Mercado Libre's Brand Protection Program: one denunciation for one item. There is no list of our own denunciations and no reference of
 * ours in them, so an answer that got lost is for a person to look up.
 */
export function createMeliChannel({ endpoint, ...signingIn }: ApiServices): Channel {
  const { fetcher, clock } = signingIn;
  const tokenUrl = new URL('/oauth/token', endpoint).href;
  const withToken = withOAuthToken({ ...signingIn, programme: 'meli-bpp', tokenUrl });
  const call = (path: string, options: FetchOptions = {}) =>
    withToken((token) =>
      fetcher(new URL(`/moderations/pppi/${path}`, endpoint).href, {
        ...options,
        headers: { accept: 'application/json', ...options.headers, authorization: `Bearer ${token}` },
        ...HTTP_LIMITS,
      }),
    );

  return httpChannel({
    kind: 'api',
    async send(notice, targets) {
      const [target, another] = targets;
      if (!target || another) return closedDoor(`it takes one offer in a notice, and this one has ${targets.length}`);
      const answer = await call(`denounces/items/${encodeURIComponent(target.statement.itemId)}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(denunciation(notice, target)),
      });
      return deliveryOf(answer, clock(), READING);
    },
    lookUp: async () => ({
      found: 'cannot-tell',
      reason: 'Mercado Libre keeps no reference of ours; its portal lists the denunciations by item',
    }),
    async answers(externalId) {
      const answer = await call(`case/${encodeURIComponent(externalId)}`);
      const said = answer.status === 200 ? Case.safeParse(jsonOf(answer)).data : undefined;
      const stage = said && STAGES[said.current_status];
      return stage && [answerOf(said, stage)];
    },
  });
}

/** Whose right, why, what was found: the person who moderates reads nothing else of ours. */
function denunciation({ reference, content }: NoticeRecord, { statement }: Target) {
  const { right, claim, owner, statement: said } = content;
  const comment = [
    said.en,
    ...statement.sentences.map(({ en }) => en),
    `Right: ${rightName(right)}${right.number ? `, ${right.office ?? ''} ${right.number}` : ''}.`,
    `Owner: ${owner.company ?? owner.name}.`,
    `Our reference: ${reference}.`,
  ].join(' ');
  return { report_reason_id: claim.reason.code, comment };
}

const READING: AnswerReading = {
  number(body) {
    const taken = Taken.safeParse(body).data;
    return taken && String(taken.denounce_id);
  },
  reasons(body) {
    const { message, error, cause = [] } = Refusal.safeParse(body).data ?? {};
    const said = [message, error, ...cause.map(({ message: each }) => each)];
    return said.filter((text) => text !== undefined && text !== '') as string[];
  },
  credential: 'token',
};

/** Its member has three days for what the seller hands in: the venue's own date, never one that we count. */
function answerOf(said: z.infer<typeof Case>, stage: Stage): VenueAnswer {
  const { current_status, due_date, seller_quittance } = said;
  const dueAt = due_date ? new Date(due_date) : undefined;
  return {
    ...stage,
    ...(dueAt && !Number.isNaN(dueAt.getTime()) && { dueAt: dueAt.toISOString() }),
    reasons: [current_status, ...(seller_quittance ? [cleanText(seller_quittance, 200)] : [])],
  };
}
