import { App, Tags, Validations } from 'aws-cdk-lib';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json' with { type: 'json' };
import { AwsSolutionsChecks } from 'cdk-nag';
import { ContextError, DeploymentContext, deploymentOf, type Stage } from './config.ts';
import { FunctionBundles, type FunctionCode } from './constructs/function-code.ts';
import { DataStack } from './data-stack.ts';
import { PipelineStack } from './pipeline-stack.ts';

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

export type BuiltApp = { app: App; data: DataStack; pipeline: PipelineStack };

/** Both stacks of a stage. Context that is not given here comes from the CDK command line. */
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
  using bundles = options.code ? undefined : new FunctionBundles();
  const code = options.code ?? (deployment.vendorNativePackages ? bundles!.deployableCode : bundles!.code);

  const prefix = `markwarden-${deployment.stage}`;
  const data = new DataStack(app, `${prefix}-data`, deployment);
  const pipeline = new PipelineStack(app, `${prefix}-pipeline`, { deployment, data, code });
  Tags.of(app).add('project', 'markwarden');
  Tags.of(app).add('stage', deployment.stage);
  if (validate) Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return { app, data, pipeline };
}

/** Writes the cloud assembly and returns its directory. */
export function synthesise(options: { stage: Stage; outdir: string }): string {
  const { app } = buildApp({ context: { stage: options.stage }, outdir: options.outdir });
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
  if (given.success) return given.data;
  const { path, message } = given.error.issues[0]!;
  const name = String(path[0]);
  throw new ContextError(name, app.node.tryGetContext(name), message);
}
