import { afterAll, beforeAll, expect, test } from 'vitest';
import { aConsole, IDA, type TestConsole, Visitor } from '../../support/a-console.ts';
import { aBrand, aCase } from '../../support/builders.ts';

let console_: TestConsole;
beforeAll(async () => {
  console_ = await aConsole();
  await console_.services.stores.brands.put(aBrand(), console_.clock.now);
  await console_.give(IDA, 'nordhavn', ['admin']);
});
afterAll(() => console_.stop());

const later = (hours: number) => {
  console_.clock.now = new Date(console_.clock.now.getTime() + hours * 3_600_000);
};
const today = async () => (await new Visitor().open(console_.link())).text();

test('Today says what came since somebody was last here, for as long as they stay', async () => {
  expect(await today()).not.toContain('Since you were last here');
  const before = console_.clock.now.toISOString().slice(0, 16).replace('T', ' ');
  later(5);
  const at = console_.clock.now.toISOString();
  await console_.services.stores.cases.open(aCase({ state: 'flagged', openedAt: at, updatedAt: at }));
  later(1);
  const html = await today();
  expect(html).toContain('1 new case<');
  expect(html).toContain(`${before} UTC`);
  later(1);
  expect(await today()).toContain('1 new case<');
  later(6);
  expect(await today()).toContain('Nothing new for Nordhavn.');
});
