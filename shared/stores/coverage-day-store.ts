import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { CoverageDay } from '#shared/domain/coverage-day.ts';
import { type Key, queryAll } from './dynamo-access.ts';

/** What a brand's scans could see, day by day (table `cases`). Scans' pages are deleted after a year; these days name nobody and are kept. */
export type CoverageDayStore = {
  /** The newest day that is stored. */
  last: (brandId: string) => Promise<string | undefined>;
  /** Days with scans, both ends counted, the earliest first. */
  between: (brandId: string, from: string, to: string) => Promise<CoverageDay[]>;
  put: (brandId: string, day: CoverageDay) => Promise<void>;
};

export function createCoverageDayStore(client: DynamoDBDocumentClient, table: string): CoverageDayStore {
  return {
    async last(brandId) {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': keyOf(brandId, '').pk },
          ScanIndexForward: false,
          Limit: 1,
        }),
      );
      return Items[0] && String(Items[0].sk);
    },
    async between(brandId, from, to) {
      const items = await queryAll(client, {
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: { ':pk': keyOf(brandId, from).pk, ':from': from, ':to': to },
      });
      return items.map((item) => CoverageDay.parse(item.coverage));
    },
    async put(brandId, coverage) {
      await client.send(new PutCommand({ TableName: table, Item: { ...keyOf(brandId, coverage.day), coverage } }));
    },
  };
}

const keyOf = (brandId: string, day: string): Key => ({ pk: `COVERAGE~${brandId}`, sk: day });
