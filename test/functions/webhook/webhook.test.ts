import { createServer, type IncomingHttpHeaders } from 'node:http';
import { Webhook as Receiver } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { alert } from '#functions/alert/alert.ts';
import { deliver } from '#functions/webhook/deliver.ts';
import type { WebhookServices } from '#functions/webhook/services.ts';
import type { AlertJob, AlertKind } from '#shared/domain/messages.ts';
import type { Webhook, WebhookJob } from '#shared/domain/webhook.ts';
import { createHttpFetcher } from '#shared/fetching/http-fetcher.ts';
import { eventId } from '#shared/messaging/webhook-keys.ts';
import { ThrottledError } from '#shared/runtime/errors.ts';
import { createWebhookStore } from '#shared/stores/webhook-store.ts';
import { anAccess, anAdmin } from '../../support/an-access.ts';
import { anApi } from '../../support/an-api.ts';
import { aBrand, aCase, aListing, aVerdict } from '../../support/builders.ts';
import { memoryQueue } from '../../support/memory-queue.ts';
import { memoryAlertStore, memoryQuotaStore } from '../../support/memory-stores.ts';
import { startTables, type Tables } from '../../support/tables.ts';
import { testWebhookKeys } from '../../support/webhooks.ts';

// A brand's news, from the alert to a receiver that checks it with the library that receivers use.

type Received = { headers: Record<string, string>; body: string };
const received: Received[] = [];
let answer: { status: number; location?: string };
const server = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  received.push({ headers: request.headers as IncomingHttpHeaders & Record<string, string>, body });
  response.writeHead(answer.status, answer.location ? { location: answer.location } : {}).end('thanks');
});

let tables: Tables;
let origin: string;
let now: Date;
beforeAll(async () => {
  tables = await startTables();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
});
beforeEach(() => {
  answer = { status: 204 };
  now = new Date(); // receivers refuse what is older than five minutes
});
afterEach(() => {
  received.length = 0;
});
afterAll(async () => {
  server.close();
  await tables.stop();
});

const EVIL = '<!channel> *x* <https://evil.example|click> \u202egpj.exe';
const record = aCase({
  state: 'flagged',
  listing: aListing({ title: EVIL, seller: { id: 's-1', name: EVIL } }),
  verdict: aVerdict({ probability: 0.8 }),
});

/** Services of the function, with a way to the receiver on this machine. */
function world(kept = record): WebhookServices {
  return {
    brands: { get: async (id) => aBrand({ id, name: 'Nordhavn' }) },
    cases: { get: async () => kept },
    webhooks: createWebhookStore(tables.client, tables.names.cases),
    keys: testWebhookKeys(),
    fetch: createHttpFetcher({ userAgent: 'Markwarden/1.0', allowedPrivateOrigins: [origin] }),
    consoleUrl: 'https://console.example',
    clock: () => now,
  };
}

let serial = 0;
async function registered(overrides: Partial<Webhook> = {}, url = `${origin}/hook?token=geheim`): Promise<Webhook> {
  const brandId = overrides.brandId ?? `hook-${++serial}`;
  const webhook: Webhook = {
    brandId,
    form: 'standard',
    host: new URL(url).host,
    sealedUrl: await testWebhookKeys().seal(brandId, url),
    generation: 1,
    by: 'analyst:ida',
    at: now.toISOString(),
    ...overrides,
  };
  await createWebhookStore(tables.client, tables.names.cases).put(webhook);
  return webhook;
}

const anAlert = (brandId: string, kind: AlertKind = 'case-flagged', caseId?: string): AlertJob => ({
  alertId: `${brandId}|${kind}|1`,
  brandId,
  kind,
  at: now.toISOString(),
  message: 'A listing looks suspicious.',
  ...(caseId && { caseId }),
});

/** What the alert function queues for it. */
async function told(job: AlertJob): Promise<WebhookJob[]> {
  const webhookJobs = memoryQueue<WebhookJob>();
  await alert(job, {
    ...world(),
    alerts: memoryAlertStore(),
    quotas: memoryQuotaStore(),
    topics: { publish: async () => {} },
    webhookJobs,
  });
  return webhookJobs.sent.map(({ message }) => message);
}

const verified = async (webhook: Pick<Webhook, 'brandId'>, generation: number, { headers, body }: Received) =>
  new Receiver(await testWebhookKeys().secretOf(webhook.brandId, generation)).verify(body, headers) as {
    type: string;
    timestamp: string;
    data: { brandId: string; case?: { id: string; title: string; state: string }; console: string };
  };

describe('an event', () => {
  test('reaches the receiver signed, with what it needs to look further, and is the same one when told again', async () => {
    const webhook = await registered();
    const [job] = await told(anAlert(webhook.brandId, 'case-flagged', record.id));
    await deliver(job!, world());
    await deliver({ ...job!, tries: 1 }, world());

    const event = await verified(webhook, 1, received[0]!);
    expect(event.type).toBe('case.opened');
    expect(event.data).toMatchObject({
      brandId: webhook.brandId,
      case: { id: record.id, title: EVIL, state: 'flagged' },
    });
    const place = new URL(event.data.console);
    expect([place.origin, place.pathname, place.searchParams.get('id')]).toEqual([
      'https://console.example',
      '/case',
      record.id,
    ]);
    expect(received.map(({ headers }) => headers['webhook-id'])).toEqual([eventId(job!), eventId(job!)]);
    const kept = await world().webhooks.get(webhook.brandId);
    expect(kept?.lastDelivery).toMatchObject({ id: eventId(job!), ok: true });
  });

  test('that somebody changed on its way, or that is for another brand, does not verify', async () => {
    const webhook = await registered();
    const [job] = await told(anAlert(webhook.brandId));
    await deliver(job!, world());
    const [first] = received;
    await expect(
      verified(webhook, 1, { ...first!, body: first!.body.replace('case.opened', 'notice.sent') }),
    ).rejects.toThrow();
    await expect(verified({ brandId: 'another' }, 1, first!)).rejects.toThrow();
    await expect(verified(webhook, 2, first!)).rejects.toThrow();
  });

  test('is signed with the old secret too for a day after a new one was made', async () => {
    const webhook = await registered({ generation: 3, rotatedAt: now.toISOString() });
    const [job] = await told(anAlert(webhook.brandId));
    await deliver(job!, world());
    await verified(webhook, 3, received[0]!);
    await verified(webhook, 2, received[0]!);
    await registered({
      brandId: webhook.brandId,
      generation: 3,
      rotatedAt: new Date(now.getTime() - 90_000_000).toISOString(),
    });
    await deliver(job!, world());
    await verified(webhook, 3, received[1]!);
    await expect(verified(webhook, 2, received[1]!)).rejects.toThrow();
  });

  test.each<[Partial<typeof record>, AlertKind, string]>([
    [{ verdict: aVerdict({ probability: 0.99 }) }, 'case-queued', 'case.critical'],
    [{ state: 'rejected' }, 'awaiting-approval', 'notice.refused'],
    [{ state: 'rejected' }, 'case-flagged', 'case.opened'],
    [{}, 'notice-refused', 'notice.refused'],
    [{}, 'counter-noticed', 'notice.counter-noticed'],
    [{ state: 'counter-noticed' }, 'task-due', 'task.due'],
    [{ state: 'removed' }, 'removal-verified', 'listing.removed'],
    [{}, 'sending-stopped', 'sending.stopped'],
    [{}, 'coverage-lost', 'coverage.lost'],
  ])('about a case that is %j, told as %s, is %s', async (state, kind, type) => {
    const webhook = await registered();
    const [job] = await told(anAlert(webhook.brandId, kind, record.id));
    await deliver(job!, world({ ...record, ...state }));
    expect((await verified(webhook, 1, received[0]!)).type).toBe(type);
  });

  test('that nobody asked for is not sent, nor anything to who has no webhook', async () => {
    const webhook = await registered({ events: ['notice.sent'] });
    const [job] = await told(anAlert(webhook.brandId));
    await deliver(job!, world());
    expect(await told(anAlert('has-none'))).toEqual([]);
    await deliver({ ...job!, brandId: 'has-none' }, world());
    expect(received).toEqual([]);
  });
});

describe('a receiver', () => {
  test.each([[500], [301], [410], [429]])(
    'that answers %i is tried again, later each time, and then no more',
    async (status) => {
      const webhook = await registered();
      const [job] = await told(anAlert(webhook.brandId));
      answer = { status, ...(status === 301 && { location: `${origin}/elsewhere` }) };
      const waits: number[] = [];
      for (let tries = 0; tries < 10; tries++) {
        const error = await deliver({ ...job!, tries }, world()).catch((thrown: unknown) => thrown);
        expect(error).toBeInstanceOf(ThrottledError);
        waits.push((error as ThrottledError).retryAfterMs);
      }
      expect(waits).toEqual(waits.toSorted((a, b) => a - b));
      expect(Math.max(...waits)).toBeLessThanOrEqual(900_000); // the most that SQS waits
      await expect(deliver({ ...job!, tries: 10 }, world())).rejects.toThrow(/takes nothing: HTTP/);
      expect(received.map(({ headers }) => headers['webhook-id'])).toEqual(Array(11).fill(eventId(job!)));
      expect((await world().webhooks.get(webhook.brandId))?.lastDelivery).toMatchObject({
        ok: false,
        said: `HTTP ${status}`,
      });
    },
  );

  test.each([
    'http://127.0.0.1:9/hook?token=geheim',
    'https://[::1]/hook?token=geheim',
    'http://169.254.169.254/latest/meta-data?token=geheim',
    'https://10.0.0.7/hook?token=geheim',
  ])('at %s is never called, and what is said of it holds no secret', async (url) => {
    const webhook = await registered({}, url);
    const [job] = await told(anAlert(webhook.brandId));
    const error = await deliver(job!, world()).catch((thrown: Error) => thrown);
    expect((error as Error).message).not.toContain('geheim');
    const said = (await world().webhooks.get(webhook.brandId))?.lastDelivery?.said;
    expect(said).toMatch(/not a public address|not a web port/);
    expect(received).toEqual([]);
  });
});

test("what Slack gets holds sellers' words as plain text only, and no signature", async () => {
  const webhook = await registered({ form: 'slack' });
  const [job] = await told(anAlert(webhook.brandId, 'case-flagged', record.id));
  await deliver(job!, world());
  const { headers, body } = received[0]!;
  const message = JSON.parse(body);
  expect(headers['webhook-signature']).toBeUndefined();
  expect(message.text).not.toMatch(/<[!@#h]/);
  const texts = message.blocks.flatMap((block: { text?: object; elements?: { text: object }[] }) => [
    ...(block.text ? [block.text] : []),
    ...(block.elements ?? []).map(({ text }) => text),
  ]);
  expect(texts.every(({ type }: { type: string }) => type === 'plain_text')).toBe(true);
  expect(body).not.toContain('\u202e');
  expect(body).not.toContain('https://evil.example');
});

describe('keys', () => {
  test('open nothing that was sealed for another brand, or with another master key', async () => {
    const sealed = await testWebhookKeys().seal('one', 'https://hooks.example/T/secret');
    expect(await testWebhookKeys().open('one', sealed)).toBe('https://hooks.example/T/secret');
    await expect(testWebhookKeys().open('two', sealed)).rejects.toThrow();
    await expect(testWebhookKeys('x'.repeat(64)).open('one', sealed)).rejects.toThrow();
    await expect(testWebhookKeys('short').secretOf('one', 1)).rejects.toThrow(/less than 32/);
  });
});

describe('the API', () => {
  test('registers, tests, rotates and removes, and never shows the address again', async () => {
    const api = anApi(tables);
    await api.services.brands.put(aBrand({ id: 'hook-api' }), now);
    const path = '/brands/hook-api/webhook';
    const url = 'https://hooks.slack.com/services/T0/B0/geheim';

    const set = await api.call('PUT', path, { url, events: ['case.critical'] }, anAdmin(), {
      'idempotency-key': 'w-1',
    });
    expect(set.status).toBe(200);
    expect(set.json.secret).toMatch(/^whsec_/);
    expect(set.json.webhook).toMatchObject({ host: 'hooks.slack.com', form: 'standard', events: ['case.critical'] });
    const again = await api.call('PUT', path, { url, events: ['case.critical'] }, anAdmin(), {
      'idempotency-key': 'w-1',
    });
    expect([again.status, again.json.code]).toEqual([409, 'answer-not-kept']);

    const rotated = await api.call('POST', `${path}/rotate`, {});
    expect(rotated.json.secret).not.toBe(set.json.secret);
    const asked = await api.call('POST', `${path}/test`, {});
    expect(asked.status).toBe(202);
    const shown = await api.call('GET', path);
    expect(shown.json.webhook.generation).toBe(set.json.webhook.generation + 1);
    for (const { text } of [set, rotated, shown]) expect(text).not.toContain('geheim');
    const stored = JSON.stringify(await api.services.webhooks.get('hook-api'));
    expect(stored).not.toContain('geheim');
    expect(stored).not.toContain(rotated.json.secret.slice(6));
    expect((await api.call('DELETE', path)).json).toEqual({ removed: true });
    expect((await api.call('POST', `${path}/test`, {})).status).toBe(404);
  });

  test('gives a secret to one receiver only, also after a removal', async () => {
    let seconds = 0;
    const api = anApi(tables, () => new Date(now.getTime() + 1000 * seconds));
    await api.services.brands.put(aBrand({ id: 'hook-again' }), now);
    const path = '/brands/hook-again/webhook';
    const secrets: string[] = [];
    for (const host of ['one', 'two', 'three']) {
      secrets.push((await api.call('PUT', path, { url: `https://${host}.example/in` })).json.secret);
      secrets.push((await api.call('POST', `${path}/rotate`, {})).json.secret);
      if (host !== 'one') await api.call('DELETE', path);
      seconds += 60;
    }
    expect(new Set(secrets).size).toBe(6);
  });

  test.each([
    'http://hooks.example/x',
    'https://127.0.0.1/x',
    'https://localhost/x',
    'https://hooks.example:8443/x',
    'https://a:b@hooks.example/x',
    'ftp://x.example',
    'nonsense',
  ])('refuses %s', async (url) => {
    const api = anApi(tables);
    await api.services.brands.put(aBrand({ id: 'hook-refuses' }), now);
    expect((await api.call('PUT', '/brands/hook-refuses/webhook', { url })).status).toBe(400);
  });

  test('is for administrators', async () => {
    const api = anApi(tables);
    const ask = (role: 'moderator' | 'enforcer') =>
      api.call('GET', '/brands/hook-api/webhook', undefined, anAccess('hook-api', [role]));
    expect([(await ask('moderator')).status, (await ask('enforcer')).status]).toEqual([403, 403]);
  });
});
