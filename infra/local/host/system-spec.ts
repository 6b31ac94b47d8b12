import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';

/** What happens to an invocation that nobody waits for, when the function throws. */
export type AsyncPolicy = { retries: number; failureQueue: string | undefined };
export type FunctionSpec = {
  name: string;
  /** Directory of the deployed bundle. */
  bundle: string;
  /** "index.handler": file and export. */
  handler: string;
  environment: Record<string, string>;
  arn: string;
  /** Undefined where the template gives it none. */
  role: string | undefined;
  timeoutMs: number;
  memoryMb: number;
  async: AsyncPolicy;
};
export type QueueSpec = { name: string; arn: string; attributes: Record<string, string> };
export type EventSourceSpec = {
  queue: string;
  functionName: string;
  batchSize: number;
  windowMs: number;
  maximumConcurrency: number | undefined;
  partialFailures: boolean;
};
export type ScheduleSpec = {
  name: string;
  expression: string;
  functionName: string;
  input: unknown;
  /** In whose name the function is called; undefined for a rule, which the function itself lets in. */
  role: string | undefined;
  failureQueue: string | undefined;
};
/** `key` as API Gateway writes it: "GET /cases/{id}", "ANY /{proxy+}" or "$default". */
export type RouteSpec = { key: string; functionName: string; authorizer: AuthorizerSpec };
/** Who is let through to a route: everybody, whoever has a token of this issuer for one of these clients, or an IAM identity. */
export type AuthorizerSpec = { kind: 'none' } | { kind: 'jwt'; issuer: string; audience: string[] } | { kind: 'iam' };
/** An application that people sign in to. */
export type SignInClientSpec = { id: string; callbackUrls: string[]; logoutUrls: string[] };
/** What is allowed; with IAM's wildcards. `equal`: values that the call must have. */
export type Statement = { actions: string[]; resources: string[]; equal: Record<string, string> };
export type RoleSpec = { name: string; statements: Statement[] };
export type SecretSpec = { name: string; arn: string };

/** The deployed system, read from its templates, in this machine's names. */
export type System = {
  functions: FunctionSpec[];
  tables: CreateTableCommandInput[];
  queues: QueueSpec[];
  topics: string[];
  buckets: string[];
  eventSources: EventSourceSpec[];
  schedules: ScheduleSpec[];
  routes: RouteSpec[];
  /** What has an address of its own, beside the API. */
  functionUrl: RouteSpec | undefined;
  secrets: SecretSpec[];
  signInClients: SignInClientSpec[];
  roles: RoleSpec[];
};
