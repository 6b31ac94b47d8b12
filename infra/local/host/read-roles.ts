import type { RoleSpec, Statement } from './system-spec.ts';
import type { Entry, TemplateReader } from './template-reader.ts';

type Document = { Statement: Properties[] };
type Properties = Record<string, unknown>;

/** The rights of every role, from the policies beside it and those inside it. */
export function readRoles(reader: TemplateReader): RoleSpec[] {
  const policies = reader.ofType('AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy');
  return reader.ofType('AWS::IAM::Role').map((role) => {
    const own = (reader.value(role, 'Policies') ?? []) as { PolicyDocument: Document }[];
    const attached = policies.filter((policy) => rolesOf(reader, policy).includes(role.logicalId));
    return {
      name: role.logicalId,
      statements: [
        ...own.flatMap(({ PolicyDocument }) => statements(PolicyDocument, role)),
        ...attached.flatMap((policy) => statements(reader.value(policy, 'PolicyDocument') as Document, policy)),
      ],
    };
  });
}

const rolesOf = (reader: TemplateReader, policy: Entry): unknown[] =>
  (reader.value(policy, 'Roles') ?? []) as unknown[];

/** @throws Error for what this host would judge differently than IAM: conditions other than StringEquals, denials, exclusions. */
function statements({ Statement }: Document, { stack, logicalId }: Entry): Statement[] {
  return Statement.map((statement) => {
    const { Effect, Action, Resource, Sid: _, Condition = {}, ...other } = statement;
    const { StringEquals = {}, ...conditions } = Condition as Record<string, Record<string, string>>;
    const [condition] = Object.keys(conditions);
    const another = Object.keys(other)[0] ?? (condition && `Condition ${condition}`);
    const unknown = Effect === 'Allow' ? another : `Effect ${String(Effect)}`;
    if (unknown) throw new Error(`${stack.name}/${logicalId}: ${unknown} in a statement is not known here`);
    return { actions: list(Action), resources: list(Resource), equal: StringEquals };
  });
}

const list = (value: unknown): string[] => [value].flat().map(String);
