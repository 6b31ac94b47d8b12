import { request } from 'node:http';
import { isIPv6, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';

/**
 * A connection through an HTTP proxy (CONNECT). The proxy is given the address that the SSRF guard has checked and not the name,
 * so that it cannot find another one; a proxy that only tunnels to names cannot be used.
 * @throws Error when the proxy refuses or does not answer.
 */
export async function openTunnel(proxy: URL, url: URL, address: string, signal: AbortSignal): Promise<Socket> {
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  const target = `${isIPv6(address) ? `[${address}]` : address}:${port}`;
  const socket = await connectTo(proxy, target, signal);
  if (url.protocol === 'http:') return socket;
  return connectTls({ socket, servername: url.hostname, ALPNProtocols: ['http/1.1'] });
}

function connectTo(proxy: URL, target: string, signal: AbortSignal): Promise<Socket> {
  const credentials = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
  const headers = proxy.username
    ? { host: target, 'proxy-authorization': `Basic ${Buffer.from(credentials).toString('base64')}` }
    : { host: target };
  const { hostname, port } = proxy;
  return new Promise((resolve, reject) => {
    request({ hostname, port: port || 80, method: 'CONNECT', path: target, headers, signal, agent: false })
      .once('connect', (response, socket: Socket) => {
        if (response.statusCode === 200) return resolve(socket);
        socket.destroy();
        reject(new Error(`the proxy refused with ${response.statusCode}`));
      })
      .once('error', (cause) => reject(new Error(`the proxy does not answer: ${cause.message}`, { cause })))
      .end();
  });
}
