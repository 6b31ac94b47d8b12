import * as z from 'zod';
import { HistoryEvent } from '#shared/domain/event.ts';
import { NEEDS } from '#shared/domain/membership.ts';
import { ChannelKind, NoticeRecord, NoticeState } from '#shared/domain/notice-record.ts';
import { Target } from '#shared/domain/target.ts';
import { Task, TaskKind } from '#shared/domain/task.ts';
import { Answer } from '#shared/notices/answers.ts';
import { BeforeFiling } from '#shared/notices/before-filing.ts';
import { Prospect } from '#shared/notices/prospect.ts';
import { KillSwitch } from '#shared/stores/switch-store.ts';
import { operation } from './operation.ts';
import { After } from './paging.ts';

const Changed = z.object({ notice: NoticeRecord });
const Switches = z.object({ switches: z.array(KillSwitch) });
const why = z.string().min(1, 'say why').max(1000);
/** A notice's id starts with its brand's, as a case's does. */
const ABOUT = 'case';

/** Notices as people handle them. */
export const noticeOperations = {
  list: operation({
    id: 'listNotices',
    method: 'get',
    path: '/notices',
    summary: 'Notices in one state, those that entered it last first; without one, state by state',
    permission: 'read',
    about: 'own',
    query: {
      brand: z.string().optional(),
      state: NoticeState.optional(),
      marketplace: z.string().optional(),
      channel: ChannelKind.optional(),
      /** Entered its state since then. */
      since: z.iso.datetime().optional(),
      after: After,
    },
    lists: true,
    answer: z.object({ notices: z.array(NoticeRecord), next: z.string().optional() }),
  }),
  get: operation({
    id: 'getNotice',
    method: 'get',
    path: '/notices/{id}',
    summary: 'A notice with its offers, as the venue reads it, and the digest that an approval names',
    permission: 'read',
    about: ABOUT,
    answer: Changed.extend({
      targets: z.array(Target),
      digest: z.string(),
      breaker: z.string().optional(),
      prospect: Prospect,
      /** Papers that the venue asks for and that are not attached to the right or the authority. */
      missingPapers: z.array(z.string()),
      /** Of a packet that waits to be filed. */
      beforeFiling: BeforeFiling.optional(),
      texts: z.array(z.object({ language: z.string(), text: z.string(), html: z.string(), reviewed: z.boolean() })),
    }),
  }),
  events: operation({
    id: 'getNoticeEvents',
    method: 'get',
    path: '/notices/{id}/events',
    summary: "A notice's history, or that of one offer in it",
    permission: 'read',
    about: ABOUT,
    query: { case: z.string().optional() },
    answer: z.object({ events: z.array(HistoryEvent) }),
  }),
  packet: operation({
    id: 'getNoticePacket',
    method: 'get',
    path: '/notices/{id}/packet',
    summary: 'Where the zip to file is fetched from, for a few minutes; refused while it must not be filed as it is',
    permission: 'read',
    about: ABOUT,
    answer: z.object({
      address: z.url(),
      fileName: z.string(),
      /** Since when its pages were not seen, where that is longer than the venue's profile allows. */
      staleSince: z.iso.datetime().optional(),
    }),
  }),
  approve: operation({
    id: 'approveNotice',
    method: 'post',
    path: '/notices/{id}/approve',
    summary: 'Approves the notice as it was seen; it then leaves, or its packet is made',
    permission: NEEDS.handleNotice,
    about: ABOUT,
    body: z.strictObject({
      /** What getNotice gave: an approval is of these words, and of no others. */
      digest: z.string().length(64),
      despiteBreaker: z.boolean().default(false),
      note: z.string().max(1000).optional(),
    }),
    answer: Changed,
  }),
  filed: operation({
    id: 'fileNotice',
    method: 'post',
    path: '/notices/{id}/filed',
    summary: 'Says that a person filed the packet; later than its last look allows, it is flagged',
    permission: NEEDS.handleNotice,
    about: ABOUT,
    body: z.strictObject({ number: z.string().min(1).max(200).optional(), at: z.iso.datetime().optional() }),
    answer: Changed.extend({ late: z.boolean() }),
  }),
  answer: operation({
    id: 'answerNotice',
    method: 'post',
    path: '/notices/{id}/answer',
    summary: 'What the venue said about all or some of the offers, or that it was answered',
    permission: NEEDS.handleNotice,
    about: ABOUT,
    body: Answer,
    answer: Changed.extend({ moved: z.array(Target), unmoved: z.int() }),
  }),
  withdraw: operation({
    id: 'withdrawNotice',
    method: 'post',
    path: '/notices/{id}/withdraw',
    summary: 'Takes a notice back, or some of its offers; what the venue has already, a task asks to tell it',
    permission: NEEDS.handleNotice,
    about: ABOUT,
    body: z.strictObject({
      why,
      /** Of the offers that are taken back; none: all, and the notice with them. */
      caseIds: z.array(z.string().min(1)).max(1000).default([]),
    }),
    answer: Changed,
  }),
};

export const taskOperations = {
  list: operation({
    id: 'listTasks',
    method: 'get',
    path: '/tasks',
    summary: 'What only people can do, the most urgent first',
    permission: 'read',
    about: 'own',
    query: {
      brand: z.string().optional(),
      kind: TaskKind.optional(),
      /** Due before then. */
      dueBefore: z.iso.datetime().optional(),
      /** The id of a task, which begins with its date. */
      after: z
        .string()
        .max(1000)
        .regex(/^\d{4}-/, 'the "next" of a page of tasks')
        .optional(),
    },
    lists: true,
    answer: z.object({ tasks: z.array(Task), next: z.string().optional() }),
  }),
  /** The task's id holds a case's, with everything that a marketplace puts into one: it travels in the body. */
  done: operation({
    id: 'finishTask',
    method: 'post',
    path: '/brands/{id}/tasks/done',
    summary: 'Says that a task is done',
    permission: NEEDS.finishTask,
    about: 'brand',
    body: z.strictObject({ task: z.string().min(1) }),
    answer: z.object({ task: Task }),
  }),
};

const EveryScope = z.union([
  z.strictObject({ everything: z.literal(true) }),
  z.strictObject({ marketplace: z.string().min(1) }),
]);

/** Kill switches: each can only stop more than the deployment does. */
export const switchOperations = {
  list: operation({
    id: 'listSwitches',
    method: 'get',
    path: '/switches',
    summary: 'Where sending is stopped, by whom and why',
    permission: 'read',
    about: 'own',
    answer: Switches,
  }),
  stop: operation({
    id: 'stopSending',
    method: 'post',
    path: '/switches/stop',
    summary: 'Stops sending everywhere, or to one marketplace',
    permission: NEEDS.handleNotice,
    about: 'every',
    body: z.strictObject({ scope: EveryScope, why }),
    answer: Switches,
  }),
  release: operation({
    id: 'releaseSending',
    method: 'post',
    path: '/switches/release',
    summary: 'Ends such a stop',
    permission: NEEDS.handleNotice,
    about: 'every',
    body: z.strictObject({ scope: EveryScope }),
    answer: Switches,
  }),
  stopBrand: operation({
    id: 'stopBrand',
    method: 'post',
    path: '/brands/{id}/stop-sending',
    summary: "Stops every notice of this brand's",
    permission: NEEDS.handleNotice,
    about: 'brand',
    body: z.strictObject({ why }),
    answer: Switches,
  }),
  releaseBrand: operation({
    id: 'releaseBrand',
    method: 'post',
    path: '/brands/{id}/release-sending',
    summary: 'Ends that stop',
    permission: NEEDS.handleNotice,
    about: 'brand',
    answer: Switches,
  }),
};
