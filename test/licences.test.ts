import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

type Locked = { license?: string; dev?: boolean; version?: string };

// Licences under which what we ship may be passed on with nothing but their text.
const FREE = [
  'MIT',
  'MIT-0',
  'Apache-2.0',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BSD-0-Clause',
  'Unlicense',
  'CC0-1.0',
  'BlueOak-1.0.0',
];

// Others, each with the reason why it may be in a bundle. Tools that never leave a developer's machine are not looked at.
const ACCEPTED: { name: RegExp; licence: string; reason: string }[] = [
  {
    name: /^@img\/sharp-(libvips-|wasm32$|win32-)/,
    licence: 'LGPL-3.0-or-later',
    reason:
      'libvips: a shared library of its own file beside the bundle, unchanged and replaceable; its licence text goes with it',
  },
];

/** One licence that is free, or all of several that hold together. */
function isFree(expression: string): boolean {
  const bare = expression.replace(/[()]/g, '');
  if (bare.includes(' OR ')) return bare.split(' OR ').some(isFree);
  return bare.split(' AND ').every((licence) => FREE.includes(licence));
}

const lock = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')) as {
  packages: Record<string, Locked>;
};
const shipped = Object.entries(lock.packages)
  .filter(([path, { dev }]) => path !== '' && !dev)
  .map(([path, { license = 'none named' }]) => ({ name: path.split('node_modules/').at(-1)!, license }));

describe('what is shipped', () => {
  it('may be passed on', () => {
    const doubtful = shipped.filter(
      ({ name, license }) =>
        !isFree(license) && !ACCEPTED.some((each) => each.name.test(name) && license.includes(each.licence)),
    );

    expect(shipped.length).toBeGreaterThan(100);
    expect(doubtful).toEqual([]);
  });

  it('needs every exception that is made', () => {
    for (const { name, licence } of ACCEPTED)
      expect(shipped.filter((each) => name.test(each.name) && each.license.includes(licence))).not.toEqual([]);
  });
});

describe('a licence', () => {
  it.each([
    ['MIT', true],
    ['(MIT OR GPL-3.0-or-later)', true],
    ['MIT AND Apache-2.0', true],
    ['Apache-2.0 AND LGPL-3.0-or-later', false],
    ['GPL-3.0-only', false],
    ['none named', false],
  ])('%s is free: %s', (expression, expected) => {
    expect(isFree(expression)).toBe(expected);
  });
});
