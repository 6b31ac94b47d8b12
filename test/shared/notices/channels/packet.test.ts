import { describe, expect, it } from 'vitest';
import { createPacketChannel, packetFiles } from '#shared/notices/channels/packet.ts';
import { aNoticeRecord, aTarget } from '#test/support/notice-builders.ts';

const taobao = aNoticeRecord({
  marketplace: 'taobao',
  channel: 'packet',
  content: { ...aNoticeRecord().content, programme: 'alibaba-ipp', site: 'taobao' },
});
const offers = (count: number) => Array.from({ length: count }, (_, n) => aTarget({}, String(570_000_000_000 + n)));

describe('a packet for a person to file', () => {
  it('is stored whole, and its key is the notice in words', async () => {
    const stored = new Map<string, string>();
    const put = async (key: string, body: Uint8Array | string) => {
      stored.set(key, String(body));
      return { key, sha256: '', bytes: 0 };
    };
    const delivery = await createPacketChannel({ put }).send(taobao, offers(3));
    const { packetKey } = delivery as { packetKey: string };
    expect(delivery.status).toBe('ready-to-file');
    for (const said of ['Nordhavn A/S', '018000001', 'The offer itself says "1:1" in its title.', '570000000002'])
      expect(stored.get(packetKey)).toContain(said);
    expect(stored.size).toBe(3);
  });

  it('is tried again when it cannot be stored', async () => {
    const put = async () => {
      throw new Error('bucket is away');
    };
    expect(await createPacketChannel({ put }).send(taobao, offers(1))).toMatchObject({ status: 'deferred' });
  });

  it('holds each address once, in files of no more lines than one form takes', () => {
    const files = packetFiles(taobao, offers(650)).filter(([name]) => name.startsWith('urls-'));
    const lines = files.map(([, text]) => text.trim().split('\n'));
    expect(lines.map(({ length }) => length)).toEqual([300, 300, 50]);
    expect(new Set(lines.flat()).size).toBe(650);
  });
});
