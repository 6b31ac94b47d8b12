import { createServer } from 'node:http';
import { TranslateClient } from '@aws-sdk/client-translate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { awsEndpoints } from '#infra/local/host/aws-endpoints.ts';
import { closeServer, listenOnLoopback } from '#infra/local/host/loopback.ts';
import { createTranslationStore, type TranslationStore } from '#shared/stores/translation-store.ts';
import { amazonTranslate } from '#shared/translation/amazon-translate.ts';
import type { TranslationEngine } from '#shared/translation/translator.ts';
import { aConsole, IDA, type TestConsole, Visitor } from '../../support/a-console.ts';
import { aBrand, aCase, aListing } from '../../support/builders.ts';

const OWN = aCase({
  state: 'flagged',
  listing: aListing({ title: '外套 1:1', description: '<b>原单</b> & more' }),
});
const OTHER = aCase({ brandId: 'fjordlys', state: 'flagged' });

/** What a machine without AWS answers, asked by the real client. */
const server = createServer(
  awsEndpoints({
    pool: () => {
      throw new Error('nothing is invoked here');
    },
    secrets: { get: () => undefined, put: () => false },
    mail: async () => '',
  }),
);
let console_: TestConsole;
let visitor: Visitor;
let engine: TranslationEngine;
let asked = 0;
beforeAll(async () => {
  const endpoint = await listenOnLoopback(server);
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const local = amazonTranslate(new TranslateClient({ endpoint, region: 'eu-west-1', credentials }));
  engine = local;
  const translator = {
    engine: (texts: readonly string[]) => {
      asked++;
      return engine(texts);
    },
    translations: {
      get: (hash: string) => store().get(hash),
      put: (...args: Parameters<TranslationStore['put']>) => store().put(...args),
    },
  };
  console_ = await aConsole({ translator });
  await console_.services.stores.brands.put(aBrand(), new Date());
  for (const record of [OWN, OTHER]) await console_.services.stores.cases.open(record);
  await console_.give(IDA, 'nordhavn', ['moderator']);
  visitor = new Visitor();
  await visitor.open(console_.link());
});
afterAll(() => Promise.all([console_.stop(), closeServer(server)]));

const store = () => createTranslationStore(console_.tables.client, console_.tables.names.cases);
const translate = async (id: string, headers: Record<string, string> = {}) => {
  const page = await (await visitor.open(`${console_.url}/case?${new URLSearchParams({ id: OWN.id })}`)).text();
  const csrf = /name="csrf" value="([^"]+)"/.exec(page)![1]!;
  const type = { 'content-type': 'application/x-www-form-urlencoded', origin: console_.url };
  const body = new URLSearchParams({ csrf, id });
  return visitor.open(`${console_.url}/case/translation`, { method: 'POST', body, headers: { ...type, ...headers } });
};

test("a seller's words are translated when somebody asks, once, beside the original, and say whose words these are", async () => {
  const part = await (await translate(OWN.id, { 'hx-request': 'true' })).text();
  expect(part).toMatch(/^<section class="translation"/);
  expect(part).toContain('From an unknown language by Amazon Translate. A notice quotes the original.');
  expect(part).toMatch(/lang="zh"[^>]*>外套 1:1</);
  expect(part).toContain('[made up: this machine has no translator] 外套 1:1');
  expect(part).toContain('&lt;b&gt;原单&lt;/b&gt; &amp; more');
  expect(part).not.toContain('<b>');
  const whole = await (await translate(OWN.id)).text();
  expect(whole).toContain('Back to the case');
  expect(asked).toBe(1);
});

test("another brand's case is not translated for anybody else", async () => {
  expect((await translate(OTHER.id)).status).toBe(404);
  expect(asked).toBe(1);
});

test('what was not translated is said: the end of a long text, and a language that is not known', async () => {
  const long = aCase({
    state: 'flagged',
    listing: aListing({ id: '3', title: 'Punku', description: 'ä'.repeat(2_401) }),
  });
  await console_.services.stores.cases.open(long);
  engine = async () => ({ texts: ['', 'A jacket'], from: 'qu', by: 'a test' });
  const part = await (await translate(long.id, { 'hx-request': 'true' })).text();
  expect(part).toContain('Only the first 2,400 characters were translated.');
  expect(part).toContain('Not translated: the translator does not know the language.');
});

test('an engine that does not answer is said, and so is the end of what a day may cost', async () => {
  const fresh = aCase({ state: 'flagged', listing: aListing({ id: '2', title: 'Neue Jacke' }) });
  await console_.services.stores.cases.open(fresh);
  engine = async () => {
    throw new Error('ECONNREFUSED');
  };
  const refused = await (await translate(fresh.id, { 'hx-request': 'true' })).text();
  expect(refused).toContain('does not answer');
  expect(refused).toMatch(/action="\/case\/translation"/); // to try again
  const { quotas, clock } = console_.services;
  const key = `translations~nordhavn~${clock().toISOString().slice(0, 10)}`;
  await quotas.take({ key, by: 'test', at: clock(), count: 999 }, 2_000);
  expect(await (await translate(fresh.id, { 'hx-request': 'true' })).text()).toContain('no more are before midnight');
});

test('where no translator is set up nothing is offered, and nothing leaves', async () => {
  const plain = await aConsole();
  await plain.services.stores.brands.put(aBrand(), new Date());
  await plain.services.stores.cases.open(OWN);
  await plain.give(IDA, 'nordhavn', ['moderator']);
  const other = new Visitor();
  await other.open(plain.link());
  const page = await (await other.open(`${plain.url}/review?brand=nordhavn`)).text();
  expect(page).toContain('外套 1:1');
  expect(page).not.toContain('/case/translation');
  await plain.stop();
});
