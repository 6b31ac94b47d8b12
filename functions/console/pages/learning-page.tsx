import { doerWords } from '#shared/cases/case-words.ts';
import type { TrainingReport } from '#shared/domain/training-report.ts';
import type { Pin } from '#shared/stores/model-store.ts';
import type { BrandInView } from '../brand-in-view.ts';
import type { Visitor } from '../services.ts';
import { NoBrand } from './brand-page.tsx';
import { BrandTabs } from './brand-tabs.tsx';
import { Moment } from './coverage-words.tsx';
import { page } from './layout.tsx';

export type LearningView = BrandInView & {
  version: string;
  /** From decisions of this installation; otherwise as it was shipped. */
  isLearnt: boolean;
  words: string;
  training?: TrainingReport;
  pin?: Pin;
};

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

const Training = ({ version, isLearnt, training, pin }: LearningView) => (
  <section>
    <h2>The score</h2>
    <p>
      {isLearnt
        ? 'Offers are judged by what was learnt from your decisions'
        : 'Offers are judged as Markwarden was shipped'}{' '}
      <span class="soft">
        (model <code>{version}</code>)
      </span>
      {pin ? (
        <>
          , pinned by <span dir="auto">{doerWords(pin.by)}</span>: no training replaces it
        </>
      ) : null}
      .
    </p>
    {training ? (
      <>
        <p>
          Last training, <Moment at={training.at} />: the new model{' '}
          {training.promoted ? 'took over' : 'did not take over'}: {training.why}.
        </p>
        <p class="soft">
          {training.decisions.read} decisions of people were read; {training.counts.training} taught it, and{' '}
          {training.counts.heldOut} were kept back to check it.
          {training.agreement.pairs > 0
            ? ` Of ${training.agreement.pairs} offers that two people judged they agreed on ${training.agreement.agreed}.`
            : ''}
        </p>
        <Comparison {...training} />
      </>
    ) : (
      <p>No training has run yet.</p>
    )}
  </section>
);

type Figure = keyof NonNullable<TrainingReport['before']>;
/** `better`: which way a figure should go. */
const FIGURES: Record<Figure, { name: string; better: 'higher' | 'lower' }> = {
  recallAtP90: { name: 'Of what infringes, found while nine of ten that are shown do', better: 'higher' },
  averagePrecision: { name: 'How well the order puts what infringes first (average precision)', better: 'higher' },
  calibrationError: { name: 'How far a probability is from how often it is right', better: 'lower' },
};

/** The model before and the new one, on decisions that neither was taught. */
const Comparison = ({ before, after }: TrainingReport) =>
  before && after ? (
    <table class="stacks">
      <caption>On the decisions that were kept back</caption>
      <thead>
        <tr>
          <th scope="col">Figure</th>
          <th scope="col">Better is</th>
          <th scope="col">Before</th>
          <th scope="col">New</th>
        </tr>
      </thead>
      <tbody>
        {(Object.keys(FIGURES) as Figure[]).map((name) => (
          <tr>
            <th scope="row">{FIGURES[name].name}</th>
            <td data-of="Better is">{FIGURES[name].better}</td>
            <td data-of="Before">{percent(before[name])}</td>
            <td data-of="New">{percent(after[name])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  ) : null;

/** With the interval that it lies in; unknown where the decisions are too few to say. */
const percent = ({ estimate, low, high }: NonNullable<TrainingReport['before']>[Figure]): string => {
  if (estimate === null) return 'unknown';
  const of = (share: number) => Math.round(1000 * share) / 10;
  return `${of(estimate)} %${low !== null && high !== null ? ` (${of(low)} to ${of(high)})` : ''}`;
};
