import type { Coverage } from '#shared/domain/coverage.ts';
import { NO_WATCH } from '#shared/intake/watch-of-page.ts';
import type { Scan, SearchHistory } from '#shared/watches/coverage-history.ts';
import { SellersText } from './sellers-text.tsx';

type Words = { label: string; sign: string; tone: 'good' | 'mid' | 'bad'; means: string; next?: string };

/** What each outcome says of the offers there, and what somebody can do. The sign tells them apart without the colour. */
export const COVERAGE_WORDS: Record<Coverage, Words> = {
  complete: { label: 'complete', sign: '✓', tone: 'good', means: 'Everything that was asked for was read.' },
  empty: { label: 'no results', sign: '○', tone: 'good', means: 'The marketplace itself says that it has none.' },
  partial: {
    label: 'partly read',
    sign: '◐',
    tone: 'mid',
    means: 'Some offers or pages are missing.',
    next: 'The next scan reads them again. If it stays so, the page has changed: docs/add-a-marketplace.md tells how to mend the reader.',
  },
  blocked: {
    label: 'blocked',
    sign: '✕',
    tone: 'bad',
    means: 'The marketplace or its terms kept us out: what is there is unknown, not absent.',
    next: 'Ask it for access, use its official search interface if it has one, watch less often, or bring pages that a person saved (markwarden intake). Nothing is done to get around it.',
  },
  unreadable: {
    label: 'unreadable',
    sign: '?',
    tone: 'bad',
    means: 'A page came, and nothing on it could be read: what is there is unknown, not absent.',
    next: 'Open the search yourself. If offers are there, the page has changed: docs/add-a-marketplace.md tells how to mend the reader.',
  },
  'not-read': {
    label: 'not read in time',
    sign: '–',
    tone: 'bad',
    means: 'It was not asked for before its period was over.',
    next: 'Watch fewer keywords there or less often.',
  },
};

/** 2026-11-30 08:15, in UTC as everything that is stored. */
export const Moment = ({ at }: { at: string }) => <time datetime={at}>{at.slice(0, 16).replace('T', ' ')} UTC</time>;

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
    <span class="soft">on {marketplace}</span>
  </>
);
