import { HOUR_MS } from '#shared/domain/time-units.ts';
import type { PeopleStore, Stay } from '#shared/stores/people-store.ts';
import type { Visitor } from './services.ts';

/** Who was away for so long has come anew. */
const STAY_ENDS_MS = 4 * HOUR_MS;
/** A look so soon after another is not written down. */
const SAME_LOOK_MS = 10 * 60_000;

/** Since when somebody has not seen what there is: the end of their stay before this one. Undefined at the first. */
export async function lastHere(
  { access, stay }: Visitor,
  now: Date,
  people: Pick<PeopleStore, 'putStay'>,
): Promise<string | undefined> {
  const next = stayAt(stay, now);
  if (next !== stay) await people.putStay(access.person, next);
  return next.since;
}

function stayAt(stay: Stay | undefined, now: Date): Stay {
  const at = now.toISOString();
  if (!stay) return { at };
  const awayMs = now.getTime() - Date.parse(stay.at);
  if (awayMs < SAME_LOOK_MS) return stay;
  return awayMs < STAY_ENDS_MS ? { ...stay, at } : { since: stay.at, at };
}
