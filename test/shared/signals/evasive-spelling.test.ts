import { describe, expect, test } from 'vitest';
import { evasiveSpelling } from '#shared/signals/evasive-spelling.ts';
import { aBrand } from '../../support/builders.ts';
import { evidenceOf, signalValue, someFacts } from '../../support/facts.ts';

const spelled = (name: string, title: string) =>
  signalValue(evasiveSpelling, someFacts({ title }, { brand: aBrand({ name, fingerprint: { names: [name] } }) }));

describe('evasive spelling', () => {
  test.each([
    ['Nоrdhаvn parka', 'look-alike letters'], // Cyrillic о and а
    ['𝐍𝐨𝐫𝐝𝐡𝐚𝐯𝐧 parka', 'look-alike letters'],
    ['Nord\u200bhavn parka', 'hidden characters'],
    ['N0rdh4vn parka', 'digits or signs for letters'],
    ['N*rdhavn parka', 'masked letters'],
    ['Nordhav N*rdhavn parka', 'masked letters'],
    ['Nord havn*new* parka', 'name cut in pieces'],
    ['Norclhavn parka', 'letter pairs that look like one letter'],
    ['Norddhavvn parka', 'repeated letters'],
    ['N o r d h a v n parka', 'letters spaced out'],
    ['N.o.r.d.h.a.v.n parka', 'letters spaced out'],
    ['N*o*r*d*h*a*v*n parka', 'letters spaced out'],
    ['Nord havn parka', 'name cut in pieces'],
    ['Nordhabn parka', 'one wrong letter'],
    ['Nordahvn parka', 'one wrong letter'],
    ['N\u200bo\u200brdahvn parka', 'one wrong letter'],
    ['N0rdhavn\u200bParka', 'digits or signs for letters'],
  ])('%s is seen through: %s', (title, trick) => {
    expect(evidenceOf(evasiveSpelling, someFacts({ title }))).toContain(trick);
  });

  test('what nobody types by accident counts in full, a slip of the pen less', () => {
    expect(signalValue(evasiveSpelling, someFacts({ title: 'N*rdhavn parka' }))).toBe(1);
    expect(signalValue(evasiveSpelling, someFacts({ title: 'Nordhabn parka' }))).toBe(0.4);
  });

  test('beside a plain naming a slip of the pen counts half of that, a deliberate disguise in full', () => {
    expect(signalValue(evasiveSpelling, someFacts({ title: 'Nordhabn parka' }))).toBe(0.4);
    expect(signalValue(evasiveSpelling, someFacts({ title: 'Nordhavn Nordhabn parka' }))).toBe(0.2);
    expect(signalValue(evasiveSpelling, someFacts({ title: 'N o r d h a v n parka by Nordhavn' }))).toBe(1);
    expect(signalValue(evasiveSpelling, someFacts({ title: 'case for Nordhavn, N*rdhavn parka' }))).toBe(1);
  });

  test('ordinary words near a name are no disguise of it', () => {
    expect(spelled('Chanel', '8 channel amplifier')).toBeNull();
    expect(spelled('Lego', 'Le go karting gants')).toBeNull();
    expect(spelled('Lego', 'Part 1390 for mowers')).toBeNull();
    expect(spelled('Vans', 'cans of paint, van space')).toBeNull();
  });

  test('accents belong to honest spellings in many languages', () => {
    expect(spelled('Nike', 'Niké parka')).toBeNull();
  });

  test('a Turkish dotted capital is ordinary spelling', () => {
    expect(spelled('Nike', 'NİKE erkek ayakkabı')).toBeNull();
  });

  test('a row of signs costs no time', () => {
    // By backtracking these would never end: the time-out of the runner is the limit.
    for (const title of [`N${'*'.repeat(1990)}`, 'n*o*r*d*'.repeat(240), 'nordhav '.repeat(240)])
      expect(() => signalValue(evasiveSpelling, someFacts({ title }))).not.toThrow();
  });
});
