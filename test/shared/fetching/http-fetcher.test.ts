import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer as createTcpServer } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { brotliCompressSync, createGzip, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fetcher } from '#shared/fetching/fetcher.ts';
import { createHttpFetcher } from '#shared/fetching/http-fetcher.ts';
import { BlockedError, TransientError } from '#shared/runtime/errors.ts';
import { startServer, type TestServer } from '../../support/http-server.ts';

const MEGABYTE = 1024 * 1024;
const text = (body: Uint8Array) => Buffer.from(body).toString('utf8');

let server: TestServer;
let other: TestServer;
let fetchPage: Fetcher;
let bomb: Buffer;

beforeAll(async () => {
  bomb = await gzippedZeros(400);
  other = await startServer((request, response) => response.end(JSON.stringify(request.headers)));
  server = await startServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url!, 'http://x');
    const send = (headers: Record<string, string>, body: Uint8Array | string) =>
      response.writeHead(200, headers).end(body);
    switch (pathname) {
      case '/echo':
        return send(
          { 'content-type': 'application/json' },
          JSON.stringify({ method: request.method, headers: request.headers }),
        );
      case '/gzip':
        return send({ 'content-encoding': 'gzip' }, gzipSync('grün'));
      case '/br':
        return send({ 'content-encoding': 'BR' }, brotliCompressSync('grün'));
      case '/deflate':
        return send({ 'content-encoding': 'deflate' }, deflateSync('grün'));
      case '/chain':
        return send({ 'content-encoding': 'gzip, gzip' }, gzipSync(gzipSync('x')));
      case '/cut-gzip':
        return send({ 'content-encoding': 'gzip' }, gzipSync('x'.repeat(10_000)).subarray(0, 30));
      case '/not-gzip':
        return send({ 'content-encoding': 'gzip' }, 'plain text');
      case '/bomb':
        return send({ 'content-encoding': 'gzip' }, bomb);
      case '/endless': {
        response.writeHead(200);
        const timer = setInterval(() => response.write(Buffer.alloc(MEGABYTE)), 1);
        return void response.on('close', () => clearInterval(timer));
      }
      case '/slow': {
        response.writeHead(200);
        const timer = setInterval(() => response.write('.'), 20);
        return void response.on('close', () => clearInterval(timer));
      }
      case '/silent':
        return;
      case '/cut':
        response.writeHead(200, { 'content-length': '1000' });
        return void response.write('half', () => response.destroy());
      case '/loop':
        return void response.writeHead(302, { location: '/loop' }).end();
      case '/to':
        return void response
          .writeHead(Number(searchParams.get('status') ?? 302), { location: searchParams.get('url')! })
          .end();
      case '/status':
        return void response.writeHead(Number(searchParams.get('code')), { 'x-seen': 'yes' }).end('body');
      default:
        return send({}, pathname);
    }
  });
  fetchPage = createHttpFetcher({
    userAgent: 'Markwarden-test/1',
    allowedPrivateOrigins: [server.origin, other.origin],
  });
});

afterAll(async () => {
  await Promise.all([server.stop(), other.stop()]);
});

async function gzippedZeros(megabytes: number): Promise<Buffer> {
  const gzip = createGzip();
  const chunks: Buffer[] = [];
  gzip.on('data', (chunk: Buffer) => chunks.push(chunk));
  const zeros = Buffer.alloc(MEGABYTE);
  await pipeline(Readable.from(Array.from({ length: megabytes }, () => zeros)), gzip);
  return Buffer.concat(chunks);
}

describe('an answer', () => {
  it('carries address, status, headers, type and bytes, and we say who we are', async () => {
    const answer = await fetchPage(`${server.origin}/echo#part`, { headers: { Accept: 'text/html' } });
    expect(answer).toMatchObject({ url: `${server.origin}/echo`, status: 200, contentType: 'application/json' });
    const { headers } = JSON.parse(text(answer.body));
    expect(headers).toMatchObject({
      'user-agent': 'Markwarden-test/1',
      accept: 'text/html',
      'accept-encoding': 'gzip, br',
    });
  });

  it.each([200, 204, 403, 404, 410, 429, 500, 503])(
    'may have status %i: that is an answer, not an error',
    async (code) => {
      expect(await fetchPage(`${server.origin}/status?code=${code}`)).toMatchObject({
        status: code,
        headers: { 'x-seen': 'yes' },
      });
    },
  );

  it.each(['gzip', 'br', 'deflate'])('is unpacked from %s', async (encoding) => {
    expect(text((await fetchPage(`${server.origin}/${encoding}`)).body)).toBe('grün');
  });

  it('to a POST takes the body there and is not redirected: a notice goes where it was addressed or nowhere', async () => {
    const posted = await fetchPage(`${server.origin}/echo`, { method: 'POST', body: '{"ö":1}' });
    expect(JSON.parse(text(posted.body))).toMatchObject({ method: 'POST', headers: { 'content-length': '8' } });
    const redirected = await fetchPage(`${server.origin}/to?status=307&url=/echo`, { method: 'POST', body: 'x' });
    expect(redirected.status).toBe(307);
  });
});

describe('size', () => {
  it('of a 400 MB gzip bomb is stopped at the cap, cheaply', async () => {
    const before = process.memoryUsage().rss;
    await expect(fetchPage(`${server.origin}/bomb`)).rejects.toThrow(/larger than 8388608 bytes/);
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * MEGABYTE);
  });

  it('of an endless stream is stopped at the cap', async () => {
    await expect(fetchPage(`${server.origin}/endless`, { maxBytes: 3 * MEGABYTE })).rejects.toThrow(BlockedError);
  });

  it('at exactly the cap is fine, one byte more is not', async () => {
    expect((await fetchPage(`${server.origin}/abcd`, { maxBytes: 5 })).body).toHaveLength(5);
    await expect(fetchPage(`${server.origin}/abcde`, { maxBytes: 5 })).rejects.toThrow(BlockedError);
  });

  it('cannot be hidden in a chain of encodings', async () => {
    await expect(fetchPage(`${server.origin}/chain`)).rejects.toThrow('packed as "gzip, gzip"');
  });
});

describe('no complete answer', () => {
  it.each(['/cut', '/cut-gzip', '/not-gzip'])('from %s is a failure to retry, never half a page', async (path) => {
    await expect(fetchPage(server.origin + path)).rejects.toThrow(TransientError);
  });

  it.each(['/slow', '/silent'])('within the time from %s is a failure to retry', async (path) => {
    await expect(fetchPage(server.origin + path, { timeoutMs: 300 })).rejects.toThrow('no complete answer in time');
  });

  it.each([
    ['closes at once', (socket: import('node:net').Socket) => socket.destroy()],
    ['ends without a word', (socket: import('node:net').Socket) => socket.end()],
    ['speaks no HTTP', (socket: import('node:net').Socket) => socket.end('SSH-2.0-OpenSSH_9\r\n')],
    [
      'sends endless headers',
      (socket: import('node:net').Socket) => socket.write(`HTTP/1.1 200 OK\r\nx: ${'a'.repeat(200_000)}`),
    ],
  ])('from a server that %s is a failure to retry', async (_name, onConnection) => {
    const tcp = createTcpServer((socket) => {
      socket.on('error', () => {});
      onConnection(socket);
    }).listen(0, '127.0.0.1');
    await once(tcp, 'listening');
    const origin = `http://127.0.0.1:${(tcp.address() as AddressInfo).port}`;
    const fetcher = createHttpFetcher({ userAgent: 'x', allowedPrivateOrigins: [origin] });
    await expect(fetcher(origin, { timeoutMs: 2000 })).rejects.toThrow(TransientError);
    tcp.close();
  });

  it('from a closed port is a failure to retry', async () => {
    const gone = await startServer(() => {});
    await gone.stop();
    const fetcher = createHttpFetcher({ userAgent: 'x', allowedPrivateOrigins: [gone.origin] });
    await expect(fetcher(gone.origin)).rejects.toThrow(TransientError);
  });
});

describe('redirects', () => {
  it('are followed by hand and the last address is reported', async () => {
    const answer = await fetchPage(`${server.origin}/to?url=${encodeURIComponent('/to?url=/end')}`);
    expect(answer).toMatchObject({ url: `${server.origin}/end`, status: 200 });
  });

  it('in a circle end after five', async () => {
    const before = server.asked.filter((path) => path === '/loop').length;
    await expect(fetchPage(`${server.origin}/loop`)).rejects.toThrow('redirects more than 5 times');
    expect(server.asked.filter((path) => path === '/loop').length - before).toBe(6);
  });

  it.each([
    'http://169.254.169.254/latest/meta-data/',
    'http://127.0.0.1:1/',
    'http://[::1]/',
    'file:///etc/passwd',
    'http://a:b@x.example/',
  ])('to %s are refused', async (target) => {
    const url = `${server.origin}/to?url=${encodeURIComponent(target)}`;
    // The host is allowed here, so it is the guard that refuses.
    const allowedHosts = ['169.254.169.254', '127.0.0.1', '[::1]', 'x.example', ''];
    await expect(fetchPage(url, { allowedHosts })).rejects.toThrow(BlockedError);
  });

  it('to another site are refused, whatever its address', async () => {
    await expect(fetchPage(`${server.origin}/to?url=https://elsewhere.example/`)).rejects.toThrow(
      'another site: elsewhere.example',
    );
  });

  it('leave credentials behind when the origin changes', async () => {
    const headers = { Authorization: 'Bearer secret', Cookie: 'a=b', 'X-Api-Key': 'k', 'X-Other': 'kept' };
    const url = `${server.origin}/to?url=${encodeURIComponent(`${other.origin}/`)}`;
    const arrived = JSON.parse(text((await fetchPage(url, { headers })).body));
    expect(arrived).toMatchObject({ 'x-other': 'kept' });
    for (const secret of ['authorization', 'cookie', 'x-api-key']) expect(arrived).not.toHaveProperty(secret);
  });

  it('between www and the bare name count as the same site', async () => {
    const lookups: string[] = [];
    const fetcher = createHttpFetcher({
      userAgent: 'x',
      lookup: async (host) => {
        lookups.push(host);
        return ['127.0.0.1'];
      },
      allowedPrivateOrigins: [
        server.origin.replace('127.0.0.1', 'www.shop.example'),
        server.origin.replace('127.0.0.1', 'shop.example'),
      ],
    });
    const port = new URL(server.origin).port;
    const bare = `http://shop.example:${port}/end`;
    const answer = await fetcher(`http://www.shop.example:${port}/to?url=${encodeURIComponent(bare)}`);
    expect(answer.url).toBe(bare);
    expect(lookups).toEqual(['www.shop.example', 'shop.example']);
  });
});

describe('a name whose address changes between check and use', () => {
  it('is looked up once, and that address is the one connected to', async () => {
    const port = new URL(server.origin).port;
    let lookups = 0;
    const fetcher = createHttpFetcher({
      userAgent: 'x',
      // The second answer is where an attacker would want us; nobody listens there.
      lookup: async () => (lookups++ === 0 ? ['127.0.0.1'] : ['127.0.0.2']),
      allowedPrivateOrigins: [`http://rebind.example:${port}`],
    });
    const answer = await fetcher(`http://rebind.example:${port}/arrived`);
    expect(text(answer.body)).toBe('/arrived');
    expect(lookups).toBe(1);
  });

  it('is refused as soon as it is private, even by redirect to itself', async () => {
    const port = new URL(server.origin).port;
    let lookups = 0;
    const fetcher = createHttpFetcher({
      userAgent: 'x',
      lookup: async () => (lookups++ === 0 ? ['127.0.0.1'] : ['10.0.0.1']),
      allowedPrivateOrigins: [`http://rebind.example:${port}`],
    });
    const url = `http://rebind.example:${port}/to?url=${encodeURIComponent('http://rebind.example/')}`;
    await expect(fetcher(url)).rejects.toThrow('10.0.0.1, which is not a public address');
  });
});
