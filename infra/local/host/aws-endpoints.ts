import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { FunctionPool } from './function-pool.ts';
import type { LocalSecrets } from './local-secrets.ts';

/** The AWS calls that no emulator here answers: Lambda's Invoke, Secrets Manager's GetSecretValue and PutSecretValue, SES' SendEmail, Translate's TranslateText. */
export function awsEndpoints(options: {
  pool: (functionName: string) => FunctionPool;
  secrets: LocalSecrets;
  /** Takes a message, and gives its number. */
  mail: (raw: Uint8Array, to: string[]) => Promise<string>;
}): RequestListener {
  return async (request, response) => {
    const body = await text(request);
    const invoked = /^\/2015-03-31\/functions\/([^/]+)\/invocations/.exec(request.url ?? '');
    if (invoked) return invoke(options.pool, decodeURIComponent(invoked[1]!), body, request, response);
    if (request.headers['x-amz-target'] === 'secretsmanager.GetSecretValue') {
      const { SecretId } = JSON.parse(body) as { SecretId: string };
      const secret = options.secrets.get(SecretId);
      if (!secret) return fail(response, 400, 'ResourceNotFoundException', `no secret ${SecretId}`);
      const { name, arn, value } = secret;
      return send(response, 200, { ARN: arn, Name: name, SecretString: value, ...VERSION });
    }
    if (request.headers['x-amz-target'] === 'secretsmanager.PutSecretValue') {
      const { SecretId, SecretString } = JSON.parse(body) as { SecretId: string; SecretString: string };
      if (options.secrets.put(SecretId, SecretString))
        return send(response, 200, { ARN: SecretId, Name: SecretId, ...VERSION });
      return fail(response, 400, 'ResourceNotFoundException', `no secret ${SecretId}`);
    }
    if (request.headers['x-amz-target'] === 'AWSShineFrontendService_20170701.TranslateText') {
      const { Text, TargetLanguageCode } = JSON.parse(body) as { Text: string; TargetLanguageCode: string };
      // Nothing here can translate, and nobody is to take it for a translation.
      const TranslatedText = `[made up: this machine has no translator] ${Text}`;
      return send(response, 200, { TranslatedText, SourceLanguageCode: 'und', TargetLanguageCode });
    }
    if (request.url === '/v2/email/outbound-emails') {
      const { Content, Destination } = JSON.parse(body) as Sending;
      const { ToAddresses = [], CcAddresses = [] } = Destination;
      const MessageId = await options.mail(Buffer.from(Content.Raw.Data, 'base64'), [...ToAddresses, ...CcAddresses]);
      return send(response, 200, { MessageId });
    }
    fail(response, 400, 'UnknownOperationException', 'the local host does not answer this call');
  };
}

const VERSION = { VersionId: 'local', VersionStages: ['AWSCURRENT'] };
type Sending = {
  Content: { Raw: { Data: string } };
  Destination: { ToAddresses?: string[]; CcAddresses?: string[] };
};

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

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
}

function fail(response: ServerResponse, status: number, type: string, message: string): void {
  response.setHeader('x-amzn-errortype', type);
  send(response, status, { __type: type, message });
}
