import type { Coverage } from '#shared/domain/coverage.ts';
import { isRead } from '#shared/domain/coverage.ts';
import { minuteOf } from '#shared/domain/days.ts';
import { NEEDS } from '#shared/domain/membership.ts';
import { NO_WATCH } from '#shared/intake/watch-of-page.ts';
import type { ScheduledWatch } from '#shared/stores/brand-store.ts';
import type { Scan, SearchHistory } from '#shared/watches/coverage-history.ts';
import { COVERAGE_WORDS } from '#shared/watches/coverage-words.ts';
import type { BrandInView } from '../brand-in-view.ts';
import type { Visitor } from '../services.ts';
import { NoBrand } from './brand-page.tsx';
import { BrandTabs } from './brand-tabs.tsx';
import { Moment, Outcome, SearchName, WhyNotRead } from './coverage-words.tsx';
import { Intake, type IntakeView } from './intake-forms.tsx';
import { CsrfField, EmptyState, page } from './layout.tsx';
import { periodWords } from './period-words.ts';

export type ScansView = BrandInView & {
  watches: readonly ScheduledWatch[];
  histories: readonly SearchHistory[];
  /** Where this stretch of the history begins, ISO. */
  since?: string;
  next?: string;
  isNewest: boolean;
  intake: IntakeView;
};

/** Scans of one search that are shown side by side; the rest of the stretch stands behind it as a number. */
const MOST_CELLS = 30;

/** What was read of each search, and what was not. */
export function scansPage(visitor: Visitor, view: ScansView | undefined) {
  return page(
    visitor,
    { title: 'Scans', here: 'scans' },
    view ? (
      <>
        <BrandTabs {...view} path="/scans" />
        <Intake visitor={visitor} brand={view.brand} intake={view.intake} />
        <Summary {...view} />
        <ScanNow visitor={visitor} {...view} />
        {view.histories.map((history) => (
          <Search history={history} watch={watchOf(view.watches, history)} />
        ))}
        {view.isNewest ? <NothingYet {...view} /> : null}
        <p>
          {view.isNewest ? null : <a href={`/scans?brand=${encodeURIComponent(view.brand.id)}`}>Newest</a>}{' '}
          {view.next ? (
            <a href={`/scans?${new URLSearchParams({ brand: view.brand.id, before: view.next })}`}>Earlier</a>
          ) : null}
        </p>
      </>
    ) : (
      <NoBrand visitor={visitor} />
    ),
  );
}

const watchOf = (watches: readonly ScheduledWatch[], { keyword, marketplace }: SearchHistory) =>
  watches.find((watch) => watch.keyword === keyword && watch.marketplace === marketplace);

const Summary = ({ histories, since }: ScansView) => {
  const outcomes = Map.groupBy(histories, ({ scans }) => scans[0]!.coverage);
  if (histories.length === 0)
    return (
      <EmptyState title="Nothing was scanned yet">
        <p>A watch is scanned within minutes of being registered.</p>
      </EmptyState>
    );
  return (
    <section aria-label="How each search went last">
      <ul class="outcomes">
        {(Object.keys(COVERAGE_WORDS) as Coverage[]).map((coverage) => {
          const number = outcomes.get(coverage)?.length ?? 0;
          return number > 0 ? (
            <li>
              <strong>{number}</strong> <Outcome coverage={coverage} />
            </li>
          ) : null;
        })}
      </ul>
      {since ? (
        <p class="soft">
          The last scan of each search, and those before it since <Moment at={since} />.
        </p>
      ) : null}
    </section>
  );
};

const ScanNow = ({ visitor, brand, watches }: ScansView & { visitor: Visitor }) =>
  watches.length > 0 && visitor.access.may(NEEDS.scan, brand.id) ? (
    <form method="post" action="/scans/now">
      <CsrfField token={visitor.session.csrfToken} />
      <input type="hidden" name="brand" value={brand.id} />
      <p>
        <button type="submit" class="quiet">
          Scan {watches.length === 1 ? 'it' : `all ${watches.length} searches`} now
        </button>
      </p>
    </form>
  ) : null;

const Search = ({ history, watch }: { history: SearchHistory; watch?: ScheduledWatch }) => {
  const [last] = history.scans;
  return (
    <section class="search">
      <h2>
        <SearchName {...history} />
      </h2>
      <p>
        <Outcome coverage={last!.coverage} />, <Moment at={last!.period} />, {counted(last!)}
        {watch ? (
          <span class="soft">
            {' '}
            · every {periodWords(watch.every)}, next <Moment at={watch.nextAt} />
          </span>
        ) : history.keyword === NO_WATCH ? null : (
          <span class="soft"> · not watched any more</span>
        )}
      </p>
      {isRead(last!.coverage) ? null : <WhyNotRead scan={last!} />}
      <Strip scans={history.scans} />
    </section>
  );
};

const counted = ({ pages, offers }: Scan) =>
  `${offers} ${offers === 1 ? 'offer' : 'offers'} on ${pages} ${pages === 1 ? 'page' : 'pages'}`;

/** One cell for each scan, oldest first. */
const Strip = ({ scans }: { scans: readonly Scan[] }) => (
  <>
    <ol class="strip" aria-label="Scans, oldest first">
      {scans
        .slice(0, MOST_CELLS)
        .toReversed()
        .map(({ period, coverage }) => {
          const { label, sign, tone } = COVERAGE_WORDS[coverage];
          const says = `${minuteOf(period)}: ${label}`;
          return (
            <li class={tone} title={says}>
              <span aria-hidden="true">{sign}</span>
              <span class="unseen">{says}</span>
            </li>
          );
        })}
    </ol>
    {scans.length > MOST_CELLS ? <p class="soft">and {scans.length - MOST_CELLS} before</p> : null}
  </>
);

/** Watches that are in none of the pages: never scanned, or longer ago than this stretch goes. */
const NothingYet = ({ watches, histories }: ScansView) => {
  const seen = new Set(histories.map(({ marketplace, keyword }) => JSON.stringify([marketplace, keyword])));
  const unseen = watches.filter(({ marketplace, keyword }) => !seen.has(JSON.stringify([marketplace, keyword])));
  if (unseen.length === 0) return null;
  return (
    <section>
      <h2>Not scanned in this time</h2>
      <ul>
        {unseen.map((watch) => (
          <li>
            <SearchName {...watch} />: {watch.lastPeriod ? 'last read ' : 'never read yet'}
            {watch.lastPeriod ? <Moment at={watch.lastPeriod} /> : null}, due <Moment at={watch.nextAt} />
          </li>
        ))}
      </ul>
    </section>
  );
};
