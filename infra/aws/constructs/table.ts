import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import {
  PARTITION_KEY,
  SORT_KEY,
  TABLE_DEFINITIONS,
  type TableName,
  TTL_ATTRIBUTE,
} from '#shared/stores/table-definitions.ts';
import type { NodeFunction } from './node-function.ts';

export type ItemAction =
  | 'GetItem'
  | 'BatchGetItem'
  | 'Query'
  | 'PutItem'
  | 'UpdateItem'
  | 'DeleteItem'
  | 'BatchWriteItem';

const string = (name: string) => ({ name, type: AttributeType.STRING });

/** One of the four tables, with the keys and indexes that the stores define for it. */
export class DataTable extends Construct {
  readonly table: Table;
  readonly #name: TableName;

  constructor(scope: Construct, id: string, props: { name: TableName; deletionProtection: boolean }) {
    super(scope, id);
    this.#name = props.name;
    this.table = new Table(this, 'Table', {
      partitionKey: string(PARTITION_KEY),
      sortKey: string(SORT_KEY),
      timeToLiveAttribute: TTL_ATTRIBUTE,
      billingMode: BillingMode.PAY_PER_REQUEST,
      // The AWS-owned key: free, and nobody outside this account's IAM needs to be kept out by a second policy.
      encryption: TableEncryption.DEFAULT,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      removalPolicy: RemovalPolicy.RETAIN,
      deletionProtection: props.deletionProtection,
    });
    for (const index of TABLE_DEFINITIONS[props.name].indexes) {
      this.table.addGlobalSecondaryIndex({
        indexName: index.name,
        partitionKey: string(index.partitionKey),
        sortKey: string(index.sortKey),
        ...projection(index.projection),
      });
    }
  }

  /** Lets the function do exactly this, and tells it the table's name: never the one without the other. */
  grant(target: NodeFunction, items: readonly ItemAction[], queriedIndexes: readonly string[] = []): void {
    const known = TABLE_DEFINITIONS[this.#name].indexes.map((index) => index.name);
    const unknown = queriedIndexes.find((index) => !known.includes(index));
    if (unknown) throw new Error(`table ${this.#name} has no index ${unknown}`);
    target.addEnvironment(`${this.#name.toUpperCase()}_TABLE`, this.table.tableName);
    if (items.length > 0) {
      target.allow(
        items.map((action) => `dynamodb:${action}`),
        [this.table.tableArn],
      );
    }
    if (queriedIndexes.length > 0) {
      target.allow(
        ['dynamodb:Query'],
        queriedIndexes.map((index) => `${this.table.tableArn}/index/${index}`),
      );
    }
  }
}

function projection(projected: 'ALL' | 'KEYS' | readonly string[]) {
  if (projected === 'ALL') return { projectionType: ProjectionType.ALL };
  if (projected === 'KEYS') return { projectionType: ProjectionType.KEYS_ONLY };
  return { projectionType: ProjectionType.INCLUDE, nonKeyAttributes: [...projected] };
}
