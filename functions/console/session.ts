import type { Context, MiddlewareHandler } from 'hono';
import { isoAfter } from '#shared/domain/time-units.ts';
import { type Access, accessOf } from '#shared/people/access.ts';
import { refreshTokens } from '#shared/people/oidc-client.ts';
import type { Session } from '#shared/stores/people-store.ts';
import { cameFrom, pathOf, UNSENT, Unsent, withUnsent } from './came-from.ts';
import { messagePage } from './pages/message-page.tsx';
import { type ConsoleEnv, type ConsoleServices, visitorOf } from './services.ts';
import { clearSession, hashOf, readBrand, readSession, writeBrand } from './session-cookie.ts';
import { CHECK_SECONDS } from './session-times.ts';

/** Lets nobody past who is not signed in; whoever is gets their own stores. One read of the table, two when an hour has passed. */
export function signedIn(services: ConsoleServices): MiddlewareHandler<ConsoleEnv> {
  return async (c, next) => {
    const cookie = readSession(c);
    if (!cookie) return toSignIn(c, services);
    const found = await services.people.visitor(cookie.person, hashOf(cookie.secret));
    const { person, session, lastDecision, stay } = found;
    if (!session || !(await mayStay(services, session))) {
      clearSession(c);
      return toSignIn(c, services);
    }
    if (!person || person.memberships.length === 0) return c.html(nobodysPage(session), 403);
    const access = accessOf(person);
    const lastBrandId = brandTurnedTo(c, access);
    const unsent = Unsent.safeParse(c.req.query(UNSENT)).data;
    const signedIn = { session, lastDecision, stay, lastBrandId, unsent };
    c.set('visitor', visitorOf(services, person.profile.name, access, signedIn));
    return next();
  };
}

const LONGEST_BRAND_ID = 64;

/** The one that the address names, which is remembered, or the one remembered. */
function brandTurnedTo(c: Context, { brandIds }: Access): string | undefined {
  const named = c.req.query('brand');
  const remembered = readBrand(c);
  if (named === undefined || named === remembered) return remembered;
  const isTheirs = named.length <= LONGEST_BRAND_ID && (brandIds === 'every' || brandIds.includes(named));
  if (!isTheirs) return remembered;
  writeBrand(c, named);
  return named;
}

/** Asks the identity provider once an hour, so that who was blocked there is out here within that time. */
async function mayStay(
  { people, provider, verifyIdToken, clock }: ConsoleServices,
  session: Session,
): Promise<boolean> {
  const now = clock();
  if (now.toISOString() < session.checkAt) return true;
  const tokens = await refreshTokens(provider, session.refreshToken);
  const claims = tokens?.id_token ? await verifyIdToken(tokens.id_token).catch(() => undefined) : undefined;
  if (!tokens || claims?.sub !== session.person) {
    await people.endSession(session.person, session.secretHash);
    return false;
  }
  return people.renewSession({
    ...session,
    refreshToken: tokens.refresh_token ?? session.refreshToken,
    checkAt: isoAfter(now, CHECK_SECONDS * 1000),
  });
}

/** Back to where somebody wanted to go; the way of a form or a script leads to the page it was on, which then says that nothing was sent. */
function toSignIn(c: Context, { consoleUrl }: Pick<ConsoleServices, 'consoleUrl'>) {
  const isScript = c.req.header('hx-request') !== undefined;
  const from = cameFrom(c, consoleUrl);
  const wanted = c.req.method !== 'GET' ? withUnsent(from, 'signed-out') : isScript ? from : pathOf(new URL(c.req.url));
  const address = wanted === '/' ? '/signin' : `/signin?to=${encodeURIComponent(wanted)}`;
  // A script's request cannot follow to another site: the page itself has to go.
  if (isScript) return c.body(null, 401, { 'hx-redirect': address });
  return c.redirect(address, 303);
}

function nobodysPage({ person, csrfToken }: Session) {
  return messagePage({
    title: 'You are signed in, and have no brand yet',
    text: 'Somebody who looks after this installation has to give you one. Tell them this number of yours:',
    code: person,
    signOutToken: csrfToken,
  });
}
