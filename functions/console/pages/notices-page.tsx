import { CLAIM_WORDS } from '#shared/domain/claim-words.ts';
import { type NoticeRecord, NoticeState } from '#shared/domain/notice-record.ts';
import { rightName } from '#shared/domain/right.ts';
import { shadowRefusal } from '#shared/notices/shadow.ts';
import type { BrandInView } from '../brand-in-view.ts';
import type { Visitor } from '../services.ts';
import { NoBrand } from './brand-page.tsx';
import { BrandTabs } from './brand-tabs.tsx';
import { Moment } from './coverage-words.tsx';
import { EmptyState, page } from './layout.tsx';
import { marketplaceName } from './marketplace-name.ts';
import { SellersText } from './sellers-text.tsx';

export type Notices = {
  at: BrandInView | undefined;
  state: NoticeState;
  notices: readonly NoticeRecord[];
  isMore: boolean;
};

export const NOTICE_WORDS: Record<NoticeState, string> = {
  draft: 'to approve',
  'first-eye': 'second pair of eyes',
  approved: 'approved',
  sending: 'on its way',
  uncertain: 'fate unknown',
  'ready-to-file': 'to file by hand',
  sent: 'at the venue',
  closed: 'closed',
  withdrawn: 'withdrawn',
};

const NOTHING: Partial<Record<NoticeState, string>> = {
  draft: 'What is confirmed in Review joins a draft within fifteen minutes.',
  'ready-to-file': 'Approved notices to venues without an interface come here with their packet.',
};

/** Where to look for what was sent. */
const LEFT: readonly NoticeState[] = ['sent', 'closed'];

/** Notices of one state, those that moved last first. */
export function noticesPage(visitor: Visitor, { at, state, notices, isMore }: Notices) {
  const inShadow = at && shadowRefusal(at.brand);
  return page(
    visitor,
    { title: at ? `Notices: ${at.brand.name}` : 'Notices', here: 'notices' },
    at ? (
      <>
        <BrandTabs {...at} path="/notices" />
        {inShadow ? <p class="mid">{inShadow}.</p> : null}
        <nav aria-label="State">
          <ul class="tabs">
            {NoticeState.options.map((each) => (
              <li>
                <a
                  href={`/notices?${new URLSearchParams({ brand: at.brand.id, state: each })}`}
                  aria-current={each === state ? 'true' : undefined}
                >
                  {NOTICE_WORDS[each]}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        {notices.length === 0 ? (
          <EmptyState title={`No notice ${NOTICE_WORDS[state]}`}>
            <p>{NOTHING[state] ?? 'Nothing is in this state now.'}</p>
            <p>
              Those that left:{' '}
              {LEFT.map((each, index) => (
                <>
                  {index > 0 ? ' · ' : ''}
                  <a href={`/notices?${new URLSearchParams({ brand: at.brand.id, state: each })}`}>
                    {NOTICE_WORDS[each]}
                  </a>
                </>
              ))}
            </p>
          </EmptyState>
        ) : (
          <NoticeTable notices={notices} />
        )}
        {isMore ? <p class="soft">There are more than these; they come up as those above move on.</p> : null}
      </>
    ) : (
      <NoBrand visitor={visitor} />
    ),
  );
}

/** What happened, and who did it, where that was a person. */
export const lastEventSentence = ({ why, by }: NoticeRecord['lastEvent']): string => {
  const person = /^analyst:(.+)$/.exec(by)?.[1];
  return `${why.charAt(0).toUpperCase()}${why.slice(1).replace(/\.$/, '')}${person ? ` (${person})` : ''}.`;
};

/** Others may still join them. */
const FILLING: readonly NoticeState[] = ['draft'];

const NoticeTable = ({ notices }: { notices: readonly NoticeRecord[] }) => (
  <section>
    <table class="stacks">
      <thead>
        <tr>
          <th scope="col">Notice</th>
          <th scope="col">Venue</th>
          <th scope="col">Claim</th>
          <th scope="col">Offers</th>
          <th scope="col">Last moved</th>
        </tr>
      </thead>
      <tbody>
        {notices.map(({ id, reference, state, marketplace, content, places, maxPlaces, updatedAt, lastEvent }) => (
          <tr>
            <th scope="row">
              <a href={`/notice?id=${encodeURIComponent(id)}`} class="whole-word">
                {reference}
              </a>
            </th>
            <td data-of="Venue">{marketplaceName(marketplace)}</td>
            <td data-of="Claim">
              {CLAIM_WORDS[content.claim.kind]}, on {rightName(content.right)}
            </td>
            <td class="number" data-of="Offers">
              {FILLING.includes(state) ? `${places} of at most ${maxPlaces}` : places}
            </td>
            <td>
              <Moment at={updatedAt} />
              {'. '}
              <SellersText text={lastEventSentence(lastEvent)} most={240} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);
