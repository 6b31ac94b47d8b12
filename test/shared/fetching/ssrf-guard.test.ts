import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSsrfGuard, isHostWithin, isPublicAddress } from '#shared/fetching/ssrf-guard.ts';
import { BlockedError, TransientError } from '#shared/runtime/errors.ts';

const publicLookup = async () => ['93.184.215.14'];
const guard = createSsrfGuard({ lookup: publicLookup });
const ask = (url: string, check = guard) => check(new URL(url));

describe('the SSRF guard', () => {
  it.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0x7f.0.0.1/',
    'http://017700000001/',
    'http://0177.0.0.1/',
    'http://127.0.0.1./',
    'http://０x7f.1/',
    'http://127。0。0。1/',
    'http://0.0.0.0/',
    'http://0/',
    'http://[::1]/',
    'http://[::]/',
    'http://[0:0:0:0:0:0:0:1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[::127.0.0.1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[2002:7f00:1::]/',
    'http://169.254.169.254/latest/meta-data/',
    'http://[::ffff:169.254.169.254]/',
    'http://[fd00:ec2::254]/',
    'http://[fe80::1]/',
    'http://10.0.0.1/',
    'http://172.16.0.1/',
    'http://192.168.1.1/',
    'http://100.64.0.1/',
    'http://198.18.0.1/',
    'http://224.0.0.1/',
    'http://255.255.255.255/',
  ])('refuses %s', async (url) => {
    await expect(ask(url)).rejects.toThrow(BlockedError);
  });

  it.each([
    'ftp://shop.example/',
    'file:///etc/passwd',
    'http://shop.example:22/',
    'https://shop.example:8443/',
    'http://user@shop.example/',
    'http://:secret@shop.example/',
  ])('refuses what is not a plain web address: %s', async (url) => {
    await expect(ask(url)).rejects.toThrow(BlockedError);
  });

  it('lets a public address through and names it, so that the caller connects to nothing else', async () => {
    expect(await ask('https://shop.example/a?b')).toEqual(['93.184.215.14']);
    expect(await ask('http://[2606:2800:220:1::1]/')).toEqual(['2606:2800:220:1::1']);
    expect(await ask('http://shop.example:443/')).toHaveLength(1);
  });

  it('refuses a name of which only one of several addresses is private', async () => {
    const mixed = createSsrfGuard({ lookup: async () => ['93.184.215.14', '10.1.2.3'] });
    await expect(ask('http://shop.example/', mixed)).rejects.toThrow('10.1.2.3');
  });

  it('takes a name that does not resolve for a failure of the network, not for a refusal', async () => {
    const failing = createSsrfGuard({ lookup: () => Promise.reject(new Error('ENOTFOUND')) });
    await expect(ask('http://shop.example/', failing)).rejects.toThrow(TransientError);
    await expect(ask('http://shop.example/', createSsrfGuard({ lookup: async () => [] }))).rejects.toThrow(
      TransientError,
    );
  });

  it('exempts exactly the named origins from the private-address rule', async () => {
    const local = createSsrfGuard({ allowedPrivateOrigins: ['http://127.0.0.1:8080'] });
    expect(await ask('http://127.0.0.1:8080/x', local)).toEqual(['127.0.0.1']);
    for (const other of [
      'http://127.0.0.1:8081/',
      'https://127.0.0.1:8080/',
      'http://127.0.0.1/',
      'http://u@127.0.0.1:8080/',
    ])
      await expect(ask(other, local), other).rejects.toThrow(BlockedError);
  });

  it('never takes an address of a private network for public, in whatever form it is written', () => {
    const privateV4 = fc.oneof(
      fc.tuple(fc.constant(10), fc.nat(255), fc.nat(255), fc.nat(255)),
      fc.tuple(fc.constant(127), fc.nat(255), fc.nat(255), fc.nat(255)),
      fc.tuple(fc.constant(192), fc.constant(168), fc.nat(255), fc.nat(255)),
      fc.tuple(fc.constant(169), fc.constant(254), fc.nat(255), fc.nat(255)),
    );
    fc.assert(
      fc.property(privateV4, ([a, b, c, d]) => {
        const number = ((a * 256 + b) * 256 + c) * 256 + d;
        const spellings = [`${a}.${b}.${c}.${d}`, `0x${number.toString(16)}`, `0${number.toString(8)}`, String(number)];
        for (const spelling of spellings) expect(isPublicAddress(new URL(`http://${spelling}/`).hostname)).toBe(false);
        expect(isPublicAddress(`::ffff:${a}.${b}.${c}.${d}`)).toBe(false);
      }),
    );
  });
});

describe('host suffixes', () => {
  it('cover sub-domains and nothing that merely looks alike', () => {
    expect(isHostWithin('www.shop.example', ['shop.example'])).toBe(true);
    expect(isHostWithin('shop.example', ['shop.example'])).toBe(true);
    expect(isHostWithin('evilshop.example', ['shop.example'])).toBe(false);
    expect(isHostWithin('shop.example.evil.example', ['shop.example'])).toBe(false);
    expect(isHostWithin('shop.example', [])).toBe(false);
  });
});
