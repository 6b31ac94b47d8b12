import { Command, Option } from 'commander';
import * as z from 'zod';
import { UsageError } from '#infra/local/usage-error.ts';
import { GROUPINGS } from '#shared/cases/review-order.ts';
import { Case, CaseState } from '#shared/domain/case.ts';
import { linkWords } from '#shared/domain/case-link.ts';
import { StatedClaim } from '#shared/domain/claim.ts';
import { minuteOf } from '#shared/domain/days.ts';
import { formatMoney } from '#shared/domain/money.ts';
import { NoticeRecord } from '#shared/domain/notice-record.ts';
import { Target } from '#shared/domain/target.ts';
import { formatProbability } from '#shared/domain/verdict.ts';
import { explanationOf, JudgedBy, signed, tellingReasons } from '#shared/scoring/explanation.ts';
import { callHost } from '../api-client.ts';
import { filled } from '../option-values.ts';
import { shownOf } from '../pages.ts';
import { printJson, printTable, safeText, say } from '../print.ts';
import { buyCommand } from './case-buy.ts';
import { assignCommand, noteCommand } from './case-colleagues.ts';
import { evidenceCommand, exportCommand } from './case-evidence.ts';
import { decideCommand } from './cases-decide.ts';

type CasesOptions = Record<
  | 'state'
  | 'brand'
  | 'marketplace'
  | 'seller'
  | 'since'
  | 'sort'
  | 'like'
  | 'group'
  | 'rankTo'
  | 'priceFrom'
  | 'priceTo',
  string | undefined
> & { secondOpinion?: boolean; json?: boolean };

export function casesCommand(): Command {
  return new Command('cases')
    .enablePositionalOptions()
    .option('--state <state>', `one of ${CaseState.options.join(', ')}`, filled)
    .option('--brand <id>', 'only this brand', filled)
    .option('--marketplace <id>', 'only there', filled)
    .option('--seller <account>', 'only of this account, as in ebay~some-seller', filled)
    .option('--since <time>', 'entered their state since then (ISO)', filled)
    .addOption(new Option('--sort <order>', 'worth: what waits with most harm first').choices(['newest', 'worth']))
    .option('--like <case>', 'with --group: those that share something with this case', filled)
    .addOption(new Option('--group <what>', 'what they share').choices([...GROUPINGS]))
    .option('--rank-to <n>', 'among the first so many results', filled)
    .option('--price-from <euros>', 'at least', filled)
    .option('--price-to <euros>', 'at most', filled)
    .option('--second-opinion', 'decided cases that want a second opinion: the one in twenty on which the lot fell')
    .option('--json', 'print an array')
    .action(async ({ secondOpinion, json, ...wanted }: CasesOptions) => {
      if (wanted.state && !CaseState.safeParse(wanted.state).success) {
        throw new UsageError(`--state: "${wanted.state}" is not a state. Known: ${CaseState.options.join(', ')}.`);
      }
      const wants = secondOpinion ? 'second-opinion' : undefined;
      const { items: cases, isMore } = await shownOf('/cases', 'cases', Case, { ...wanted, wants });
      if (!wanted.sort) cases.sort((a, b) => b.verdict.probability - a.verdict.probability);
      if (isMore) say(`Showing ${cases.length} cases; there are more. Narrow it, or: npx markwarden export cases`);
      if (json) return printJson(cases);
      if (cases.length === 0) return say('No cases here.');
      printTable(
        ['probability', 'state', 'listing', 'price', 'seller', 'case'],
        cases.map((each) => [
          formatProbability(each.verdict.probability),
          each.state,
          safeText(each.listing.title, 48),
          each.listing.price ? formatMoney(each.listing.price) : '-',
          safeText(each.listing.seller?.name ?? each.listing.seller?.id ?? '-', 20),
          each.id,
        ]),
      );
    })
    .addCommand(decideCommand());
}

type CaseOptions = {
  approve?: boolean;
  dismiss?: string;
  authorised?: boolean;
  opinion?: string;
  json?: boolean;
};

export function caseCommand(): Command {
  return new Command('case')
    .enablePositionalOptions()
    .argument('<id>', 'case id, as "markwarden cases" prints it', filled)
    .option('--approve', 'confirm that the offer infringes: it goes into a notice, which is approved by itself')
    .option('--dismiss <reason>', 'dismiss the case, with the reason', filled)
    .option('--authorised', 'with --dismiss: the seller turned out to be an authorised one')
    .option('--opinion <decision>', 'a second opinion on a decided case: confirmed, rejected or unsure', filled)
    .option('--json', 'print {case, notice, target, nextStep, judgedBy: {bias, calibrated}}')
    .action(async (id: string, options: CaseOptions) => {
      const { approve, dismiss, authorised, opinion } = options;
      if ([approve, dismiss, opinion].filter((decision) => decision !== undefined).length > 1)
        throw new UsageError('Only one of --approve, --dismiss and --opinion at a time.');
      if (authorised && dismiss === undefined) throw new UsageError('--authorised goes with --dismiss <reason>.');
      const path = `/cases/${encodeURIComponent(id)}`;
      const answer = z.object({ case: Case });
      if (approve) await callHost(answer, 'POST', `${path}/approve`, {});
      if (dismiss) await callHost(answer, 'POST', `${path}/dismiss`, { reason: dismiss, authorised });
      if (opinion) await callHost(answer, 'POST', `${path}/opinion`, { decision: opinion });
      const shown = answer.extend({
        notice: NoticeRecord.optional(),
        target: Target.optional(),
        nextStep: z.string().optional(),
        judgedBy: JudgedBy.optional(),
      });
      const found = await callHost(shown, 'GET', path);
      if (options.json) return printJson(found);
      printCase(found.case, found.judgedBy);
      if (found.notice && found.target)
        process.stdout.write(
          `\nNotice ${found.notice.id} is ${found.notice.state}, this offer in it ${found.target.state}. Read it: npx markwarden notice show ${found.notice.id}\n`,
        );
      if (found.nextStep) say(safeText(found.nextStep, 1000));
    })
    .addCommand(reopenCommand())
    .addCommand(stateCommand())
    .addCommand(evidenceCommand())
    .addCommand(exportCommand())
    .addCommand(buyCommand())
    .addCommand(noteCommand())
    .addCommand(assignCommand());
}

function reopenCommand(): Command {
  return new Command('reopen')
    .description('take a case up again: a wrong dismissal, a lost notice, an offer put back')
    .argument('<id>', 'case id', filled)
    .requiredOption('--why <text>', 'why, so that the model can unlearn it', filled)
    .action(async (id: string, { why }: { why: string }) => {
      const path = `/cases/${encodeURIComponent(id)}/reopen`;
      const { case: reopened } = await callHost(z.object({ case: Case }), 'POST', path, { why });
      say(`Case ${reopened.id} is ${reopened.state}.`);
    });
}

function stateCommand(): Command {
  return new Command('state')
    .description('say what the notice is to claim and no program finds: a design, a patent, a copied text')
    .argument('<id>', 'case id', filled)
    .addOption(
      new Option('--kind <kind>', 'what is claimed').choices(StatedClaim.shape.kind.options).makeOptionMandatory(),
    )
    .requiredOption('--right <id>', 'on which right: its id, its number, or office:number', filled)
    .requiredOption('--because <sentence>', 'what you saw, in a sentence that the venue will read', filled)
    .action(async (id: string, { kind, right, because }: { kind: string; right: string; because: string }) => {
      const path = `/cases/${encodeURIComponent(id)}/claim`;
      const body = { kind, right, sentence: because };
      const { case: stated } = await callHost(z.object({ case: Case }), 'POST', path, body);
      say(`Stated. Its notice will claim that, and nothing else: npx markwarden case ${stated.id} --approve`);
    });
}

function printCase(record: Case, judgedBy: JudgedBy | undefined): void {
  const { listing, verdict } = record;
  const { start, sum } = (judgedBy && explanationOf(verdict, judgedBy)) ?? {};
  const lines = [
    `${safeText(listing.title)}`,
    `${safeText(listing.url)}`,
    `state ${record.state} · probability ${formatProbability(verdict.probability)} · ${listing.price ? formatMoney(listing.price) : 'no price'} · seller ${safeText(listing.seller?.name ?? listing.seller?.id ?? 'unknown')}`,
    ...(record.relistingOf ? [`relisting of ${record.relistingOf}`] : []),
    ...record.links.map((link) => `${link.continues ? 'continues' : 'linked to'} ${link.caseId}: ${linkWords(link)}`),
    '',
    'Why',
    ...(start ? [reasonLine(start.logOdds, '', start.words)] : []),
    ...tellingReasons(verdict.signals).map(({ id, contribution, evidence }) => reasonLine(contribution, id, evidence)),
    ...(sum ? [reasonLine(sum.logOdds, '=', sum.words)] : []),
    ...(verdict.closerLook ? [`  ${verdict.closerLook}`] : []),
    '',
    'History',
    ...record.events.map(
      (event) => `  ${minuteOf(event.at)}  ${event.to.padEnd(20)} ${event.by}: ${safeText(event.why)}`,
    ),
    ...record.opinions.map(({ at, by, decision }) => `  ${minuteOf(at)}  ${'opinion'.padEnd(20)} ${by}: ${decision}`),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

const reasonLine = (logOdds: number, id: string, sentence: string): string =>
  `  ${signed(logOdds).padStart(6)}  ${id.padEnd(22)} ${safeText(sentence)}`;
