import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type AwsCall, type AwsRequest, callsOf, signedBy } from './aws-call.ts';

/** Why this function may not do that; undefined when it may. */
export type Refusal = (functionName: string, call: AwsCall) => string | undefined;
export type RefusedAnswer = { status: number; type: string; errorType?: string; body: string };

export const allowAll: Refusal = () => undefined;

/** The answer that AWS gives to a call that no policy allows; undefined when it is allowed. */
export function refusedAnswer(request: AwsRequest, refusal: Refusal): RefusedAnswer | undefined {
  const signed = signedBy(request);
  if (!signed) return undefined;
  for (const call of callsOf(request, signed.service)) {
    const reason = refusal(signed.key, call);
    if (reason !== undefined) return answer(signed.service, reason);
  }
  return undefined;
}

function answer(service: string, reason: string): RefusedAnswer {
  if (service === 's3')
    return {
      status: 403,
      type: 'application/xml',
      body: `<Error><Code>AccessDenied</Code><Message>${reason}</Message></Error>`,
    };
  if (service === 'sns') {
    const error = `<Type>Sender</Type><Code>AuthorizationError</Code><Message>${reason}</Message>`;
    return { status: 403, type: 'text/xml', body: `<ErrorResponse><Error>${error}</Error></ErrorResponse>` };
  }
  const errorType = 'AccessDeniedException';
  const body = JSON.stringify({ __type: errorType, message: reason });
  return { status: 400, type: 'application/x-amz-json-1.0', errorType, body };
}

/** A JSON service that only does what the caller's role allows. The body is read here and handed on as it came. */
export function enforced(listener: RequestListener, refusal: Refusal): RequestListener {
  return (request, response) => {
    readAndJudge(request, response, listener, refusal).catch((error: unknown) => response.destroy(error as Error));
  };
}

async function readAndJudge(
  request: IncomingMessage,
  response: ServerResponse,
  listener: RequestListener,
  refusal: Refusal,
): Promise<void> {
  const content = await buffer(request);
  const { method = '', url = '', headers } = request;
  const refused = refusedAnswer({ method, url, headers, body: jsonOf(content) }, refusal);
  if (refused) {
    if (refused.errorType) response.setHeader('x-amzn-errortype', refused.errorType);
    response.writeHead(refused.status, { 'content-type': refused.type }).end(refused.body);
    return;
  }
  const again = Object.assign(new PassThrough(), { method, url, headers });
  listener(again as unknown as IncomingMessage, response);
  again.end(content);
}

/** A payload for a function may be empty. */
const jsonOf = (content: Buffer): unknown => (content.length === 0 ? {} : JSON.parse(content.toString('utf8')));
