import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { aHost } from './a-host.ts';
import { aFunction } from './an-assembly.ts';

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
