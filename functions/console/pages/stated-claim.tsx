import { doerWords } from '#shared/cases/case-words.ts';
import type { Brand } from '#shared/domain/brand.ts';
import { type Case, WAITS_FOR_A_PERSON } from '#shared/domain/case.ts';
import { StatedClaim } from '#shared/domain/claim.ts';
import { CLAIM_WORDS } from '#shared/domain/claim-words.ts';
import { NEEDS } from '#shared/domain/membership.ts';
import { type Right, rightKey, rightName } from '#shared/domain/right.ts';
import { ownerOf } from '#shared/notices/owner-of.ts';
import { RIGHT_OF } from '#shared/notices/stated-claims.ts';
import type { Visitor } from '../services.ts';
import { CsrfField } from './layout.tsx';
import { SellersText } from './sellers-text.tsx';

type Props = { visitor: Visitor; record: Case; brand: Brand };

/** What a person sees in the offer and no program finds; its notice then claims that and nothing else. */
export const StatedClaimSection = ({ visitor, record, brand }: Props) => {
  const kinds = StatedClaim.shape.kind.options;
  const choices = kinds.flatMap((kind) =>
    ownerOf(brand)
      .rights.filter(({ type }) => type === RIGHT_OF[kind])
      .map((right) => ({ kind, right })),
  );
  const { stated } = record;
  if (!stated && choices.length === 0) return null;
  const mayState = visitor.access.may(NEEDS.stateClaim, record.brandId) && WAITS_FOR_A_PERSON.includes(record.state);
  return (
    <section id="claim">
      <h2>Claimed by a person</h2>
      {stated ? (
        <p>
          <strong>{CLAIM_WORDS[stated.kind]}</strong>, <SellersText text={nameOf(stated.right, choices)} />:{' '}
          <SellersText text={stated.sentence} most={1000} />{' '}
          <span class="soft">
            (<bdi>{doerWords(stated.by)}</bdi>, {stated.at.slice(0, 10)})
          </span>
        </p>
      ) : (
        <p class="soft">
          Nothing: its notice rests on what was found. A copied text, a design or a patent only a person can see.
        </p>
      )}
      {mayState && choices.length > 0 ? (
        <details>
          <summary>{stated ? 'Say it anew' : 'Claim a design, a patent or a copied text'}</summary>
          <form method="post" action="/case/claim" class="bring">
            <CsrfField token={visitor.session.csrfToken} />
            <input type="hidden" name="id" value={record.id} />
            <label class="field">
              <span>On which right</span>
              <select name="claim">
                {choices.map(({ kind, right }) => (
                  <option value={`${kind} ${rightKey(right)}`} selected={rightKey(right) === stated?.right}>
                    {CLAIM_WORDS[kind]}: {rightName(right)}
                    {right.number ? ` (${right.office ?? ''} ${right.number})` : ''}
                  </option>
                ))}
              </select>
            </label>
            <label class="field">
              <span>What you saw, in a sentence that the venue reads</span>
              <textarea name="sentence" rows={3} minlength={20} maxlength={1000} required>
                {stated?.sentence ?? ''}
              </textarea>
            </label>
            <button type="submit">State it</button>
          </form>
        </details>
      ) : null}
    </section>
  );
};

const nameOf = (named: string, choices: readonly { right: Right }[]): string => {
  const right = choices.find((each) => [rightKey(each.right), each.right.number].includes(named))?.right;
  return right ? rightName(right) : named;
};
