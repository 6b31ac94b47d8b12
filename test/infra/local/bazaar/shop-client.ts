import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { sampleStock } from '#infra/local/bazaar/catalogue.ts';
import { signNotice } from '#infra/local/bazaar/notice-format.ts';
import { type Bazaar, startBazaar } from '#infra/local/bazaar/start-bazaar.ts';
import { HOUR_MS } from '#shared/domain/time-units.ts';

export const SECRET = 'a shared secret';

/** A clock that stands still until it is told to move. */
export function handClock(start = '2026-03-02T08:00:00Z') {
  let now = new Date(start).getTime();
  return {
    now: () => new Date(now),
    advanceHours: (hours: number) => {
      now += hours * HOUR_MS;
    },
  };
}
export type HandClock = ReturnType<typeof handClock>;

export function aBazaar(clock: HandClock, databasePath = ':memory:', seed = '7'): Promise<Bazaar> {
  return startBazaar({ port: 0, seed, now: clock.now, databasePath, secret: SECRET });
}

/** The same shop in a process of its own, to be killed the hard way. Its clock stands at the time of the call. */
export async function aBazaarProcess(databasePath: string, clock: HandClock, seed = '7') {
  const program = `
    import { startBazaar } from '${new URL('../../../../infra/local/bazaar/start-bazaar.ts', import.meta.url)}';
    const options = ${JSON.stringify({ port: 0, seed, databasePath, secret: SECRET })};
    const bazaar = await startBazaar({ ...options, now: () => new Date('${clock.now().toISOString()}') });
    console.log(bazaar.origin);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [firstLine] = (await once(child.stdout, 'data')) as [Buffer];
  return {
    origin: firstLine.toString().trim(),
    kill: async () => {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

type Addressed = Pick<Bazaar, 'origin'>;

export function aNoticeBody(bazaar: Addressed, listingId: string, reference = `MW-${randomUUID()}`) {
  return {
    reference,
    rightsOwner: { name: 'Nordhavn ApS', email: 'ip@nordhavn.example' },
    reporter: { name: 'Ida Lindqvist', email: 'analyst@nordhavn.example' },
    right: { text: 'NORDHAVN', number: '018765432', office: 'EUIPO', jurisdictions: ['EU'] },
    claim: { kind: 'counterfeit', explanation: 'Not made by Nordhavn.' },
    targets: [{ listingId, url: `${bazaar.origin}/item/${listingId}` }],
    declarations: {
      goodFaith: true,
      accurate: true,
      authorised: { signedBy: 'Henrik Møller', signedAt: '2026-01-15' },
    },
  };
}

export async function sendNotice(
  bazaar: Addressed,
  clock: HandClock,
  body: object,
  headers: Record<string, string> = {},
) {
  const raw = JSON.stringify(body);
  const response = await fetch(`${bazaar.origin}/api/notices`, {
    method: 'POST',
    body: raw,
    headers: {
      'Content-Type': 'application/json',
      'X-Signature': signNotice(SECRET, Math.floor(clock.now().getTime() / 1000), raw),
      'Idempotency-Key': randomUUID(),
      ...headers,
    },
  });
  return { status: response.status, answer: (await response.json()) as Record<string, unknown> };
}

export async function lookUp(bazaar: Addressed, clock: HandClock, path: string): Promise<unknown> {
  const headers = { 'X-Signature': signNotice(SECRET, Math.floor(clock.now().getTime() / 1000), '') };
  return (await fetch(`${bazaar.origin}/api/notices${path}`, { headers })).json();
}

export function listingOf(bazaar: Bazaar, wanted: (kind: string, counterfeit: boolean) => boolean): string {
  for (const [id, { kind, counterfeit }] of bazaar.labels()) if (wanted(kind, counterfeit)) return id;
  throw new Error('the catalogue has no such listing');
}

/** A counterfeit of a seller without tricks, there from the first day. */
export function aPlainFake(bazaar: Bazaar, seed = '7'): string {
  const plain = sampleStock(seed).find(
    ({ truth, conduct, offer }) =>
      truth.counterfeit && conduct.relistings === 0 && !conduct.raisesPrice && bazaar.labels().has(offer.id),
  );
  return plain!.offer.id;
}

/** Asks again after a short pause when the shop says that we are too fast. */
export async function getPage(url: string): Promise<{ status: number; body: string }> {
  const response = await fetch(url);
  if (response.status !== 429) return { status: response.status, body: await response.text() };
  await new Promise((resolve) => setTimeout(resolve, 200));
  return getPage(url);
}
