import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Code } from 'aws-cdk-lib/aws-lambda';
import type { DeploymentContext } from '#infra/aws/config.ts';
import { type BuiltApp, buildApp } from '#infra/aws/synth.ts';

// biome-ignore lint/suspicious/noExplicitAny: templates are looked into freely here
export type Properties = Record<string, any>;
export type Resource = {
  id: string;
  Type: string;
  Properties: Properties;
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
};

export type SynthesisedStacks = {
  data: Resource[];
  pipeline: Resource[];
  /** Empty where it is not asked for. */
  smoke: Resource[];
  outdir: string;
};

/** Everything but the code of the functions, which would cost seconds and is tested on its own. */
export function buildWithoutCode(
  context: Partial<DeploymentContext>,
  { validate = true } = {},
): BuiltApp & { outdir: string } {
  const outdir = mkdtempSync(join(tmpdir(), 'markwarden-assembly-'));
  return { ...buildApp({ context, outdir, validate, code: () => Code.fromInline('// no code') }), outdir };
}

const written = new Map<string, ReturnType<typeof buildWithoutCode>>();

/** Written once for each context and process, as files that nobody changes. */
function builtAndWritten(context: Partial<DeploymentContext>): ReturnType<typeof buildWithoutCode> {
  const key = JSON.stringify(context);
  const before = written.get(key);
  if (before) return before;
  const built = buildWithoutCode(context, { validate: false });
  built.app.synth();
  written.set(key, built);
  return built;
}

/** The resources alone, the caller's own; checks.test.ts validates them. */
export function synthesised(context: Partial<DeploymentContext>): SynthesisedStacks {
  const built = builtAndWritten(context);
  const resourcesOf = (templateFile: string): Resource[] => {
    const { Resources } = JSON.parse(readFileSync(join(built.outdir, templateFile), 'utf8'));
    return Object.entries<Resource>(Resources).map(([id, resource]) => ({ ...resource, id }));
  };
  return {
    data: resourcesOf(built.data.templateFile),
    pipeline: resourcesOf(built.pipeline.templateFile),
    smoke: built.smoke ? resourcesOf(built.smoke.templateFile) : [],
    outdir: built.outdir,
  };
}

export const ofType = (resources: readonly Resource[], type: string): Resource[] =>
  resources.filter((resource) => resource.Type === type);

/** The logical id that a `Ref` or `Fn::GetAtt` names. */
export const referenced = (value: Properties): string => value.Ref ?? value['Fn::GetAtt'][0];
