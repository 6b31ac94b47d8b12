import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ownPath } from '#functions/console/came-from.ts';
import { createConsole } from '#functions/console/console.ts';
import { HOUR_MS } from '#shared/domain/time-units.ts';
import { aConsole, IDA, type TestConsole, Visitor } from '../../support/a-console.ts';
import { aBrand, aCase } from '../../support/builders.ts';

let console_: TestConsole;
let visitor: Visitor;
beforeAll(async () => {
  console_ = await aConsole();
  await console_.services.stores.brands.put(aBrand(), new Date());
  await console_.services.stores.brands.put(aBrand({ id: 'fjordlys', name: 'Fjordlys' }), new Date());
  await console_.services.stores.cases.open(
    aCase({ id: 'fjordlys~bazaar~1~1', brandId: 'fjordlys', state: 'flagged' }),
  );
  await console_.give(IDA, 'nordhavn', ['moderator']);
});
afterAll(() => console_.stop());
beforeEach(() => {
  console_.people.splice(0, console_.people.length, IDA);
  console_.clock.now = new Date();
  visitor = new Visitor();
});

const csrfOf = (html: string) => /name="csrf" value="([^"]+)"/.exec(html)![1]!;
const post = (path: string, fields: Record<string, string>) =>
  visitor.open(`${console_.url}${path}`, { method: 'POST', body: new URLSearchParams(fields) });

describe('without a cookie', () => {
  /** Nothing of anybody is on these; a test that forgets one finds it below. */
  const OPEN = [
    '/assets/console.css',
    '/assets/htmx.js',
    '/assets/keys.js',
    '/signin',
    '/signin/callback',
    '/signed-out',
    // Its address is the right to see it, and names no session: test/functions/digest/monthly-report.test.ts.
    '/sent-report',
  ];

  test('every route leads to the sign-in and shows nothing', async () => {
    const routes = console_.app.routes.filter(({ path, method }) => method !== 'ALL' && !OPEN.includes(path));
    expect(routes.map(({ path }) => path)).toEqual(expect.arrayContaining(['/', '/settings', '/signout']));
    for (const { method, path } of routes) {
      const response = await fetch(console_.url + path.replaceAll(/:\w+/g, 'nordhavn~bazaar~1~1'), {
        method,
        redirect: 'manual',
      });
      const body = await response.text();
      expect([path, response.status, body]).toEqual([path, 303, '']);
      expect(response.headers.get('location')).toMatch(/^\/(signin|signed-out)/);
    }
  });

  test('an address that does not exist is not told apart from one that does', async () => {
    const response = await fetch(`${console_.url}/cases/nordhavn~bazaar~1~1`, { redirect: 'manual' });
    expect(response.headers.get('location')).toBe('/signin?to=%2Fcases%2Fnordhavn~bazaar~1~1');
  });

  test.each([
    ['/case?id=1', '/signin?to=%2Fcase%3Fid%3D1%26unsent%3Dsigned-out'],
    ['https://elsewhere.example/case?id=1', '/signin'],
    ['//elsewhere.example', '/signin'],
    ['no address', '/signin'],
  ])('a form that is sent from %s leads back to the page it was on, and to nobody else’s', async (from, to) => {
    const referer = from.startsWith('/') ? console_.url + from : from;
    const sent = { method: 'POST', body: new URLSearchParams({ id: '1' }), headers: { referer } };
    // A function is called by https, whatever the browser was.
    const address = `${console_.url.replace('http:', 'https:')}/case/reopen`;
    const response = await createConsole(console_.services).request(address, sent);
    expect([response.status, response.headers.get('location')]).toEqual([303, to]);
  });

  test('a forged, stolen-looking or empty cookie is none', async () => {
    for (const value of ['', 'x', 'aWRh.guess', 'aWRh.guess.more', '.', `aWRh.${'a'.repeat(5000)}`]) {
      const cookie = `__Host-session=${value}`;
      const response = await fetch(`${console_.url}/`, { headers: { cookie }, redirect: 'manual' });
      expect([value.slice(0, 20), response.status]).toEqual([value.slice(0, 20), 303]);
    }
  });

  test.each([
    ['/', '/signin'],
    ['/review?case=1', '/signin?to=%2Freview%3Fcase%3D1'],
  ])('a script on %s that asks for a part of a page is told to go and sign in', async (from, to) => {
    const headers = { 'hx-request': 'true', referer: console_.url + from };
    const response = await fetch(`${console_.url}/trends`, { headers, redirect: 'manual' });
    expect([response.status, response.headers.get('hx-redirect')]).toEqual([401, to]);
  });
});

describe('signing in', () => {
  test('leads over the identity provider to a session that scripts cannot read, and to the own brands only', async () => {
    const page = await visitor.open(console_.link());
    const html = await page.text();

    expect(page.finalUrl).toBe(`${console_.url}/`);
    expect(html).toContain('Ida Lindqvist');
    expect(html).not.toContain('fjordlys');
    const again = await fetch(`${console_.url}/signin`, { redirect: 'manual' });
    expect(again.headers.getSetCookie()[0]).toMatch(/^__Host-signin=.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    const policy = page.headers.get('content-security-policy')!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe/);
    expect(page.headers.get('cache-control')).toBe('no-store');
  });

  test('another brand cannot be chosen by writing its name into the address', async () => {
    await visitor.open(console_.link());
    const html = await (await visitor.open(`${console_.url}/?brand=fjordlys`)).text();
    expect(html).toContain('Waiting for you, Nordhavn');
    expect(html).not.toContain('fjordlys');
  });

  test('pages that name no brand stay with the one last turned to', async () => {
    const both = { sub: 'both', email: 'both@nordhavn.example', name: 'Eva' };
    console_.people.splice(0, console_.people.length, both);
    for (const id of ['nordhavn', 'fjordlys']) await console_.give(both, id, ['moderator']);
    await visitor.open(console_.link(both));
    const shown = async (path: string) =>
      /aria-current="true"><[^>]+>(\w+)/.exec(await (await visitor.open(console_.url + path)).text())?.[1];
    expect([await shown('/'), await shown('/?brand=nordhavn'), await shown('/'), await shown('/scans')]).toEqual([
      'Fjordlys',
      'Nordhavn',
      'Nordhavn',
      'Nordhavn',
    ]);
  });

  test('a brand that a browser claims to have turned to is not shown for that', async () => {
    await visitor.open(console_.link());
    visitor.cookies.set('__Host-brand', 'fjordlys');
    expect(await (await visitor.open(`${console_.url}/`)).text()).not.toContain('fjordlys');
  });

  test('goes back to where somebody wanted to go', async () => {
    await visitor.open(console_.link());
    visitor.cookies.delete('__Host-session');
    expect((await visitor.open(`${console_.url}/settings`)).finalUrl).toBe(`${console_.url}/settings`);
  });

  test('is answered only to the browser that asked', async () => {
    const other = new Visitor();
    await other.open(console_.link());
    const asked = await fetch(`${console_.url}/signin`, { redirect: 'manual' });
    const answer = await other.open(asked.headers.get('location')!, {}, 0);
    const callback = answer.headers.get('location')!;
    expect(callback).toContain('/signin/callback?code=');
    expect((await visitor.open(callback)).status).toBe(400);
    expect(visitor.cookies.has('__Host-session')).toBe(false);
  });

  test('with nothing given shows the number to be told, and no page', async () => {
    const stranger = { sub: 'stranger', email: 'new@nordhavn.example', name: 'New' };
    console_.people.push(stranger);
    const page = await visitor.open(console_.link(stranger));
    expect(page.status).toBe(403);
    expect(await page.text()).toContain('<code>stranger</code>');
  });

  test('gives what was given to the address before its owner first came, once', async () => {
    const guest = { sub: 'guest-sub', email: 'Guest@nordhavn.example', name: 'Guest' };
    console_.people.push(guest);
    await console_.give({ ...guest, sub: 'invited:guest@nordhavn.example' }, 'nordhavn', ['validator']);
    const page = await visitor.open(console_.link(guest));
    expect(page.status).toBe(200);
    expect(await console_.services.people.get('invited:guest@nordhavn.example')).toBeUndefined();
    expect((await console_.services.people.get('guest-sub'))?.memberships).toMatchObject([{ roles: ['validator'] }]);
  });

  test.each([
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['https://evil.example/', '/'],
    ['/a b', '/'],
    [undefined, '/'],
    ['/cases/x~1?a=b', '/cases/x~1?a=b'],
  ])('never leads elsewhere: %s', (to, path) => {
    expect(ownPath(to)).toBe(path);
  });
});

describe('a session', () => {
  test('ends with the sign-out, here and at the identity provider', async () => {
    const html = await (await visitor.open(console_.link())).text();
    const copy = new Visitor();
    for (const [name, value] of visitor.cookies) copy.cookies.set(name, value);

    const out = await post('/signout', { csrf: csrfOf(html) });

    expect(out.finalUrl).toBe(`${console_.url}/signed-out`);
    expect(visitor.cookies.has('__Host-session')).toBe(false);
    expect((await copy.open(`${console_.url}/`, {}, 0)).status).toBe(303);
  });

  test.each([{}, { csrf: '' }, { csrf: 'guess' }])(
    'changes nothing for a request without its token: %j',
    async (fields) => {
      await visitor.open(console_.link());
      expect((await post('/signout', fields as Record<string, string>)).status).toBe(403);
      expect((await visitor.open(`${console_.url}/`)).status).toBe(200);
    },
  );

  test('asks the identity provider again after an hour, and ends there when the person may not come in any more', async () => {
    await visitor.open(console_.link());
    console_.clock.now = new Date(Date.now() + HOUR_MS + 1000);
    expect((await visitor.open(`${console_.url}/`, {}, 0)).status).toBe(200);
    console_.people.splice(0);
    expect((await visitor.open(`${console_.url}/`, {}, 0)).status).toBe(200); // asked less than an hour ago
    console_.clock.now = new Date(Date.now() + 2 * HOUR_MS + 2000);
    expect((await visitor.open(`${console_.url}/`, {}, 0)).status).toBe(303);
  });

  test('is over after a working day, whatever its cookie says', async () => {
    await visitor.open(console_.link());
    console_.clock.now = new Date(Date.now() + 12 * HOUR_MS + 1000);
    expect((await visitor.open(`${console_.url}/`, {}, 0)).status).toBe(303);
  });

  test('loses a brand at once when it is taken away', async () => {
    await visitor.open(console_.link());
    await console_.services.people.removeMembership(IDA.sub, 'nordhavn');
    expect((await visitor.open(`${console_.url}/`)).status).toBe(403);
    await console_.give(IDA, 'nordhavn', ['moderator']);
  });
});
