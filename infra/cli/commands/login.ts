import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Command } from 'commander';
import { UsageError } from '#infra/local/usage-error.ts';
import { authorizeUrl, exchangeCode, type IdentityProvider, newAttempt } from '#shared/people/oidc-client.ts';
import { hostUrl } from '../api-client.ts';
import { loginFile, loginOf, writeLogin } from '../logins.ts';
import { printJson, say } from '../print.ts';

/** The one that the user pool allows (infra/aws/constructs/sign-in.ts). */
const CALLBACK_PORT = 8976;
const CALLBACK = `http://localhost:${CALLBACK_PORT}/callback`;
const PATIENCE_MS = 5 * 60_000;

export function loginCommand(): Command {
  return new Command('login')
    .argument('[address]', 'of the console (default: MARKWARDEN_URL, or the host that runs here)')
    .option('--json', 'print {url}')
    .action(async (address: string | undefined, { json }: { json?: boolean }) => {
      const url = (address ?? hostUrl()).replace(/\/$/, '');
      const provider = await providerOf(url);
      const attempt = newAttempt();
      const waiting = waitForAnswer(attempt.state);
      say(`Open this address in your browser and sign in:\n\n  ${authorizeUrl(provider, attempt, CALLBACK)}\n`);
      const code = await waiting;
      const tokens = await exchangeCode(provider, { code, verifier: attempt.verifier, redirectUri: CALLBACK });
      if (!tokens?.refresh_token) throw new UsageError('The sign-in was refused. Try again.');
      writeLogin(loginFile(), url, loginOf(provider, tokens, new Date()));
      if (json) printJson({ url });
      else say(`Signed in to ${url}.`);
    });
}

/** Asks the console where it sends people to sign in: nothing has to be configured twice. */
async function providerOf(url: string): Promise<IdentityProvider> {
  const answer = await fetch(`${url}/signin`, { redirect: 'manual' }).catch(() => undefined);
  const location = URL.parse(answer?.headers.get('location') ?? '');
  const clientId = location?.searchParams.get('client_id');
  if (!location || !clientId)
    throw new UsageError(
      `There is no Markwarden console at ${url}. Its address begins with https:// and is the deployment's output ConsoleUrl.`,
    );
  return { loginUrl: location.origin, clientId };
}

/** One answer of the identity provider, on loopback only. */
function waitForAnswer(state: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const server = createServer((request, response) => {
      const query = new URL(request.url ?? '/', CALLBACK).searchParams;
      const code = query.get('code');
      if (!request.url?.startsWith('/callback')) return tell(response, 404, 'There is nothing here.');
      if (query.get('state') !== state || !code) return tell(response, 400, 'This is no answer to this sign-in.');
      tell(response, 200, 'Signed in. You can close this window.');
      finish();
      resolve(code);
    });
    const finish = () => {
      clearTimeout(timer);
      server.close();
      server.closeIdleConnections();
    };
    const timer = setTimeout(() => {
      finish();
      reject(new UsageError('Nobody signed in within five minutes. Try again.'));
    }, PATIENCE_MS);
    server.once('error', () => {
      clearTimeout(timer);
      reject(
        new UsageError(`Port ${CALLBACK_PORT} is taken; the sign-in has to come back to it. Free it and try again.`),
      );
    });
    server.listen(CALLBACK_PORT, '127.0.0.1');
  });
}

const tell = (response: ServerResponse<IncomingMessage>, status: number, sentence: string): void =>
  void response
    .writeHead(status, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' })
    .end(`${sentence}\n`);
