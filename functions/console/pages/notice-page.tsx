import { TARGET_WORDS } from '#shared/cases/case-words.ts';
import { CLAIM_WORDS } from '#shared/domain/claim-words.ts';
import { minuteOf } from '#shared/domain/days.ts';
import { NEEDS } from '#shared/domain/membership.ts';
import { formatMoney } from '#shared/domain/money.ts';
import { type ChannelKind, type NoticeRecord, packetOf } from '#shared/domain/notice-record.ts';
import { type Target, targetAfter } from '#shared/domain/target.ts';
import { type BeforeFiling, isToBeMadeAnew } from '#shared/notices/before-filing.ts';
import type { RenderedNotice } from '#shared/notices/legal-forms/render.ts';
import { type Prospect, prospectWords } from '#shared/notices/prospect.ts';
import type { Visitor } from '../services.ts';
import { AnswerForm } from './answer-form.tsx';
import { CsrfField, page } from './layout.tsx';
import { marketplaceName } from './marketplace-name.ts';
import { lastEventSentence, NOTICE_WORDS } from './notices-page.tsx';
import { plainText, SellersText, webAddress } from './sellers-text.tsx';
import { Told } from './told.tsx';

export type NoticeView = {
  notice: NoticeRecord;
  targets: readonly Target[];
  texts: readonly RenderedNotice[];
  /** Why sending to this venue has stopped, if it has. */
  stop: string | undefined;
  prospect: Prospect;
  /** Why nothing of this brand may leave, if it is so. */
  inShadow: string | undefined;
  /** Of a packet that waits: why it must not be filed, or how old its last look is. */
  filing: BeforeFiling | undefined;
  /** What an approval is of: these words and these offers. */
  digest: string;
  said: string | undefined;
  /** What an answer that was just kept did to the offers. */
  answered: { moved: number; unmoved: number } | undefined;
};

/** One notice: what it says, about which offers, and what a person can do with it. */
export function noticePage(visitor: Visitor, view: NoticeView) {
  const { notice, said, answered } = view;
  return page(
    visitor,
    { title: `Notice ${notice.reference}`, here: 'notices' },
    <>
      <Told refused={said} />
      {answered ? (
        <p class="said" role="status">
          Kept: {answered.moved} {answered.moved === 1 ? 'offer is' : 'offers are'} in another state now,{' '}
          {answered.unmoved} as before.
        </p>
      ) : null}
      <section>
        <p>
          <strong>{NOTICE_WORDS[notice.state]}</strong> · {marketplaceName(notice.marketplace)},{' '}
          {CHANNEL_WORDS[notice.channel]}
          {notice.sendTo ? ` to ${notice.sendTo}` : ''} · {CLAIM_WORDS[notice.content.claim.kind]}, under the venue's “
          {notice.content.claim.reason.label}”{notice.externalId ? ` · the venue's number ${notice.externalId}` : ''}
        </p>
        <p class="soft">
          <SellersText text={lastEventSentence(notice.lastEvent)} />
        </p>
        {LEFT.includes(notice.state) ? null : <p>{prospectWords(view.prospect)}</p>}
        <Deeds visitor={visitor} {...view} />
      </section>
      <Offers {...view} />
      <AnswerForm visitor={visitor} {...view} />
      {view.texts.map(({ language, text, reviewed }) => (
        <section>
          <h2>As the venue reads it ({language})</h2>
          {reviewed ? null : <p class="mid">The wording of this form has not been read by a lawyer of its language.</p>}
          <pre lang={language} dir="auto" tabindex={0}>
            {text}
          </pre>
        </section>
      ))}
    </>,
  );
}

const CHANNEL_WORDS: Record<ChannelKind, string> = {
  webhook: 'by signed webhook',
  packet: 'filed by a person',
  email: 'by e-mail',
  api: "by the venue's API",
};

/** Also what was approved, once nothing sends it any more: its tries are used up. */
const isApprovable = ({ state, tries, nextCheckAt }: NoticeRecord): boolean =>
  state === 'draft' || state === 'first-eye' || (state === 'approved' && tries > 0 && nextCheckAt === undefined);
/** What became of others says nothing more of these. */
const LEFT: readonly NoticeRecord['state'][] = ['sent', 'closed', 'withdrawn'];
const RECALLABLE: readonly NoticeRecord['state'][] = [
  'draft',
  'first-eye',
  'approved',
  'uncertain',
  'ready-to-file',
  'sent',
];

function Deeds({ visitor, notice, targets, digest, stop, inShadow, filing }: NoticeView & { visitor: Visitor }) {
  const named = targets.filter((target) => targetAfter(target, 'withdrawn'));
  if (!visitor.access.may(NEEDS.handleNotice, notice.brandId))
    return <p class="soft">You may look; what happens to it needs the right to {NEEDS.handleNotice}.</p>;
  const fields = (deed: string) => (
    <>
      <CsrfField token={visitor.session.csrfToken} />
      <input type="hidden" name="id" value={notice.id} />
      <input type="hidden" name="deed" value={deed} />
    </>
  );
  return (
    <div class="deeds">
      {inShadow ? <p class="mid">{inShadow}.</p> : null}
      {filing?.stopped ? (
        <p class="bad">
          It must not be filed now: <SellersText text={filing.stopped} />. Once the stop is lifted it can be.
        </p>
      ) : null}
      {filing?.against.map((why) => (
        <p class="bad">
          It must not be filed as it is: <SellersText text={why} />
        </p>
      ))}
      {filing?.staleSince ? (
        <p class="mid">
          Its pages were last seen on {filing.staleSince.slice(0, 10)}, longer ago than the venue's profile allows.
          Approve it again to have them looked at, and the packet made anew.
        </p>
      ) : null}
      {(isApprovable(notice) || (filing && isToBeMadeAnew(filing))) && !inShadow ? (
        <form method="post" action="/notice">
          {fields('approve')}
          <input type="hidden" name="digest" value={digest} />
          {stop ? (
            <label class="bad">
              <input type="checkbox" name="despiteBreaker" value="yes" /> Sending has stopped: {stop}. Send all the
              same.
            </label>
          ) : null}
          <button type="submit" data-key="p" aria-keyshortcuts="p">
            Approve what it says now <kbd>P</kbd>
          </button>
        </form>
      ) : null}
      {packetOf(notice) ? (
        <a
          class="button"
          href={`/notice/packet?id=${encodeURIComponent(notice.id)}`}
          data-key="d"
          aria-keyshortcuts="d"
        >
          Fetch the packet <kbd>D</kbd>
        </a>
      ) : null}
      {notice.state === 'ready-to-file' ? (
        <form method="post" action="/notice">
          {fields('filed')}
          <label class="note">
            <span>The venue's number</span>
            <input type="text" name="number" maxlength={200} autocomplete="off" />
          </label>
          <button type="submit">It is filed</button>
        </form>
      ) : null}
      {RECALLABLE.includes(notice.state) || (notice.state === 'closed' && notice.sentAt) ? (
        <form method="post" action="/notice">
          {fields('withdraw')}
          {named.length > 1 ? (
            <label class="note">
              <span>What</span>
              <select name="case">
                <option value="">The whole notice</option>
                {named.map(({ caseId, statement }) => (
                  <option value={caseId}>{`${statement.itemId}: ${plainText(statement.title, 60)}`}</option>
                ))}
              </select>
            </label>
          ) : null}
          <label class="note">
            <span>Why</span>
            <input type="text" name="why" maxlength={1000} required autocomplete="off" />
          </label>
          <button type="submit" class="quiet">
            Withdraw
          </button>
        </form>
      ) : null}
    </div>
  );
}

const Offers = ({ targets }: NoticeView) => (
  <section>
    <h2>Offers</h2>
    <table class="stacks">
      <thead>
        <tr>
          <th scope="col">Offer</th>
          <th scope="col">Seller</th>
          <th scope="col">Price</th>
          <th scope="col">State</th>
          <th scope="col">Last look</th>
        </tr>
      </thead>
      <tbody>
        {targets.map(({ caseId, statement, state, lookedAt }) => (
          <tr>
            <th scope="row">
              <a href={`/case?id=${encodeURIComponent(caseId)}`}>
                <SellersText text={statement.title || statement.itemId} most={160} />
              </a>
              {webAddress(statement.url) ? (
                <small>
                  {' · '}
                  <a href={webAddress(statement.url)} target="_blank" rel="noopener noreferrer">
                    its page
                  </a>
                </small>
              ) : null}
            </th>
            <td>
              <SellersText text={statement.sellerName ?? statement.sellerId ?? 'not named'} most={80} />
            </td>
            <td class="number">{statement.price ? formatMoney(statement.price) : 'none'}</td>
            <td class="word">{TARGET_WORDS[state]}</td>
            <td data-of="Last look">
              <time datetime={lookedAt}>{minuteOf(lookedAt)}</time>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);
