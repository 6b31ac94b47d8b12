import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { secureHeaders } from 'hono/secure-headers';
import { MAX_FORM_BYTES } from '#shared/intake/bring.ts';
import { OutOfScopeError } from '#shared/people/scoped-store.ts';
import { logger } from '#shared/runtime/logger.ts';
import { alertAddressRoutes } from './alert-addresses.ts';
import { assetRoutes } from './assets.ts';
import { brandRoutes } from './brand.ts';
import { brandEditRoutes } from './brand-edit.ts';
import { cameFrom, withUnsent } from './came-from.ts';
import { caseRoutes } from './cases.ts';
import { catalogueRoutes } from './catalogue.ts';
import { csrfToken } from './csrf.ts';
import { evidenceRoutes } from './evidence.ts';
import { figuresRoutes } from './figures.ts';
import { findPictureRoutes } from './find-picture.ts';
import { findingRoutes } from './findings.ts';
import { FormRefusal } from './form-values.ts';
import { keywordRoutes } from './keywords.ts';
import { learningRoutes } from './learning.ts';
import { noticeRoutes } from './notices.ts';
import { onTrailOfPage } from './on-trail.ts';
import { messagePage } from './pages/message-page.tsx';
import { paperRoutes } from './papers.ts';
import { pictureRoutes } from './pictures.ts';
import { reviewRoutes } from './review.ts';
import { scansRoutes } from './scans.ts';
import { sellerRoutes } from './sellers.ts';
import { sentReportRoutes } from './sent-report.ts';
import type { ConsoleEnv, ConsoleServices } from './services.ts';
import { signedIn } from './session.ts';
import { settingsRoutes } from './settings.ts';
import { signInRoutes, signOutRoute } from './sign-in.ts';
import { taskRoutes } from './tasks.ts';
import { todayRoutes } from './today.ts';
import { translationRoutes } from './translation.ts';
import { trendsRoutes } from './trends.ts';
import { webhookRoutes } from './webhook.ts';

/**
 * The pages that people work in. What stands before `signedIn` shows nothing of anybody; every route after it has a visitor
 * (`c.var.visitor`) whose stores hold only their own brands.
 */
export function createConsole(services: ConsoleServices): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>();
  app.use(policy(services));
  app.use(bodyLimit({ maxSize: MAX_FORM_BYTES, onError: (c) => c.html(messagePage(TOO_LARGE), 413) }));
  app.use(onOwnAddress(services));
  app.route('/', assetRoutes());
  app.route('/', signInRoutes(services));
  app.route('/', signOutRoute(services));
  app.route('/', sentReportRoutes(services));
  app.get('/signed-out', (c) =>
    c.html(
      messagePage({ title: 'Signed out', text: 'Until next time.', action: { href: '/signin', label: 'Sign in' } }),
    ),
  );

  app.use(signedIn(services));
  app.use(csrfToken(services));
  app.use(async (c, next) => {
    await next();
    if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store');
  });
  app.use(onTrailOfPage);
  app.route('/', todayRoutes(services));
  app.route('/', trendsRoutes(services));
  app.route('/', taskRoutes(services));
  app.route('/', reviewRoutes(services));
  app.route('/', findPictureRoutes(services));
  app.route('/', alertAddressRoutes(services));
  app.route('/', brandRoutes(services));
  app.route('/', brandEditRoutes(services));
  app.route('/', keywordRoutes(services));
  app.route('/', catalogueRoutes(services));
  app.route('/', paperRoutes(services));
  app.route('/', webhookRoutes(services));
  app.route('/', scansRoutes(services));
  app.route('/', learningRoutes());
  app.route('/', caseRoutes(services));
  app.route('/', findingRoutes(services));
  app.route('/', sellerRoutes(services));
  app.route('/', noticeRoutes(services));
  app.route('/', figuresRoutes(services));
  app.route('/', settingsRoutes(services));
  app.route('/', pictureRoutes(services));
  app.route('/', translationRoutes(services));
  app.route('/', evidenceRoutes(services));

  const missing = { title: 'Not found', text: 'There is nothing here.', action: { href: '/', label: 'Today' } };
  app.notFound((c) => c.html(messagePage(missing), 404));
  app.onError((error, c) => {
    if (error instanceof OutOfScopeError) return c.html(messagePage(missing), 404);
    if (error instanceof FormRefusal)
      return c.html(messagePage(notTaken(error, withUnsent(cameFrom(c, services.consoleUrl), 'refused'))), 400);
    logger.error('page failed', { path: c.req.path, error });
    const text = 'Something failed on our side; the log has the details. Nothing of yours was lost: try again.';
    return c.html(messagePage({ title: 'That did not work', text, action: { href: '/', label: 'Today' } }), 500);
  });
  return app;
}

const TOO_LARGE = {
  title: 'Too large',
  text: `At most ${Math.floor(MAX_FORM_BYTES / 1_000_000)} MB can be sent at once, and nothing was taken in. A page is saved as "HTML only", without its pictures; larger files go by the command line.`,
  action: { href: '/', label: 'Today' },
};

const notTaken = ({ message }: FormRefusal, href: string) => ({
  title: 'Not done',
  text: `Nothing was changed. ${message}.`,
  action: { href, label: 'Back to the page' },
});

/** Nothing from elsewhere, nothing inline: a seller's text that gets into a page as markup still cannot run. */
function policy({ provider, evidenceLinks }: ConsoleServices) {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", evidenceLinks.origin],
      connectSrc: ["'self'"],
      // The way out leads over the identity provider.
      formAction: ["'self'", new URL(provider.loginUrl).origin],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
    crossOriginResourcePolicy: 'same-origin',
    // Others learn nothing from where somebody came. Not `no-referrer`: a form's request would not say that it is our own either.
    referrerPolicy: 'same-origin',
    xFrameOptions: 'DENY',
  });
}

/** Sign-in comes back to one address; a browser that came by another name of this machine would not find its cookie there. */
function onOwnAddress({ consoleUrl }: ConsoleServices) {
  const own = new URL(consoleUrl);
  return async (c: import('hono').Context<ConsoleEnv>, next: import('hono').Next) => {
    const { hostname, pathname, search } = new URL(c.req.url);
    if (own.hostname !== '127.0.0.1' || hostname !== 'localhost') return next();
    return c.redirect(`${own.origin}${pathname}${search}`);
  };
}
