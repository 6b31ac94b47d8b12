import { App, Tags, Validations } from 'aws-cdk-lib';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json' with { type: 'json' };
import { AwsSolutionsChecks } from 'cdk-nag';
import { ContextError, DeploymentContext, deploymentOf, type Stage } from './config.ts';
import { FunctionBundles, type FunctionCode } from './constructs/function-code.ts';
import { DataStack } from './data-stack.ts';
import { PipelineStack } from './pipeline-stack.ts';
import { SMOKE_FUNCTIONS, SmokeStack } from './smoke-stack.ts';

const OUR_FLAGS = {
  // Exports, so that CloudFormation itself refuses to delete a table or bucket that the pipeline uses.
  '@aws-cdk/core:defaultCrossStackReferences': 'strong',
  // The local host finds each function's bundle by it.
  'aws:cdk:enable-asset-metadata': true,
};

export type AppOptions = {
  context?: Partial<DeploymentContext>;
  outdir?: string;
  /** Instead of real bundles, for tests of what is around them. */
  code?: FunctionCode;
  /** CloudFormation's schemas and cdk-nag: 3 s that a stage which is never deployed need not spend. */
  validate?: boolean;
};

export type BuiltApp = { app: App; data: DataStack; pipeline: PipelineStack; smoke: SmokeStack | undefined };

/** The stacks of a stage: two, and a third for a smoke test. Context that is not given here comes from the CDK command line. */
export function buildApp(options: AppOptions = {}): BuiltApp {
  const validate = options.validate ?? options.context?.stage !== 'local';
  const app = new App({
    outdir: options.outdir,
    analyticsReporting: false,
    context: { ...recommendedFlags, ...OUR_FLAGS, ...options.context },
    builtinCloudFormationValidation: validate,
    treeMetadata: validate,
  });
  const deployment = deploymentOf(contextOf(app));
  using bundles = options.code ? undefined : new FunctionBundles(deployment.smoke ? SMOKE_FUNCTIONS : {});
  const code = options.code ?? (deployment.vendorNativePackages ? bundles!.deployableCode : bundles!.code);

  const prefix = `markwarden-${deployment.stage}`;
  const data = new DataStack(app, `${prefix}-data`, deployment);
  const smoke = deployment.smoke ? new SmokeStack(app, `${prefix}-smoke`, { deployment, data, code }) : undefined;
  const origins: Record<string, string> = smoke ? { bazaar: smoke.bazaarOrigin } : {};
  const pipeline = new PipelineStack(app, `${prefix}-pipeline`, { deployment, data, code, origins });
  Tags.of(app).add('project', 'markwarden');
  Tags.of(app).add('stage', deployment.stage);
  if (validate) Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return { app, data, pipeline, smoke };
}

/** Writes the cloud assembly and returns its directory. */
export function synthesise({ outdir, ...context }: { stage: Stage; smoke?: boolean; outdir: string }): string {
  const { app } = buildApp({ context, outdir });
  return app.synth().directory;
}

/** Context keys of ours and of the CDK; nothing else may be given, or `-c stge=prod` would deploy dev in silence. */
const isKnownContext = (name: string) => name in DeploymentContext.shape || /[@:]|^cdk-|^[a-z-]+:/.test(name);

/** @throws ContextError */
function contextOf(app: App): DeploymentContext {
  const unknown = Object.keys(app.node.getAllContext()).find((name) => !isKnownContext(name));
  if (unknown !== undefined) {
    const expected = `one of ${Object.keys(DeploymentContext.shape).join(', ')}`;
    throw new ContextError(unknown, app.node.tryGetContext(unknown), expected);
  }
  const names = Object.keys(DeploymentContext.shape);
  const given = DeploymentContext.safeParse(
    Object.fromEntries(names.map((name) => [name, app.node.tryGetContext(name)])),
  );
  if (given.success && given.data.smoke && given.data.stage === 'prod')
    throw new ContextError('smoke', true, 'another stage than prod: it brings up a marketplace of counterfeits');
  if (given.success) return given.data;
  const { path, message } = given.error.issues[0]!;
  const name = String(path[0]);
  throw new ContextError(name, app.node.tryGetContext(name), message);
}
