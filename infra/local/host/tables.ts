import type { RequestListener, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { setTimeout } from 'node:timers/promises';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DynamoDBClient,
  ResourceInUseException,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { allowAll, enforced, type Refusal } from './enforce-roles.ts';
import { LOCAL_CREDENTIALS } from './local-credentials.ts';
import { closeServer, guarded, listenOnLoopback } from './loopback.ts';
import { repairIndexes } from './repair-indexes.ts';

// dynalite reads three records one after another for every call, and another thread's answer takes longer to come than all of them to
// read: they lie in memory. Its storage engine reads them in place when it is asked to.
type Reads = {
  _get: (key: unknown, options: unknown) => Promise<unknown>;
  _getSync: (key: unknown, options: unknown) => unknown;
};
const fromDynalite = createRequire(createRequire(import.meta.url).resolve('dynalite'));
const { ClassicLevel } = fromDynalite('classic-level') as { ClassicLevel: { prototype: Reads } };
ClassicLevel.prototype._get = async function (key, options) {
  return this._getSync(key, options);
};

export type Tables = { endpoint: string; stop: () => Promise<void> };

/**
 * DynamoDB in this process (dynalite), in memory or under `directory`; or another implementation at `endpoint`.
 * dynalite has no transactions, streams or expiry; the design needs none of them.
 */
export async function startTables(options: {
  directory?: string;
  endpoint?: string;
  /** The last host died without closing. */
  unclean: boolean;
  refusal?: Refusal;
}): Promise<Tables> {
  if (options.endpoint) return { endpoint: options.endpoint, stop: async () => {} };
  if (options.directory && options.unclean) await repairIndexes(options.directory);
  const server = dynalite({ path: options.directory, createTableMs: 0 });
  const [listener] = server.listeners('request') as [RequestListener];
  const { counted, allAnswered } = answering(listener);
  server.removeAllListeners('request').on('request', guarded(enforced(counted, options.refusal ?? allowAll)));
  const endpoint = await listenOnLoopback(server);
  return {
    endpoint,
    stop: async () => {
      await allAnswered();
      await closeServer(server);
    },
  };
}

/** Only ends what would never end: a busy machine may take long over sixty scans. */
const MOST_PATIENCE_MS = 60_000;

/**
 * dynalite goes on with a request whose connection is gone, as a stopped worker's is, and ends the process when its files are
 * closed meanwhile. So they are closed only when every request has its answer, whether or not anybody hears it.
 */
function answering(listener: RequestListener): { counted: RequestListener; allAnswered: () => Promise<void> } {
  const open = new Set<ServerResponse>();
  return {
    counted: (request, response) => {
      open.add(response);
      response.once('close', () => response.writableEnded && open.delete(response));
      listener(request, response);
    },
    allAnswered: async () => {
      const deadline = Date.now() + MOST_PATIENCE_MS;
      while ([...open].some(({ writableEnded }) => !writableEnded) && Date.now() < deadline) await setTimeout(10);
    },
  };
}

export async function createTables(endpoint: string, requests: readonly CreateTableCommandInput[]): Promise<void> {
  const client = new DynamoDBClient({ endpoint, ...LOCAL_CREDENTIALS });
  for (const request of requests) {
    try {
      await client.send(new CreateTableCommand(request));
    } catch (error) {
      if (!(error instanceof ResourceInUseException)) throw error; // it was there already
    }
  }
  // dynalite too answers before a table can be written to.
  for (const { TableName } of requests) {
    await waitUntilTableExists({ client, minDelay: 0.02, maxDelay: 0.2, maxWaitTime: 30 }, { TableName });
  }
  client.destroy();
}
