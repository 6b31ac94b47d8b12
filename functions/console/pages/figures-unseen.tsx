import { COVERAGE_DEFINITION } from '#shared/reporting/definitions.ts';
import { countWords, shareWords } from '#shared/reporting/figure-words.ts';
import type { Seen } from '#shared/reporting/seen.ts';
import { COVERAGE_WORDS } from '#shared/watches/coverage-words.ts';
import { Outcome } from './coverage-words.tsx';
import { SellersText } from './sellers-text.tsx';

/** What scans could not see in the period, why, and what to do: every other figure is of what was seen. */
export const Unseen = ({ seen, marketplace }: { seen: Seen; marketplace?: string }) => {
  const { coverage, since, isWhole } = seen;
  const gaps = seen.gaps.filter((gap) => marketplace === undefined || gap.marketplace === marketplace);
  return (
    <section id="unseen">
      <h2>What could not be seen</h2>
      {since === undefined ? (
        <p>No search was scanned in this period: what the marketplaces showed is unknown.</p>
      ) : (
        <p>
          {COVERAGE_DEFINITION.name}, all marketplaces: <strong>{shareWords(coverage)}</strong> (
          {countWords(coverage.part)} of {countWords(coverage.of)}).{' '}
          <span class="soft">It is {COVERAGE_DEFINITION.formula}.</span>
        </p>
      )}
      {since !== undefined && !isWhole ? (
        <p class="soft">
          Of this period only what was scanned since {since.slice(0, 10)}: choose a shorter one to see what was before.
        </p>
      ) : null}
      {since !== undefined && gaps.length === 0 ? (
        <p>
          {marketplace ? `Everything that was due on ${marketplace} was read.` : 'Everything that was due was read.'}
        </p>
      ) : null}
      <ul class="gaps">
        {gaps.map((gap) => (
          <li>
            <strong>{gap.marketplace}</strong>: {countWords(gap.pages)} {gap.pages === 1 ? 'page' : 'pages'}{' '}
            <Outcome coverage={gap.coverage} />. {COVERAGE_WORDS[gap.coverage].means}
            {gap.reasons.length > 0 ? (
              <p class="soft">
                Reason: <SellersText text={gap.reasons.join('; ')} />
              </p>
            ) : null}
            {COVERAGE_WORDS[gap.coverage].next ? <p>{COVERAGE_WORDS[gap.coverage].next}</p> : null}
          </li>
        ))}
      </ul>
    </section>
  );
};
