import type { Coverage } from '#shared/domain/coverage.ts';
import { minuteOf } from '#shared/domain/days.ts';
import { NO_WATCH } from '#shared/intake/watch-of-page.ts';
import type { Scan, SearchHistory } from '#shared/watches/coverage-history.ts';
import { COVERAGE_WORDS } from '#shared/watches/coverage-words.ts';
import { marketplaceName } from './marketplace-name.ts';
import { SellersText } from './sellers-text.tsx';

/** 2026-11-30 08:15, in UTC as everything that is stored. */
export const Moment = ({ at }: { at: string }) => <time datetime={at}>{minuteOf(at)} UTC</time>;

export const Outcome = ({ coverage }: { coverage: Coverage }) => {
  const { label, sign, tone } = COVERAGE_WORDS[coverage];
  return (
    <span class={`outcome ${tone}`}>
      <span aria-hidden="true">{sign}</span> {label}
    </span>
  );
};

/** What was not read whole, why, and what to do. */
export const WhyNotRead = ({ scan: { coverage, reasons } }: { scan: Scan }) => {
  const { means, next } = COVERAGE_WORDS[coverage];
  return (
    <>
      <p>{means}</p>
      {reasons.length > 0 ? (
        <p class="soft">
          Reason: <SellersText text={reasons.slice(0, 3).join('; ')} />
        </p>
      ) : null}
      {next ? <p>{next}</p> : null}
    </>
  );
};

/** What people call a search: its keyword, and where. */
export const SearchName = ({ keyword, marketplace }: Pick<SearchHistory, 'keyword' | 'marketplace'>) => (
  <>
    {keyword === NO_WATCH ? 'brought, for no watch' : <SellersText text={keyword} />}{' '}
    <span class="soft">on {marketplaceName(marketplace)}</span>
  </>
);
