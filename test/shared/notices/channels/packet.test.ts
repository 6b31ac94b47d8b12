import { describe, expect, it } from 'vitest';
import type { Programme } from '#shared/domain/programme.ts';
import { createPacketChannel, packetText } from '#shared/notices/channels/packet.ts';
import { programmeById } from '#shared/notices/programmes/index.ts';
import { aNotice } from '#test/support/builders.ts';

const facts: Programme = { ...programmeById('report-form'), title: 'IP portal', targets: { max: 2 } };
const [target] = aNotice().targets;
const manyTargets = aNotice({
  targets: Array.from({ length: 5 }, (_, n) => ({
    ...target!,
    listingId: `${n}`,
    url: `https://bazaar.example/item/${n}`,
  })),
});

describe('a packet for a person to file', () => {
  it('is stored as text and as JSON beside the evidence', async () => {
    const stored = new Map<string, string>();
    const put = async (key: string, body: Uint8Array | string) => {
      stored.set(key, String(body));
      return { key, sha256: '', bytes: 0 };
    };
    const delivery = await createPacketChannel({ put }, facts).send(aNotice());
    const { packetKey } = delivery as { packetKey: string };
    expect(delivery.status).toBe('ready-to-file');
    expect(stored.get(packetKey)).toBe(packetText(aNotice(), facts));
    expect(JSON.parse(stored.get(packetKey.replace('.txt', '.json'))!)).toEqual(aNotice());
  });

  it('is tried again when it cannot be stored', async () => {
    const put = async () => {
      throw new Error('bucket is away');
    };
    expect(await createPacketChannel({ put }, facts).send(aNotice())).toMatchObject({ status: 'deferred' });
  });

  it('lists the addresses in batches that one report may hold', () => {
    const text = packetText(manyTargets, facts);
    expect(text.match(/5\. LISTINGS, report \d of 3/g)).toHaveLength(3);
    expect(text.match(/https:\/\/bazaar\.example\/item\/\d/g)).toHaveLength(5);
  });

  it("holds what the venues' forms ask for", () => {
    const text = packetText(aNotice(), facts);
    for (const asked of [
      'Nordhavn A/S',
      'legal@nordhavn.example',
      '018000001 (EUIPO)',
      'IP portal',
      'MW-0123456789ABCDEF',
      'Karl Lind on 2026-01-15',
      'a'.repeat(64),
    ])
      expect(text).toContain(asked);
    expect(text).not.toMatch(/undefined|null|\[object/);
  });
});
