import { countWords, shareWords } from '#shared/reporting/figure-words.ts';
import type { TrendWeek } from '#shared/reporting/weekly-trends.ts';
import type { BrandName } from '../brand-in-view.ts';
import type { Visitor } from '../services.ts';
import { NoBrand } from './brand-page.tsx';
import { BrandTabs } from './brand-tabs.tsx';
import { page } from './layout.tsx';

export type TrendsView = {
  brandId: string;
  /** Whole weeks, the earliest first; none before the first night. */
  weeks: readonly TrendWeek[];
};

type Line = { name: string; tone: string; values: readonly (number | null)[]; words: (value: number | null) => string };

const WIDTH = 240;
const HEIGHT = 60;

/** Where Today finds the trends, and whoever has no script. */
export const trendsAddress = (brandId: string): string => `/trends?${new URLSearchParams({ brand: brandId })}`;

export function trendsPage(visitor: Visitor, view: (TrendsView & { brands: readonly BrandName[] }) | undefined) {
  const content = view ? (
    <>
      <BrandTabs brand={{ id: view.brandId }} brands={view.brands} path="/trends" />
      <Trends {...view} />
    </>
  ) : (
    <NoBrand visitor={visitor} />
  );
  return page(visitor, { title: 'Trends' }, content);
}

/** Week by week, a small chart each, and the same in numbers. */
export function Trends({ brandId, weeks }: TrendsView) {
  if (weeks.length === 0)
    return (
      <section id="trends">
        <h2>Week by week</h2>
        <p>The first charts come after the first night.</p>
      </section>
    );
  const lines = linesOf(weeks);
  return (
    <section id="trends">
      <div class="heading">
        <h2>Week by week</h2>
        <a href={`/figures?${new URLSearchParams({ brand: brandId })}`}>All figures</a>
      </div>
      <ul class="trends">
        {lines.map((line) => (
          <li>
            <Trend line={line} weeks={weeks} />
          </li>
        ))}
      </ul>
      <details>
        <summary>In numbers</summary>
        <Numbers lines={lines} weeks={weeks} />
      </details>
    </section>
  );
}

function linesOf(weeks: readonly TrendWeek[]): Line[] {
  const counted = (name: keyof TrendWeek['counts'], title: string, tone: string): Line => ({
    name: title,
    tone,
    values: weeks.map(({ counts }) => counts[name]),
    words: (value) => countWords(value ?? 0),
  });
  return [
    counted('found', 'Found', 'chart-found'),
    counted('noticed', 'Noticed', 'chart-noticed'),
    counted('removed', 'Removed', 'chart-removed'),
    counted('relisted', 'Relisted', 'chart-bad'),
    {
      name: 'Pages not read',
      tone: 'chart-bad',
      values: weeks.map(({ unread }) => unread.share),
      words: (share) => shareWords({ part: 0, of: 0, share }),
    },
  ];
}

const Trend = ({ line: { name, tone, values, words }, weeks }: { line: Line; weeks: readonly TrendWeek[] }) => {
  const [before, last] = values.slice(-2);
  const top = Math.max(...values.map((value) => value ?? 0)) || 1;
  const slot = WIDTH / values.length;
  return (
    <>
      <h3>{name}</h3>
      <p>
        <strong>{words(last!)}</strong> <small>the week before {words(before!)}</small>
      </p>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`${name}: ${values.map(words).join(', ')}`}>
        {values.map((value, index) => {
          // What is unknown has no bar; nothing at all has a line.
          const height = value === null ? 0 : Math.max(1, (HEIGHT * value) / top);
          return (
            <rect x={slot * index + 3} y={HEIGHT - height} width={slot - 6} height={height} class={tone}>
              <title>
                {shortDay(weeks[index]!.from)} to {shortDay(weeks[index]!.to)}: {words(value)}
              </title>
            </rect>
          );
        })}
      </svg>
      <p class="ends" aria-hidden="true">
        <small>{shortDay(weeks[0]!.from)}</small>
        <small>{shortDay(weeks.at(-1)!.to)}</small>
      </p>
    </>
  );
};

/** "11-29": the year is that of the table beside it. */
const shortDay = (day: string): string => day.slice(5);

const Numbers = ({ lines, weeks }: { lines: readonly Line[]; weeks: readonly TrendWeek[] }) => (
  <table class="stacks">
    <thead>
      <tr>
        <th scope="col">Week</th>
        {lines.map(({ name }) => (
          <th scope="col">{name}</th>
        ))}
      </tr>
    </thead>
    <tbody>
      {weeks.map(({ from, to }, index) => (
        <tr>
          <th scope="row">
            {from} to {to}
          </th>
          {lines.map(({ name, values, words }) => (
            <td data-of={name}>{words(values[index]!)}</td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);
