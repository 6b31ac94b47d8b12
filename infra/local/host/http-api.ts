import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { type Admitted, createGate } from './authorizers.ts';
import type { FunctionPool } from './function-pool.ts';
import { ACCOUNT } from './local-identity.ts';
import type { RouteSpec } from './system-spec.ts';

const BODY_LIMIT_BYTES = 6 * 1024 * 1024; // Lambda's synchronous payload

/** API Gateway's HTTP API in front of the functions (payload format 2.0). */
export function httpApi(routes: readonly RouteSpec[], pool: (functionName: string) => FunctionPool): RequestListener {
  const admit = createGate();
  return async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const route = matchRoute(routes, request.method ?? 'GET', url.pathname);
    if (!route) return answer(response, 404, { message: 'Not Found' });
    const admitted = await admit(route.spec.authorizer, request.headers.authorization);
    if (!('authorizer' in admitted)) return answer(response, admitted.status, { message: admitted.message });
    const body = await readBody(request);
    if (body === undefined) return answer(response, 413, { message: 'Request Too Long' });
    const invocation = await pool(route.spec.functionName).invoke(toEvent(request, url, route, body, admitted));
    if (!invocation.ok) return answer(response, 500, { message: 'Internal Server Error' });
    const result = JSON.parse(invocation.payload) as APIGatewayProxyStructuredResultV2 | string | null;
    if (typeof result !== 'object' || result === null || result.statusCode === undefined) {
      return answer(response, 200, result);
    }
    const headers: Record<string, string | string[]> = {};
    for (const [name, value] of Object.entries(result.headers ?? {})) headers[name] = String(value);
    if (result.cookies) headers['set-cookie'] = result.cookies;
    response.writeHead(result.statusCode, headers);
    response.end(result.isBase64Encoded ? Buffer.from(result.body ?? '', 'base64') : result.body);
  };
}

type Match = { spec: RouteSpec; parameters: Record<string, string> };

/** The most specific route wins: whole paths, then parameters, then greedy ones, then $default. */
export function matchRoute(routes: readonly RouteSpec[], method: string, pathname: string): Match | undefined {
  const matches = routes.flatMap((spec) => {
    if (spec.key === '$default') return [{ spec, parameters: {}, rank: 0 }];
    const [routeMethod, pattern] = spec.key.split(' ') as [string, string];
    if (routeMethod !== 'ANY' && routeMethod !== method) return [];
    const expression = pattern
      .split('/')
      .map((part) => {
        const parameter = /^\{(\w+)(\+?)\}$/.exec(part);
        if (!parameter) return part.replace(/[^\w-]/g, '\\$&');
        return `(?<${parameter[1]}>${parameter[2] ? '.+' : '[^/]+'})`;
      })
      .join('/');
    const found = new RegExp(`^${expression}$`).exec(pathname);
    if (!found) return [];
    const looseness = pattern.includes('+}') ? 1 : pattern.includes('{') ? 2 : 3;
    const rank = looseness * 2 + (routeMethod === 'ANY' ? 0 : 1);
    return [{ spec, parameters: { ...found.groups }, rank }];
  });
  return matches.toSorted((a, b) => b.rank - a.rank)[0];
}

function toEvent(
  request: IncomingMessage,
  url: URL,
  { spec, parameters }: Match,
  body: Buffer,
  { authorizer }: Admitted,
): APIGatewayProxyEventV2 {
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : value]),
  );
  const text = /json|text|xml|urlencoded/.test(headers['content-type'] ?? 'text');
  const now = new Date();
  return {
    version: '2.0',
    routeKey: spec.key,
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    headers,
    ...(request.headers.cookie && { cookies: request.headers.cookie.split('; ') }),
    ...(url.search && { queryStringParameters: queryParameters(url) }),
    ...(Object.keys(parameters).length > 0 && { pathParameters: parameters }),
    ...(body.length > 0 && { body: body.toString(text ? 'utf8' : 'base64') }),
    isBase64Encoded: body.length > 0 && !text,
    requestContext: {
      ...(authorizer && { authorizer }),
      accountId: ACCOUNT,
      apiId: 'local',
      domainName: request.headers.host ?? '',
      domainPrefix: 'local',
      http: {
        method: request.method ?? 'GET',
        path: url.pathname,
        protocol: 'HTTP/1.1',
        sourceIp: request.socket.remoteAddress ?? '',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey: spec.key,
      stage: '$default',
      time: now.toISOString(),
      timeEpoch: now.getTime(),
    },
  };
}

/** API Gateway joins repeated parameters with commas. */
function queryParameters(url: URL): Record<string, string> {
  const names = [...new Set(url.searchParams.keys())];
  return Object.fromEntries(names.map((name) => [name, url.searchParams.getAll(name).join(',')]));
}

async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_LIMIT_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
