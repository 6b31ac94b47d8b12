import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import path from 'node:path';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { CreateTopicCommand, PublishCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SQSEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import type { FunctionError } from '#infra/local/host/function-messages.ts';
import { type HostOptions, startHost } from '#infra/local/host/host.ts';
import { LOCAL_CREDENTIALS } from '#infra/local/host/local-credentials.ts';
import { startSimulatedClock } from '#infra/local/host/simulated-clock.ts';
import { createMailer } from '#shared/messaging/mailer.ts';
import { createVenueAccountSecrets } from '#shared/messaging/venue-account-secrets.ts';
import { aDirectory, aFunction, anEventSource, aQueue, recording, writeAssembly } from './an-assembly.ts';

type Call = { event: SQSEvent; at: string; environment: Record<string, string> };
type Resources = Parameters<typeof writeAssembly>[1];

/** A host on a small template; `calls` are the invocations that recording handlers noted. */
async function aHost(resources: Resources, handlers: Record<string, string>, options: Partial<HostOptions> = {}) {
  const directory = aDirectory();
  const record = path.join(directory.path, 'calls.jsonl');
  const failures: { functionName: string; error: FunctionError }[] = [];
  const host = await startHost({
    assembly: writeAssembly(directory.path, resources, handlers),
    environment: { RECORD: record },
    onFailure: (functionName, error) => failures.push({ functionName, error }),
    ...options,
  });
  return {
    host,
    failures,
    calls: (): Call[] =>
      existsSync(record)
        ? readFileSync(record, 'utf8')
            .trim()
            .split('\n')
            .map((line) => JSON.parse(line))
        : [],
    bodies(): string[][] {
      return this.calls().map(({ event }) => event.Records.map(({ body }) => JSON.parse(body)));
    },
    async [Symbol.asyncDispose]() {
      await host.stop();
      directory[Symbol.dispose]();
    },
  };
}

const WORKER = {
  Jobs: aQueue({
    RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['DeadJobs', 'Arn'] }, maxReceiveCount: 3 },
  }),
  DeadJobs: aQueue(),
  Worker: aFunction('Worker', { Environment: { Variables: { JOBS_URL: { Ref: 'Jobs' } } } }),
  Mapping: anEventSource('Jobs', 'Worker', { BatchSize: 5 }),
};
const FAIL_BAD = `return { batchItemFailures: event.Records.filter(({ body }) => body.includes('bad')).map(({ messageId }) => ({ itemIdentifier: messageId })) };`;

describe('a queue and its function', () => {
  it('hands messages over in batches, with the environment of the template', async () => {
    await using test = await aHost(WORKER, { Worker: recording() });
    const url = test.host.variable('JOBS_URL');
    const client = new SQSClient({ ...LOCAL_CREDENTIALS, endpoint: test.host.endpoints.messaging });

    await client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: '"one"' }));
    await test.host.settle();

    expect(test.bodies()).toEqual([['one']]);
    const [call] = test.calls();
    expect(call!.environment.JOBS_URL).toBe(url);
    expect(call!.environment.AWS_ENDPOINT_URL_DYNAMODB).toBe(test.host.endpoints.dynamodb);
    expect(call!.event.Records[0]).toMatchObject({
      eventSource: 'aws:sqs',
      attributes: { ApproximateReceiveCount: '1' },
    });
  });

  it('retries only what failed, and sets it aside after as many tries as the queue allows', async () => {
    await using test = await aHost(WORKER, { Worker: recording(FAIL_BAD) });

    for (const body of ['good', 'bad', 'also good']) test.host.send('Jobs', body);
    await test.host.settle({ skipWaits: true });

    const seen = test.bodies().flat();
    expect(seen.filter((body) => body === 'bad')).toHaveLength(3);
    expect(seen.filter((body) => body !== 'bad').toSorted()).toEqual(['also good', 'good']);
    expect(test.host.deadLetters()).toEqual([{ queue: 'DeadJobs', body: '"bad"' }]);
  });

  it('retries the whole batch when the function throws or names messages it was not given', async () => {
    const confused = `if (event.Records[0].attributes.ApproximateReceiveCount === '1') return { batchItemFailures: [{ itemIdentifier: '' }] };
      if (event.Records[0].attributes.ApproximateReceiveCount === '2') throw new Error('no');`;
    await using test = await aHost(WORKER, { Worker: recording(confused) });

    test.host.send('Jobs', 'one');
    await test.host.settle({ skipWaits: true });

    expect(test.bodies()).toEqual([['one'], ['one'], ['one']]);
    expect(test.host.deadLetters()).toEqual([]);
  });

  it('does not wait for a full batch when nothing runs that could fill it', async () => {
    const patient = { ...WORKER, Mapping: anEventSource('Jobs', 'Worker', { MaximumBatchingWindowInSeconds: 300 }) };
    await using test = await aHost(patient, { Worker: recording() });

    test.host.send('Jobs', 'one');
    await test.host.settle();

    expect(test.bodies()).toEqual([['one']]);
  });

  it('puts dead letters back where they came from', async () => {
    const flaky = recording(
      `const failed = { batchItemFailures: event.Records.map(({ messageId }) => ({ itemIdentifier: messageId })) };
       globalThis.tries = (globalThis.tries ?? 0) + 1;
       if (globalThis.tries <= 3) return failed;`,
    );
    await using test = await aHost(
      { ...WORKER, Mapping: anEventSource('Jobs', 'Worker', { ScalingConfig: { MaximumConcurrency: 1 } }) },
      { Worker: flaky },
    );
    test.host.send('Jobs', 'late');
    await test.host.settle({ skipWaits: true });
    expect(test.host.deadLetters()).toHaveLength(1);

    expect(test.host.redrive('DeadJobs')).toBe(1);
    await test.host.settle({ skipWaits: true });

    expect(test.host.deadLetters()).toEqual([]);
    expect(test.bodies()).toHaveLength(4);
    expect(() => test.host.redrive('Jobs')).toThrow('not the dead-letter queue');
  });

  it('delivers again what was done, when asked to be cruel', async () => {
    const random = [true, false];
    await using test = await aHost(WORKER, { Worker: recording() }, { deliverAgain: () => random.shift() ?? false });

    test.host.send('Jobs', 'one');
    await test.host.settle();

    expect(test.bodies()).toEqual([['one'], ['one']]);
  });

  it('leaves queues alone that are not to be connected', async () => {
    await using test = await aHost(WORKER, { Worker: recording() }, { onlyQueues: [] });

    test.host.send('Jobs', 'one');

    expect(test.host.idle()).toBe(true);
    await test.host.settle();
    expect(test.calls()).toEqual([]);
  });

  it('keeps the order within a group of a FIFO queue, failures included', async () => {
    const fifo = {
      Jobs: aQueue({ FifoQueue: true }),
      Worker: aFunction('Worker', { Environment: { Variables: { JOBS_URL: { Ref: 'Jobs' } } } }),
      Mapping: anEventSource('Jobs', 'Worker', { BatchSize: 1 }),
    };
    const failFirst = `if (event.Records[0].body === '1' && event.Records[0].attributes.ApproximateReceiveCount === '1') throw new Error('not yet');`;
    await using test = await aHost(fifo, { Worker: recording(failFirst) });
    const client = new SQSClient({ ...LOCAL_CREDENTIALS, endpoint: test.host.endpoints.messaging });

    for (const body of ['1', '2', '3']) {
      const QueueUrl = test.host.variable('JOBS_URL');
      await client.send(
        new SendMessageCommand({ QueueUrl, MessageBody: body, MessageGroupId: 'a', MessageDeduplicationId: body }),
      );
    }
    await test.host.settle({ skipWaits: true });

    expect(test.bodies().flat()).toEqual([1, 1, 2, 3]);
  });
});

describe('a function', () => {
  const alone = { Lonely: aFunction('Lonely', { Timeout: 1 }) };

  it('is stopped at its timeout, and works again afterwards', async () => {
    const handler = `export const handler = async ({ hang }) => { if (hang) for (;;); return 'done'; };`;
    await using test = await aHost(alone, { Lonely: handler });

    const hung = await test.host.invoke('Lonely', { hang: true });

    expect(hung).toMatchObject({ ok: false, error: { message: 'timed out after 1 seconds' } });
    expect(await test.host.invoke('Lonely', {})).toMatchObject({ ok: true, payload: '"done"' });
    expect(test.failures).toHaveLength(1);
  });

  it('may break outside its invocation without breaking the host', async () => {
    const handler = `export const handler = async ({ explode }) => {
      if (explode) { setTimeout(() => { throw new Error('late'); }); await new Promise((resolve) => setTimeout(resolve, 500)); }
      return 'done'; };`;
    await using test = await aHost(alone, { Lonely: handler });

    expect(await test.host.invoke('Lonely', { explode: true })).toMatchObject({
      ok: false,
      error: { message: 'late' },
    });
    expect(await test.host.invoke('Lonely', {})).toMatchObject({ ok: true });
  });

  it('stays within its memory', async () => {
    const handler = `export const handler = async () => { const kept = []; for (;;) kept.push(new Array(1e5).fill({})); };`;
    await using test = await aHost({ Lonely: aFunction('Lonely', { MemorySize: 64 }) }, { Lonely: handler });

    const result = await test.host.invoke('Lonely', {});

    expect(result).toMatchObject({ ok: false, error: { type: 'ERR_WORKER_OUT_OF_MEMORY' } });
  });

  it('reports a bundle that cannot be loaded with the invocation', async () => {
    await using test = await aHost(alone, { Lonely: `throw new Error('environment is incomplete: FOO');` });

    const result = await test.host.invoke('Lonely', {});

    expect(result).toMatchObject({ ok: false, error: { message: 'environment is incomplete: FOO' } });
  });

  it('stays warm, and runs on two threads at most', async () => {
    const handler = `const thread = Math.random(); export const handler = async () => thread;`;
    await using test = await aHost(alone, { Lonely: handler });

    const results = await Promise.all(Array.from({ length: 6 }, () => test.host.invoke('Lonely', {})));

    expect(new Set(results.map((result) => result.ok && result.payload)).size).toBe(2);
  });

  it('answers to the AWS SDK, as do secrets', async () => {
    const resources = { ...alone, Keys: { Type: 'AWS::SecretsManager::Secret' } };
    const handler = `export const handler = async (event) => { if (event.bad) throw new TypeError('bad'); return { echo: event }; };`;
    await using test = await aHost(resources, { Lonely: handler }, { secretValue: (name) => `{"name":"${name}"}` });
    const endpoint = test.host.endpoints.aws;
    const lambda = new LambdaClient({ ...LOCAL_CREDENTIALS, endpoint });
    const invoke = (event: unknown) =>
      lambda.send(new InvokeCommand({ FunctionName: 'Lonely', Payload: JSON.stringify(event) }));

    const good = await invoke({ n: 1 });
    const bad = await invoke({ bad: true });
    const secrets = new SecretsManagerClient({ ...LOCAL_CREDENTIALS, endpoint });
    const secret = await secrets.send(new GetSecretValueCommand({ SecretId: test.host.system.secrets[0]!.arn }));

    expect(JSON.parse(good.Payload!.transformToString())).toEqual({ echo: { n: 1 } });
    expect(bad.FunctionError).toBe('Unhandled');
    expect(JSON.parse(bad.Payload!.transformToString())).toMatchObject({ errorType: 'TypeError', errorMessage: 'bad' });
    expect(secret.SecretString).toBe('{"name":"Keys"}');
    await expect(lambda.send(new InvokeCommand({ FunctionName: 'Nobody' }))).rejects.toThrow('no function Nobody');
  });
});

describe('a schedule', () => {
  const resources = {
    Tick: aFunction('Tick'),
    Failed: aQueue(),
    Policy: {
      Type: 'AWS::Lambda::EventInvokeConfig',
      Properties: {
        FunctionName: { Ref: 'Tick' },
        MaximumRetryAttempts: 1,
        DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['Failed', 'Arn'] } } },
      },
    },
    Hourly: {
      Type: 'AWS::Scheduler::Schedule',
      Properties: {
        ScheduleExpression: 'rate(1 hour)',
        Target: { Arn: { 'Fn::GetAtt': ['Tick', 'Arn'] }, Input: '{"from":"schedule"}' },
      },
    },
  };
  const noon = new Date('2026-05-04T12:00:30Z');

  it('fires once when the simulated clock jumps over several of its times, and the function lives in that time', async () => {
    const clock = startSimulatedClock({ startAt: noon });
    await using test = await aHost(resources, { Tick: recording() }, { clock });

    await test.host.advanceTo(new Date('2026-05-04T12:59:00Z'));
    expect(test.calls()).toHaveLength(0);
    await test.host.advanceTo(new Date('2026-05-04T18:30:00Z'));
    clock.dispose();

    expect(test.calls()).toHaveLength(1);
    expect(test.calls()[0]).toMatchObject({ event: { from: 'schedule' } });
    expect(test.calls()[0]!.at).toMatch(/^2026-05-04T18:30:0/);
  });

  it('has its failing tick tried again and then set aside, as the function says', async () => {
    await using test = await aHost(resources, { Tick: recording(`throw new Error('broken');`) });

    await test.host.schedules.fireAll();

    expect(test.calls()).toHaveLength(2);
    expect(test.host.deadLetters()).toMatchObject([{ queue: 'Failed' }]);
    expect(JSON.parse(test.host.deadLetters()[0]!.body)).toMatchObject({ responsePayload: { errorMessage: 'broken' } });
  });
});

describe('the HTTP API', () => {
  const integration = (functionName: string) => ({
    Type: 'AWS::ApiGatewayV2::Integration',
    Properties: { IntegrationUri: { 'Fn::GetAtt': [functionName, 'Arn'] } },
  });
  const route = (key: string, name: string) => ({
    Type: 'AWS::ApiGatewayV2::Route',
    Properties: { RouteKey: key, Target: { 'Fn::Join': ['', ['integrations/', { Ref: name }]] } },
  });
  const resources = {
    Api: aFunction('Api'),
    Link: integration('Api'),
    One: route('GET /cases/{id}', 'Link'),
    Rest: route('$default', 'Link'),
  };
  const handler = `export const handler = async (event) => event.rawPath === '/plain' ? { hello: 'there' } : ({
    statusCode: 201, headers: { 'content-type': 'application/json', 'x-seen': event.requestContext.http.method }, cookies: ['a=1'],
    body: JSON.stringify({ key: event.routeKey, id: event.pathParameters?.id, query: event.queryStringParameters, body: event.body }) });`;

  it('turns requests into events and answers back', async () => {
    await using test = await aHost(resources, { Api: handler });

    const one = await fetch(`${test.host.url}/cases/a%20b?x=1&x=2`);
    const posted = await fetch(`${test.host.url}/brands`, { method: 'POST', body: '{"id":1}' });
    const plain = await fetch(`${test.host.url}/plain`);

    expect(one.status).toBe(201);
    expect(one.headers.get('x-seen')).toBe('GET');
    expect(one.headers.getSetCookie()).toEqual(['a=1']);
    expect(await one.json()).toEqual({ key: 'GET /cases/{id}', id: 'a%20b', query: { x: '1,2' } });
    expect(await posted.json()).toEqual({ key: '$default', body: '{"id":1}' });
    expect(await plain.json()).toEqual({ hello: 'there' });
  });

  it('answers only those who mean it: its own host name, no other site, loopback', async () => {
    await using test = await aHost(resources, { Api: handler });
    const { port } = new URL(test.host.url);
    const status = (method: string, headers: Record<string, string>) =>
      new Promise<number>((resolve, reject) => {
        request({ host: '127.0.0.1', port, method, path: '/brands', headers }, (response) => {
          resolve(response.resume().statusCode!);
        })
          .on('error', reject)
          .end();
      });

    expect(await status('GET', { host: `localhost:${port}` })).toBe(201);
    expect(await status('GET', { host: `rebound.example:${port}` })).toBe(403);
    expect(await status('POST', { origin: 'https://evil.example' })).toBe(403);
    expect(await status('POST', { 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await status('POST', { origin: test.host.url })).toBe(201);
    for (const emulator of [test.host.endpoints.dynamodb, test.host.endpoints.messaging, test.host.endpoints.aws]) {
      expect(new URL(emulator).hostname).toBe('127.0.0.1');
      expect((await fetch(emulator, { method: 'POST', headers: { origin: 'https://evil.example' } })).status).toBe(403);
    }
  });

  it('goes on when a client goes away in the middle of its request', async () => {
    await using test = await aHost(resources, { Api: handler });
    const { host, hostname, port } = new URL(test.host.url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    socket.write(`POST /brands HTTP/1.1\r\nhost: ${host}\r\ncontent-length: 100\r\n\r\nhalf`);
    await fetch(`${test.host.url}/plain`); // by its answer the host waits for the rest of the other
    socket.destroy();

    // Whatever that rejected unheard would have ended the process, and ends this test run.
    expect((await fetch(`${test.host.url}/plain`)).status).toBe(200);
  });
});

it('keeps what was published to e-mail subscribers in the outbox, which browsers get as a page', async () => {
  await using test = await aHost({ Lonely: aFunction('Lonely') }, { Lonely: recording() });
  const sns = new SNSClient({ ...LOCAL_CREDENTIALS, endpoint: test.host.endpoints.messaging });
  const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: 'brand-nordhavn' }));
  for (const Endpoint of ['jane@nordhavn.example', 'li@nordhavn.example']) {
    await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'email', Endpoint }));
  }

  await sns.send(new PublishCommand({ TopicArn, Subject: 'Removed', Message: 'Two lines,\n\nand a blank one.' }));

  const shown = await (await fetch(`${test.host.url}/outbox`)).json();
  expect(shown).toMatchObject([
    {
      topic: 'brand-nordhavn',
      to: ['jane@nordhavn.example', 'li@nordhavn.example'],
      subject: 'Removed',
      body: 'Two lines,\n\nand a blank one.',
    },
  ]);

  const FilterPolicy = JSON.stringify({ to: ['everybody', 'bo@nordhavn.example'] });
  const bo = { TopicArn, Protocol: 'email', Endpoint: 'bo@nordhavn.example', Attributes: { FilterPolicy } };
  await sns.send(new SubscribeCommand(bo));
  const to = (StringValue: string) => ({ to: { DataType: 'String', StringValue } });
  await sns.send(new PublishCommand({ TopicArn, Message: 'for Li', MessageAttributes: to('li@nordhavn.example') }));
  await sns.send(new PublishCommand({ TopicArn, Message: 'for Bo', MessageAttributes: to('bo@nordhavn.example') }));
  const mails = test.host.outbox();
  const toBo = mails.filter((mail) => mail.to.includes('bo@nordhavn.example')).map(({ body }) => body);
  expect(toBo).toEqual(['for Bo']);

  await sns.send(new PublishCommand({ TopicArn, Subject: 'Found', Message: 'Seller <script>alert(1)</script>' }));
  const page = await (await fetch(`${test.host.url}/outbox`, { headers: { accept: 'text/html' } })).text();
  expect(page).toContain('Seller &lt;script&gt;');
  expect(page).not.toContain('<script>');
  expect(page.indexOf('Found')).toBeLessThan(page.indexOf('Removed'));
});

it('keeps what was mailed through SES in the same outbox, and as a file that a mail program opens', async () => {
  await using test = await aHost({ Lonely: aFunction('Lonely') }, { Lonely: recording() });
  const mailer = createMailer(
    new SESv2Client({ ...LOCAL_CREDENTIALS, endpoint: test.host.endpoints.aws, maxAttempts: 1 }),
    'notices@nordhavn.example',
  );
  const raw = Buffer.from('From: notices@nordhavn.example\r\nSubject: =?UTF-8?Q?R=C3=A9plica?=\r\n\r\nOne line.\r\n');
  const message = { raw, to: ['desk@venue.example'], cc: ['jane@nordhavn.example'], reference: 'MW-1' };
  expect(await mailer.send(message)).toMatchObject({ status: 'taken', messageId: expect.stringMatching(/./) });
  expect(test.host.outbox()).toMatchObject([
    { to: ['desk@venue.example', 'jane@nordhavn.example'], subject: 'Réplica', body: 'One line.' },
  ]);
});

it('keeps what a function renews in an account that a person has made, and makes none itself', async () => {
  using state = aDirectory();
  const lonely = { Lonely: aFunction('Lonely') };
  await using test = await aHost(lonely, { Lonely: recording() }, { stateDirectory: state.path });
  const client = new SecretsManagerClient({ ...LOCAL_CREDENTIALS, endpoint: test.host.endpoints.aws });
  const accounts = createVenueAccountSecrets(client, 'markwarden-local/venue-accounts');
  expect(await accounts.read('cloudflare', 'nordhavn')).toBeUndefined();
  await expect(accounts.write('cloudflare', 'nordhavn', {})).rejects.toThrow('no secret');
  const file = path.join(state.path, 'venue-accounts.json');
  writeFileSync(file, JSON.stringify({ 'markwarden-local/venue-accounts/cloudflare/nordhavn': { token: 'a' } }));
  expect(await accounts.read('cloudflare', 'nordhavn')).toEqual({ token: 'a' });
  await accounts.write('cloudflare', 'nordhavn', { token: 'b' });
  expect(await accounts.read('cloudflare', 'nordhavn')).toEqual({ token: 'b' });
});
