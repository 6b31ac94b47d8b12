import type { Assembly } from './assembly.ts';
import type { LocalAddresses } from './local-identity.ts';
import { readFunctions, readQueues, readSignInClients, readTables } from './read-resources.ts';
import { readRoles } from './read-roles.ts';
import { readEventSources, readFunctionUrl, readRoutes, readSchedules } from './read-triggers.ts';
import type { System } from './system-spec.ts';
import { templateReader } from './template-reader.ts';

/**
 * @throws Error naming the stack and the resource for everything that cannot be resolved, for two resources of one name, and for
 * a trigger whose target is not a function here.
 */
export function readSystem(assembly: Assembly, addresses: LocalAddresses): System {
  const reader = templateReader(assembly, addresses);
  return {
    functions: readFunctions(reader),
    tables: readTables(reader),
    queues: readQueues(reader),
    topics: reader.ofType('AWS::SNS::Topic').map(({ logicalId }) => logicalId),
    buckets: reader.ofType('AWS::S3::Bucket').map((entry) => reader.identity(entry).ref),
    eventSources: readEventSources(reader),
    schedules: readSchedules(reader),
    routes: readRoutes(reader),
    functionUrl: readFunctionUrl(reader),
    signInClients: readSignInClients(reader),
    roles: readRoles(reader),
    secrets: reader.ofType('AWS::SecretsManager::Secret').map((entry) => ({
      name: entry.logicalId,
      arn: reader.identity(entry).ref,
    })),
  };
}
