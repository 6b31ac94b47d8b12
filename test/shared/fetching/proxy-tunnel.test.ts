import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHttpFetcher } from '#shared/fetching/http-fetcher.ts';
import { proxyAddress } from '#shared/fetching/proxy-address.ts';
import { BlockedError, TransientError } from '#shared/runtime/errors.ts';
import { startServer, type TestServer } from '../../support/http-server.ts';

const PUBLIC = '93.184.215.14'; // never connected to: the proxy below leads every tunnel to the test's own server

let site: TestServer;
let proxy: { url: URL; tunnels: IncomingMessage[]; refuse: boolean; stop: () => Promise<void> };

beforeAll(async () => {
  site = await startServer((request, response) => response.end(`${request.headers.host} ${request.url}`));
  const server = createServer();
  const tunnels: IncomingMessage[] = [];
  server.on('connect', (request: IncomingMessage, client: Socket) => {
    tunnels.push(request);
    if (proxy.refuse) return void client.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
    const { hostname, port } = new URL(site.origin);
    const upstream = connect(Number(port), hostname, () => client.write('HTTP/1.1 200 OK\r\n\r\n'));
    upstream.pipe(client).pipe(upstream);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(`http://jane:p%40ss@127.0.0.1:${(server.address() as AddressInfo).port}`);
  proxy = {
    url,
    tunnels,
    refuse: false,
    async stop() {
      server.close();
      await once(server, 'close');
    },
  };
});
afterAll(async () => {
  await site.stop();
  await proxy.stop();
});

const fetcher = (address: string) =>
  createHttpFetcher({
    userAgent: 'Test/1.0',
    allowedPrivateOrigins: [site.origin],
    lookup: async () => [address],
    proxy: proxy.url,
  });

test('a page comes through the proxy, which is told the checked address and not the name', async () => {
  const { body } = await fetcher(PUBLIC)('http://shop.example/item/1');

  expect(Buffer.from(body).toString()).toBe('shop.example /item/1');
  expect(proxy.tunnels.at(-1)!.url).toBe(`${PUBLIC}:80`);
  expect(proxy.tunnels.at(-1)!.headers['proxy-authorization']).toBe(
    `Basic ${Buffer.from('jane:p@ss').toString('base64')}`,
  );
});

test('a name that leads to a private address never reaches the proxy', async () => {
  const before = proxy.tunnels.length;

  await expect(fetcher('169.254.169.254')('http://shop.example/')).rejects.toThrow(BlockedError);

  expect(proxy.tunnels).toHaveLength(before);
});

test('an exempt origin is asked directly', async () => {
  const before = proxy.tunnels.length;

  const { status } = await fetcher(PUBLIC)(`${site.origin}/direct`);

  expect(status).toBe(200);
  expect(proxy.tunnels).toHaveLength(before);
});

test('a proxy that refuses is a failure to retry, with its status', async () => {
  proxy.refuse = true;

  await expect(fetcher(PUBLIC)('http://shop.example/')).rejects.toThrow(TransientError);
  await expect(fetcher(PUBLIC)('http://shop.example/')).rejects.toThrow(/proxy refused with 407/);
});

test('what the proxy wants to know comes from a secret, and the environment holds none of it', async () => {
  const address = new URL('http://proxy.example:8080');
  const asked: string[] = [];
  const read = (value: unknown) => async (arn: string) => {
    asked.push(arn);
    return value;
  };
  const known = await proxyAddress(
    { HTTPS_PROXY: address, PROXY_SECRET_ARN: 'arn' },
    read({ user: 'jane', password: 'p@ss/é' }),
  );
  expect([known?.host, decodeURIComponent(known!.username), decodeURIComponent(known!.password)]).toEqual([
    'proxy.example:8080',
    'jane',
    'p@ss/é',
  ]);
  expect((await proxyAddress({ HTTPS_PROXY: address, PROXY_SECRET_ARN: 'arn' }, read({})))?.href).toBe(address.href);
  expect(await proxyAddress({ HTTPS_PROXY: undefined, PROXY_SECRET_ARN: 'arn' }, read({}))).toBeUndefined();
  expect(asked).toEqual(['arn', 'arn']); // without a proxy nothing is read
  const odd = proxyAddress({ HTTPS_PROXY: address, PROXY_SECRET_ARN: 'arn' }, read({ password: 5 }));
  await expect(odd).rejects.toThrow('password');
});
