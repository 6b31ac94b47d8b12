import { TARGET_WORDS } from '#shared/cases/case-words.ts';
import { NEEDS } from '#shared/domain/membership.ts';
import type { NoticeRecord } from '#shared/domain/notice-record.ts';
import type { Target } from '#shared/domain/target.ts';
import { answerProblem } from '#shared/notices/answers.ts';
import type { Visitor } from '../services.ts';
import { kindOf, Said } from '../venue-answer.ts';
import { CsrfField } from './layout.tsx';
import { SellersText } from './sellers-text.tsx';

const WORDS: Record<Said, string> = {
  received: 'The venue has received it',
  'not-received': 'The venue has not received it: it goes again',
  accepted: 'The venue takes the offers down',
  'refused-form': 'The venue refuses it: something is missing or in the wrong form',
  'refused-merits': 'The venue refuses it: it sees no infringement',
  clarify: 'The venue asks for more',
  answered: 'We answered what it asked',
  'counter-notice': 'The seller objects',
  upheld: 'The venue stands by the removal after an objection',
  restored: 'The venue put the offers back',
  ended: 'The seller took the offers down',
};

type Props = { visitor: Visitor; notice: NoticeRecord; targets: readonly Target[] };

/** What came back about a notice, told by whoever read it: the same as `notice answer`. Nothing where nothing can have come. */
export function AnswerForm({ visitor, notice, targets }: Props) {
  const sayable = Said.options.filter((said) => answerProblem(notice, kindOf(said)) === undefined);
  const named = targets.filter(({ state }) => state !== 'taken-out');
  if (sayable.length === 0 || named.length === 0 || !visitor.access.may(NEEDS.handleNotice, notice.brandId))
    return null;
  return (
    <section aria-labelledby="answer">
      <h2 id="answer">What was said about it</h2>
      <form method="post" action="/notice/answer" class="bring">
        <CsrfField token={visitor.session.csrfToken} />
        <input type="hidden" name="id" value={notice.id} />
        <label class="field">
          <span>What was said</span>
          <select name="said" required>
            <option value="">Choose</option>
            {sayable.map((said) => (
              <option value={said}>{WORDS[said]}</option>
            ))}
          </select>
        </label>
        <label class="field">
          <span>In its words</span>
          <textarea name="reason" rows={3} maxlength={1000} />
        </label>
        <label class="field">
          <span>Wants an answer by</span>
          <input type="date" name="due" />
        </label>
        <label class="field">
          <span>The venue's number, if it gave one</span>
          <input type="text" name="number" maxlength={200} autocomplete="off" />
        </label>
        <fieldset class="field">
          <legend>About these offers</legend>
          {named.map(({ caseId, statement, state }) => (
            <label>
              <input type="checkbox" name="case" value={caseId} checked />{' '}
              <SellersText text={statement.title || statement.itemId} most={90} />{' '}
              <span class="soft">{TARGET_WORDS[state]}</span>
            </label>
          ))}
        </fieldset>
        <button type="submit">Keep it</button>
      </form>
    </section>
  );
}
