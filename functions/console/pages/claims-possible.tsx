import type { Brand } from '#shared/domain/brand.ts';
import { type Case, WAITS_FOR_A_PERSON } from '#shared/domain/case.ts';
import type { Claim, ClaimKind } from '#shared/domain/claim.ts';
import { CLAIM_WORDS } from '#shared/domain/claim-words.ts';
import { rightName } from '#shared/domain/right.ts';
import { featuresOf } from '#shared/domain/verdict.ts';
import { type CaseClaims, caseClaims, hasRightFor, NO_NOTICE } from '#shared/notices/case-claims.ts';
import type { RefusedClaim } from '#shared/notices/claim-input.ts';
import { marketplaceName } from './marketplace-name.ts';
import { SellersText } from './sellers-text.tsx';

type Props = { record: Case; brand: Brand; now: Date };

/** Why a case is back with people, and what its notice could claim: before somebody confirms what no notice can be made of. */
export function ClaimsPossible({ record, brand, now }: Props) {
  if (!WAITS_FOR_A_PERSON.includes(record.state)) return null;
  // Of what a verdict does not keep nothing can be stated: the page is looked at again before anything is.
  if (!featuresOf(record.verdict)) return <GivenBack record={record} isPossible={false} />;
  const claims = caseClaims(record, brand, now);
  const kinds = [...new Set(claims.eligible.map(({ kind }) => CLAIM_WORDS[kind]))];
  const isOpen = kinds.length === 0 || record.state === 'awaiting-approval';
  return (
    <>
      <GivenBack record={record} isPossible={kinds.length > 0} />
      <details class="claims" open={isOpen}>
        <summary>
          {kinds.length > 0
            ? `A notice could claim: ${kinds.join(', ')}`
            : `No notice can be written yet: nothing found bears a claim that ${marketplaceName(record.listing.marketplace)} takes`}
        </summary>
        <ul>
          {strongestOfEach(claims.eligible).map((claim) => (
            <Possible claim={claim} />
          ))}
          {missing(claims).map((each) => (
            <MissingClaim missing={each} record={record} />
          ))}
        </ul>
        <NoRight claims={claims} brand={brand} />
      </details>
    </>
  );
}

/** What came of the last try to write its notice. */
function GivenBack({ record: { state, events }, isPossible }: { record: Case; isPossible: boolean }) {
  const why = state === 'awaiting-approval' ? events.findLast(({ to }) => to === state)?.why : undefined;
  if (!why) return null;
  if (!why.startsWith(NO_NOTICE))
    return (
      <p class="mid">
        It needs you: <SellersText text={why} most={600} />
      </p>
    );
  return (
    <p class="mid">
      {isPossible
        ? 'It needs you: the last time that it was tried no notice could be written. As it stands now, one can.'
        : 'It needs you: no notice about it could be written.'}
    </p>
  );
}

const strongestOfEach = (claims: readonly Claim[]): Claim[] =>
  claims.filter(({ kind }, index) => claims.findIndex((each) => each.kind === kind) === index);

const Possible = ({ claim: { kind, right, sentences, forPerson } }: { claim: Claim }) => (
  <li>
    <strong>{CLAIM_WORDS[kind]}</strong>, on {rightName(right)}
    {right.number ? ` (${right.office ?? ''} ${right.number})` : ''}: <SellersText text={sentences[0]!.en} most={300} />
    {forPerson.length > 0 ? <span class="soft"> A person looks first: {forPerson.join('; ')}.</span> : null}
  </li>
);

type Missing = { claim: ClaimKind; refusals: readonly RefusedClaim[] };

/** Of each kind that the owner has a right for, and that cannot be claimed, what stands against it: of several rights, against each. */
function missing({ eligible, refused, owner }: CaseClaims): Missing[] {
  const possible = new Set(eligible.map(({ kind }) => kind));
  const others = refused.filter(({ claim }) => !possible.has(claim) && hasRightFor(claim, owner));
  return [...Map.groupBy(others, ({ claim }) => claim)].map(([claim, refusals]) => ({ claim, refusals }));
}

const MOST_REASONS = 3;

const MissingClaim = ({ missing: { claim, refusals }, record }: { missing: Missing; record: Case }) => {
  const whys = [...new Set(refusals.map(({ why }) => why))].slice(0, MOST_REASONS);
  // A right in a word that the page shows is nearer than one in a word that it does not.
  const nearest = refusals.find(({ field }) => field !== 'right.text') ?? refusals[0]!;
  const { text, href } = nextStep(claim, nearest.field, record);
  return (
    <li>
      <strong>{CLAIM_WORDS[claim]}</strong>: <SellersText text={whys.join('; ')} most={600} />.{' '}
      {href ? <a href={href}>{text}</a> : text}
    </li>
  );
};

/** What another right would have to be for a claim to rest on it. */
const RIGHT_STEPS: Record<string, string> = {
  'right.text': 'A right in a word that the page shows would bear it',
  'right.niceClasses': 'A right for goods of this kind would bear it',
  'right.territories': 'A right that covers this site would bear it',
};

/** What would bear it, by the field that stands against it. */
function nextStep(claim: ClaimKind, field: string, { id, brandId }: Case): { text: string; href?: string } {
  const onCase = (place: string) => `/case?${new URLSearchParams({ id })}#${place}`;
  const onBrand = `/brand?${new URLSearchParams({ brand: brandId })}`;
  if (/^(owner|right)/.test(field))
    return { text: RIGHT_STEPS[field] ?? 'Add what is missing to the right', href: onBrand };
  if (field === 'programme.claims') return { text: 'Nothing to be done: it has to be claimed otherwise.' };
  if (field === 'seller') return { text: 'Clear it as an authorised seller.' };
  if (claim === 'copyright-text' || claim === 'design' || claim === 'patent')
    return { text: 'If you see it in the offer, state it', href: onCase('claim') };
  if (claim === 'copyright-image') return { text: "If a picture is yours, add it to the brand's", href: onBrand };
  return { text: 'A test purchase that shows a copy would bear it', href: onCase('test-buys') };
}

/** Kinds of claims that nobody could make here, whatever is found: said once, and out of the way. */
const NoRight = ({ claims: { refused, owner }, brand }: { claims: CaseClaims; brand: Brand }) => {
  const kinds = [...new Set(refused.map(({ claim }) => claim))].filter((kind) => !hasRightFor(kind, owner));
  if (kinds.length === 0) return null;
  return (
    <p class="soft">
      Not possible for {brand.name}, which has no right on file for it:{' '}
      {kinds.map((kind) => CLAIM_WORDS[kind]).join(', ')}.
    </p>
  );
};
