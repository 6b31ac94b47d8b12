import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { TranslateClient } from '@aws-sdk/client-translate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeServer, listenOnLoopback } from '#infra/local/host/loopback.ts';
import { amazonTranslate } from '#shared/translation/amazon-translate.ts';
import type { TranslationEngine } from '#shared/translation/translator.ts';

type Question = { Text: string; SourceLanguageCode: string };
const asked: Question[] = [];

/** As the service refuses: what it is not sure of, and what it does not speak. */
function answerTo({ Text, SourceLanguageCode }: Question): [number, object] {
  if (SourceLanguageCode === 'auto' && Text.startsWith('?'))
    return [400, { __type: 'DetectedLanguageLowConfidenceException', DetectedLanguageCode: Text.slice(1, 3) }];
  if (Text.startsWith('xx'))
    return [400, { __type: 'UnsupportedLanguagePairException', SourceLanguageCode: 'qu', TargetLanguageCode: 'en' }];
  const from = SourceLanguageCode === 'auto' ? Text.slice(0, 2) : SourceLanguageCode;
  return [200, { TranslatedText: Text.toUpperCase(), SourceLanguageCode: from, TargetLanguageCode: 'en' }];
}

const server = createServer(async (request, response) => {
  const question = JSON.parse(await text(request)) as Question;
  asked.push(question);
  const [status, body] = answerTo(question);
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
});
let engine: TranslationEngine;
beforeAll(async () => {
  const endpoint = await listenOnLoopback(server);
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  engine = amazonTranslate(new TranslateClient({ endpoint, region: 'eu-west-1', credentials }));
});
afterAll(() => closeServer(server));

test('a title whose language is not sure is translated from the likeliest, and does not lose the description', async () => {
  const { texts, from } = await engine(['?da jakke', 'de warme jacke fast neu']);
  expect(texts).toEqual(['?DA JAKKE', 'DE WARME JACKE FAST NEU']);
  expect(from).toBe('de');
  expect(asked).toContainEqual({ Text: '?da jakke', SourceLanguageCode: 'da', TargetLanguageCode: 'en' });
});

test('what is English already stands as it is', async () => {
  expect(await engine(['?en jacket', ''])).toMatchObject({ texts: ['?en jacket', ''], from: 'en' });
});

test('of a language that it does not speak nothing is given out as a translation', async () => {
  expect(await engine(['xx punku', 'da en jakke'])).toMatchObject({ texts: ['', 'DA EN JAKKE'] });
});
