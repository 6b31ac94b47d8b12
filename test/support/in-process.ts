import { EventEmitter } from 'node:events';
import type { RequestListener } from 'node:http';
import { Readable } from 'node:stream';
import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';

type Request = { headers: Record<string, string>; body: string | Uint8Array };

/**
 * The SDK's way to an embedded server without sockets and signatures: half the CPU of each call. What is asked and what is answered are the
 * same bytes.
 */
export function inProcess(listener: RequestListener): Pick<DynamoDBClientConfig, 'requestHandler' | 'signer'> {
  return {
    requestHandler: {
      handle: ({ headers, body }: Request) =>
        new Promise((resolve) => {
          const request = Object.assign(new EventEmitter(), { method: 'POST', url: '/', headers });
          const answered: Record<string, string> = {};
          const response = {
            statusCode: 200,
            setHeader(name: string, value: unknown) {
              answered[name.toLowerCase()] = String(value);
            },
            end: (text: string) => {
              const { statusCode } = response;
              resolve({ response: { statusCode, headers: answered, body: Readable.from([Buffer.from(text)]) } });
            },
          };
          listener(request as never, response as never);
          request.emit('data', bytesOf(body));
          request.emit('end');
        }),
      destroy: () => {},
    } as unknown as NonNullable<DynamoDBClientConfig['requestHandler']>,
    signer: {
      sign: async (request: Request) => {
        Object.assign(request.headers, {
          authorization: 'AWS4-HMAC-SHA256 Credential=test, SignedHeaders=host, Signature=none',
          'x-amz-date': '20260101T000000Z',
        });
        return request;
      },
    } as unknown as NonNullable<DynamoDBClientConfig['signer']>,
  };
}

/** `Buffer.from` asks for an object's primitive value, and the SDK's bodies of bytes answer with a string and a warning. */
function bytesOf(body: Request['body']): Buffer {
  return typeof body === 'string' ? Buffer.from(body) : Buffer.from(body.buffer, body.byteOffset, body.byteLength);
}
