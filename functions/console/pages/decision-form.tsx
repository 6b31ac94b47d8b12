import type { ReviewDecision } from '#shared/cases/decide.ts';
import { DECISION_MEANING } from '#shared/cases/decide.ts';
import type { Case } from '#shared/domain/case.ts';
import { NEEDS } from '#shared/domain/membership.ts';
import { formatProbability } from '#shared/domain/verdict.ts';
import type { Visitor } from '../services.ts';
import { CsrfField } from './layout.tsx';
import { marketplaceName } from './marketplace-name.ts';
import { unbroken } from './no-break.ts';
import { Picture } from './offer-comparison.tsx';
import { OfferTitle } from './sellers-text.tsx';

const BUTTONS: readonly { decision: ReviewDecision; key: string; label: string }[] = [
  { decision: 'confirm', key: 'c', label: 'Infringes' },
  { decision: 'not-infringing', key: 'n', label: 'Does not infringe' },
  { decision: 'authorised', key: 'a', label: 'Authorised seller' },
  { decision: 'grey-market', key: 'g', label: 'Grey market' },
  { decision: 'out-of-scope', key: 'o', label: 'Out of scope' },
  { decision: 'snooze', key: 's', label: 'Later' },
];

type Props = { visitor: Visitor; record: Case; together: readonly Case[]; only: string | undefined };

/** One key, one decision: for the case in view, or for those of its group that stay ticked. */
export function DecisionForm({ visitor, record, together, only }: Props) {
  const isGroup = together.length > 1;
  return (
    <form method="post" action="/review/decide" class="decide" aria-label="Decide">
      <CsrfField token={visitor.session.csrfToken} />
      <input type="hidden" name="brand" value={record.brandId} />
      {only ? <input type="hidden" name="only" value={only} /> : null}
      {isGroup ? <Together {...{ visitor, together }} /> : <input type="hidden" name="case" value={record.id} />}
      <label class="note">
        <span>Note</span>
        <input type="text" name="note" maxlength={1000} autocomplete="off" data-key="/" />
      </label>
      <div class="choices">
        {buttonsFor(visitor, record).map(({ decision, key, label, isTheirs }) => (
          <button
            type="submit"
            name="decision"
            value={decision}
            data-key={key}
            aria-keyshortcuts={key}
            class={decision === 'confirm' ? 'danger' : 'quiet'}
            disabled={!isTheirs}
          >
            {label} <kbd>{key.toUpperCase()}</kbd>
          </button>
        ))}
        <Later />
      </div>
      <Rights visitor={visitor} record={record} />
    </form>
  );
}

const Later = () => (
  <p class="later">
    <label>
      Comes back in{' '}
      <select name="days">
        <option value="1">a day</option>
        <option value="7" selected>
          a week
        </option>
        <option value="30">a month</option>
      </select>
    </label>
    <label>
      or on <input type="date" name="until" />
    </label>
  </p>
);

/** Who may not confirm says that somebody should. */
function buttonsFor({ access }: Visitor, { brandId }: Case) {
  const labels = access.may(NEEDS.label, brandId);
  return BUTTONS.map((button) => {
    const isTheirs = access.may(DECISION_MEANING[button.decision].permission, brandId);
    const isProposal = button.decision === 'confirm' && labels && !isTheirs;
    return {
      ...button,
      isTheirs: isTheirs || isProposal,
      ...(isProposal && { label: 'Infringes: have it confirmed' }),
    };
  });
}

const Rights = ({ visitor: { access }, record: { brandId } }: Pick<Props, 'visitor' | 'record'>) => {
  if (access.may(NEEDS.confirm, brandId)) return null;
  return (
    <p class="soft">
      {access.may(NEEDS.label, brandId)
        ? 'You label and clear cases; whoever validates confirms those that infringe.'
        : `You may look; to decide a case needs the right to ${NEEDS.label}.`}
    </p>
  );
};

const Together = ({ visitor, together }: Pick<Props, 'visitor' | 'together'>) => (
  <fieldset class="together">
    <legend>Decided together: untick what does not belong</legend>
    <ul>
      {together.map(({ id, listing, verdict }) => (
        <li>
          <label>
            <input type="checkbox" name="case" value={id} checked />
            <Picture session={visitor.session} url={listing.imageUrls[0]} caseId={id} alt="" />
            <span>
              <OfferTitle title={listing.title} most={90} />
              <small>
                {unbroken(formatProbability(verdict.probability))} · {marketplaceName(listing.marketplace)}
              </small>
            </span>
          </label>
        </li>
      ))}
    </ul>
  </fieldset>
);
