import { createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createHttpFetcher } from '#shared/fetching/http-fetcher.ts';
import { createWebhookChannel } from '#shared/notices/channels/webhook.ts';
import { startServer, type TestServer } from '#test/support/http-server.ts';
import { aNoticeRecord, aTarget } from '#test/support/notice-builders.ts';

const NOW = new Date('2026-06-01T12:00:00.000Z');
const SECRET = 'a-secret-of-enough-length';

type Answer = { status: number; headers?: Record<string, string>; body?: unknown } | 'hang-up';

let server: TestServer;
let answer: Answer;
let received: { method: string; url: string; headers: IncomingMessage['headers']; body: string };
const channel = () =>
  createWebhookChannel({
    fetcher: createHttpFetcher({ userAgent: 'MarkwardenTest/1.0', allowedPrivateOrigins: [server.origin] }),
    origin: server.origin,
    secret: async () => SECRET,
    clock: () => NOW,
  });

beforeAll(async () => {
  server = await startServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    received = {
      method: request.method!,
      url: request.url!,
      headers: request.headers,
      body: Buffer.concat(chunks).toString(),
    };
    if (answer === 'hang-up') return void request.socket.destroy();
    response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
    response.end(answer.body === undefined ? '' : JSON.stringify(answer.body));
  });
});
afterAll(() => server.stop());
beforeEach(() => {
  answer = { status: 202, body: { noticeId: 'V-1', status: 'received' } };
});

describe('sending a notice to a webhook', () => {
  it('signs the exact body and names its idempotency key', async () => {
    const notice = aNoticeRecord();
    expect(await channel().send(notice, [aTarget()])).toEqual({ status: 'accepted', externalId: 'V-1' });
    expect(received).toMatchObject({ method: 'POST', url: '/api/notices' });
    const seconds = NOW.getTime() / 1000;
    const mac = createHmac('sha256', SECRET).update(`${seconds}.${received.body}`).digest('hex');
    expect(received.headers['x-signature']).toBe(`t=${seconds},v1=${mac}`);
    expect(received.headers['idempotency-key']).toBe(notice.reference);
    expect(received.headers['content-type']).toBe('application/json');
  });

  it('states what the venue needs and keeps our own numbers and storage to itself', async () => {
    await channel().send(aNoticeRecord(), [aTarget()]);
    const body = JSON.parse(received.body) as Record<string, unknown>;
    expect(body).toMatchObject({
      reference: 'MW-0123456789ABCDEF',
      right: { text: 'NORDHAVN', number: '018000001', office: 'EUIPO', jurisdictions: ['EU'] },
      targets: [{ listingId: '1001', url: 'https://bazaar.example/item/1001' }],
      declarations: { goodFaith: true, accurate: true, authorised: { signedBy: 'Karl Lind', signedAt: '2026-01-15' } },
    });
    expect(received.body).not.toMatch(/caseId|evidence\/nordhavn|"brandId"/);
  });

  it('takes only an answer with a number of the venue as taken: a login page answers 200 too', async () => {
    answer = { status: 200, body: { noticeId: 17 } };
    expect(await channel().send(aNoticeRecord(), [aTarget()])).toEqual({ status: 'accepted', externalId: '17' });
    for (const body of ['thanks', { error: 'quota' }, undefined, { noticeId: '' }, []]) {
      answer = { status: 200, body };
      expect(await channel().send(aNoticeRecord(), [aTarget()])).toEqual({
        status: 'unknown',
        reason: 'the venue answered HTTP 200 without a number for the notice',
      });
    }
  });

  it("passes a refusal on in the venue's words", async () => {
    answer = { status: 422, body: { error: 'incomplete notice', missing: ['right.number'] } };
    expect(await channel().send(aNoticeRecord(), [aTarget()])).toEqual({
      status: 'rejected',
      reasons: ['right.number is missing or wrong', 'incomplete notice'],
    });
    answer = { status: 422, body: { errors: [{ field: 'targets.0.url', message: 'unknown\r\nitem' }] } };
    expect(await channel().send(aNoticeRecord(), [aTarget()])).toEqual({
      status: 'rejected',
      reasons: ['targets.0.url: unknown item'],
    });
    answer = { status: 400 };
    expect(await channel().send(aNoticeRecord(), [aTarget()])).toEqual({
      status: 'rejected',
      reasons: ['HTTP 400 without a reason'],
    });
  });

  it('comes back when asked to when the venue is busy', async () => {
    answer = { status: 429, headers: { 'retry-after': '120' } };
    expect(await channel().send(aNoticeRecord(), [aTarget()])).toMatchObject({
      status: 'deferred',
      retryAfterMs: 120_000,
    });
  });

  it('calls a person when the venue does not know our key', async () => {
    answer = { status: 401, body: { error: 'bad signature' } };
    expect(await channel().send(aNoticeRecord(), [aTarget()])).toMatchObject({ status: 'deferred', needsPerson: true });
  });

  it('calls a person when nobody is there to take notices: that says nothing of the notice', async () => {
    for (const status of [404, 405]) {
      answer = { status };
      expect(await channel().send(aNoticeRecord(), [aTarget()])).toMatchObject({
        status: 'deferred',
        needsPerson: true,
      });
    }
  });

  it('does not take "there is one already" or "too slow" for a refusal, which would be followed by a second notice', async () => {
    for (const status of [408, 409, 425]) {
      answer = { status };
      expect(await channel().send(aNoticeRecord(), [aTarget()])).toMatchObject({ status: 'unknown' });
    }
  });

  it('knows nothing after a server error or a broken line: the notice may have been booked', async () => {
    answer = { status: 503 };
    expect(await channel().send(aNoticeRecord(), [aTarget()])).toMatchObject({ status: 'unknown' });
    answer = 'hang-up';
    expect(await channel().send(aNoticeRecord(), [aTarget()])).toMatchObject({ status: 'unknown' });
  });
});

describe('asking a webhook venue', () => {
  it('finds a notice by our reference, and knows when it never arrived', async () => {
    answer = { status: 200, body: [{ noticeId: 'V-9', status: 'in-review' }] };
    expect(await channel().lookUp(aNoticeRecord({ reference: 'MW-1' }), [])).toEqual({
      found: 'yes',
      externalId: 'V-9',
    });
    expect(received).toMatchObject({ method: 'GET', url: '/api/notices?reference=MW-1' });
    answer = { status: 200, body: [] };
    expect(await channel().lookUp(aNoticeRecord({ reference: 'MW-1' }), [])).toEqual({ found: 'no' });
  });

  it.each<[string, Answer]>([
    ['a server error', { status: 500 }],
    ['not found', { status: 404, body: [] }],
    ['a page instead of a list', { status: 200, body: { ok: true } }],
    ['a list of something else', { status: 200, body: [{ id: 1 }] }],
    ['nothing', { status: 200 }],
    ['a broken line', 'hang-up'],
  ])('cannot tell after %s, which is not "never arrived"', async (_, given) => {
    answer = given;
    expect(await channel().lookUp(aNoticeRecord({ reference: 'MW-1' }), [])).toMatchObject({ found: 'cannot-tell' });
  });

  it('reads the status of a notice, and none from what it cannot read', async () => {
    answer = { status: 200, body: { noticeId: 'V-1', status: 'rejected', reason: 'not a registered\u202e mark' } };
    expect(await channel().answers('V-1')).toEqual([{ stage: 'rejected', reasons: ['not a registered mark'] }]);
    expect(received.url).toBe('/api/notices/V-1');
    for (const unreadable of [
      { status: 200, body: { status: 'gone fishing' } },
      { status: 404 },
      'hang-up',
    ] as Answer[]) {
      answer = unreadable;
      expect(await channel().answers('V-1')).toBeUndefined();
    }
  });
});
