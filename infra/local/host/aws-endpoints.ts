import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { FunctionPool } from './function-pool.ts';
import type { SecretSpec } from './system-spec.ts';

/** The two AWS calls that no emulator here answers: Lambda Invoke and Secrets Manager GetSecretValue. */
export function awsEndpoints(options: {
  pool: (functionName: string) => FunctionPool;
  secrets: readonly SecretSpec[];
  secretValue: (name: string) => string;
}): RequestListener {
  return async (request, response) => {
    const body = await text(request);
    const invoked = /^\/2015-03-31\/functions\/([^/]+)\/invocations/.exec(request.url ?? '');
    if (invoked) return invoke(options.pool, decodeURIComponent(invoked[1]!), body, request, response);
    if (request.headers['x-amz-target'] === 'secretsmanager.GetSecretValue') {
      const { SecretId } = JSON.parse(body) as { SecretId: string };
      const secret = options.secrets.find(({ name, arn }) => SecretId === name || SecretId === arn);
      if (!secret) return fail(response, 400, 'ResourceNotFoundException', `no secret ${SecretId}`);
      return send(response, 200, {
        ARN: secret.arn,
        Name: secret.name,
        SecretString: options.secretValue(secret.name),
        VersionId: 'local',
        VersionStages: ['AWSCURRENT'],
      });
    }
    fail(response, 400, 'UnknownOperationException', 'the local host does not answer this call');
  };
}

async function invoke(
  pool: (functionName: string) => FunctionPool,
  name: string,
  body: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  let found: FunctionPool;
  try {
    found = pool(name.split(':').at(-1)!);
  } catch (error) {
    return fail(response, 404, 'ResourceNotFoundException', (error as Error).message);
  }
  const running = found.invoke(body === '' ? {} : JSON.parse(body));
  if (request.headers['x-amz-invocation-type'] === 'Event') {
    response.writeHead(202).end();
    return;
  }
  const invocation = await running;
  if (invocation.ok) {
    response.writeHead(200, { 'content-type': 'application/json' }).end(invocation.payload);
    return;
  }
  const { type, message } = invocation.error;
  response.setHeader('x-amz-function-error', 'Unhandled');
  send(response, 200, { errorType: type, errorMessage: message });
}

async function text(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
}

function fail(response: ServerResponse, status: number, type: string, message: string): void {
  response.setHeader('x-amzn-errortype', type);
  send(response, status, { __type: type, message });
}
