import { COVERAGE_DEFINITION, SELLER_WORDS } from '#shared/reporting/definitions.ts';
import { countWords, shareWords } from '#shared/reporting/figure-words.ts';
import type { RepeatSellers } from '#shared/reporting/repeat-sellers.ts';
import type { Seen } from '#shared/reporting/seen.ts';
import { COVERAGE_WORDS } from '#shared/watches/coverage-words.ts';
import { Outcome } from './coverage-words.tsx';
import { marketplaceName } from './marketplace-name.ts';
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
      {since !== undefined && gaps.length === 0 ? <p>{noGap(seen, marketplace)}</p> : null}
      <ul class="gaps">
        {gaps.map((gap) => (
          <li>
            <strong>{marketplaceName(gap.marketplace)}</strong>: {countWords(gap.pages)}{' '}
            {gap.pages === 1 ? 'page' : 'pages'} <Outcome coverage={gap.coverage} />.{' '}
            {COVERAGE_WORDS[gap.coverage].means}
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

/** Days that were counted before reasons were kept know how much was not read, and neither where nor why. */
function noGap({ coverage: { part, of }, gaps }: Seen, marketplace: string | undefined): string {
  const told = gaps.reduce((sum, { pages }) => sum + pages, 0);
  if (of - part > told) return 'Where and why the others were not read was not kept.';
  return marketplace
    ? `Everything that was due on ${marketplaceName(marketplace)} was read.`
    : 'Everything that was due was read.';
}

/** Of all marketplaces together, for a store's account may sell on several. */
export const RepeatSellersSection = ({ sellers }: { sellers: RepeatSellers }) => (
  <section id="sellers">
    <h2>Repeat sellers and their stores</h2>
    <ul class="plain">
      <li>
        {SELLER_WORDS.repeat.name}: <strong>{shareWords(sellers.repeat)}</strong> ({countWords(sellers.repeat.part)} of{' '}
        {countWords(sellers.repeat.of)}). <span class="soft">It is {SELLER_WORDS.repeat.formula}.</span>
      </li>
      {STORE_COUNTS.map((name) => (
        <li>
          {SELLER_WORDS[name].name}: <strong>{countWords(sellers[name])}</strong>.{' '}
          <span class="soft">{SELLER_WORDS[name].formula}.</span>
        </li>
      ))}
    </ul>
    {sellers.isWhole ? null : <p class="soft">There are more files on stores than are counted here.</p>}
  </section>
);

const STORE_COUNTS = ['asked', 'closed', 'kept'] as const;
