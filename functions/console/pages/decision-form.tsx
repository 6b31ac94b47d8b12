import type { ReviewDecision } from '#shared/cases/decide.ts';
import { DECISION_MEANING } from '#shared/cases/decide.ts';
import type { Case } from '#shared/domain/case.ts';
import type { Visitor } from '../services.ts';
import { CsrfField } from './layout.tsx';
import { Picture } from './offer-comparison.tsx';
import { SellersText } from './sellers-text.tsx';

const BUTTONS: readonly { decision: ReviewDecision; key: string; label: string }[] = [
  { decision: 'confirm', key: 'c', label: 'Infringes' },
  { decision: 'not-infringing', key: 'n', label: 'Does not infringe' },
  { decision: 'authorised', key: 'a', label: 'Authorised seller' },
  { decision: 'grey-market', key: 'g', label: 'Grey market' },
  { decision: 'out-of-scope', key: 'o', label: 'Out of scope' },
  { decision: 'snooze', key: 's', label: 'Later, in a week' },
];

type Props = { visitor: Visitor; record: Case; together: readonly Case[] };

/** One key, one decision: for the case in view, or for those of its group that stay ticked. */
export function DecisionForm({ visitor, record, together }: Props) {
  const isGroup = together.length > 1;
  return (
    <form method="post" action="/review/decide" class="decide" aria-label="Decide">
      <CsrfField token={visitor.session.csrfToken} />
      <input type="hidden" name="brand" value={record.brandId} />
      {isGroup ? <Together {...{ visitor, together }} /> : <input type="hidden" name="case" value={record.id} />}
      <label class="note">
        <span>Note</span>
        <input type="text" name="note" maxlength={1000} autocomplete="off" data-key="/" />
      </label>
      <div class="choices">
        {BUTTONS.map(({ decision, key, label }) => (
          <button
            type="submit"
            name="decision"
            value={decision}
            data-key={key}
            aria-keyshortcuts={key}
            class={decision === 'confirm' ? 'danger' : 'quiet'}
            disabled={!visitor.access.may(DECISION_MEANING[decision].permission, record.brandId)}
          >
            {label} <kbd>{key.toUpperCase()}</kbd>
          </button>
        ))}
      </div>
      {visitor.access.may('enforce', record.brandId) ? null : (
        <p class="soft">You may clear cases; confirming one needs the right to enforce.</p>
      )}
    </form>
  );
}

const Together = ({ visitor, together }: Pick<Props, 'visitor' | 'together'>) => (
  <fieldset class="together">
    <legend>Decided together: untick what does not belong</legend>
    <ul>
      {together.map(({ id, listing, verdict }) => (
        <li>
          <label>
            <input type="checkbox" name="case" value={id} checked />
            <Picture session={visitor.session} url={listing.imageUrls[0]} alt="" />
            <span>
              <SellersText text={listing.title} most={90} />
              <small>
                {Math.round(100 * verdict.probability)} % · {listing.marketplace}
              </small>
            </span>
          </label>
        </li>
      ))}
    </ul>
  </fieldset>
);
