import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { ListBucketsCommand, type S3Client } from '@aws-sdk/client-s3';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createPageArchive } from '#shared/evidence/archive.ts';
import { TABLE_DEFINITIONS, type TableName } from '#shared/stores/table-definitions.ts';
import type { Installation } from './erase.ts';
import { createBucket } from './object-versions.ts';

/**
 * Tables and buckets of one installation, found by the names that the CDK gives them.
 * @param prefix of its data stack's resources; none on the local host, which has one installation only and keeps no versions
 * @throws Error when one is missing or there are two
 */
export async function findInstallation(
  dynamo: DynamoDBDocumentClient,
  s3: S3Client,
  prefix?: string,
): Promise<Installation> {
  const tables = await tableNames(dynamo, prefix ?? '');
  const buckets = await bucketNames(s3, prefix);
  const named = (name: string) => only(tables, new RegExp(`^${prefix ?? ''}${name}Table[0-9A-F]{8}`), `table ${name}`);
  const bucketName = (name: string) =>
    only(buckets, new RegExp(`^${prefix ?? ''}${name}bucket[0-9a-f]{8}`), `bucket ${name}`);
  const pages = bucketName('pages');
  return {
    tables: {
      client: dynamo,
      names: Object.fromEntries(
        (Object.keys(TABLE_DEFINITIONS) as TableName[]).map((table) => [table, named(logicalName(table))]),
      ) as Record<TableName, string>,
    },
    buckets: {
      pages: createBucket(s3, pages, false),
      evidence: createBucket(s3, bucketName('evidence'), prefix !== undefined),
    },
    archive: createPageArchive(s3, pages),
  };
}

const logicalName = (table: TableName): string => table[0]!.toUpperCase() + table.slice(1);

function only(names: readonly string[], pattern: RegExp, what: string): string {
  const found = names.filter((name) => pattern.test(name));
  if (found.length !== 1) throw new Error(`${found.length === 0 ? 'no' : 'more than one'} ${what} here`);
  return found[0]!;
}

async function tableNames(dynamo: DynamoDBDocumentClient, prefix: string): Promise<string[]> {
  const names: string[] = [];
  let from: string | undefined;
  do {
    const page = await dynamo.send(new ListTablesCommand({ ExclusiveStartTableName: from }));
    names.push(...(page.TableNames ?? []).filter((name) => name.startsWith(prefix)));
    from = page.LastEvaluatedTableName;
  } while (from);
  return names;
}

async function bucketNames(s3: S3Client, prefix?: string): Promise<string[]> {
  const names: string[] = [];
  let from: string | undefined;
  do {
    const page = await s3.send(new ListBucketsCommand({ Prefix: prefix, ContinuationToken: from }));
    names.push(...(page.Buckets ?? []).map(({ Name }) => Name ?? ''));
    from = page.ContinuationToken;
  } while (from);
  return names;
}
