import { Hono } from 'hono';
import { reportFolders } from '#shared/evidence/object-keys.ts';
import { messagePage } from './pages/message-page.tsx';
import type { ConsoleEnv, ConsoleServices } from './services.ts';

const GONE = {
  title: 'This address has run out',
  text: 'Addresses of reports open for two weeks. The figures are in the console, for who may see the brand.',
  action: { href: '/figures', label: 'Figures' },
};

const NOT_KEPT = {
  title: 'This report is not kept any more',
  text: 'Its file was deleted: one of the sellers in it was erased, or its time was over. The figures are in the console, for who may see the brand.',
  action: GONE.action,
};

/** A mailed report, for whoever has its address: it may be sent on to people who never sign in. */
export function sentReportRoutes({ reportLinks, reportFiles, clock }: ConsoleServices): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>();
  routes.get('/sent-report', async (c) => {
    const { token, form } = c.req.query();
    c.header('cache-control', 'no-store');
    c.header('referrer-policy', 'no-referrer');
    const link = token ? await reportLinks.get(token, clock()) : undefined;
    if (!link) return c.html(messagePage(GONE), 404);
    const { html, pdf } = reportFolders(link.brandId);
    const key = form === 'pdf' ? `${pdf}${link.month}.pdf` : `${html}${link.month}.html`;
    if (!(await reportFiles.isThere(key))) return c.html(messagePage(NOT_KEPT), 410);
    return c.redirect(await reportFiles.linkTo(key));
  });
  return routes;
}
