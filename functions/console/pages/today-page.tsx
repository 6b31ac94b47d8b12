import type { Child } from 'hono/jsx';
import { isRead } from '#shared/domain/coverage.ts';
import { NEEDS } from '#shared/domain/membership.ts';
import type { ReviewEntry } from '#shared/domain/review-entry.ts';
import type { Task } from '#shared/domain/task.ts';
import { formatProbability } from '#shared/domain/verdict.ts';
import { endsWithNotice } from '#shared/notices/tasks.ts';
import type { SearchHistory } from '#shared/watches/coverage-history.ts';
import type { Reach } from '../alert-addresses.ts';
import type { BrandName } from '../brand-in-view.ts';
import { firstPictureAddress } from '../pictures.ts';
import type { Visitor } from '../services.ts';
import { ReachesNobody } from './alert-addresses.tsx';
import { NoBrand } from './brand-page.tsx';
import { BrandTabs } from './brand-tabs.tsx';
import { Moment, Outcome, SearchName, WhyNotRead } from './coverage-words.tsx';
import { CsrfField, page } from './layout.tsx';
import { unbroken } from './no-break.ts';
import { OfferTitle, SellersText } from './sellers-text.tsx';
import { trendsAddress } from './trends.tsx';

export type Today = {
  brand: BrandName;
  brands: readonly BrandName[];
  reach: Reach | undefined;
  queue: { entries: readonly ReviewEntry[]; isMore: boolean };
  /** When each was last changed. */
  drafts: { times: readonly string[]; isMore: boolean };
  /** Soonest first. */
  tasks: readonly Task[];
  histories: readonly SearchHistory[];
  /** When the visitor was here before, ISO; undefined at the first time. */
  lastSeen?: string;
  now: Date;
  outboxPath?: string;
};

const MOST_SHOWN = 5;

/** What waits for somebody, and what nobody knows because it could not be read. */
export function todayPage(visitor: Visitor, today: Today | undefined) {
  return page(
    visitor,
    { title: 'Today', here: 'today' },
    today ? <Day visitor={visitor} {...today} /> : <NoBrand visitor={visitor} />,
  );
}

const Day = (today: Today & { visitor: Visitor }) => (
  <>
    <BrandTabs {...today} path="/" />
    {today.reach ? <ReachesNobody {...today.reach} /> : null}
    <Figures {...today} />
    <SinceThen {...today} />
    <Unread {...today} />
    <Tasks {...today} />
    <First {...today} />
    <div hx-get={trendsAddress(today.brand.id)} hx-trigger="load" hx-swap="outerHTML">
      <a href={trendsAddress(today.brand.id)}>Week by week: found, noticed, removed, relisted, not read</a>
    </div>
    <p>
      <a href={`/learning?${of(today)}`}>What the score has learnt, and whether notices may leave by themselves</a>
      {today.outboxPath ? (
        <>
          {' · '}
          <a href={today.outboxPath}>E‑mails sent on this machine</a>
        </>
      ) : null}
    </p>
  </>
);

const of = ({ brand }: Pick<Today, 'brand'>) => new URLSearchParams({ brand: brand.id });

const unreadOf = ({ histories }: Today) => histories.filter(({ scans }) => !isRead(scans[0]!.coverage));

const Figures = (today: Today) => {
  const { brand, queue, drafts, tasks, now } = today;
  const overdue = tasks.filter(({ dueAt }) => dueAt < now.toISOString()).length;
  const unread = unreadOf(today).length;
  return (
    <section class="figures" aria-label={`Waiting for you, ${brand.name}`}>
      <Figure number={queue.entries.length} isMore={queue.isMore}>
        <a href={`/review?${of(today)}`}>{queue.entries.length === 1 ? 'case' : 'cases'} to review</a>
      </Figure>
      <Figure number={drafts.times.length} isMore={drafts.isMore}>
        <a href={`/notices?${of(today)}`}>{drafts.times.length === 1 ? 'notice' : 'notices'} being written</a>
      </Figure>
      <Figure number={tasks.length} tone={overdue > 0 ? 'bad' : undefined}>
        {tasks.length === 1 ? 'task' : 'tasks'} with a date{overdue > 0 ? `, ${overdue} overdue` : ''}
      </Figure>
      <Figure number={today.histories.length === 0 ? '?' : unread} tone={unread > 0 ? 'bad' : undefined}>
        <a href={`/scans?${of(today)}`}>{unread === 1 ? 'search' : 'searches'} not read whole</a>
      </Figure>
    </section>
  );
};

/** "?" where nobody can know yet. */
type FigureProps = { number: number | '?'; isMore?: boolean; tone?: 'bad'; children?: Child };
const Figure = ({ number, isMore, tone, children }: FigureProps) => (
  <div class="figure">
    <strong class={tone}>
      {number}
      {isMore ? '+' : ''}
    </strong>
    <span>{children}</span>
  </div>
);

/** What came while the visitor was away; of a long queue what its first part shows. */
const SinceThen = ({ brand, lastSeen, queue, drafts, tasks, histories }: Today) => {
  if (lastSeen === undefined) return null;
  const after = (at: string | undefined) => at !== undefined && at > lastSeen;
  const scanned = histories.filter(({ scans }) => after(scans[0]!.period));
  const unread = scanned.filter(({ scans }) => !isRead(scans[0]!.coverage)).length;
  const news = [
    counted(queue.entries.filter(({ openedAt }) => after(openedAt)).length, 'new case', 'new cases'),
    counted(drafts.times.filter(after).length, 'draft moved', 'drafts moved'),
    counted(tasks.filter(({ openedAt }) => after(openedAt)).length, 'new task', 'new tasks'),
    counted(scanned.length, 'search scanned', 'searches scanned') + (unread > 0 ? `, ${unread} of them not whole` : ''),
  ].filter((each) => !each.startsWith('0 '));
  return (
    <section aria-label="Since you were last here">
      <h2>
        Since you were last here, <Moment at={lastSeen} />
      </h2>
      {news.length === 0 ? (
        <p>Nothing new for {brand.name}.</p>
      ) : (
        <ul>
          {news.map((each) => (
            <li>{each}</li>
          ))}
        </ul>
      )}
    </section>
  );
};

const counted = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`;

const Unread = (today: Today) => {
  const { histories } = today;
  const unread = unreadOf(today);
  if (histories.length === 0)
    return (
      <section>
        <h2>Not read</h2>
        <p>Nothing was scanned yet: what the marketplaces show is unknown.</p>
      </section>
    );
  const oldest = histories.map(({ scans }) => scans[0]!.period).toSorted()[0]!;
  if (unread.length === 0)
    return (
      <section>
        <h2>Everything was read</h2>
        <p>
          {histories.length === 1
            ? 'The last scan of the one search'
            : `The last scan of each of ${histories.length} searches`}{' '}
          was read whole{histories.length === 1 ? '; it began at ' : '; the oldest of them began at '}
          <Moment at={oldest} />.
        </p>
      </section>
    );
  return (
    <section class="not-read">
      <h2>Not read: what is there is unknown, not absent</h2>
      <ul class="plain">
        {unread.slice(0, MOST_SHOWN).map((history) => (
          <li>
            <h3>
              <SearchName {...history} /> <Outcome coverage={history.scans[0]!.coverage} />
            </h3>
            <WhyNotRead scan={history.scans[0]!} />
          </li>
        ))}
      </ul>
      <p>
        <a href={`/scans?${of(today)}`}>
          {unread.length > MOST_SHOWN ? `All ${unread.length}, with their history` : 'Their history'}
        </a>
      </p>
    </section>
  );
};

/** Mails and the command line say which command does it; here a link leads to where it is done. */
const withoutCommand = (text: string): string =>
  text.replace(/(?:[.,]? (?:then|or|if it was))?:? npx markwarden .*$/is, '.');

const Tasks = ({ visitor, tasks, now }: Today & { visitor: Visitor }) => (
  <section>
    <h2>To be done by a date</h2>
    {tasks.length === 0 ? (
      <p>Nothing.</p>
    ) : (
      <ol class="plain">
        {tasks.slice(0, MOST_SHOWN * 2).map(({ id, brandId, kind, noticeId, dueAt, text }) => (
          <li>
            <strong class={dueAt < now.toISOString() ? 'bad' : undefined}>
              {dueAt < now.toISOString() ? 'overdue since ' : 'by '}
              <time datetime={dueAt}>{dueAt.slice(0, 10)}</time>
            </strong>{' '}
            <SellersText text={withoutCommand(text)} />
            <div class="deeds">
              {noticeId ? <a href={`/notice?${new URLSearchParams({ id: noticeId })}`}>Open the notice</a> : null}
              {endsWithNotice(kind) || !visitor.access.may(NEEDS.finishTask, brandId) ? null : (
                <form method="post" action="/tasks/done">
                  <CsrfField token={visitor.session.csrfToken} />
                  <input type="hidden" name="brand" value={brandId} />
                  <input type="hidden" name="task" value={id} />
                  <button type="submit" class="quiet" aria-label={`Done: ${text.slice(0, 80)}`}>
                    Done
                  </button>
                </form>
              )}
            </div>
          </li>
        ))}
      </ol>
    )}
    {tasks.length > MOST_SHOWN * 2 ? <p class="soft">and {tasks.length - MOST_SHOWN * 2} later</p> : null}
  </section>
);

const First = ({ visitor, queue }: Today & { visitor: Visitor }) => (
  <section>
    <h2>Most worth deciding</h2>
    {queue.entries.length === 0 ? (
      <p>No case waits.</p>
    ) : (
      <ol class="case-list">
        {queue.entries.slice(0, MOST_SHOWN).map(({ caseId, title, probability, rank, euros, openedAt }) => (
          <li>
            <img src={firstPictureAddress(visitor, caseId)} alt="" loading="lazy" decoding="async" />
            <div>
              <a href={`/review?case=${encodeURIComponent(caseId)}`}>
                <OfferTitle title={title} most={120} />
              </a>
              <small class="soft under">
                {unbroken(formatProbability(probability))} that it infringes
                {rank ? ` · place ${rank} in the search` : ''}
                {euros ? ` · about EUR ${Math.round(euros)}` : ''}
                {openedAt ? (
                  <>
                    {' · found '}
                    <time datetime={openedAt}>{openedAt.slice(0, 10)}</time>
                  </>
                ) : null}
              </small>
            </div>
          </li>
        ))}
      </ol>
    )}
  </section>
);
