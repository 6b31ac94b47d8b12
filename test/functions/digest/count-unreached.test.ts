import { beforeEach, describe, expect, it, vi } from 'vitest';
import { countUnreached } from '#functions/digest/count-unreached.ts';
import type { AlertAddress } from '#shared/domain/alert-address.ts';
import { aBrand } from '../../support/builders.ts';

const emails = ['a@nordhavn.example', 'b@nordhavn.example'];
const [reached, missed, broken] = ['reached', 'missed', 'broken'].map((id) =>
  aBrand({ id, alerts: { emails, digest: 'daily', criticalAt: 0.95 } }),
);

/** What CloudWatch would be given. */
const counted = vi.hoisted((): [string, number][] => []);
vi.mock('#shared/runtime/logger.ts', async (original) => ({
  ...(await original<typeof import('#shared/runtime/logger.ts')>()),
  countMetric: (name: string, value: number) => void counted.push([name, value]),
}));
beforeEach(() => void counted.splice(0));
const topics = {
  addresses: async (id: string, asked: readonly string[]): Promise<AlertAddress[]> => {
    if (id === 'broken') throw new Error('SNS is slow');
    const state = id === 'missed' ? 'unconfirmed' : 'confirmed';
    return asked.map((email, index) => ({ email, state: index === 0 ? state : 'confirmed' }));
  },
};

describe('the hour', () => {
  it('counts the addresses that alerts do not reach, and says nothing where all are reached', async () => {
    const of = (...all: (typeof reached)[]) => ({ brands: { list: async () => all.map((brand) => brand!) }, topics });
    expect(await countUnreached(of(reached))).toBe(0);
    expect(counted).toEqual([]);
    await countUnreached(of(reached, missed));
    expect(counted).toEqual([['AlertAddressesUnreached', 1]]);
  });

  it('counts the other brands when SNS fails for one, and fails then: unknown is not well', async () => {
    const services = { brands: { list: async () => [broken!, missed!] }, topics };
    await expect(countUnreached(services)).rejects.toBeInstanceOf(AggregateError);
    expect(counted).toEqual([['AlertAddressesUnreached', 1]]);
  });
});
