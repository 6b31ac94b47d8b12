import { localObjects, localTables } from '#infra/local/host/local-clients.ts';
import { UsageError } from '#infra/local/usage-error.ts';
import type { Installation } from '#shared/erasure/erase.ts';
import { findInstallation } from '#shared/erasure/installation.ts';
import { dynamo, s3 } from '#shared/runtime/clients.ts';
import { localHost } from './api-client.ts';

export const STAGE_OPTION = [
  '--stage <stage>',
  "of the installation on AWS, with your AWS credentials (default: this machine's host)",
] as const;

/** Tables and buckets themselves, past the API: for what no function has a right to do. */
export async function installationOf(stage: string | undefined): Promise<Installation> {
  if (stage !== undefined) return findInstallation(dynamo(), s3(), `markwarden-${stage}-data-`);
  const { messaging, dynamodb } = localHost();
  if (!messaging || !dynamodb)
    throw new UsageError('The host that runs here is of an older version. Stop it and start it again.');
  return findInstallation(localTables(dynamodb), localObjects(messaging));
}
