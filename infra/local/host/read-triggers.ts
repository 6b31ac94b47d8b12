import { roleNamed } from './read-resources.ts';
import type { AuthorizerSpec, EventSourceSpec, RouteSpec, ScheduleSpec } from './system-spec.ts';
import type { Entry, Properties, TemplateReader } from './template-reader.ts';

const BATCH_SIZE = 10; // Lambda's default

export function readEventSources(reader: TemplateReader): EventSourceSpec[] {
  const { value } = reader;
  return reader
    .ofType('AWS::Lambda::EventSourceMapping')
    .filter((entry) => value(entry, 'Enabled') !== false)
    .map((entry) => ({
      queue: String(value(entry, 'EventSourceArn')).split(':').at(-1)!,
      functionName: reader.targetFunction(entry, value(entry, 'FunctionName')),
      batchSize: Number(value(entry, 'BatchSize') ?? BATCH_SIZE),
      windowMs: Number(value(entry, 'MaximumBatchingWindowInSeconds') ?? 0) * 1000,
      maximumConcurrency: reader.object(entry, 'ScalingConfig').MaximumConcurrency as number | undefined,
      partialFailures: ((value(entry, 'FunctionResponseTypes') ?? []) as string[]).includes('ReportBatchItemFailures'),
    }));
}

/** EventBridge Scheduler's schedules and EventBridge's scheduled rules. */
export function readSchedules(reader: TemplateReader): ScheduleSpec[] {
  const { value } = reader;
  const spec = (entry: Entry, target: Properties): ScheduleSpec => ({
    name: entry.logicalId,
    expression: String(value(entry, 'ScheduleExpression')),
    functionName: reader.targetFunction(entry, target.Arn),
    input: typeof target.Input === 'string' ? JSON.parse(target.Input) : {},
    role: roleNamed(target.RoleArn),
    failureQueue: (target.DeadLetterConfig as { Arn?: string } | undefined)?.Arn?.split(':').at(-1),
  });
  const enabled = (entry: Entry) => value(entry, 'State') !== 'DISABLED';
  const schedules = reader.ofType('AWS::Scheduler::Schedule').filter(enabled);
  const rules = reader
    .ofType('AWS::Events::Rule')
    .filter((entry) => enabled(entry) && value(entry, 'ScheduleExpression') !== undefined);
  return [
    ...schedules.map((entry) => spec(entry, reader.object(entry, 'Target'))),
    ...rules.flatMap((entry) => ((value(entry, 'Targets') ?? []) as Properties[]).map((target) => spec(entry, target))),
  ];
}

export function readRoutes(reader: TemplateReader): RouteSpec[] {
  const integrations = reader.ofType('AWS::ApiGatewayV2::Integration');
  return reader.ofType('AWS::ApiGatewayV2::Route').map((route) => {
    // "integrations/" joined with a Ref: only whose Ref it is matters, so it is read unresolved.
    const target = JSON.stringify(route.resource.Properties?.Target);
    const integration = integrations.find(({ logicalId }) => target.includes(`"${logicalId}"`));
    if (!integration) throw new Error(`${route.stack.name}/${route.logicalId} has no integration here`);
    return {
      key: String(reader.value(route, 'RouteKey')),
      functionName: reader.targetFunction(integration, reader.value(integration, 'IntegrationUri')),
      authorizer: readAuthorizer(reader, route),
    };
  });
}

/** @throws Error for a second one, and for one that asks for a signature: nothing here stands for IAM. */
export function readFunctionUrl(reader: TemplateReader): RouteSpec | undefined {
  const [entry, second] = reader.ofType('AWS::Lambda::Url');
  if (!entry) return undefined;
  const place = ({ stack, logicalId }: Entry) => `${stack.name}/${logicalId}`;
  if (second) throw new Error(`${place(second)}: one function has an address of its own here, not two`);
  if (reader.value(entry, 'AuthType') !== 'NONE') throw new Error(`${place(entry)} wants signed requests`);
  const functionName = reader.targetFunction(entry, reader.value(entry, 'TargetFunctionArn'));
  return { key: '$default', functionName, authorizer: { kind: 'none' } };
}

function readAuthorizer(reader: TemplateReader, route: Entry): AuthorizerSpec {
  const type = reader.value(route, 'AuthorizationType') ?? 'NONE';
  if (type === 'NONE') return { kind: 'none' };
  if (type === 'AWS_IAM') return { kind: 'iam' };
  const named = JSON.stringify(route.resource.Properties?.AuthorizerId);
  const authorizers = reader.ofType('AWS::ApiGatewayV2::Authorizer');
  const authorizer = authorizers.find(({ logicalId }) => named?.includes(`"${logicalId}"`));
  if (type !== 'JWT' || !authorizer)
    throw new Error(`${route.stack.name}/${route.logicalId} wants ${String(type)}, which is not known here`);
  const { Issuer, Audience } = reader.object(authorizer, 'JwtConfiguration');
  return { kind: 'jwt', issuer: String(Issuer), audience: Audience as string[] };
}
