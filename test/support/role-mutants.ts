import { readFileSync } from 'node:fs';
import { type JudgedCall, neededStatements } from '#infra/local/host/iam.ts';
import type { RoleSpec, Statement } from '#infra/local/host/system-spec.ts';
import { synthesisedSystem } from './synthesised-system.ts';

// Statements that the sample week does not need, each with the reason why it stays. `actions` says which: all of them, in order.
// `sometimes`: whether the week needs it depends on the day on which it is played.
const SPARED: { role: RegExp; actions: RegExp; reason: string; sometimes?: true }[] = [
  { role: /./, actions: /^logs:/, reason: 'the log is written by Lambda itself, from what the function prints' },
  {
    role: /^Console/,
    actions: /^(comprehend|dynamodb|s3|secretsmanager|sns|sqs|lambda):/,
    reason: 'nobody opens the console in that week; its own tests do',
  },
  {
    role: /^(Takedown|Capture)/,
    actions: /^s3:(GetObject on pagesbucket|ListBucket on evidencebucket\w* pagesbucket)/,
    reason: 'nobody brings a page that no crawler is let into in that week, and no capture is missing',
  },
  {
    role: /^(Takedown|Verify)/,
    actions: /^secretsmanager:GetSecretValue secretsmanager:PutSecretValue/,
    reason: 'the sample brand has no account at a venue of the world',
  },
  { role: /^Takedown/, actions: /^ses:/, reason: 'the sample venue takes signed JSON: nothing is mailed' },
  { role: /^Scan/, actions: /^lambda:/, reason: 'the sample marketplace needs no browser for its search pages' },
  {
    role: /^Scan/,
    actions: /^s3:ListBucket/,
    reason: 'no archived page is looked for that is not there, and no partner delivers to the sample',
  },
  {
    role: /^Dispatch/,
    actions: /Item on table.Listings/,
    reason: 'no watch misses its period, so none is written down',
  },
  {
    role: /^Packet/,
    actions: /^s3:/,
    reason: 'the sample venue takes notices from programs: nothing is filed by hand',
  },
  { role: /^Api/, actions: /Item on table.Listings/, reason: 'nobody compares a list of offers in that week' },
  { role: /^Webhook/, actions: /^(dynamodb|secretsmanager):/, reason: 'the sample brand has no webhook' },
  { role: /^Alert/, actions: /^sqs:SendMessage on WebhookQueue/, reason: 'so nothing is queued for one' },
  { role: /^Api/, actions: /^secretsmanager:/, reason: 'nobody registers a webhook in that week' },
  { role: /^Api/, actions: /^s3:/, reason: 'nobody fetches a packet in that week' },
  { role: /^Api/, actions: /^lambda:/, reason: 'nobody asks for a scan between two ticks' },
  { role: /^Digest/, actions: /^(s3|lambda):/, reason: 'no month ends in that week', sometimes: true },
];

export type RoleMutants = {
  /** Statements taken out one at a time, without which a call of the run would be refused. */
  killed: number;
  /** Surviving ones that no reason stands for. */
  unexplained: string[];
  /** Reasons that stand for no surviving statement. */
  needless: string[];
};

/** Takes each statement of each role of the synthesised system out in turn and asks whether a call in the files would then be refused. */
export async function roleMutants(files: readonly string[]): Promise<RoleMutants> {
  const lines = files.flatMap((file) => readFileSync(file, 'utf8').trim().split('\n'));
  const calls = lines.map((line) => JSON.parse(line) as JudgedCall);
  const { roles } = await synthesisedSystem();
  const surviving = roles.flatMap((role) => {
    const needed = neededStatements(
      role,
      calls.filter((call) => call.role === role.name),
    );
    return role.statements.filter((each) => !needed.has(each)).map((statement) => ({ role, statement }));
  });
  const spares = ({ role, actions }: (typeof SPARED)[number], found: { role: RoleSpec; statement: Statement }) =>
    role.test(found.role.name) && actions.test(textOf(found.statement));
  return {
    killed: roles.reduce((sum, { statements }) => sum + statements.length, 0) - surviving.length,
    unexplained: surviving
      .filter((found) => !SPARED.some((each) => spares(each, found)))
      .map(({ role, statement }) => `${role.name}: ${textOf(statement)}`),
    needless: SPARED.filter(
      ({ sometimes, ...each }) => !sometimes && !surviving.some((found) => spares(each, found)),
    ).map(({ reason }) => reason),
  };
}

const textOf = ({ actions, resources }: Statement): string =>
  `${actions.join(' ')} on ${resources.map((arn) => arn.split(':').slice(5).join(':')).join(' ')}`;
