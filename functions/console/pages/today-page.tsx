import type { Case } from '#shared/domain/case.ts';
import type { Visitor } from '../services.ts';
import { EmptyState, page } from './layout.tsx';

export type Today = { brandId: string; brandIds: readonly string[]; waiting: readonly Waiting[] };
export type Waiting = { label: string; cases: readonly Case[]; isMore: boolean };

/** What waits for somebody. */
export function todayPage(visitor: Visitor, today: Today | undefined) {
  return page(visitor, { title: 'Today', here: 'today' }, today ? <Figures {...today} /> : <NoBrand />);
}

const NoBrand = () => (
  <EmptyState title="No brand is registered yet">
    <p>
      <code>npx markwarden brand add brand.yaml</code> registers one.
    </p>
  </EmptyState>
);

const Figures = ({ brandId, brandIds, waiting }: Today) => (
  <>
    {brandIds.length > 1 ? (
      <nav aria-label="Brand" class="brands">
        <ul class="tabs">
          {brandIds.map((id) => (
            <li>
              <a href={`/?brand=${encodeURIComponent(id)}`} aria-current={id === brandId ? 'true' : undefined}>
                {id}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    ) : null}
    <section class="figures" aria-label={`Waiting for you, ${brandId}`}>
      {waiting.map(({ label, cases, isMore }) => (
        <div class="figure">
          <strong>
            {cases.length}
            {isMore ? '+' : ''}
          </strong>
          <span>{label}</span>
        </div>
      ))}
    </section>
  </>
);
