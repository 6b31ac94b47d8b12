import type { IncomingHttpHeaders } from 'node:http';
import { ACCOUNT, REGION } from './local-identity.ts';

/** One thing that a request wants to do, in the words of IAM; `context`: what conditions may ask about it. */
export type AwsCall = { action: string; resource: string; context?: Record<string, string> };
/** What an emulator was asked; `body` is an object where the protocol is JSON or a form. */
export type AwsRequest = { method: string; url: string; headers: IncomingHttpHeaders; body: unknown };
/** `key` is the access key that the request was signed with. */
export type Signed = { key: string; service: string };

type Fields = Record<string, unknown>;

/** Who signed, and for which service: in the header, or in the address of a pre-signed one. Nothing here checks the signature. */
export function signedBy({ url, headers }: Pick<AwsRequest, 'url' | 'headers'>): Signed | undefined {
  const inAddress = new URL(url, 'http://localhost').searchParams.get('X-Amz-Credential');
  const scope = inAddress ?? /Credential=([^,\s]+)/.exec(headers.authorization ?? '')?.[1];
  const [key, , , service] = scope?.split('/') ?? [];
  return key && service ? { key, service } : undefined;
}

/** @throws Error for a service or an operation whose IAM action is not known here: a guess would let through what AWS refuses. */
export function callsOf(request: AwsRequest, service: string): AwsCall[] {
  const read = SERVICES[service];
  if (!read) throw new Error(`calls to ${service} are not known here`);
  return read(request);
}

const SERVICES: Record<string, (request: AwsRequest) => AwsCall[]> = {
  dynamodb({ headers, body }) {
    const operation = operationOf(headers);
    const { TableName, IndexName, RequestItems } = body as Fields;
    const tables = RequestItems ? Object.keys(RequestItems) : [String(TableName)];
    return tables.map((table) => ({
      action: `dynamodb:${operation}`,
      resource: arn('dynamodb', `table/${table}${IndexName ? `/index/${String(IndexName)}` : ''}`),
    }));
  },
  sqs({ headers, body }) {
    const action = `sqs:${operationOf(headers).replace(/Batch$/, '')}`; // a batch is allowed as its single calls are
    return [{ action, resource: arn('sqs', lastOf(String((body as Fields).QueueUrl), '/')) }];
  },
  sns({ body }) {
    const { Action, Name, TopicArn, SubscriptionArn } = body as Fields;
    // A subscription's ARN is its topic's and an id.
    const topic = TopicArn ?? (SubscriptionArn ? String(SubscriptionArn).replace(/:[^:]*$/, '') : undefined);
    return [{ action: `sns:${String(Action)}`, resource: topic ? String(topic) : arn('sns', String(Name)) }];
  },
  s3({ method, url }) {
    const { pathname, searchParams } = new URL(url, 'http://localhost');
    const [, bucket = '', ...key] = decodeURIComponent(pathname).split('/');
    const resource = `arn:aws:s3:::${bucket}`;
    if (key.join('/') === '') return [{ action: 's3:ListBucket', resource }];
    return [{ action: objectAction(method, searchParams), resource: `${resource}/${key.join('/')}` }];
  },
  lambda({ url }) {
    const name = decodeURIComponent(/\/functions\/([^/]+)\/invocations/.exec(url)?.[1] ?? '');
    return [{ action: 'lambda:InvokeFunction', resource: arn('lambda', `function:${lastOf(name, ':')}`) }];
  },
  ses({ body }) {
    const from = String((body as Fields).FromEmailAddress);
    const call = { resource: arn('ses', `identity/${from}`), context: { 'ses:FromAddress': from } };
    return ['ses:SendEmail', 'ses:SendRawEmail'].map((action) => ({ action, ...call }));
  },
  translate({ headers }) {
    const actions = [`translate:${operationOf(headers)}`, 'comprehend:DetectDominantLanguage'];
    return actions.map((action) => ({ action, resource: '*' }));
  },
  secretsmanager({ headers, body }) {
    const id = String((body as Fields).SecretId);
    const resource = id.startsWith('arn:') ? id : arn('secretsmanager', `secret:${id}`);
    return [{ action: `secretsmanager:${operationOf(headers)}`, resource }];
  },
};

function objectAction(method: string, query: URLSearchParams): string {
  if (method === 'GET' || method === 'HEAD') return 's3:GetObject';
  if (method === 'DELETE') return query.has('uploadId') ? 's3:AbortMultipartUpload' : 's3:DeleteObject';
  return 's3:PutObject'; // an upload in parts too
}

const operationOf = (headers: IncomingHttpHeaders): string => lastOf(String(headers['x-amz-target']), '.');
const arn = (service: string, resource: string): string => `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`;
const lastOf = (text: string, separator: string): string => text.split(separator).at(-1)!;
