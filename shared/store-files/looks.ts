import { LOOKS_END_MS } from '#shared/cases/check-schedule.ts';
import {
  STORE_TRANSITIONS,
  type StoreFile,
  type StoreFinding,
  type StoreLook,
  type StoreState,
} from '#shared/domain/store-file.ts';
import { DAY_MS, HOUR_MS, isoAfter } from '#shared/domain/time-units.ts';
import { moved, type Word } from './fold.ts';

/** Two looks that are to count as two are so far apart. */
const APART_MS = HOUR_MS;
/** By then venues have said what they do; a person is asked what it was. */
const ANSWER_MS = 30 * DAY_MS;

/** Whether the venue, which was asked for its closure, should have answered by now. */
export const isOverdue = ({ state, updatedAt }: Pick<StoreFile, 'state' | 'updatedAt'>, now: Date): boolean =>
  state === 'filed' && now.getTime() - Date.parse(updatedAt) >= ANSWER_MS;

/** When the store's page is looked at next, counted from the file's last move; never where nothing was asked of the venue. Without an address only its answer is waited for. */
function nextStoreLook({ state, url, updatedAt }: StoreFile, now: Date): string | undefined {
  if (!url && state === 'filed' && !isOverdue({ state, updatedAt }, now))
    return isoAfter(new Date(updatedAt), ANSWER_MS);
  const everyMs = state === 'filed' ? DAY_MS : state === 'closed' || state === 'kept' ? 7 * DAY_MS : undefined;
  const next = now.getTime() + (everyMs ?? 0);
  if (!everyMs || !url || next - Date.parse(updatedAt) > LOOKS_END_MS) return undefined;
  return new Date(next).toISOString();
}

/** What a person says of it; undefined when there is no such arrow. Said to be filed once more it gets its number, or another one. */
export function sayOfStore(file: StoreFile, to: StoreState, word: Word, externalId?: string): StoreFile | undefined {
  if (file.state === 'filed' && to === 'filed' && externalId) return renumbered(file, word, externalId);
  if (!STORE_TRANSITIONS[file.state].includes(to)) return undefined;
  const said = { ...moved(file, to, word), ...(externalId && { externalId }) };
  const next = nextStoreLook(said, word.at);
  // The first look soon after.
  return next ? { ...said, nextCheckAt: said.url ? isoAfter(word.at, HOUR_MS) : next } : said;
}

/** The venue's answer is waited for as long as before. */
function renumbered(file: StoreFile, word: Word, externalId: string): StoreFile {
  if (file.externalId === externalId) return file;
  const why = `the venue's number is ${externalId}${file.externalId ? `, and not ${file.externalId}` : ''}: ${word.why}`;
  const { updatedAt, nextCheckAt } = file;
  return { ...moved(file, 'filed', { ...word, why }), updatedAt, nextCheckAt, externalId };
}

/**
 * The file after one more look. Two of them, an hour apart, that find the same move it: closed in the venue's own words, or open again after
 * that. That nothing is there moves nothing: venues answer so for stores that sellers leave, rename and hide, too.
 */
export function afterLook(
  file: StoreFile,
  { finding, why }: { finding: StoreFinding; why: string },
  at: Date,
): StoreFile {
  const now = at.toISOString();
  // What could not be seen breaks no row and makes none.
  const before = finding === 'unknown' ? undefined : file.look;
  const since = before?.finding === finding ? before.since : now;
  const look: StoreLook =
    finding === 'unknown' && file.look ? { ...file.look, at: now } : { finding, since, at: now, why };
  const seen = { ...file, look };
  const isNews =
    (finding === 'closed' && (file.state === 'filed' || file.state === 'kept')) ||
    (finding === 'open' && file.state === 'closed');
  if (!isNews) return { ...seen, nextCheckAt: nextStoreLook(file, at) };
  if (at.getTime() - Date.parse(since) < APART_MS) return { ...seen, nextCheckAt: isoAfter(at, APART_MS) };
  const to = finding === 'closed' ? 'closed' : 'watch';
  const twice = finding === 'closed' ? `its page says so, twice: ${why}` : `its page is open again, twice: ${why}`;
  const next = moved(seen, to, { by: 'verify', why: twice, at });
  return { ...next, nextCheckAt: nextStoreLook(next, at) };
}
