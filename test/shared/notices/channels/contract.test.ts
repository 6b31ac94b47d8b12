import { readFileSync } from 'node:fs';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createHttpFetcher } from '#shared/fetching/http-fetcher.ts';
import { createMailer } from '#shared/messaging/mailer.ts';
import type { Channel, Delivery, LookUp } from '#shared/notices/channels/channel.ts';
import { createEmailChannel } from '#shared/notices/channels/email.ts';
import { createWebhookChannel } from '#shared/notices/channels/webhook.ts';
import { programmeById, programmes } from '#shared/notices/programmes/index.ts';
import { startServer, type TestServer } from '#test/support/http-server.ts';
import { aNoticeRecord, aTarget } from '#test/support/notice-builders.ts';
import { API_VENUES, openApi } from '#test/support/venue-servers/api-venues.ts';
import { sesVenue } from '#test/support/venue-servers/ses-venue.ts';
import type { Answered, VenueServer } from '#test/support/venue-servers/venue-server.ts';
import { webhookVenue } from '#test/support/venue-servers/webhook-venue.ts';

// Every channel against a server that behaves as its venue documents, and the same faults for all. What they answer is the table in
// docs/enforcement.md: it is read from there.

const START = new Date('2026-06-01T12:00:00.000Z');
const HOUR = 3_600_000;
const LAG = 2 * HOUR;

type Fault = { answer?: Answered; loseAnswer?: true; expire?: true };
const JUNK = '<!doctype html><title>Sign in</title>';

let now = START;
let server: TestServer;
let venue: VenueServer;
let fault: Fault | undefined;
/** What reached the venue's door to be booked. */
let posts: number;
const clock = () => now;

beforeAll(async () => {
  server = await startServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = '', url = '' } = request;
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const asked = { method, path: url, headers, body: Buffer.concat(chunks).toString() };
    const isNotice = method === 'POST' && url !== '/oauth/token';
    if (isNotice) posts++;
    const { answer, loseAnswer, expire } = (isNotice && fault) || {};
    if (expire) venue.expireTokens?.();
    const isClosed = expire && !venue.expireTokens;
    const given = answer ?? (isClosed ? refusal(401) : venue.answer(asked));
    if (expire) fault = undefined;
    if (loseAnswer) return void request.socket.destroy();
    const body = typeof given.body === 'string' ? given.body : JSON.stringify(given.body);
    response.writeHead(given.status, { 'content-type': 'application/json', ...given.headers }).end(body);
  });
});
afterAll(() => server.stop());
beforeEach(() => {
  now = START;
  posts = 0;
  fault = undefined;
});

const fetcher = () => createHttpFetcher({ userAgent: 'MarkwardenTest/1.0', allowedPrivateOrigins: [server.origin] });
const aws = () =>
  new SESv2Client({ endpoint: server.origin, region: 'eu-central-1', maxAttempts: 1, credentials: AWS_CREDENTIALS });
const AWS_CREDENTIALS = { accessKeyId: 'test', secretAccessKey: 'test' };

type Sender = { venue: () => VenueServer; channel: () => Channel };

/** Speaks to our server where the venue's own would be. */
const apiAt = (programme: string): Channel => {
  const { endpoint } = programmeById(programme);
  const ours = fetcher();
  return openApi(programme, (url, options) => ours(url.replace(endpoint!, server.origin), options), clock);
};

/** By their column in the table. */
const SENDERS: Record<string, Sender> = {
  webhook: {
    venue: () => webhookVenue({ now: clock, lagMs: LAG }),
    channel: () =>
      createWebhookChannel({
        fetcher: fetcher(),
        origin: server.origin,
        secret: async () => 'a-secret-of-enough-length',
        clock,
      }),
  },
  'e-mail': {
    venue: sesVenue,
    channel: () => createEmailChannel({ mailer: createMailer(aws(), 'notices@markwarden.example'), clock }),
  },
  ...Object.fromEntries(
    Object.entries(API_VENUES).map(([programme, { title, venue: open }]): [string, Sender] => [
      title,
      { venue: () => open({ now: clock, lagMs: LAG }), channel: () => apiAt(programme) },
    ]),
  ),
};

const refusal = (
  status: number,
  body: unknown = { message: 'Bad Request', error: 'bad', errors: [{ message: 'bad' }] },
): Answered => ({
  status,
  body,
});

/** What happens at the venue's door, and what is asked afterwards. */
const SITUATIONS: Record<string, { fault?: Fault; lookUpAfterMs?: number }> = {
  'it takes the notice': {},
  'it finds a fault in the form (400)': { fault: { answer: refusal(400) } },
  'what we sign in with has run out (401)': { fault: { expire: true } },
  'it does not let us in (403)': { fault: { answer: refusal(403) } },
  'it is busy (429)': { fault: { answer: { ...refusal(429), headers: { 'retry-after': '120' } } } },
  'it fails (500)': { fault: { answer: refusal(500) } },
  'it knows the notice already (409)': { fault: { answer: refusal(409) } },
  'it sends us elsewhere (302)': { fault: { answer: { status: 302, headers: { location: '/login' }, body: '' } } },
  'it answers 200 with a page': { fault: { answer: { status: 200, body: JUNK } } },
  'it answers 200 with an empty object': { fault: { answer: { status: 200, body: {} } } },
  'it takes the notice, and the answer gets lost': { fault: { loseAnswer: true }, lookUpAfterMs: LAG },
  'the same, asked while its list lags behind': { fault: { loseAnswer: true }, lookUpAfterMs: 0 },
};

const NOTICE = aNoticeRecord({
  openedAt: START.toISOString(),
  sendTo: 'abuse@host.example',
  content: {
    ...aNoticeRecord().content,
    claim: { kind: 'counterfeit', reason: { code: 'PPPI1', label: 'Counterfeit' } },
  },
});
const TARGETS = [aTarget()];

const saidBy = (delivery: Delivery): string => {
  if (delivery.status !== 'deferred') return delivery.status;
  return delivery.needsPerson ? 'deferred, to a person' : 'deferred';
};
const foundBy = ({ found }: LookUp): string => (found === 'cannot-tell' ? 'a person looks' : `look-up: ${found}`);

async function play(sender: string, situation: string): Promise<string> {
  const { fault: first, lookUpAfterMs } = SITUATIONS[situation]!;
  venue = SENDERS[sender]!.venue();
  fault = first;
  const channel = SENDERS[sender]!.channel();
  const delivery = await channel.send(NOTICE, TARGETS);
  if (lookUpAfterMs === undefined) return saidBy(delivery);
  now = new Date(now.getTime() + lookUpAfterMs);
  return `${saidBy(delivery)}; ${foundBy(await channel.lookUp(NOTICE, TARGETS))}`;
}

const HEAD = `| ${['what happens', ...Object.keys(SENDERS)].join(' | ')} |`;
const rowOf = async (situation: string): Promise<string> => {
  const cells: string[] = [];
  for (const sender of Object.keys(SENDERS)) cells.push(await play(sender, situation));
  return `| ${[situation, ...cells].join(' | ')} |`;
};

describe('every channel, at a venue that behaves as documented', () => {
  const document = readFileSync(new URL('../../../../docs/enforcement.md', import.meta.url), 'utf8').split('\n');
  const writtenOf = (situation: string) => document.find((line) => line.startsWith(`| ${situation} |`));

  it('stands in the table of docs/enforcement.md', () => {
    expect(writtenOf('what happens')).toBe(HEAD);
  });

  it('is each one whose API a program of ours speaks', () => {
    expect(Object.keys(API_VENUES).toSorted()).toEqual(
      programmes.flatMap(({ id, offers }) => (offers?.api ? id : [])).toSorted(),
    );
  });

  it.each(Object.keys(SITUATIONS))('answers as docs/enforcement.md says when %s', async (situation) => {
    expect(writtenOf(situation)).toBe(await rowOf(situation));
  });

  it.each(Object.keys(SENDERS))('never sends again what may have arrived, and asks only once: %s', async (sender) => {
    for (const situation of Object.keys(SITUATIONS)) {
      posts = 0;
      const said = await play(sender, situation);
      const booked = venue.booked().length;
      expect(booked, situation).toBeLessThanOrEqual(1);
      // Certain that it was not taken, it was not; and what was taken is never called refused or free to go again.
      if (booked === 1) expect(said, situation).toMatch(/^(accepted|unknown)/);
      expect(posts, situation).toBe(venue.expireTokens && situation.includes('run out') ? 2 : 1);
    }
  });
});
