import path from 'node:path';
import type { Assembly, Stack, TemplateResource } from './assembly.ts';
import { type LocalAddresses, type LocalIdentity, localIdentity } from './local-identity.ts';
import { createResolver } from './resolver.ts';

export type Properties = Record<string, unknown>;
export type Entry = { stack: Stack; logicalId: string; resource: TemplateResource };

/** All resources of an assembly, with their properties resolved one at a time, as they are asked for. */
export type TemplateReader = {
  ofType: (...types: string[]) => Entry[];
  identity: (entry: Entry) => LocalIdentity;
  value: (entry: Entry, property: string) => unknown;
  /** Empty when the property is absent. */
  object: (entry: Entry, property: string) => Properties;
  /** Directory of the resource's file asset. */
  asset: (entry: Entry) => string;
  /** The function that a trigger points at, by name or ARN. */
  targetFunction: (entry: Entry, reference: unknown) => string;
};

export function templateReader(assembly: Assembly, addresses: LocalAddresses): TemplateReader {
  const resolve = createResolver(assembly, addresses);
  const entries = assembly.stacks.flatMap((stack) =>
    Object.entries(stack.template.Resources ?? {}).map(([logicalId, resource]) => ({ stack, logicalId, resource })),
  );
  rejectDoubles(entries);
  const ofType = (...types: string[]) => entries.filter(({ resource }) => types.includes(resource.Type));
  const functionNames = new Set(ofType('AWS::Lambda::Function').map(({ logicalId }) => logicalId));
  const value = ({ stack, logicalId, resource }: Entry, property: string): unknown =>
    resolve(resource.Properties?.[property], { stack, logicalId });
  return {
    ofType,
    value,
    identity: ({ logicalId, resource }) => localIdentity(logicalId, resource, addresses)!,
    object: (entry, property) => (value(entry, property) ?? {}) as Properties,
    asset({ stack, logicalId, resource }) {
      const asset = resource.Metadata?.['aws:asset:path'];
      if (typeof asset === 'string') return path.resolve(assembly.directory, asset);
      throw new Error(`${stack.name}/${logicalId} has no bundle (Metadata aws:asset:path)`);
    },
    targetFunction({ stack, logicalId }, reference) {
      const name = String(reference).split(':').at(-1)!;
      if (functionNames.has(name)) return name;
      throw new Error(`${stack.name}/${logicalId} points at ${String(reference)}, which is no function here`);
    },
  };
}

function rejectDoubles(entries: readonly Entry[]): void {
  const seen = new Map<string, string>();
  for (const { stack, logicalId, resource } of entries) {
    const key = `${resource.Type} ${logicalId}`;
    const other = seen.get(key);
    if (other) throw new Error(`${stack.name} and ${other} both have ${key}: local names come from logical ids`);
    seen.set(key, stack.name);
  }
}
