import { InvokeCommand } from '@aws-sdk/client-lambda';
import * as z from 'zod';
import { signNotice } from '#infra/local/bazaar/notice-format.ts';
import { answerOf } from '#infra/local/start/api-answer.ts';
import { registerSampleBrand } from '#infra/local/start/register-sample-brand.ts';
import { signWaiting } from '#infra/local/start/sample-analyst.ts';
import type { Brand } from '#shared/domain/brand.ts';
import { Case, type CaseState } from '#shared/domain/case.ts';
import { NoticeRecord } from '#shared/domain/notice-record.ts';
import { ScanPage } from '#shared/stores/listing-store.ts';
import { deadLetterStep } from './dead-letter-step.ts';
import { listenTo, newMail } from './inbox.ts';
import type { Installation } from './installation.ts';
import { makeDue } from './make-due.ts';
import type { Step } from './run-steps.ts';
import { until } from './until.ts';

/** An offer below it may be honest, and the marketplace then refuses the notice. */
const SURE = 0.9;

const Pages = z.object({ pages: z.array(ScanPage) });
const Found = z.object({ case: Case, notice: NoticeRecord.optional() });

/** One brand, from its registration to the removal of an offer, and what becomes of a message that failed. */
export function walkSteps(installation: Installation, brand: Brand): Step[] {
  const { ask, everyMs } = installation;
  let [caseId, notice]: [string | undefined, NoticeRecord | undefined] = [undefined, undefined];

  const caseNow = async () => Found.parse(await answerOf(ask, `/cases/${encodeURIComponent(caseId!)}`));
  const casesIn = async (state: CaseState) => {
    const path = `/cases?brand=${brand.id}&state=${state}`;
    return z.object({ cases: z.array(Case) }).parse(await answerOf(ask, path)).cases;
  };
  /** Lets time pass for everything that waits, until the case is where it should be. */
  const caseReaches = async (states: readonly CaseState[], meanwhile: () => Promise<unknown> = async () => {}) => {
    let seen = 'never seen';
    const look = async () => {
      await letTimePass(installation);
      await meanwhile();
      const found = await caseNow();
      seen = found.case.state;
      return states.includes(found.case.state) ? found : undefined;
    };
    return until(`a case that is ${states[0]}`, look, { everyMs, minutes: 10, seen: () => `it is ${seen}` });
  };

  return [
    {
      name: 'console',
      async run() {
        const answer = await fetch(installation.consoleUrl, { redirect: 'manual' });
        const to = answer.headers.get('location') ?? '';
        if (![302, 303].includes(answer.status)) throw new Error(`the console answers ${answer.status}`);
        return `sends who is not signed in to ${new URL(to, installation.consoleUrl).pathname}`;
      },
    },
    {
      name: 'brand',
      async run() {
        await registerSampleBrand(ask, brand);
        const topic = `${installation.variable('TOPIC_PREFIX')}-${brand.id}`;
        await listenTo(installation.sns, topic, installation.inbox.arn);
        return `${brand.id} is registered, its topic exists`;
      },
    },
    {
      name: 'scan',
      async run() {
        const look = async () => {
          await tick(installation, 'Dispatch');
          const { pages } = Pages.parse(await answerOf(ask, `/brands/${brand.id}/scans`));
          return pages[0];
        };
        const { coverage, reason, listingIds } = await until('the first page', look, { everyMs, minutes: 10 });
        if (coverage !== 'complete' && coverage !== 'partial') throw new Error(`the page is ${coverage}: ${reason}`);
        return `one page read over ${new URL(installation.bazaarOrigin).protocol}//, ${coverage}, ${listingIds.length} listings`;
      },
    },
    {
      name: 'case',
      async run() {
        const [likely] = await until(
          'an offer that is very likely counterfeit',
          async () => {
            const sure = (await casesIn('flagged')).filter(({ verdict }) => verdict.probability >= SURE);
            return sure.length > 0 ? sure : undefined;
          },
          { everyMs, minutes: 10 },
        );
        caseId = likely!.id;
        return `${caseId} at ${likely!.verdict.probability.toFixed(2)}`;
      },
    },
    {
      name: 'notice',
      async run() {
        await answerOf(ask, `/cases/${encodeURIComponent(caseId!)}/approve`, { note: 'the smoke test' });
        ({ notice } = await caseReaches(['submitted', 'acknowledged', 'removed'], () => signWaiting(ask, brand.id)));
        if (!notice?.externalId) throw new Error('the notice has no number of the venue');
        return `${notice.id} left; the venue calls it ${notice.externalId}`;
      },
    },
    {
      name: 'removal',
      async run() {
        const { case: record } = await caseReaches(['removed']);
        return `the venue removed item ${record.listing.id}, and its page says so`;
      },
    },
    {
      name: 'told',
      async run() {
        const { case: record } = await caseNow();
        const subject = `A listing is gone: item ${record.listing.id}`;
        const subjects: string[] = [];
        const look = async () => {
          await letTimePass(installation); // the look after the one that found it gone tells it
          const mails = await newMail(installation.sqs, installation.inbox.url);
          subjects.push(...mails.map(({ Subject }) => Subject));
          return subjects.find((each) => each.includes(subject));
        };
        const seen = () => subjects.join(' | ') || 'no mail';
        return `mail "${await until(`mail "${subject}"`, look, { everyMs, minutes: 5, seen })}"`;
      },
    },
    deadLetterStep(installation, () => notice!),
    {
      name: 'once',
      async run() {
        const booked = await bookedUnder(installation, notice!.reference);
        if (booked !== 1) throw new Error(`the venue has ${booked} notices of ours instead of one`);
        return 'the venue has the notice once, also after the message came back';
      },
    },
  ];
}

/** Does now what is due later. */
async function letTimePass(installation: Installation): Promise<void> {
  await makeDue(installation.dynamo, installation.variable('CASES_TABLE'));
  await tick(installation, 'Verify');
}

/** Runs a scheduled function now and waits for it. @throws Error when it fails. */
async function tick({ lambda, functionNamed }: Installation, start: 'Dispatch' | 'Verify'): Promise<void> {
  const { FunctionError, Payload } = await lambda.send(
    new InvokeCommand({ FunctionName: functionNamed(start), Payload: '{}' }),
  );
  if (FunctionError) throw new Error(`${start} failed: ${Payload?.transformToString().slice(0, 500)}`);
}

async function bookedUnder({ bazaarOrigin, channelKey }: Installation, reference: string): Promise<number> {
  const signature = signNotice(channelKey, Math.floor(Date.now() / 1000), '');
  const address = `${bazaarOrigin}/api/notices?reference=${encodeURIComponent(reference)}`;
  const answer = await fetch(address, { headers: { 'X-Signature': signature } });
  if (!answer.ok) throw new Error(`the venue answers ${answer.status} when asked for the notice`);
  return z.array(z.unknown()).parse(await answer.json()).length;
}
