import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Notice } from '#shared/domain/notice.ts';
import { missingForSending, noticeProblems } from '#shared/notices/validate-notice.ts';
import { aVenue } from '#test/support/a-venue.ts';
import { aBrand, aNotice } from '#test/support/builders.ts';

const NOW = new Date('2026-06-01T12:00:00.000Z');
const brand = aBrand();
const problems = (notice: Notice, context = {}) =>
  noticeProblems(notice, { brand, venue: aVenue(), now: NOW, ...context });
const [target] = aNotice().targets;
const withTarget = (change: Partial<Notice['targets'][number]>) => aNotice({ targets: [{ ...target!, ...change }] });
const contactsWith = (change: object) => aBrand({ contacts: { ...brand.contacts, ...change } });

describe('a notice', () => {
  it('has no problems when everything is in order', () => {
    expect(problems(aNotice())).toEqual([]);
  });

  const faults: [string, () => string[], RegExp][] = [
    ['its brand has no mark', () => problems(aNotice(), { brand: aBrand({ marks: [] }) }), /needs a registered mark/],
    [
      'its mark has expired',
      () => problems(aNotice({ right: { ...brand.marks[0]!, expires: '2026-05-31' } })),
      /NORDHAVN \(018000001\) expired on 2026-05-31/,
    ],
    [
      "its mark is another brand's",
      () => problems(aNotice({ right: { ...brand.marks[0]!, number: '1' } })),
      /mark 1 is not/,
    ],
    [
      'nobody owns the right',
      () => problems(aNotice(), { brand: contactsWith({ rightsOwner: undefined }) }),
      /needs the rights owner/,
    ],
    ['nobody reports', () => problems(aNotice(), { brand: contactsWith({ reporter: undefined }) }), /needs a reporter/],
    [
      'nobody signed an authority',
      () => problems(aNotice(), { brand: contactsWith({ authority: undefined }) }),
      /needs a signed authority/,
    ],
    [
      'the authority is signed in the future',
      () =>
        problems(aNotice(), { brand: contactsWith({ authority: { signedBy: 'Karl Lind', signedAt: '2026-06-02' } }) }),
      /dated in the future, 2026-06-02/,
    ],
    [
      'the authority was replaced since',
      () =>
        problems(aNotice(), {
          brand: contactsWith({ authority: { signedBy: 'Somebody Else', signedAt: '2026-01-15' } }),
        }),
      /the authority is not the one on file/,
    ],
    ['it is for another brand', () => problems(aNotice({ brandId: 'other' })), /for brand other/],
    ['it is for another venue', () => problems(aNotice({ venue: 'ebay' })), /for ebay, not bazaar/],
    [
      'its seller is authorised',
      () => problems(withTarget({ sellerId: 'nordhavn-official', sellerName: 'N' })),
      /N is an authorised seller/,
    ],
    [
      'its seller is authorised by name and in capitals',
      () => problems(withTarget({ sellerId: undefined, sellerName: 'NORDHAVN-Official' })),
      /is an authorised seller/,
    ],
    [
      'the address is on a foreign host',
      () => problems(withTarget({ url: 'https://evil.example/1' })),
      /evil\.example, which is not a site of bazaar/,
    ],
    [
      "the address only looks like the venue's",
      () => problems(withTarget({ url: 'https://notbazaar.example/1' })),
      /not a site of bazaar/,
    ],
    [
      "the venue's host is the user name",
      () => problems(withTarget({ url: 'https://bazaar.example@evil.example/1' })),
      /carries a password/,
    ],
    ['the address is no address', () => problems(withTarget({ url: 'item 1001' })), /not a web address/],
    ['the address is a script', () => problems(withTarget({ url: 'javascript:alert(1)' })), /not a web address/],
    [
      'it has more targets than the venue takes',
      () => problems(aNotice({ targets: Array.from({ length: 51 }, (_, n) => ({ ...target!, listingId: `${n}` })) })),
      /51 listings in one notice; bazaar takes 50/,
    ],
    ['it names a listing twice', () => problems(aNotice({ targets: [target!, target!] })), /named twice/],
    ['there is no evidence', () => problems(aNotice({ evidence: [] })), /no evidence/],
    [
      'the only evidence is our own summary',
      () => problems(aNotice({ evidence: [{ ...aNotice().evidence[0]!, kind: 'listing' }] })),
      /no evidence/,
    ],
    [
      'the evidence has no hash',
      () => problems(aNotice({ evidence: [{ ...aNotice().evidence[0]!, sha256: 'abc' }] })),
      /no valid SHA-256/,
    ],
    [
      'the evidence is from the future',
      () => problems(aNotice({ evidence: [{ ...aNotice().evidence[0]!, capturedAt: '2026-06-02T00:00:00.000Z' }] })),
      /in the future/,
    ],
    [
      'a copyright claim rests on a mark',
      () => problems(aNotice({ claim: { ...aNotice().claim, kind: 'copyright-image' } })),
      /copyright claim cannot rest on a trade mark/,
    ],
    [
      'it hardly explains anything',
      () => problems(aNotice({ claim: { ...aNotice().claim, explanation: 'It is fake.' } })),
      /too short/,
    ],
    [
      'a declaration is missing',
      () => problems({ ...aNotice(), declarations: {} as Notice['declarations'] }),
      /incomplete: declarations/,
    ],
    [
      'the explanation is too long for the forms',
      () => problems({ ...aNotice(), claim: { ...aNotice().claim, explanation: 'x'.repeat(1001) } }),
      /incomplete: claim\.explanation/,
    ],
    ['it has no target', () => problems({ ...aNotice(), targets: [] }), /incomplete: targets/],
  ];

  it.each(faults)('is not valid when %s, and says so', (_, run, sentence) => {
    const found = run();
    expect(found.join('\n')).toMatch(sentence);
    expect(found.length).toBeLessThanOrEqual(3);
  });

  it('is never valid with any one field of the wrong kind', () => {
    const notice = aNotice();
    for (const path of leafPaths(notice)) expect(problems(replaced(notice, path, {})), path.join('.')).not.toEqual([]);
  });

  it('is never valid with any one statement changed or left out, in hundreds of ways', () => {
    const paths = leafPaths(aNotice()).filter((path) => !OURS_OR_OPTIONAL.test(path.join('.')));
    expect(paths.length).toBeGreaterThan(20);
    const damage = fc.oneof(fc.constant(undefined), fc.constant(null), fc.string({ maxLength: 30 }));
    fc.assert(
      fc.property(fc.constantFrom(...paths), damage, (path, value) => {
        expect(problems(replaced(aNotice(), path, value)), `${path.join('.')} = ${JSON.stringify(value)}`).not.toEqual(
          [],
        );
      }),
      { numRuns: 500 },
    );
  });
});

// Our own numbers and the seller's words; what a venue reads as a statement is not among them.
const OURS_OR_OPTIONAL =
  /^(id|reference|composedAt|claim\.nature|targets\.0\.(caseId|listingId|title|price.*|sellerId|sellerName)|evidence\.0\.(kind|key))$/;

type Path = (string | number)[];

function leafPaths(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, inner]) => leafPaths(inner, [...path, key]));
}

function replaced(notice: Notice, path: Path, value: unknown): Notice {
  const copy = structuredClone(notice) as unknown as Record<string, unknown>;
  const parent = path
    .slice(0, -1)
    .reduce<Record<string, unknown>>((node, key) => node[key] as Record<string, unknown>, copy);
  parent[path.at(-1)!] = value;
  return copy as unknown as Notice;
}

describe('what a brand still needs before sending', () => {
  it('is nothing for a complete brand, and everything for a bare one', () => {
    expect(missingForSending(brand, NOW)).toEqual([]);
    expect(missingForSending(aBrand({ marks: [], contacts: {} }), NOW)).toEqual([
      'a registered mark (marks)',
      'the rights owner (contacts.rightsOwner)',
      'a reporter (contacts.reporter)',
      'a signed authority to send notices (contacts.authority)',
    ]);
  });

  it('is a new mark when all have expired', () => {
    const expired = aBrand({ marks: [{ ...brand.marks[0]!, expires: '2020-01-01' }] });
    expect(missingForSending(expired, NOW)).toEqual(['a mark that has not expired (marks.expires)']);
  });
});
