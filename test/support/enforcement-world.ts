import type { SubmitServices } from '#functions/submit/services.ts';
import { submit } from '#functions/submit/submit.ts';
import type { VerifyServices } from '#functions/verify/services.ts';
import { verify } from '#functions/verify/verify.ts';
import { recordTestBuy } from '#shared/cases/test-buys.ts';
import type { Brand } from '#shared/domain/brand.ts';
import type { CaptureJob } from '#shared/domain/capture.ts';
import type { Case } from '#shared/domain/case.ts';
import type { Expediting } from '#shared/domain/expediting.ts';
import type { AlertJob, ScoreJob, TakedownJob } from '#shared/domain/messages.ts';
import type { NoticeRecord } from '#shared/domain/notice-record.ts';
import type { Target } from '#shared/domain/target.ts';
import { TestBuy } from '#shared/domain/test-buy.ts';
import { Answer, takeAnswer } from '#shared/notices/answers.ts';
import { digestOf } from '#shared/notices/approval.ts';
import { approveNotice, type Refused } from '#shared/notices/by-people.ts';
import type { Delivery, LookUp, NoticeReader, VenueAnswer } from '#shared/notices/channels/channel.ts';
import type { QuotaStore } from '#shared/stores/quota-store.ts';
import type { KillSwitch } from '#shared/stores/switch-store.ts';
import { aVenue } from './a-venue.ts';
import { aBrand, aCase, aListing, aPromotedModel, aProof } from './builders.ts';
import { type FakePages, fakePages, fakePicture } from './fake-pages.ts';
import { memoryEvidence } from './memory-evidence.ts';
import { memoryNoticeStore } from './memory-notice-store.ts';
import { memoryQueue } from './memory-queue.ts';
import { memoryStoreFiles } from './memory-store-files.ts';
import { memoryCaseStore, memoryQuotaStore } from './memory-stores.ts';

export const T0 = new Date('2026-06-01T12:00:00.000Z');
export const hours = (count: number) => new Date(T0.getTime() + count * 3_600_000);

/** In hours. */
export const DAY = 24;

export type EnforcementWorld = SubmitServices &
  VerifyServices & {
    at: Date;
    brand: Brand | undefined;
    pages: FakePages;
    quotas: QuotaStore;
    proof: Expediting | undefined;
    modelInUse: string;
    stopped: KillSwitch | undefined;
    delivery: Delivery | Error;
    lookUpSays: LookUp;
    answersSay: VenueAnswer[] | undefined;
    /** What reached the venue, in order. */
    sent: { notice: NoticeRecord; targets: readonly Target[] }[];
    alertsSent: AlertJob[];
    judgements: ScoreJob[];
    capturesAsked: CaptureJob[];
    jobs: TakedownJob[];
    open: (overrides?: Parameters<typeof aCase>[0]) => Promise<Case>;
    /** Handles one case's job, and then whatever was put into the queue. */
    prepare: (record: Case) => Promise<Case>;
    /** Hands over every message in the queue until none is left. */
    deliver: () => Promise<void>;
    /** One tick at that hour, and the messages it sent. */
    tick: (hour: number) => Promise<void>;
    caseOf: (record: Pick<Case, 'id'>) => Promise<Case>;
    noticeOf: (record: Pick<Case, 'id'>) => Promise<NoticeRecord>;
    targetOf: (record: Pick<Case, 'id'>) => Promise<Target>;
    approve: (
      notice: NoticeRecord,
      how?: { by?: string; despiteBreaker?: boolean },
    ) => Promise<{ notice: NoticeRecord } | Refused>;
    /** Opens, prepares, closes the window, approves and sends. */
    noticed: (overrides?: Parameters<typeof aCase>[0]) => Promise<Case>;
  };

/** Submit and verify with people beside them, over the memory stores; the venue and the site do as the test says. */
export function enforcementWorld(overrides: Partial<EnforcementWorld> = {}): EnforcementWorld {
  const alerts = memoryQueue<AlertJob>();
  const scores = memoryQueue<ScoreJob>();
  const captures = memoryQueue<CaptureJob>();
  const takedowns = memoryQueue<TakedownJob>();
  let delivered = 0;
  let tokens = 0;
  const clock = () => world.at;
  const reader = (): NoticeReader => ({
    kind: 'webhook',
    lookUp: async () => world.lookUpSays,
    answers: async () => world.answersSay,
  });
  const world: EnforcementWorld = {
    at: T0,
    brand: aBrand(),
    sent: [],
    delivery: { status: 'accepted', externalId: 'V-1' },
    lookUpSays: { found: 'no' },
    answersSay: undefined,
    stopped: undefined,
    modelInUse: 'test',
    proof: aProof(),
    brands: { get: async () => world.brand },
    cases: memoryCaseStore(),
    notices: memoryNoticeStore(),
    storeFiles: memoryStoreFiles(),
    quotas: memoryQuotaStore(),
    switches: { stopping: async () => world.stopped },
    models: { promoted: async () => aPromotedModel(world.modelInUse), expediting: async () => world.proof },
    venueOf: () => aVenue(),
    channelFor: (notice) => ({
      ...reader(),
      kind: notice.channel,
      async send(sent, targets) {
        world.sent.push({ notice: sent, targets });
        if (world.delivery instanceof Error) throw world.delivery;
        return world.delivery;
      },
    }),
    readerFor: reader,
    pages: fakePages(clock),
    fetchPicture: fakePicture,
    archive: { get: () => Promise.reject(new Error('nothing was brought')) },
    render: async ({ url, screenshotKey }) => ({
      status: 200,
      finalUrl: url,
      screenshot: { key: screenshotKey!, sha256: 'b'.repeat(64), bytes: 3 },
    }),
    evidence: memoryEvidence(),
    alerts,
    captures,
    scores,
    takedowns,
    get alertsSent() {
      return alerts.sent.map(({ message }) => message);
    },
    get judgements() {
      return scores.sent.map(({ message }) => message);
    },
    get capturesAsked() {
      return captures.sent.map(({ message }) => message);
    },
    get jobs() {
      return takedowns.sent.map(({ message }) => message);
    },
    sendingEnabled: true,
    clock,
    newToken: () => `token-${++tokens}`,
    async open(fields = {}) {
      const record = aCase({ openedAt: world.at.toISOString(), ...fields });
      await world.cases.open(record);
      return record;
    },
    async prepare(record) {
      await submit({ caseId: record.id }, world);
      await world.deliver();
      return world.caseOf(record);
    },
    async deliver() {
      while (delivered < takedowns.sent.length) await submit(takedowns.sent[delivered++]!.message, world);
    },
    async tick(hour) {
      world.at = hours(hour);
      await verify(world, () => 300_000);
      await world.deliver();
    },
    caseOf: async ({ id }) => (await world.cases.get(id))!,
    noticeOf: async (record) => (await world.notices.get((await world.caseOf(record)).noticeId!))!,
    targetOf: async (record) => (await world.notices.getTarget((await world.caseOf(record)).noticeId!, record.id))!,
    async approve(notice, { by = 'analyst:jane', despiteBreaker } = {}) {
      const digest = digestOf(notice, await world.notices.targetsOf(notice.id));
      const outcome = await approveNotice(notice, { by, digest, despiteBreaker }, world);
      await world.deliver();
      return outcome;
    },
    async noticed(fields = {}) {
      const record = await world.prepare(await world.open(fields));
      await world.approve(await world.noticeOf(record));
      return world.caseOf(record);
    },
  };
  return Object.defineProperties(world, Object.getOwnPropertyDescriptors(overrides));
}

export const lastWhy = (record: Case) => record.events.at(-1)!.why;

/** What an analyst enters of the venue's answer to that notice. */
export const answer = (w: EnforcementWorld, noticeId: string, said: Partial<Answer> & Pick<Answer, 'kind'>) =>
  w.notices.get(noticeId).then((notice) => takeAnswer(notice!, Answer.parse(said), 'analyst:jane', w));
/** The kinds of what people were told, in order. */
export const told = (w: EnforcementWorld) => w.alertsSent.map(({ kind }) => kind);
/** The kinds of what people still have to do. */
export const tasks = async (w: EnforcementWorld) => (await w.notices.openTasks('nordhavn')).map(({ kind }) => kind);

/** What a case is opened with: an offer of that id. */
export const offerOf = (id: string) => ({ listing: aListing({ id, url: `https://bazaar.example/item/${id}` }) });

/** What that offer sells was bought, and examined with this verdict; said again it is another one about the same order. */
export const examine = async (
  w: EnforcementWorld,
  record: Pick<Case, 'id'>,
  verdict: 'counterfeit' | 'genuine' | 'unclear',
) => {
  const day = w.at.toISOString().slice(0, 10);
  const examined = { at: day, by: 'Ida Lindqvist', verdict, findings: 'By its seams and labels.' };
  const bought = TestBuy.parse({ orderId: 'O-77', orderedAt: day, arrivedAt: day, examined });
  return recordTestBuy(await w.caseOf(record), bought, w);
};

/** A draft of a notice about these offers. */
export async function prepared(w: EnforcementWorld, ...ids: string[]) {
  const records = [];
  for (const id of ids) records.push(await w.prepare(await w.open(offerOf(id))));
  return { records, notice: await w.noticeOf(records[0]!) };
}

/** Approves it, and hands nothing over yet. */
export async function approveUnsent(w: EnforcementWorld, notice: NoticeRecord): Promise<void> {
  w.sendingEnabled = false;
  await w.approve(notice);
  w.sendingEnabled = true;
}

/** A notice about these offers: prepared, and approved; not yet handed over. */
export async function approved(w: EnforcementWorld, ...ids: string[]) {
  const { records, notice } = await prepared(w, ...(ids.length > 0 ? ids : ['1001']));
  await approveUnsent(w, notice);
  return { notice, records, send: () => submit({ noticeId: notice.id }, w).then(() => w.deliver()) };
}

/** The items that were named to the venue, in order. */
export const itemsSent = (w: EnforcementWorld) =>
  w.sent.flatMap(({ targets }) => targets.map(({ statement }) => statement.itemId));
export const stateOf = async (w: EnforcementWorld, id: string) => (await w.notices.get(id))!.state;
