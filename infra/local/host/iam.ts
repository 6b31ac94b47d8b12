import type { AwsCall } from './aws-call.ts';
import type { RoleSpec, Statement, System } from './system-spec.ts';

/** A call as somebody's role saw it. */
export type JudgedCall = AwsCall & { role: string };

export type Iam = {
  /** Why this function may not do that, in IAM's words; undefined when its role allows it. */
  refusal: (functionName: string, call: AwsCall) => string | undefined;
};

/**
 * Judges every call of a function by its role in the template, as AWS does; whoever is no function (the commands of whoever may
 * write the state directory) is not judged. `onCall` hears of every call that was allowed.
 * @throws Error when Lambda or EventBridge Scheduler could not do its part with the roles: AWS refuses such a deployment.
 */
export function createIam(system: System, onCall: (call: JudgedCall) => void = () => {}): Iam {
  const roles = new Map(system.roles.map((role) => [role.name, role]));
  const roleOf = new Map(system.functions.map(({ name, role }) => [name, role]));
  const judge = (who: string, roleName: string | undefined, call: AwsCall): string | undefined => {
    const role = roles.get(roleName ?? '');
    if (role && allowed(role.statements, call)) return void onCall({ role: role.name, ...call });
    return `${who} is not authorized to perform: ${call.action} on resource: ${call.resource} because no identity-based policy allows the ${call.action} action`;
  };
  for (const { who, role, call } of callsOfServices(system)) {
    const refused = judge(who, role, call);
    if (refused) throw new Error(refused);
  }
  return {
    refusal: (functionName, call) =>
      roleOf.has(functionName) ? judge(functionName, roleOf.get(functionName), call) : undefined,
  };
}

export const allowed = (statements: readonly Statement[], call: AwsCall): boolean =>
  statements.some(
    ({ actions, resources, equal }) =>
      actions.some((pattern) => matches(pattern.toLowerCase(), call.action.toLowerCase())) &&
      resources.some((pattern) => matches(pattern, call.resource)) &&
      Object.entries(equal).every(([key, value]) => call.context?.[key] === value),
  );

/** Statements of a role without which one of the calls would be refused. */
export const neededStatements = (role: RoleSpec, calls: readonly AwsCall[]): Set<Statement> =>
  new Set(
    role.statements.filter((statement) => {
      const others = role.statements.filter((other) => other !== statement);
      return calls.some((call) => allowed(role.statements, call) && !allowed(others, call));
    }),
  );

const expressions = new Map<string, RegExp>();

/** IAM's wildcards: * for any characters, slashes and colons included, ? for one. */
function matches(pattern: string, text: string): boolean {
  if (!/[*?]/.test(pattern)) return pattern === text;
  let expression = expressions.get(pattern);
  if (!expression) {
    const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
    expression = new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's');
    expressions.set(pattern, expression);
  }
  return expression.test(text);
}

type ServiceCall = { who: string; role: string | undefined; call: AwsCall };

/** What AWS itself does in the name of our roles: reading queues, setting failed ticks aside, calling functions on schedule. */
function callsOfServices({ functions, eventSources, schedules, queues }: System): ServiceCall[] {
  const functionNamed = (name: string) => functions.find((each) => each.name === name)!;
  const queueArn = (name: string) => queues.find((each) => each.name === name)!.arn;
  return [
    ...eventSources.flatMap(({ queue, functionName }) =>
      ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'].map((action) => ({
        who: `Lambda, reading ${queue} for ${functionName},`,
        role: functionNamed(functionName).role,
        call: { action, resource: queueArn(queue) },
      })),
    ),
    ...functions.flatMap(({ name, role, async: { failureQueue } }) =>
      failureQueue === undefined
        ? []
        : [
            {
              who: `Lambda, setting failed calls of ${name} aside,`,
              role,
              call: { action: 'sqs:SendMessage', resource: queueArn(failureQueue) },
            },
          ],
    ),
    ...schedules
      .filter(({ role }) => role !== undefined)
      .flatMap(({ name, role, functionName, failureQueue }) => [
        { who: name, role, call: { action: 'lambda:InvokeFunction', resource: functionNamed(functionName).arn } },
        ...(failureQueue === undefined
          ? []
          : [{ who: name, role, call: { action: 'sqs:SendMessage', resource: queueArn(failureQueue) } }]),
      ]),
  ];
}
