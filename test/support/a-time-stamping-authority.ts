import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A time-stamping authority of our own, made of `openssl ts`: what it signs is checked by `openssl ts` as well. */
export async function aTimeStampingAuthority() {
  const directory = mkdtempSync(path.join(tmpdir(), 'tsa-'));
  const at = (name: string) => path.join(directory, name);
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: directory, stdio: 'pipe' });
  openssl(
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'tsa.key', '-out', 'tsa.pem', '-days', '2'],
    ...['-subj', '/CN=Time stamps of a test', '-addext', 'extendedKeyUsage=critical,timeStamping'],
  );
  writeFileSync(at('tsa.cnf'), CONFIGURATION);
  writeFileSync(at('serial'), '01\n');
  let answer: ((reply: Buffer) => { status?: number; body: Buffer }) | undefined;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    writeFileSync(at('query.tsq'), Buffer.concat(chunks));
    openssl('ts', '-reply', '-config', 'tsa.cnf', '-queryfile', 'query.tsq', '-out', 'reply.tsr');
    const { status = 200, body } = answer?.(readFileSync(at('reply.tsr'))) ?? { body: readFileSync(at('reply.tsr')) };
    response.writeHead(status, { 'content-type': 'application/timestamp-reply' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    /** Makes it answer otherwise. */
    answering: (otherwise: typeof answer) => {
      answer = otherwise;
    },
    /** @throws Error when the reply is not this authority's word on these bytes */
    verify(reply: Uint8Array, data: Uint8Array) {
      writeFileSync(at('kept.tsr'), reply);
      writeFileSync(at('data'), data);
      openssl('ts', '-verify', '-data', 'data', '-in', 'kept.tsr', '-CAfile', 'tsa.pem');
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(directory, { recursive: true });
    },
  };
}

const CONFIGURATION = `
[tsa]
default_tsa = authority
[authority]
serial = ./serial
signer_cert = ./tsa.pem
signer_key = ./tsa.key
certs = ./tsa.pem
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
`;
