import { Hono } from 'hono';
import { autoSubmitThreshold, expeditingWords } from '#shared/domain/expediting.ts';
import { modelInUse } from '#shared/learning/model-in-use.ts';
import { brandInView } from './brand-in-view.ts';
import { learningPage } from './pages/learning-page.tsx';
import type { ConsoleEnv } from './services.ts';

export function learningRoutes(): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>();
  routes.get('/learning', async (c) => {
    const { visitor } = c.var;
    const { models } = visitor.stores;
    const inView = await brandInView(visitor, c.req.query('brand'));
    if (!inView) return c.html(learningPage(visitor, undefined));
    const { brand } = inView;
    const [promoted, found, training] = await Promise.all([
      models.promoted(),
      models.expediting(brand.id),
      models.report(),
    ]);
    const { version } = modelInUse(promoted);
    const isLearnt = promoted?.version === version;
    const words = expeditingWords(autoSubmitThreshold(brand, found, version));
    const pin = promoted?.pinned;
    return c.html(learningPage(visitor, { ...inView, version, isLearnt, words, training, pin }));
  });
  return routes;
}
