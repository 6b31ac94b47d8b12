import type { IncomingMessage, RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Never another interface: what runs here has no authentication. */
export const LOOPBACK = '127.0.0.1';

/** Listens on loopback; port 0 takes any free one. Resolves with the server's address. */
export async function listenOnLoopback(server: Server, port = 0): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return `http://${LOOPBACK}:${(server.address() as AddressInfo).port}`;
}

/**
 * Why a request is refused, or undefined. A web page that somebody visits can reach loopback: by a name of its own that resolves
 * to 127.0.0.1 (the Host header tells), or with a cross-origin form or fetch (Origin and Sec-Fetch-Site tell).
 */
export function refusal(request: Pick<IncomingMessage, 'method' | 'headers' | 'socket'>): string | undefined {
  const port = request.socket.localPort;
  const own = [`${LOOPBACK}:${port}`, `localhost:${port}`];
  if (!own.includes(request.headers.host ?? '')) return 'unknown host name';
  if (request.method === 'GET' || request.method === 'HEAD') return undefined;
  const { origin } = request.headers;
  if (origin !== undefined && !own.some((host) => origin === `http://${host}`)) return 'request from another site';
  if (request.headers['sec-fetch-site'] === 'cross-site') return 'request from another site';
  return undefined;
}

/** A connection that goes away in the middle of its request ends that request, and not the process. */
export function guarded(listener: (...exchange: Parameters<RequestListener>) => unknown): RequestListener {
  const answered = async (...[request, response]: Parameters<RequestListener>) => {
    try {
      await listener(request, response);
    } catch (error) {
      if (request.complete) throw error;
      response.destroy();
    }
  };
  return (request, response) => {
    const reason = refusal(request);
    if (reason === undefined) return void answered(request, response);
    response.writeHead(403, { 'content-type': 'text/plain' }).end(`refused: ${reason}\n`);
  };
}

export async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}
