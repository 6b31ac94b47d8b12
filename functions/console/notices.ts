import { Hono } from 'hono';
import * as z from 'zod';
import { NEEDS } from '#shared/domain/membership.ts';
import { type NoticeRecord, NoticeState, packetOf } from '#shared/domain/notice-record.ts';
import { sentLately } from '#shared/notices/accuracy.ts';
import { answerProblem, dueDateProblem, takeAnswer } from '#shared/notices/answers.ts';
import { digestOf } from '#shared/notices/approval.ts';
import { mayBeFiled, notToBeFiled, reasonsNotToFile } from '#shared/notices/before-filing.ts';
import { accuracyOf } from '#shared/notices/breaker.ts';
import { approveNotice, type Refused } from '#shared/notices/by-people.ts';
import { fileNotice } from '#shared/notices/filing.ts';
import { render } from '#shared/notices/legal-forms/render.ts';
import { prospectOf } from '#shared/notices/prospect.ts';
import { shadowRefusal } from '#shared/notices/shadow.ts';
import { withdraw } from '#shared/notices/withdraw.ts';
import { keepStoreFilesOf } from '#shared/store-files/keep.ts';
import { brandInView } from './brand-in-view.ts';
import { formOf } from './form-values.ts';
import { noticePage } from './pages/notice-page.tsx';
import { noticesPage } from './pages/notices-page.tsx';
import type { ConsoleEnv, ConsoleServices, Visitor } from './services.ts';
import { VenueAnswer } from './venue-answer.ts';

const View = z.object({
  brand: z.string().optional().catch(undefined),
  state: NoticeState.catch('draft'),
});
const optionalText = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .optional()
    .transform((text) => text || undefined);
const Deed = z.discriminatedUnion('deed', [
  z.object({
    deed: z.literal('approve'),
    id: z.string(),
    digest: z.string().length(64),
    despiteBreaker: z.literal('yes').optional(),
  }),
  z.object({ deed: z.literal('filed'), id: z.string(), number: optionalText(200) }),
  z.object({
    deed: z.literal('withdraw'),
    id: z.string(),
    why: z.string().trim().min(1).max(1000),
    case: optionalText(1000),
  }),
]);
type Deed = z.infer<typeof Deed>;
const About = z.object({ id: z.string() });
/** How many offers an answer moved, in the address that it leads to. */
const Answered = z.object({ moved: z.coerce.number<string>().int(), unmoved: z.coerce.number<string>().int() });

/** Notices as people handle them: look, approve by content, fetch the packet, say that it is filed, take back. */
export function noticeRoutes(services: ConsoleServices): Hono<ConsoleEnv> {
  const { audit, clock, evidenceLinks } = services;
  const routes = new Hono<ConsoleEnv>();

  routes.get('/notices', async (c) => {
    const { visitor } = c.var;
    const view = View.parse(c.req.query());
    const at = await brandInView(visitor, view.brand);
    const found = at && (await visitor.stores.notices.byBrand(at.brand.id, view.state));
    return c.html(
      noticesPage(visitor, { at, state: view.state, notices: found?.notices ?? [], isMore: !!found?.next }),
    );
  });

  routes.get('/notice', async (c) => {
    const { visitor } = c.var;
    const notice = await visitor.stores.notices.get(c.req.query('id') ?? '~');
    if (!notice) return c.notFound();
    const [targets, brand, sent] = await Promise.all([
      visitor.stores.notices.targetsOf(notice.id),
      visitor.stores.brands.get(notice.brandId),
      sentLately(notice, visitor.stores, clock()),
    ]);
    const statements = targets.filter(({ state }) => state !== 'taken-out').map(({ statement }) => statement);
    const texts = notice.content.languages.map((language) => render(notice.content, statements, language));
    const said = c.req.query('said')?.slice(0, 300);
    const answered = Answered.safeParse(c.req.query()).data;
    return c.html(
      noticePage(visitor, {
        notice,
        targets,
        texts,
        stop: accuracyOf(sent, clock()).stop,
        prospect: prospectOf(notice.content, sent, clock()),
        inShadow: brand && shadowRefusal(brand),
        filing: waitsForFiling(notice)
          ? await mayBeFiled(notice, targets, brand, { ...services, cases: visitor.stores.cases })
          : undefined,
        digest: digestOf(notice, targets),
        said,
        answered,
      }),
    );
  });

  routes.get('/notice/packet', async (c) => {
    const { stores } = c.var.visitor;
    const notice = await stores.notices.get(c.req.query('id') ?? '~');
    const packetKey = notice && packetOf(notice);
    if (!packetKey) return c.notFound();
    const handOut = async () => c.redirect(await evidenceLinks.linkTo(packetKey));
    if (!waitsForFiling(notice)) return handOut();
    const [targets, brand] = await Promise.all([
      stores.notices.targetsOf(notice.id),
      stores.brands.get(notice.brandId),
    ]);
    const against = reasonsNotToFile(await mayBeFiled(notice, targets, brand, { ...services, cases: stores.cases }));
    if (against.length === 0) return handOut();
    const said = notToBeFiled(notice, against).slice(0, 300);
    return c.redirect(`/notice?${new URLSearchParams({ id: notice.id, said })}`, 303);
  });

  routes.post('/notice', async (c) => {
    const { visitor } = c.var;
    const parsed = Deed.safeParse(await c.req.parseBody());
    const { id } = await formOf(c, About);
    const notice = await visitor.stores.notices.get(id);
    if (!notice) return c.notFound();
    const outcome = parsed.success
      ? await doIt(notice, parsed.data, visitor, services)
      : { refused: 'Something is missing: to withdraw a notice say why, for the venue will ask.' };
    if (!('refused' in outcome) && parsed.success)
      await audit.append({
        at: clock().toISOString(),
        by: visitor.access.actor,
        action: `notice:${parsed.data.deed}`,
        brandId: notice.brandId,
        subject: id,
      });
    const said: Record<string, string> = 'refused' in outcome ? { said: outcome.refused } : {};
    return c.redirect(`/notice?${new URLSearchParams({ id, ...said })}`, 303);
  });

  routes.post('/notice/answer', async (c) => {
    const { access, stores } = c.var.visitor;
    const form = await c.req.parseBody({ all: true });
    const { id } = await formOf(c, About);
    const notice = await stores.notices.get(id);
    if (!notice) return c.notFound();
    const back = (more: Record<string, string>) => c.redirect(`/notice?${new URLSearchParams({ id, ...more })}`, 303);
    if (!access.may(PERMISSION, notice.brandId)) return back({ said: NOT_ALLOWED });
    const answer = VenueAnswer.safeParse(form);
    if (!answer.success)
      return back({ said: 'Nothing was kept: choose what was said, and leave at least one offer ticked.' });
    const problem = answerProblem(notice, answer.data) ?? dueDateProblem(notice, answer.data, clock());
    if (problem) return back({ said: problem });
    const { moved, unmoved } = await takeAnswer(notice, answer.data, access.actor, { ...services, ...stores });
    const moving = moved.map(({ caseId }) => caseId);
    await keepStoreFilesOf(notice.brandId, moving, { ...services, ...stores });
    const entry = { at: clock().toISOString(), by: access.actor, brandId: notice.brandId, subject: id };
    const changes = [`${answer.data.kind}: ${moved.length} offers moved, ${unmoved} stayed`];
    await audit.append({ ...entry, action: 'notice:answer', changes });
    return back({ moved: String(moved.length), unmoved: String(unmoved) });
  });
  return routes;
}

const waitsForFiling = ({ state }: NoticeRecord): boolean => state === 'ready-to-file';

const PERMISSION = NEEDS.handleNotice;
const NOT_ALLOWED = `This needs the right to ${PERMISSION}.`;

async function doIt(
  notice: NoticeRecord,
  deed: Deed,
  { access, stores }: Visitor,
  { quotas, takedowns, alerts, clock }: ConsoleServices,
): Promise<{ notice: NoticeRecord } | Refused> {
  if (!access.may(PERMISSION, notice.brandId)) return { refused: NOT_ALLOWED };
  const services = { ...stores, quotas, takedowns, alerts, clock };
  const by = access.actor;
  switch (deed.deed) {
    case 'approve':
      return approveNotice(
        notice,
        { by, digest: deed.digest, despiteBreaker: deed.despiteBreaker === 'yes' },
        services,
      );
    case 'filed':
      return fileNotice(notice, { by, number: deed.number }, services);
    case 'withdraw': {
      const caseIds = deed.case ? [deed.case] : [];
      const outcome = await withdraw(notice, { by, why: deed.why, caseIds }, services);
      if ('refused' in outcome) return outcome;
      const targets = await stores.notices.targetsOf(notice.id);
      await keepStoreFilesOf(
        notice.brandId,
        targets.map(({ caseId }) => caseId),
        services,
      );
      return outcome;
    }
  }
}
