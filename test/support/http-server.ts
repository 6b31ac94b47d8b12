import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export type TestServer = {
  origin: string;
  /** Paths asked for, in order. */
  asked: string[];
  /** Sockets opened so far, whether or not anything was asked on them. */
  connections: () => number;
  stop: () => Promise<void>;
};

/** A real web server on a free loopback port. */
export async function startServer(listener: RequestListener): Promise<TestServer> {
  const asked: string[] = [];
  let connections = 0;
  const server = createServer((request, response) => {
    asked.push(request.url!);
    listener(request, response);
  });
  server.on('connection', () => {
    connections++;
  });
  server.on('upgrade', (request, socket) => {
    asked.push(`upgrade ${request.url}`);
    socket.destroy();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    connections: () => connections,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
