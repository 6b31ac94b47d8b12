import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { SignJWT } from 'jose';
import * as z from 'zod';
import { sha256Base64url } from '#shared/runtime/sha256.ts';
import type { SigningKey } from './signing-key.ts';
import type { SignInClientSpec } from './system-spec.ts';

/** Somebody who can sign in on this machine. */
export type LocalPerson = { sub: string; email: string; name: string };

/**
 * What Cognito's user pool and managed login are on AWS: the same addresses, the same tokens, the same refusals, for people who
 * need no password because the link that lets them in is printed on their own terminal.
 */
export type IdentityProviderOptions = {
  /** Its own address: `iss` of every token. */
  issuer: string;
  clients: readonly SignInClientSpec[];
  people: readonly LocalPerson[];
  key: SigningKey;
  now: () => number;
};

export type LocalIdentityProvider = {
  url: string;
  listener: RequestListener;
  /** An address that signs this person's browser in, once. */
  oneTimeLink: (person: LocalPerson, to: string) => string;
  /** Tokens as a sign-in with this client gives them. */
  tokensFor: (person: LocalPerson, clientId: string) => Promise<Record<string, unknown>>;
};

const HOUR_SECONDS = 3600;
const CODE_MS = 60_000;
const REMEMBERED_DAYS = 30;
const COOKIE = 'markwarden-local-person';

const Authorize = z.object({
  response_type: z.literal('code'),
  client_id: z.string(),
  redirect_uri: z.string(),
  state: z.string(),
  nonce: z.string().optional(),
  scope: z.string().default('openid'),
  code_challenge: z.string().min(43),
  code_challenge_method: z.literal('S256'),
});
type Authorize = z.infer<typeof Authorize>;

type Code = { request: Authorize; person: LocalPerson; until: number };

export function createIdentityProvider(options: IdentityProviderOptions): LocalIdentityProvider {
  const { issuer, clients, people, key, now } = options;
  const codes = new Map<string, Code>();
  const links = new Map<string, { person: LocalPerson; to: string }>();

  const sign = (claims: Record<string, unknown>, seconds: number): Promise<string> =>
    new SignJWT({ ...claims, jti: randomUUID() })
      .setProtectedHeader({ alg: key.algorithm, kid: key.id })
      .setIssuer(issuer)
      .setIssuedAt(Math.floor(now() / 1000))
      .setExpirationTime(Math.floor(now() / 1000) + seconds)
      .sign(key.privateKey);

  const tokens = async (
    person: LocalPerson,
    clientId: string,
    { scope = 'openid', nonce = undefined as string | undefined } = {},
  ) => {
    const { sub, email, name } = person;
    const id = { sub, aud: clientId, email, email_verified: true, name, nonce, token_use: 'id' };
    const refresh = { sub, client_id: clientId, token_use: 'refresh' };
    return {
      id_token: await sign(id, HOUR_SECONDS),
      access_token: await sign({ sub, client_id: clientId, scope, username: sub, token_use: 'access' }, HOUR_SECONDS),
      refresh_token: await sign(refresh, REMEMBERED_DAYS * 24 * HOUR_SECONDS),
      expires_in: HOUR_SECONDS,
      token_type: 'Bearer',
    };
  };

  const remembered = async (request: IncomingMessage): Promise<LocalPerson | undefined> => {
    const cookie = request.headers.cookie?.split('; ').find((each) => each.startsWith(`${COOKIE}=`));
    const claims = cookie && (await key.verify(cookie.slice(COOKIE.length + 1), issuer));
    return claims && claims.token_use === 'browser' ? people.find(({ sub }) => sub === claims.sub) : undefined;
  };

  const authorize = async (request: IncomingMessage, response: ServerResponse, query: URLSearchParams) => {
    const parsed = Authorize.safeParse(Object.fromEntries(query));
    const client = clients.find(({ id }) => id === query.get('client_id'));
    if (!parsed.success || !client?.callbackUrls.includes(parsed.data.redirect_uri))
      return text(response, 400, 'This sign-in request is not one that the system knows.');
    const person = await remembered(request);
    if (!person)
      return text(
        response,
        401,
        'Nobody is signed in in this browser. Open the link that "npm start" printed; starting it again prints a new one.',
      );
    const code = randomUUID();
    codes.set(code, { request: parsed.data, person, until: now() + CODE_MS });
    redirect(response, `${parsed.data.redirect_uri}?${new URLSearchParams({ code, state: parsed.data.state })}`);
  };

  const grants: Record<string, (fields: URLSearchParams) => Promise<object | undefined>> = {
    async authorization_code(fields) {
      const code = codes.get(fields.get('code') ?? '');
      codes.delete(fields.get('code') ?? ''); // good for one try
      if (!code || code.until < now()) return undefined;
      const { client_id, redirect_uri, code_challenge, scope, nonce } = code.request;
      const challenge = sha256Base64url(fields.get('code_verifier') ?? '');
      const fits = challenge === code_challenge && client_id === fields.get('client_id');
      if (!fits || redirect_uri !== fields.get('redirect_uri')) return undefined;
      return tokens(code.person, client_id, { scope, nonce });
    },
    async refresh_token(fields) {
      const claims = await key.verify(fields.get('refresh_token') ?? '', issuer);
      const person = people.find(({ sub }) => sub === claims?.sub);
      if (!person || claims?.token_use !== 'refresh' || claims.client_id !== fields.get('client_id')) return undefined;
      const { refresh_token: _, ...fresh } = await tokens(person, claims.client_id as string);
      return fresh;
    },
  };

  const enter = async (response: ServerResponse, ticket: string) => {
    const link = links.get(ticket);
    links.delete(ticket);
    if (!link) return text(response, 410, 'This link was used already. Starting "npm start" again prints a new one.');
    const cookie = await sign({ sub: link.person.sub, token_use: 'browser' }, REMEMBERED_DAYS * 24 * HOUR_SECONDS);
    response.setHeader(
      'set-cookie',
      `${COOKIE}=${cookie}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${REMEMBERED_DAYS * 86_400}`,
    );
    redirect(response, link.to);
  };

  const logout = (response: ServerResponse, query: URLSearchParams) => {
    const client = clients.find(({ id }) => id === query.get('client_id'));
    const to = query.get('logout_uri') ?? '';
    if (!client?.logoutUrls.includes(to)) return text(response, 400, 'This is not an address to sign out to.');
    response.setHeader('set-cookie', `${COOKIE}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0`);
    redirect(response, to);
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', issuer);
    const route = `${request.method} ${url.pathname}`;
    if (route === 'GET /.well-known/jwks.json') return json(response, 200, { keys: [key.publicJwk] });
    if (route === 'GET /oauth2/authorize') return authorize(request, response, url.searchParams);
    if (route === 'GET /logout') return logout(response, url.searchParams);
    if (request.method === 'GET' && url.pathname.startsWith('/enter/')) return enter(response, url.pathname.slice(7));
    if (route !== 'POST /oauth2/token') return text(response, 404, 'There is nothing here.');
    const fields = new URLSearchParams(await bodyOf(request));
    const answer = await grants[fields.get('grant_type') ?? '']?.(fields);
    return answer ? json(response, 200, answer) : json(response, 400, { error: 'invalid_grant' });
  };

  return {
    url: issuer,
    listener: (request, response) => {
      handle(request, response).catch((error: unknown) => response.destroy(error as Error));
    },
    oneTimeLink(person, to) {
      const ticket = randomUUID();
      links.set(ticket, { person, to });
      return `${issuer}/enter/${ticket}`;
    },
    tokensFor: (person, clientId) => tokens(person, clientId),
  };
}

const BODY_LIMIT_BYTES = 64 * 1024;

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_LIMIT_BYTES) throw new Error('the request is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

const text = (response: ServerResponse, status: number, sentence: string): void =>
  void response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${sentence}\n`);

const json = (response: ServerResponse, status: number, body: object): void =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

const redirect = (response: ServerResponse, location: string): void =>
  void response.writeHead(302, { location, 'cache-control': 'no-store' }).end();
