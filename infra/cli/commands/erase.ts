import { userInfo } from 'node:os';
import { Command } from 'commander';
import { UsageError } from '#infra/local/usage-error.ts';
import { EVERY_BRAND } from '#shared/domain/membership.ts';
import { brandHoldings } from '#shared/erasure/brand-holdings.ts';
import { erase, finishErasures, type Installation, stillMentioned, type Tombstone } from '#shared/erasure/erase.ts';
import type { Holdings } from '#shared/erasure/holdings.ts';
import { brandObstacles, sellerObstacles } from '#shared/erasure/obstacles.ts';
import { pseudonymOf } from '#shared/erasure/pseudonym.ts';
import { sellerHoldings } from '#shared/erasure/seller-holdings.ts';
import type { Subject } from '#shared/erasure/subject.ts';
import { createAuditStore } from '#shared/stores/audit-store.ts';
import { createRollUpStore } from '#shared/stores/roll-up-store.ts';
import { EXIT } from '../exit.ts';
import { installationOf, STAGE_OPTION } from '../installation.ts';
import { filled } from '../option-values.ts';
import { counted, printJson, printTable, safeText, say } from '../print.ts';
import { sellerFrom } from '../seller-argument.ts';

type Options = { seller?: string; brand?: string; stage?: string; yes?: boolean; json?: boolean };

export function eraseCommand(): Command {
  return new Command('erase')
    .description("delete a seller's or a brand's data everywhere; without --yes it only says what there is")
    .option('--seller <marketplace:account>', 'whose data; the account as the venue names it', filled)
    .option('--brand <id>', 'with --seller: only what this brand holds of it; alone: everything of the brand', filled)
    .option(...STAGE_OPTION, filled)
    .option('--yes', 'do it: there is no way back')
    .option('--json', 'print {found, obstacles, erased, stillMentioned}')
    .action(async (options: Options) => {
      const subject = subjectOf(options);
      const installation = await installationOf(options.stage);
      await finishEarlier(installation);
      say('Reading every table. This takes about a minute for a million offers…');
      const { holdings, obstacles } = await whatIsHeld(subject, installation);
      const found = countsOf(holdings);
      if (!options.json) printHeld(found, holdings);
      if (obstacles.length > 0) process.exitCode = EXIT.unfinished;
      if (obstacles.length > 0 || !options.yes) {
        if (options.json) return printJson({ found, obstacles, erased: null, stillMentioned: [] });
        return sayWhyNot(obstacles, holdings);
      }
      const erased = await eraseNow(subject, holdings, installation);
      const mentions = await stillMentioned(holdings.writtenAs, installation.tables);
      if (options.json) return printJson({ found, obstacles, erased, stillMentioned: mentions });
      sayErased(subject, erased, mentions);
    });
}

function subjectOf({ seller, brand }: Options): Subject {
  if (seller !== undefined) return { ...sellerFrom(seller), ...(brand !== undefined && { brandId: brand }) };
  if (brand !== undefined) return { kind: 'brand', brandId: brand };
  throw new UsageError('Say whom: --seller <marketplace:account>, or --brand <id>.');
}

async function whatIsHeld(
  subject: Subject,
  installation: Installation,
): Promise<{ holdings: Holdings; obstacles: string[] }> {
  const { tables } = installation;
  if (subject.kind === 'brand') {
    const holdings = await brandHoldings(subject.brandId, installation);
    return { holdings, obstacles: brandObstacles(holdings.notices) };
  }
  const holdings = await sellerHoldings(subject, installation);
  const rollUps = createRollUpStore(tables.client, tables.names.cases);
  return { holdings, obstacles: await sellerObstacles(holdings, rollUps) };
}

async function eraseNow(subject: Subject, holdings: Holdings, installation: Installation): Promise<Tombstone> {
  const who = { pseudonym: pseudonymOf(subject), by: `operator:${userInfo().username}`, at: new Date() };
  const erased = await erase(holdings, who, installation);
  const { tables } = installation;
  await createAuditStore(tables.client, tables.names.audit).append({
    at: erased.at,
    by: who.by,
    action: `erase:${subject.kind}`,
    brandId: subject.brandId ?? EVERY_BRAND,
    subject: who.pseudonym,
  });
  return erased;
}

async function finishEarlier(installation: Installation): Promise<void> {
  const finished = await finishErasures(installation, new Date());
  if (finished.length > 0) say(`Removed what ${counted(finished.length, 'earlier erasure')} had to leave under lock.`);
}

const countsOf = ({ held }: Holdings): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(held, ({ kind }) => kind)].map(([kind, items]) => [kind, items.length]));

function printHeld(found: Record<string, number>, { writtenAs, places }: Holdings): void {
  if (Object.keys(found).length === 0) say('Nothing is held.');
  if (writtenAs.length > 0) say(`Written as: ${writtenAs.map((text) => safeText(text, 80)).join(' · ')}`);
  printTable(['what', 'how many'], [...Object.entries(found), ['places in the buckets', places.length]]);
}

function sayWhyNot(obstacles: readonly string[], { held }: Holdings): void {
  for (const obstacle of obstacles) say(`Not yet: ${safeText(obstacle, 300)}.`);
  if (obstacles.length === 0 && held.length > 0) say('Nothing was erased. Say it again with --yes to erase it.');
}

function sayErased(
  subject: Subject,
  { items, objects, locked }: Tombstone,
  mentions: Awaited<ReturnType<typeof stillMentioned>>,
): void {
  const all = Object.values(items).reduce((sum: number, count) => sum + (count ?? 0), 0);
  say(`Erased ${counted(all, 'item')} and ${counted(objects, 'object')}. What is left is a tombstone without a name.`);
  for (const { objects: count, until } of locked)
    say(
      `Locked until ${until.slice(0, 10)}: ${counted(count, 'object')}. Run "markwarden erase" for anybody after that day.`,
    );
  for (const { table, partition } of mentions)
    say(`Still mentioned in ${table}: ${safeText(partition, 200)}. It may be somebody else of that name; look at it.`);
  say(
    'Not in reach: answers kept for repeated requests (a day), messages under way (14 days), backups (35 days), files that people saved.',
  );
  if (subject.kind === 'brand')
    say(
      'To be removed by hand: its topic in SNS with the addresses of its alerts, and its accounts at venues in Secrets Manager.',
    );
}
