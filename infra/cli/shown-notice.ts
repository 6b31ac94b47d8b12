import * as z from 'zod';
import { NoticeRecord } from '#shared/domain/notice-record.ts';
import { Target } from '#shared/domain/target.ts';
import { Prospect, prospectWords } from '#shared/notices/prospect.ts';
import { printJson, safeText, say } from './print.ts';

const Text = z.object({ language: z.string(), text: z.string(), reviewed: z.boolean() });
export const Shown = z.object({
  notice: NoticeRecord,
  targets: z.array(Target),
  digest: z.string(),
  breaker: z.string().optional(),
  prospect: Prospect.optional(),
  missingPapers: z.array(z.string()).default([]),
  texts: z.array(Text),
});
export const Changed = z.object({ notice: NoticeRecord });

export const noticePath = (id: string, verb = '') => `/notices/${encodeURIComponent(id)}${verb && `/${verb}`}`;

/** "packet", "api", "email to desk@venue.example". */
const wayOf = ({ channel, sendTo }: NoticeRecord): string =>
  sendTo ? `${channel} to ${safeText(sendTo, 200)}` : channel;

/** As the venue reads it, or would. */
export function noticeLines({
  notice,
  targets,
  digest,
  breaker,
  prospect,
  missingPapers,
  texts,
}: z.infer<typeof Shown>): string[] {
  return [
    `${notice.id} · ${notice.state} · ${notice.marketplace} by ${wayOf(notice)}${notice.externalId ? ` · venue's number ${safeText(notice.externalId, 200)}` : ''}`,
    safeText(notice.lastEvent.why, 400),
    ...(breaker ? [`Sending to ${notice.marketplace} is stopped: ${breaker}`] : []),
    ...(prospect ? [prospectWords(prospect)] : []),
    ...missingPapers.map((paper) => safeText(`${paper}: attach it with markwarden brand attach.`, 400)),
    '',
    ...targets.map(
      ({ state, statement, caseId }) =>
        `  ${state.padEnd(11)} ${safeText(statement.title, 60)}  ${safeText(caseId, 120)}`,
    ),
    '',
    ...texts.flatMap(({ text, language, reviewed }) => [
      `In ${language}${reviewed ? '' : ' (not read by a lawyer of that language)'}`,
      ...text.split('\n').map((line) => (line === '' ? '' : `  ${safeText(line, 1200)}`)),
    ]),
    `Digest ${digest}`,
  ];
}

export function printNotice({ notice }: { notice: NoticeRecord }, json: boolean | undefined): void {
  if (json) printJson(notice);
  else say(`Notice ${notice.id} is ${notice.state}: ${safeText(notice.lastEvent.why, 400)}.`);
}
