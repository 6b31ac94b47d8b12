import type { Context } from 'hono';
import { Hono } from 'hono';
import { invitedPerson } from '#shared/domain/membership.ts';
import { authorizeUrl, exchangeCode, newAttempt, secret } from '#shared/people/oidc-client.ts';
import type { IdClaims } from '#shared/people/token-verifier.ts';
import { ownPath } from './came-from.ts';
import { carriesToken, tokenMissing } from './csrf.ts';
import { messagePage } from './pages/message-page.tsx';
import type { ConsoleEnv, ConsoleServices } from './services.ts';
import { clearSession, hashOf, readSession, takeAttempt, writeAttempt, writeSession } from './session-cookie.ts';
import { CHECK_SECONDS, SESSION_SECONDS } from './session-times.ts';

/** Routes that work without a session: to the identity provider and back. */
export function signInRoutes(services: ConsoleServices): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>();
  const { provider, consoleUrl, people, clock } = services;
  const redirectUri = `${consoleUrl}/signin/callback`;

  routes.get('/signin', (c) => {
    const attempt = { ...newAttempt(), to: ownPath(c.req.query('to')) };
    writeAttempt(c, attempt);
    return c.redirect(authorizeUrl(provider, attempt, redirectUri));
  });

  routes.get('/signin/callback', async (c) => {
    const attempt = takeAttempt(c);
    const code = c.req.query('code');
    if (!attempt || !code || c.req.query('state') !== attempt.state)
      return failed(c, 'This sign-in was not begun here, or took too long.');
    const tokens = await exchangeCode(provider, { code, verifier: attempt.verifier, redirectUri });
    if (!tokens?.id_token || !tokens.refresh_token) return failed(c, 'The sign-in was refused.');
    const claims = await services.verifyIdToken(tokens.id_token).catch(() => undefined);
    if (claims?.nonce !== attempt.nonce) return failed(c, 'The sign-in was answered with a token that is not for it.');
    await welcome(services, claims);
    const browserSecret = secret();
    const now = clock().getTime();
    await people.openSession({
      person: claims.sub,
      secretHash: hashOf(browserSecret),
      csrfToken: secret(),
      refreshToken: tokens.refresh_token,
      checkAt: new Date(now + CHECK_SECONDS * 1000).toISOString(),
      signedInAt: new Date(now).toISOString(),
      expiresAt: Math.floor(now / 1000) + SESSION_SECONDS,
    });
    writeSession(c, { person: claims.sub, secret: browserSecret }, SESSION_SECONDS);
    return c.redirect(attempt.to);
  });

  return routes;
}

/** Ends the session here and at the identity provider. Open to whoever has a session, a brand or not. */
export function signOutRoute(services: ConsoleServices): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>();
  routes.post('/signout', async (c) => {
    const cookie = readSession(c);
    const { session } = cookie ? await services.people.visitor(cookie.person, hashOf(cookie.secret)) : {};
    if (!session) return c.redirect('/signed-out', 303);
    if (!(await carriesToken(c, session))) return tokenMissing(c, services);
    await services.people.endSession(session.person, session.secretHash);
    clearSession(c);
    const { loginUrl, clientId } = services.provider;
    const back = new URLSearchParams({ client_id: clientId, logout_uri: `${services.consoleUrl}/signed-out` });
    return c.redirect(`${loginUrl}/logout?${back}`, 303);
  });
  return routes;
}

/** Keeps how they are called, and gives them what was given to their address before they first came. */
async function welcome({ people }: ConsoleServices, { sub, email, email_verified, name }: IdClaims): Promise<void> {
  const known = await people.get(sub);
  await people.putProfile({ person: sub, email, name: name ?? known?.profile.name ?? email ?? sub });
  if (!email || !email_verified) return;
  const invited = (await people.get(invitedPerson(email)))?.memberships ?? [];
  for (const membership of invited) {
    await people.putMembership({ ...membership, person: sub });
    await people.removeMembership(membership.person, membership.brandId);
  }
}

function failed(c: Context<ConsoleEnv>, why: string) {
  const page = messagePage({ title: 'Not signed in', text: why, action: { href: '/signin', label: 'Sign in' } });
  return c.html(page, 400);
}
