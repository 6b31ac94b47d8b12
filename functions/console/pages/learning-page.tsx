import type { TrainingReport } from '#shared/domain/training-report.ts';
import type { Pin } from '#shared/stores/model-store.ts';
import type { BrandInView } from '../brand-in-view.ts';
import type { Visitor } from '../services.ts';
import { NoBrand } from './brand-page.tsx';
import { BrandTabs } from './brand-tabs.tsx';
import { Moment } from './coverage-words.tsx';
import { page } from './layout.tsx';

export type LearningView = BrandInView & { version: string; words: string; training?: TrainingReport; pin?: Pin };

/** Which model judges, what last night's training found, and whether this brand's notices may leave without a person. */
export function learningPage(visitor: Visitor, view: LearningView | undefined) {
  return page(
    visitor,
    { title: 'What it has learnt' },
    view ? (
      <>
        <BrandTabs {...view} path="/learning" />
        <section>
          <h2>Notices that leave by themselves</h2>
          <p>{view.words}.</p>
          <p>
            {view.brand.enforcement.mode === 'auto'
              ? 'This brand sends automatically what is proved; the rest waits for somebody.'
              : `This brand sends nothing without somebody: its mode is "${view.brand.enforcement.mode}".`}
          </p>
        </section>
        <Training {...view} />
      </>
    ) : (
      <NoBrand visitor={visitor} />
    ),
  );
}

const Training = ({ version, training, pin }: LearningView) => (
  <section>
    <h2>The model</h2>
    <p>
      In use: <code>{version}</code>
      {pin ? (
        <>
          , pinned by <span dir="auto">{pin.by}</span>: no training replaces it
        </>
      ) : null}
      .
    </p>
    {training ? (
      <>
        <p>
          Last training, <Moment at={training.at} />: the new model{' '}
          {training.promoted ? 'took over' : 'did not take over'}: {training.why}
        </p>
        <p class="soft">
          {training.decisions.read} decisions read, {training.counts.training} trained on, {training.counts.heldOut}{' '}
          held out to measure.
        </p>
      </>
    ) : (
      <p>No training has run yet.</p>
    )}
  </section>
);
