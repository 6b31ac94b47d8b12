import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { LOCAL_CREDENTIALS } from '#infra/local/host/local-credentials.ts';
import { startSimulatedClock } from '#infra/local/host/simulated-clock.ts';
import { aHost } from './a-host.ts';
import { aFunction, anEventSource, aQueue, recording } from './an-assembly.ts';

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
