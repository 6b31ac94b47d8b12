import * as z from 'zod';
import { Case } from '#shared/domain/case.ts';
import { StatedClaim } from '#shared/domain/claim.ts';
import { NEEDS } from '#shared/domain/membership.ts';
import { NoticeRecord } from '#shared/domain/notice-record.ts';
import { Opinion } from '#shared/domain/opinion.ts';
import { Remark } from '#shared/domain/remark.ts';
import { Target } from '#shared/domain/target.ts';
import { TestBuySaid } from '#shared/domain/test-buy.ts';
import { CaseEvidence } from '#shared/evidence/case-evidence.ts';
import { CASE_QUERY } from './case-filter.ts';
import { operation } from './operation.ts';

const Decided = z.object({ case: Case, nextStep: z.string().optional() });

export const caseOperations = {
  list: operation({
    id: 'listCases',
    method: 'get',
    path: '/cases',
    summary:
      'Cases, those that entered their state last first, or what waits with most harm first (sort=worth); prices in euros',
    permission: 'read',
    about: 'own',
    query: CASE_QUERY,
    lists: true,
    answer: z.object({ cases: z.array(Case), next: z.string().optional() }),
  }),
  get: operation({
    id: 'getCase',
    method: 'get',
    path: '/cases/{id}',
    summary: 'One case with its reasons, history and notice',
    permission: 'read',
    about: 'case',
    answer: Decided.extend({
      notice: NoticeRecord.optional(),
      target: Target.optional(),
      judgedBy: z.object({ bias: z.number(), calibrated: z.boolean() }).optional(),
    }),
  }),
  evidence: operation({
    id: 'getCaseEvidence',
    method: 'get',
    path: '/cases/{id}/evidence',
    summary: 'Every capture of the case, oldest first, each file held against the hash taken when it was captured',
    permission: 'read',
    about: 'case',
    answer: CaseEvidence,
  }),
  capture: operation({
    id: 'captureCase',
    method: 'post',
    path: '/cases/{id}/evidence',
    summary: 'Has the offer captured as it is now, within minutes and at the pace of its marketplace',
    permission: 'review',
    about: 'case',
    answer: z.object({ asked: z.literal(true) }),
    statuses: [202],
  }),
  export: operation({
    id: 'exportCase',
    method: 'post',
    path: '/cases/{id}/export',
    summary:
      'Packs the case with all of its captures into one zip that anybody can check, good to fetch for a few minutes',
    permission: 'read',
    about: 'case',
    answer: z.object({ address: z.url(), fileName: z.string() }),
  }),
  approve: operation({
    id: 'approveCase',
    method: 'post',
    path: '/cases/{id}/approve',
    summary: 'Confirms that the offer infringes: it goes into a notice; twice is once',
    permission: NEEDS.confirm,
    about: 'case',
    body: z.strictObject({ note: z.string().max(1000).optional() }),
    ifMatch: true,
    answer: Decided,
  }),
  dismiss: operation({
    id: 'dismissCase',
    method: 'post',
    path: '/cases/{id}/dismiss',
    summary: 'Dismisses the case, with the reason',
    permission: NEEDS.label,
    about: 'case',
    body: z.strictObject({
      reason: z.string().min(1, 'say why, so that the model can learn from it').max(1000),
      /** The seller turned out to be an authorised one. */
      authorised: z.boolean().default(false),
    }),
    ifMatch: true,
    answer: Decided,
  }),
  assign: operation({
    id: 'assignCase',
    method: 'post',
    path: '/cases/{id}/assign',
    summary: 'Gives the case to somebody to decide, or back to everybody; it hides from nobody',
    permission: NEEDS.assign,
    about: 'case',
    body: z.strictObject({ to: z.email().nullable() }),
    ifMatch: true,
    answer: Decided,
  }),
  remark: operation({
    id: 'remarkOnCase',
    method: 'post',
    path: '/cases/{id}/remarks',
    summary: 'A note on the case, wherever it stands',
    permission: NEEDS.remark,
    about: 'case',
    body: z.strictObject({ text: Remark.shape.text }),
    ifMatch: true,
    answer: Decided,
  }),
  opinion: operation({
    id: 'addOpinion',
    method: 'post',
    path: '/cases/{id}/opinion',
    summary: 'What a second person thinks of a decided case',
    permission: 'review',
    about: 'case',
    body: z.strictObject({ decision: Opinion.shape.decision, note: z.string().max(1000).optional() }),
    ifMatch: true,
    answer: Decided,
  }),
  state: operation({
    id: 'stateClaim',
    method: 'post',
    path: '/cases/{id}/claim',
    summary: "What the case's notice is to claim and no program finds: a design, a patent, a copied text",
    permission: NEEDS.stateClaim,
    about: 'case',
    body: StatedClaim,
    ifMatch: true,
    answer: Decided,
  }),
  reopen: operation({
    id: 'reopenCase',
    method: 'post',
    path: '/cases/{id}/reopen',
    summary: 'Takes a case up again, from every state that is not in flight',
    permission: 'review',
    about: 'case',
    body: z.strictObject({ why: z.string().min(1, 'say why, so that the model can unlearn it').max(1000) }),
    ifMatch: true,
    answer: Decided,
  }),
  testBuy: operation({
    id: 'recordTestBuy',
    method: 'post',
    path: '/cases/{id}/test-buys',
    summary: 'How a test purchase of the offer stands; the order is its key, and said again it adds to what is known',
    permission: 'review',
    about: 'case',
    body: TestBuySaid,
    ifMatch: true,
    answer: z.object({ case: Case }),
  }),
  snooze: operation({
    id: 'snoozeCase',
    method: 'post',
    path: '/cases/{id}/snooze',
    summary: 'Puts the case aside until a time',
    permission: NEEDS.label,
    about: 'case',
    body: z.strictObject({ until: z.iso.datetime(), why: z.string().min(1).max(1000) }),
    ifMatch: true,
    answer: Decided,
  }),
};
