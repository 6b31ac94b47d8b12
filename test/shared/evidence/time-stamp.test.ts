import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTimeStamps, timeIn } from '#shared/evidence/time-stamp.ts';
import { sha256Hex } from '#shared/runtime/sha256.ts';
import { aTimeStampingAuthority } from '../../support/a-time-stamping-authority.ts';

const MANIFEST = Buffer.from('{"caseId":"nordhavn~bazaar~1001~1"}');
let authority: Awaited<ReturnType<typeof aTimeStampingAuthority>>;

beforeAll(async () => {
  authority = await aTimeStampingAuthority();
});
beforeEach(() => authority.answering(undefined));
afterAll(() => authority[Symbol.asyncDispose]());

test('what the authority states about a hash can be checked by openssl, with the authority’s certificate alone', async () => {
  const { reply, at } = await createTimeStamps(authority.url)(sha256Hex(MANIFEST));
  authority.verify(reply, MANIFEST);
  expect(() => authority.verify(reply, Buffer.from('another manifest'))).toThrow();
  expect(timeIn(reply, sha256Hex(MANIFEST))).toEqual(at);
});

test('a stamp of another hash, or the answer to an earlier question, is refused', async () => {
  const stamps = createTimeStamps(authority.url);
  const earlier = await stamps(sha256Hex(MANIFEST));
  authority.answering(() => ({ body: Buffer.from(earlier.reply) }));
  await expect(stamps(sha256Hex(MANIFEST))).rejects.toThrow('answers another question');
  await expect(stamps(sha256Hex('another'))).rejects.toThrow('of something else');
});

test.each([
  ['an error', () => ({ status: 503, body: Buffer.from('busy') }), 'answered 503'],
  ['junk', () => ({ body: Buffer.from('<html>welcome</html>') }), ''],
  ['too much', () => ({ body: Buffer.alloc(100_000) }), 'too much'],
])('%s is no stamp', async (_, answer, message) => {
  authority.answering(answer);
  await expect(createTimeStamps(authority.url)(sha256Hex(MANIFEST))).rejects.toThrow(message);
});

test('a refusal is no stamp', async () => {
  authority.answering((reply) => {
    const refused = Buffer.from([0x30, 0x05, 0x30, 0x03, 0x02, 0x01, 0x02]); // status 2, rejection
    return { body: reply.length > 0 ? refused : reply };
  });
  await expect(createTimeStamps(authority.url)(sha256Hex(MANIFEST))).rejects.toThrow('refused (status 2)');
});
