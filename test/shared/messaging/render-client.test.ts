import { LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRenderClient, type RenderClient } from '#shared/messaging/render-client.ts';
import { BlockedError, TransientError } from '#shared/runtime/errors.ts';
import { startServer, type TestServer } from '../../support/http-server.ts';

const request = { url: 'https://shop.example/item/1', allowedHosts: ['shop.example'], htmlKey: 'a/page.html' };
const result = { status: 200, finalUrl: request.url, html: { key: 'a/page.html', sha256: 'ab', bytes: 3 } };

/** Answers as Lambda's Invoke does. */
let lambda: TestServer;
let answer: { status: number; failed?: boolean; payload: unknown };
let received: unknown;
let render: RenderClient;

beforeAll(async () => {
  lambda = await startServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    received = JSON.parse(Buffer.concat(chunks).toString());
    response.writeHead(answer.status, answer.failed ? { 'x-amz-function-error': 'Unhandled' } : {});
    response.end(JSON.stringify(answer.payload));
  });
  render = createRenderClient(new LambdaClient({ endpoint: lambda.origin, maxAttempts: 1 }), 'render');
});
afterAll(() => lambda.stop());

describe('asking the browser function', () => {
  it('hands over the request and returns what it did', async () => {
    answer = { status: 200, payload: result };
    expect(await render(request)).toEqual(result);
    expect(received).toEqual(request);
    expect(lambda.asked.at(-1)).toBe('/2015-03-31/functions/render/invocations');
  });

  it('keeps a refusal a refusal', async () => {
    answer = { status: 200, failed: true, payload: { errorType: 'BlockedError', errorMessage: 'not a page' } };
    await expect(render(request)).rejects.toThrow(new BlockedError('not a page'));
  });

  it.each([
    { errorType: 'TransientError', errorMessage: 'reset' },
    { errorType: 'Runtime.ExitError', errorMessage: 'signal: killed' },
    { errorMessage: 'Task timed out after 90.00 seconds' },
    'nonsense',
  ])('takes the failure %j for one to try again', async (payload) => {
    answer = { status: 200, failed: true, payload };
    await expect(render(request)).rejects.toThrow(TransientError);
  });

  it('takes a throttled or unreachable function for a failure to try again', async () => {
    answer = { status: 429, payload: { message: 'Rate exceeded' } };
    await expect(render(request)).rejects.toThrow(TransientError);
  });

  it('does not take an answer of another shape for a result', async () => {
    answer = { status: 200, payload: { ok: true } };
    await expect(render(request)).rejects.toThrow();
  });
});
