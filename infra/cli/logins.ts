import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { writeFileAtomically } from '#infra/local/host/write-file.ts';
import { isoAfter } from '#shared/domain/time-units.ts';
import { parseJson } from '#shared/extraction/embedded-json.ts';
import { refreshTokens, type Tokens } from '#shared/people/oidc-client.ts';

/** What `markwarden login` keeps for one installation; a local host writes the same for its first person. */
export const Login = z.object({
  loginUrl: z.string(),
  clientId: z.string(),
  accessToken: z.string(),
  refreshToken: z.string(),
  /** ISO. */
  expiresAt: z.string(),
});
export type Login = z.infer<typeof Login>;
const Logins = z.record(z.string(), Login);

const ALMOST_MS = 60_000;

/** Beside the state of a local host, or in the person's own configuration. */
export function loginFile(env: NodeJS.ProcessEnv = process.env): string {
  return join(env.XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'markwarden', 'logins.json');
}

export function readLogins(file: string): Record<string, Login> {
  if (!existsSync(file)) return {};
  return Logins.catch({}).parse(parseJson(readFileSync(file, 'utf8')));
}

/** Readable by this person only: whoever has these tokens is them. */
export function writeLogin(file: string, url: string, login: Login): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileAtomically(file, JSON.stringify({ ...readLogins(file), [url]: login }, null, 2), { mode: 0o600 });
}

export function loginOf(provider: Pick<Login, 'loginUrl' | 'clientId'>, tokens: Tokens, now: Date, kept = ''): Login {
  return {
    loginUrl: provider.loginUrl,
    clientId: provider.clientId,
    accessToken: tokens.access_token,
    refreshToken: tokens.refresh_token ?? kept,
    expiresAt: isoAfter(now, tokens.expires_in * 1000),
  };
}

/** A token that is good now, renewed where it has to be; undefined when nobody is signed in there any more. */
export async function accessToken(files: readonly string[], url: string, now: Date): Promise<string | undefined> {
  const file = files.find((each) => readLogins(each)[url]);
  const login = file && readLogins(file)[url];
  if (!login) return undefined;
  if (Date.parse(login.expiresAt) - ALMOST_MS > now.getTime()) return login.accessToken;
  const tokens = await refreshTokens(login, login.refreshToken);
  if (!tokens) return undefined;
  writeLogin(file, url, loginOf(login, tokens, now, login.refreshToken));
  return tokens.access_token;
}
