import { CfnQueryDefinition } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { NodeFunction } from './node-function.ts';

const FIELDS = 'fields @timestamp, @log, level, message, jobId, brandId, caseId, noticeId';

/** Logs Insights, *Saved queries*: the questions of the runbook over the logs of all functions. `ID` is to be replaced. */
const QUERIES: Record<string, string[]> = {
  'one offer': [
    `${FIELDS}, from, to, error.message`,
    'filter caseId = "ID" or noticeId = "ID" or jobId = "ID"',
    'sort @timestamp',
    'limit 1000',
  ],
  'one brand': [`${FIELDS}, from, to, error.message`, 'filter brandId = "ID"', 'sort @timestamp desc', 'limit 500'],
  errors: [
    `${FIELDS}, error.name, error.message, error.cause.message, messageId`,
    'filter level = "ERROR"',
    'sort @timestamp desc',
    'limit 100',
  ],
  'pages by coverage': ['filter message = "page read"', 'stats count() by coverage, bin(1h)'],
};

export function savedQueries(
  scope: Construct,
  { stage, functions }: { stage: string; functions: Record<string, NodeFunction> },
): void {
  const logGroupNames = Object.values(functions).map(({ logGroup }) => logGroup.logGroupName);
  for (const [name, steps] of Object.entries(QUERIES)) {
    const id = `${name.replace(/(^| )(\w)/g, (_, _space, letter: string) => letter.toUpperCase())}Query`;
    new CfnQueryDefinition(scope, id, {
      name: `markwarden/${stage}/${name}`,
      queryString: steps.join('\n| '),
      logGroupNames,
    });
  }
}
