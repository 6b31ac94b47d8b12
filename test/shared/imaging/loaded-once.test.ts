import { describe, expect, test } from 'vitest';
import { loadedOnce } from '#shared/imaging/loaded-once.ts';

describe('what is loaded on first use', () => {
  test('is loaded once, however many ask at the same time', async () => {
    let loads = 0;
    const loaded = loadedOnce(async () => ++loads);
    expect(await Promise.all([loaded(), loaded(), loaded()])).toEqual([1, 1, 1]);
  });

  test('is tried again after a failure, which all who waited for it are told', async () => {
    let tries = 0;
    const loaded = loadedOnce(async () => {
      if (++tries === 1) throw new Error('no memory left');
      return 'the model';
    });
    const both = await Promise.allSettled([loaded(), loaded()]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect([await loaded(), tries]).toEqual(['the model', 2]);
  });
});
