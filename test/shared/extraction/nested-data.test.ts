import { expect, test } from 'vitest';
import { embeddedJson, parseJson } from '#shared/extraction/embedded-json.ts';

const MEGABYTES = 8 * 1024 * 1024;

test.each([
  ['never closed', '['.repeat(MEGABYTES)],
  ['closed', '['.repeat(MEGABYTES / 2) + ']'.repeat(MEGABYTES / 2)],
  ['objects', '{"a":'.repeat(MEGABYTES / 5)],
])('eight megabytes of brackets, %s, are no data and take no memory', (_, text) => {
  const before = process.memoryUsage().rss;

  expect(parseJson(text)).toBeUndefined();
  expect(embeddedJson(`state = ${text}`, 'state =')).toBeUndefined();
  // Parsing them took 800 MB. Some is left for what runs beside.
  expect(process.memoryUsage().rss - before).toBeLessThan(250 * 1024 * 1024);
});

test('a large text that only says brackets in its strings is read', () => {
  const text = '['.repeat(MEGABYTES / 4);

  expect(parseJson(JSON.stringify({ text, list: [[[1]]] }))).toEqual({ text, list: [[[1]]] });
});

test('what is nested as deep as data may be is read', () => {
  const deep = `${'['.repeat(900)}"${'x'.repeat(MEGABYTES / 4)}"${']'.repeat(900)}`;

  expect(parseJson(deep)).toBeDefined();
});
