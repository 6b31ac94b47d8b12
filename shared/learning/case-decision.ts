import { type Case, type CaseEvent, CaseState } from '#shared/domain/case.ts';
import { featuresOf } from '#shared/domain/verdict.ts';
import { AnalystDecision, type Evidence } from './analyst-decision.ts';

export type CaseDecision = {
  /**
   * `unsure`: the venue refused the notice, for its form or its claim, and no person has judged; or the seller turned out to be
   * authorised. Teaches nothing about listings, and counts against the proof that permits sending.
   */
  decision: 'confirmed' | 'rejected' | 'unsure';
  /** Since when it stands; a removal that confirms an approval does not make it newer. */
  decidedAt: string;
  /** The person, where there is one. */
  decidedBy?: string;
};

/** States in which a case can carry a decision: once flagged (again), nobody's word stands. */
export const DECIDABLE_STATES: readonly CaseState[] = CaseState.options.filter((state) => state !== 'flagged');

/**
 * What a person or a venue has said of the listing; the newest word holds. Our own notice is no decision, nor that the venue
 * has it under review: else the score would confirm itself.
 */
export function caseDecision(record: Case): CaseDecision | undefined {
  if (record.state === 'authorised') return foundAuthorised(record);
  let standing: CaseDecision | undefined;
  let acknowledged = false;
  for (const event of record.events) {
    if (event.to === 'acknowledged' || event.to === 'counter-noticed') acknowledged = true; // the venue has looked at it
    const said = saidBy(event, acknowledged);
    if (said === undefined || (said === 'unsure' && standing)) continue;
    const decidedBy = isPerson(event) ? event.by : undefined;
    if (said === 'taken back') standing = undefined;
    else if (standing?.decision === said) standing.decidedBy ??= decidedBy;
    else standing = { decision: said, decidedAt: event.at, decidedBy };
  }
  return standing;
}

/** A notice would have hit an authorised seller, had nobody looked. */
function foundAuthorised({ events }: Case): CaseDecision | undefined {
  const found = events.findLast((event) => event.to === 'authorised' && isPerson(event));
  return found && { decision: 'unsure', decidedAt: found.at, decidedBy: found.by };
}

const isPerson = ({ by }: CaseEvent): boolean => by.startsWith('analyst:');

function saidBy(event: CaseEvent, acknowledged: boolean): CaseDecision['decision'] | 'taken back' | undefined {
  const person = isPerson(event);
  switch (event.to) {
    case 'flagged':
    case 'authorised':
      return 'taken back';
    case 'queued':
      return person ? 'confirmed' : undefined;
    case 'submitted':
      // From `uncertain` it only says that the notice had arrived.
      return person && (event.from === 'awaiting-approval' || event.from === 'drafted') ? 'confirmed' : undefined;
    case 'removed':
      return acknowledged ? 'confirmed' : undefined; // else it may have ended or sold out by itself
    case 'dismissed':
      return person ? 'rejected' : undefined;
    case 'withdrawn':
    case 'restored':
    case 'counter-noticed':
      return 'rejected';
    case 'rejected':
      return person ? undefined : 'unsure';
    default:
      return undefined;
  }
}

/** The case's decision and every second opinion on it, as training and the export read them; none without the signals' values. */
export function decisionsOf(record: Case): Evidence[] {
  const decided = caseDecision(record);
  const features = featuresOf(record.verdict);
  if (!decided || !features) return [];
  const { marketplace, seller, id } = record.listing;
  const { probability, decision, modelVersion } = record.verdict;
  const about = {
    brandId: record.brandId,
    // A seller that the page does not name is nobody else's listing.
    sellerId: `${marketplace}~${seller?.id ?? seller?.name ?? `unnamed, listing ${id}`}`,
    selectionProbability: record.selectionProbability,
    features,
    listingId: record.id,
    verdict: { probability, decision, modelVersion },
  };
  const opinions = record.opinions.map(({ by, at, decision: said }) => ({
    ...about,
    decision: said,
    decidedAt: at,
    decidedBy: by,
    secondOpinion: true,
  }));
  return [{ ...about, ...decided }, ...opinions].map((line) => AnalystDecision.parse(line) as Evidence);
}
