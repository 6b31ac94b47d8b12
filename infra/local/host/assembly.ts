import { readFileSync } from 'node:fs';
import path from 'node:path';

/** A resource of a synthesised template, as CloudFormation would read it. */
export type TemplateResource = {
  Type: string;
  Properties?: Record<string, unknown>;
  Metadata?: Record<string, unknown>;
};

export type Template = {
  Resources?: Record<string, TemplateResource>;
  Parameters?: Record<string, { Type: string; Default?: unknown }>;
  Outputs?: Record<string, { Value: unknown; Export?: { Name: unknown } }>;
};

export type Stack = { name: string; template: Template };

/** What `cdk synth` leaves behind: the templates and, beside them, each function's bundle. */
export type Assembly = { directory: string; stacks: Stack[] };

type Manifest = {
  artifacts?: Record<string, { type: string; displayName?: string; properties?: Record<string, unknown> }>;
};

export function readAssembly(directory: string): Assembly {
  const read = (file: string) => JSON.parse(readFileSync(path.join(directory, file), 'utf8'));
  const manifest = read('manifest.json') as Manifest;
  const stacks = Object.entries(manifest.artifacts ?? {})
    .filter(([, artifact]) => artifact.type === 'aws:cloudformation:stack')
    .map(([id, artifact]) => ({
      name: String(artifact.properties?.stackName ?? id),
      template: read(String(artifact.properties?.templateFile)) as Template,
    }));
  if (stacks.length === 0) throw new Error(`no stack in the assembly at ${directory}`);
  return { directory, stacks };
}
