import { Command, Option } from 'commander';
import * as z from 'zod';
import { minuteOf } from '#shared/domain/days.ts';
import { ChannelKind, NoticeRecord, NoticeState } from '#shared/domain/notice-record.ts';
import { Target } from '#shared/domain/target.ts';
import { Answer } from '#shared/notices/answers.ts';
import { callHost } from '../api-client.ts';
import { download } from '../download.ts';
import { filled } from '../option-values.ts';
import { shownOf } from '../pages.ts';
import { printJson, printTable, safeText, say } from '../print.ts';
import { Changed, noticeLines, noticePath, printNotice, Shown } from '../shown-notice.ts';
import { approveCommand, filedCommand } from './notice-many.ts';

/** A file name is what the host says: it must not lead out of the folder. */
const Packet = z.object({
  address: z.url(),
  fileName: z.string().regex(/^[\w.-]+\.zip$/),
  staleSince: z.iso.datetime().optional(),
});
const asJson = () => new Option('--json', 'print what the API answers');

/** Notices on the running host, with the words of the API. */
export function noticeCommand(): Command {
  return new Command('notice')
    .addCommand(listCommand())
    .addCommand(showCommand())
    .addCommand(packetCommand())
    .addCommand(approveCommand())
    .addCommand(filedCommand())
    .addCommand(answerCommand())
    .addCommand(withdrawCommand());
}

function listCommand(): Command {
  return new Command('list')
    .description('notices, state by state, those that entered it last first')
    .addOption(new Option('--state <state>', 'only those in this state').choices(NoticeState.options))
    .option('--brand <id>', 'only this brand', filled)
    .addOption(asJson())
    .addOption(new Option('--channel <kind>', 'only those that go this way').choices(ChannelKind.options))
    .option('--marketplace <id>', 'only to this marketplace', filled)
    .option('--since <time>', 'entered their state since then (ISO)', filled)
    .action(async ({ json, ...wanted }: Record<string, string | undefined> & { json?: boolean }) => {
      const { items: notices, isMore } = await shownOf('/notices', 'notices', NoticeRecord, wanted);
      if (json) return printJson(notices);
      if (notices.length === 0) return say('No notices here.');
      printTable(
        ['state', 'offers', 'marketplace', 'reason', 'since', 'notice'],
        notices.map(({ id, state, places, marketplace, content, updatedAt }) => [
          state,
          String(places),
          marketplace,
          safeText(content.claim.reason.label, 40),
          minuteOf(updatedAt),
          id,
        ]),
      );
      if (isMore) say('There are more. Narrow it, or: npx markwarden export notices');
    });
}

function packetCommand(): Command {
  return new Command('packet')
    .description('fetch the zip that a person files: open its 00-steps.html first')
    .argument('<id>', 'notice id', filled)
    .option('--out <file>', "where to write it; default: the notice's reference", filled)
    .addOption(asJson())
    .action(async (id: string, { out, json }: { out?: string; json?: boolean }) => {
      const { address, fileName, staleSince } = await callHost(Packet, 'GET', noticePath(id, 'packet'));
      const file = out ?? fileName;
      await download(address, file);
      if (json) return printJson({ file, staleSince });
      if (staleSince)
        say(
          `Its pages were last seen on ${staleSince.slice(0, 10)}, longer ago than the venue's profile allows. To have them looked at and the packet made anew: npx markwarden notice approve ${id}`,
        );
      say(
        `Wrote ${safeText(file, 400)}. Unpack it and open 00-steps.html; when it is filed: npx markwarden notice filed ${id}`,
      );
    });
}

function showCommand(): Command {
  return new Command('show')
    .description('one notice as it is, or would be, read by the venue')
    .argument('<id>', 'notice id, as "markwarden notice list" prints it', filled)
    .addOption(asJson())
    .action(async (id: string, { json }: { json?: boolean }) => {
      const shown = await callHost(Shown, 'GET', noticePath(id));
      if (json) return printJson(shown);
      process.stdout.write(`${noticeLines(shown).join('\n')}\n`);
    });
}

function answerCommand(): Command {
  const kinds = Answer.shape.kind.options;
  return new Command('answer')
    .description('say what the venue answered, or that you answered it')
    .argument('<id>', 'notice id', filled)
    .addOption(new Option('--kind <kind>', 'what was said').choices(kinds).makeOptionMandatory())
    .addOption(new Option('--refusal <what>', 'with --kind refused').choices(['form', 'merits']))
    .option('--reason <text...>', "the venue's words")
    .option('--due <time>', 'by when it wants an answer (ISO)', filled)
    .option('--number <number>', "the venue's number for the notice", filled)
    .option('--case <id...>', 'only about these offers')
    .option('--document <name...>', 'papers that came with it')
    .addOption(asJson())
    .action(async (id: string, options: AnswerOptions) => {
      const { kind, refusal, reason, due, number, case: caseIds, document: documents, json } = options;
      const body = { kind, refusal, reasons: reason, dueAt: due, number, caseIds, documents };
      const answered = Changed.extend({ moved: z.array(Target), unmoved: z.int() });
      const answer = await callHost(answered, 'POST', noticePath(id, 'answer'), body);
      if (!json) say(`${answer.moved.length} offers moved, ${answer.unmoved} stayed as they were.`);
      printNotice(answer, json);
    });
}

type AnswerOptions = {
  kind: string;
  refusal?: string;
  reason?: string[];
  due?: string;
  number?: string;
  case?: string[];
  document?: string[];
  json?: boolean;
};

function withdrawCommand(): Command {
  return new Command('withdraw')
    .description('take a notice back, or some of its offers; what the venue has already, a task asks you to tell it')
    .argument('<id>', 'notice id', filled)
    .requiredOption('--why <text>', 'why: the venue will ask', filled)
    .option('--case <id...>', 'only these offers; the others stay in it')
    .addOption(asJson())
    .action(async (id: string, { why, case: caseIds, json }: { why: string; case?: string[]; json?: boolean }) =>
      printNotice(await callHost(Changed, 'POST', noticePath(id, 'withdraw'), { why, caseIds }), json),
    );
}
