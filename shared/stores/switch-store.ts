import { DeleteCommand, type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { getItems, type Key, queryAll } from './dynamo-access.ts';

/** Where sending is stopped. A switch can only stop more; the deployment's own SENDING_ENABLED stays the master. */
export const SwitchScope = z.union([
  z.strictObject({ everything: z.literal(true) }),
  z.strictObject({ brandId: z.string().min(1) }),
  z.strictObject({ marketplace: z.string().min(1) }),
]);
export type SwitchScope = z.infer<typeof SwitchScope>;

export const KillSwitch = z.object({ scope: SwitchScope, by: z.string(), why: z.string(), at: z.iso.datetime() });
export type KillSwitch = z.infer<typeof KillSwitch>;

/** Kill switches (table `cases`). */
export type SwitchStore = {
  /** The switch that stops this brand's notices to this marketplace, the widest first; undefined when none does. */
  stopping: (brandId: string, marketplace: string) => Promise<KillSwitch | undefined>;
  stop: (thrown: KillSwitch) => Promise<void>;
  release: (scope: SwitchScope) => Promise<void>;
  list: () => Promise<KillSwitch[]>;
};

const PARTITION = 'SWITCHES';

export function scopeText(scope: SwitchScope): string {
  if ('everything' in scope) return 'everything';
  return 'brandId' in scope ? `brand ${scope.brandId}` : `marketplace ${scope.marketplace}`;
}

export function createSwitchStore(client: DynamoDBDocumentClient, table: string): SwitchStore {
  const key = (scope: SwitchScope): Key => ({ pk: PARTITION, sk: scopeText(scope) });
  return {
    async stopping(brandId, marketplace) {
      const scopes: SwitchScope[] = [{ everything: true }, { brandId }, { marketplace }];
      const items = await getItems(client, table, scopes.map(key));
      const thrown = items.map((item) => KillSwitch.parse(item.thrown));
      const order = scopes.map(scopeText);
      return thrown.sort((a, b) => order.indexOf(scopeText(a.scope)) - order.indexOf(scopeText(b.scope)))[0];
    },
    async stop(thrown) {
      await client.send(new PutCommand({ TableName: table, Item: { ...key(thrown.scope), thrown } }));
    },
    async release(scope) {
      await client.send(new DeleteCommand({ TableName: table, Key: key(scope) }));
    },
    async list() {
      const items = await queryAll(client, {
        TableName: table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': PARTITION },
        ConsistentRead: true,
      });
      return items.map((item) => KillSwitch.parse(item.thrown));
    },
  };
}
