import { Hono } from 'hono';
import type { Case } from '#shared/domain/case.ts';
import { dayOf } from '#shared/domain/days.ts';
import type { Translation } from '#shared/domain/translation.ts';
import { countMetric, logger } from '#shared/runtime/logger.ts';
import { translated } from '#shared/translation/translator.ts';
import { TranslationPart, translationPage } from './pages/translation.tsx';
import type { ConsoleEnv, ConsoleServices } from './services.ts';

type Services = Pick<ConsoleServices, 'translator' | 'quotas' | 'clock'>;

/** Texts that are new to the engine, for each brand and day: a page that is opened by a program must not run up a bill. */
const MOST_A_DAY = 1_000;

/** A seller's words in the console's language, only when somebody asks; the original stays beside them. Three reads. */
export function translationRoutes(services: Services): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>();
  routes.post('/case/translation', async (c) => {
    const { visitor } = c.var;
    const { id } = await c.req.parseBody();
    const record = await visitor.stores.cases.get(String(id ?? '~'));
    if (!record || !services.translator) return c.notFound();
    const shown = { record, ...(await translationOf(record, services)) };
    const isPart = c.req.header('hx-request') !== undefined;
    return c.html(isPart ? TranslationPart(visitor, shown).toString() : translationPage(visitor, shown));
  });
  return routes;
}

async function translationOf(
  { id, brandId, listing }: Case,
  { translator, quotas, clock }: Services,
): Promise<{ translation: Translation } | { refused: string }> {
  const at = clock();
  const key = `translations~${brandId}~${dayOf(at)}`;
  const mayAsk = (hash: string) => quotas.take({ key, by: hash, at }, MOST_A_DAY);
  try {
    const texts = [listing.title, listing.description ?? ''];
    const translation = await translated(texts, { brandId, caseId: id }, { ...translator!, mayAsk });
    return translation
      ? { translation }
      : { refused: `${MOST_A_DAY} offers of this brand were translated today, and no more are before midnight (UTC).` };
  } catch (error) {
    logger.error('not translated', { caseId: id, error });
    countMetric('CaseFailed', 1, { step: 'translate' });
    return { refused: 'The translator does not answer. Try again, or have your browser translate the page.' };
  }
}
