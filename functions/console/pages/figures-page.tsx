import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import { CLAIM_WORDS } from '#shared/domain/claim-words.ts';
import { minuteOf } from '#shared/domain/days.ts';
import { formatMoney } from '#shared/domain/money.ts';
import { CountName, DurationName } from '#shared/domain/roll-up.ts';
import { RATED_CURRENCIES } from '#shared/products/exchange.ts';
import { monthsChart, shareChart } from '#shared/reporting/charts.ts';
import { ASKED_WORDS, COUNT_WORDS, DURATION_WORDS, RATE_WORDS, STOCKED_WORDS } from '#shared/reporting/definitions.ts';
import { countWords, durationWords, shareWords, stockedWords, valueWords } from '#shared/reporting/figure-words.ts';
import { type BrandFigures, type Figures, OutcomeRateName, RateName } from '#shared/reporting/figures.ts';
import { type PeriodFigures, USUAL_CURRENCY } from '#shared/reporting/period-figures.ts';
import type { BrandInView } from '../brand-in-view.ts';
import type { Visitor } from '../services.ts';
import { NoBrand } from './brand-page.tsx';
import { BrandTabs } from './brand-tabs.tsx';
import { RepeatSellersSection, Unseen } from './figures-unseen.tsx';
import { page } from './layout.tsx';
import { marketplaceName } from './marketplace-name.ts';

type Shown = {
  figures: PeriodFigures;
  /** The one marketplace that is looked at; absent: all of them. */
  venue?: BrandFigures['venues'][number];
};

/** `refused`: which day is wrong, and why; then nothing is shown. */
export type FiguresView = BrandInView & { shown?: Shown; refused?: string };

/** What happened in a period, with how each figure is made beside it. */
export function figuresPage(visitor: Visitor, view: FiguresView | undefined) {
  return page(
    visitor,
    { title: 'Figures', here: 'figures' },
    view ? (
      <>
        <BrandTabs {...view} path="/figures" />
        {view.refused ? <p class="said bad">{view.refused}</p> : null}
        <Choice {...view} />
        {view.shown ? <All brandId={view.brand.id} {...view.shown} /> : null}
      </>
    ) : (
      <NoBrand visitor={visitor} />
    ),
  );
}

const Choice = ({ brand, shown }: FiguresView) => (
  <form method="get" action="/figures" class="choice">
    <input type="hidden" name="brand" value={brand.id} />
    <label>
      From <input type="date" name="from" value={shown?.figures.from} />
    </label>
    <label>
      To <input type="date" name="to" value={shown?.figures.to} />
    </label>
    {shown ? (
      <label>
        Marketplace{' '}
        <select name="marketplace">
          <option value="">all</option>
          {shown.figures.venues.map(({ marketplace }) => (
            <option value={marketplace} selected={marketplace === shown.venue?.marketplace}>
              {marketplaceName(marketplace)}
            </option>
          ))}
        </select>
      </label>
    ) : null}
    {shown ? (
      <label>
        In{' '}
        <select name="currency">
          {RATED_CURRENCIES.map((currency) => (
            <option selected={currency === shown.figures.value.currency}>{currency}</option>
          ))}
        </select>
      </label>
    ) : null}
    <button type="submit">Show</button>
  </form>
);

const All = ({ brandId, figures, venue }: Shown & { brandId: string }) => {
  const { from, to, months, venues, horizonDays, value, seen, sellers, asOf } = figures;
  const shown = venue?.figures ?? figures.total;
  const same = new URLSearchParams({ brand: brandId, from, to });
  if (value.currency !== USUAL_CURRENCY) same.set('currency', value.currency);
  return (
    <>
      <p class="soft">
        {venue ? `On ${marketplaceName(venue.marketplace)}, ` : ''}
        {from} to {to}, days in UTC; as of {minuteOf(asOf)} (
        <a href={`/figures?${same}${venue ? `&${new URLSearchParams({ marketplace: venue.marketplace })}` : ''}&anew`}>
          count anew
        </a>
        ). Of all marketplaces: <a href={`/report.html?${same}`}>report to send on</a>,{' '}
        <a href={`/figures.csv?${same}`}>CSV</a>.
      </p>
      <Headline {...shown} />
      {shown.stillRunning > 0 ? (
        <p class="soft">
          {countWords(shown.stillRunning)} were noticed less than {horizonDays} days ago: the rates that follow a notice
          may still rise.
        </p>
      ) : null}
      {venue ? null : (
        <section>
          <h2>Month by month</h2>
          <Chart name="Month by month" svg={monthsChart(months)} />
        </section>
      )}
      {venue || venues.length === 0 ? null : <Venues venues={venues} same={same} />}
      <Rates {...shown} />
      <Claims {...shown} />
      <Times {...shown} />
      <Counts {...shown} />
      <Asked {...shown} inOne={venue ? undefined : valueWords(value, shown.asked)} />
      <RepeatSellersSection sellers={sellers} />
      <Unseen seen={seen} marketplace={venue?.marketplace} />
    </>
  );
};

const Headline = ({ counts, rates, durations }: Figures) => (
  <section class="figures" aria-label="At a glance">
    {[
      [countWords(counts.found), 'found'],
      [countWords(counts.noticed), 'noticed'],
      [countWords(counts.removed), 'removed'],
      [shareWords(rates.compliance), 'compliance'],
      [durationWords(durations.takedown.medianMinutes), 'to takedown, median'],
    ].map(([value, name]) => (
      <div class="figure">
        <strong>{value}</strong>
        <span>{name}</span>
      </div>
    ))}
  </section>
);

/** Wider than a phone: scrolls by itself, by keyboard too. */
const Chart = ({ name, svg }: { name: string; svg: string }) => (
  <section class="chart" aria-label={name} tabindex={0}>
    {raw(svg)}
  </section>
);

const Venues = ({ venues, same }: Pick<BrandFigures, 'venues'> & { same: URLSearchParams }) => (
  <section>
    <h2>Marketplaces</h2>
    <table class="stacks">
      <thead>
        <tr>
          <th>Marketplace</th>
          <th>Found</th>
          <th>Noticed</th>
          <th>Removed</th>
          <th>Refused</th>
          <th>Compliance</th>
          <th>Takedown, median</th>
        </tr>
      </thead>
      <tbody>
        {venues.map(({ marketplace, figures: { counts, rates, durations } }) => (
          <tr>
            <th scope="row">
              <a href={`/figures?${same}&${new URLSearchParams({ marketplace })}`}>{marketplaceName(marketplace)}</a>
            </th>
            <Cell of="Found">{countWords(counts.found)}</Cell>
            <Cell of="Noticed">{countWords(counts.noticed)}</Cell>
            <Cell of="Removed">{countWords(counts.removed)}</Cell>
            <Cell of="Refused">{countWords(counts.rejected)}</Cell>
            <Cell of="Compliance">{shareWords(rates.compliance)}</Cell>
            <Cell of="Takedown, median">{durationWords(durations.takedown.medianMinutes)}</Cell>
          </tr>
        ))}
      </tbody>
    </table>
    {venues.length > 1 ? (
      <Chart
        name="Compliance rate by marketplace"
        svg={shareChart(
          venues.map(({ marketplace, figures }) => ({
            label: marketplaceName(marketplace),
            rate: figures.rates.compliance,
          })),
        )}
      />
    ) : null}
  </section>
);

/** On a phone the heads of columns are gone: each cell then says what it is of. */
const Cell = ({ of, children }: { of: string; children: Child }) => <td data-of={of}>{children}</td>;

/** One figure a line: what it is called, what it is, of how many, and how it is made. */
const Defined = ({ title, heads, rows }: { title: string; heads: readonly string[]; rows: readonly string[][] }) => (
  <section>
    <h2>{title}</h2>
    <table class="stacks">
      <thead>
        <tr>
          {heads.map((head) => (
            <th>{head}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, ...cells]) => (
          <tr>
            <th scope="row">{name}</th>
            {cells.map((cell, place) => (
              <Cell of={place < cells.length - 1 ? heads[place + 1]! : ''}>{cell}</Cell>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);

const Rates = ({ rates }: Figures) => (
  <Defined
    title="Rates"
    heads={['Rate', 'Share', 'Of', 'How it is made']}
    rows={RateName.options.map((name) => {
      const { part, of } = rates[name];
      const { name: title, formula } = RATE_WORDS[name];
      return [title, shareWords(rates[name]), `${countWords(part)} of ${countWords(of)}`, formula];
    })}
  />
);

/** What notices claimed, and what became of each kind. */
const Claims = ({ claims }: Figures) =>
  claims.length === 0 ? null : (
    <section>
      <h2>By what was claimed</h2>
      <table class="stacks">
        <thead>
          <tr>
            <th>Claim</th>
            <th>Noticed</th>
            {OutcomeRateName.options.map((name) => (
              <th>{RATE_WORDS[name].name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {claims.map(({ claim, noticed, rates }) => (
            <tr>
              <th scope="row">{CLAIM_WORDS[claim]}</th>
              <Cell of="Noticed">{countWords(noticed)}</Cell>
              {OutcomeRateName.options.map((name) => (
                <Cell of={RATE_WORDS[name].name}>{shareWords(rates[name])}</Cell>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );

const Times = ({ durations }: Figures) => (
  <Defined
    title="Times"
    heads={['Time', 'Median', '90 % within', 'Cases', 'From when to when']}
    rows={DurationName.options.map((name) => {
      const { count, medianMinutes, p90Minutes } = durations[name];
      const { name: title, formula } = DURATION_WORDS[name];
      return [title, durationWords(medianMinutes), durationWords(p90Minutes), countWords(count), formula];
    })}
  />
);

const Counts = ({ counts }: Figures) => (
  <Defined
    title="Counts"
    heads={['Figure', 'Cases', 'What is counted']}
    rows={CountName.options.map((name) => [
      COUNT_WORDS[name].name,
      countWords(counts[name]),
      COUNT_WORDS[name].formula,
    ])}
  />
);

const Asked = ({ asked, stocked, inOne }: Figures & { inOne?: string }) => (
  <section>
    <h2>{ASKED_WORDS.name}</h2>
    {asked.length === 0 ? (
      <p>No removed offer showed a price.</p>
    ) : (
      <ul>
        {asked.map(({ offers, ...money }) => (
          <li>
            <strong>{formatMoney(money)}</strong>, {countWords(offers)} {offers === 1 ? 'offer' : 'offers'}
          </li>
        ))}
      </ul>
    )}
    <p class="soft">
      {inOne ? `In one currency: ${inOne}. ` : ''}It is the {ASKED_WORDS.formula}. Not the stock, and not sales that did
      not happen.
    </p>
    <p>
      {STOCKED_WORDS.name}:{' '}
      <strong>{stockedWords(stocked) ?? 'unknown, no page of a removed offer said how many pieces there were'}</strong>
    </p>
    <p class="soft">How it is made: {STOCKED_WORDS.formula}. Of the others nothing is known, and nothing is guessed.</p>
  </section>
);
