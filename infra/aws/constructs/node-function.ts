import type { Duration, Size } from 'aws-cdk-lib';
import { RemovalPolicy, Stack, Tags, Validations } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Function as LambdaFunction, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { FunctionCode } from './function-code.ts';

export type NodeFunctionProps = {
  /** Folder under functions/. */
  name: string;
  description: string;
  code: FunctionCode;
  timeout: Duration;
  memoryMb: number;
  logsKept: RetentionDays;
  architecture?: Architecture;
  temporaryStorage?: Size;
  environment?: Record<string, string>;
};

/**
 * A function with a role of its own that may write its own log and nothing else until something is granted.
 * Lambda's default role would carry AWSLambdaBasicExecutionRole: every log group of the account.
 */
export class NodeFunction extends LambdaFunction {
  constructor(scope: Construct, id: string, props: NodeFunctionProps) {
    const architecture = props.architecture ?? Architecture.ARM_64;
    const logGroup = new LogGroup(scope, `${id}Log`, {
      retention: props.logsKept,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    super(scope, id, {
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture,
      handler: 'index.handler',
      code: props.code(props.name, architecture),
      timeout: props.timeout,
      memorySize: props.memoryMb,
      ephemeralStorageSize: props.temporaryStorage,
      role,
      logGroup,
      loggingFormat: LoggingFormat.TEXT, // the logger writes JSON already; Lambda would wrap it once more
      environment: {
        NODE_OPTIONS: '--enable-source-maps',
        ...props.environment,
      },
    });
    for (const part of [this, role, logGroup]) Tags.of(part).add('function', props.name);
  }

  /** Exactly these actions on exactly these resources, where these values of the call are equal. */
  allow(actions: readonly string[], resources: readonly string[], equal?: Readonly<Record<string, string>>): void {
    const conditions = equal && { StringEquals: equal };
    this.addToRolePolicy(new PolicyStatement({ actions: [...actions], resources: [...resources], conditions }));
  }

  /** Lets others call it and wait, and tells them its name. */
  letInvoke(nameVariable: string, ...callers: readonly NodeFunction[]): void {
    for (const caller of callers) {
      caller.addEnvironment(nameVariable, this.functionName);
      caller.allow(['lambda:InvokeFunction'], [this.functionArn]);
    }
  }

  /** These actions on every resource that the pattern matches, with the reason why no single one can be named. */
  allowMatching(pattern: { actions: readonly string[]; resources: string; reason: string }): void {
    this.allow(pattern.actions, [pattern.resources]);
    Validations.of(this.role!).acknowledge({
      id: `AwsSolutions-IAM5[Resource::${asNagWritesIt(Stack.of(this).resolve(pattern.resources))}]`,
      reason: pattern.reason,
    });
  }
}

/** cdk-nag names a wildcard finding by its resource, with references flattened. */
function asNagWritesIt(resolved: unknown): string {
  if (typeof resolved === 'string') return resolved;
  const [intrinsic, argument] = Object.entries(resolved as Record<string, unknown>)[0]!;
  if (intrinsic === 'Ref') return `<${argument}>`;
  if (intrinsic === 'Fn::ImportValue') return asNagWritesIt(argument);
  if (intrinsic !== 'Fn::Join') throw new Error(`cannot name a wildcard resource made with ${intrinsic}`);
  const [separator, parts] = argument as [string, unknown[]];
  return parts.map(asNagWritesIt).join(separator);
}
