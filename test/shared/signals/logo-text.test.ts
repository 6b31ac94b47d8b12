import { describe, expect, test } from 'vitest';
import { logoText } from '#shared/signals/logo-text.ts';
import { aLine, evidenceOf, signalValue, someFacts } from '../../support/facts.ts';

const silent = { title: 'Warm winter parka' };

describe('logo text', () => {
  test('the mark on the picture counts in full when the title is silent', () => {
    const facts = someFacts(silent, { images: [aLine('NORDHAVN')] });
    expect(signalValue(logoText, facts)).toBe(1);
    expect(evidenceOf(logoText, facts)).toBe(
      'The picture shows "NORDHAVN" (read with 97 % confidence), but the title does not name the brand.',
    );
  });

  test('with the name in the title it says nothing: genuine goods show it too', () => {
    expect(signalValue(logoText, someFacts({}, { images: [aLine('NORDHAVN')] }))).toBeNull();
  });

  test.each(['N0RDHAVN', 'NORDHAVN since 1987', 'NORD HAVN'])('reading errors are forgiven: %s', (text) => {
    expect(signalValue(logoText, someFacts(silent, { images: [aLine(text)] }))).toBe(1);
  });

  test('a letter that may be the reader’s mistake counts nearly in full, in clear type not at all', () => {
    expect(signalValue(logoText, someFacts(silent, { images: [aLine('NORDHAVM')] }))).toBeGreaterThanOrEqual(0.9);
    expect(signalValue(logoText, someFacts(silent, { images: [aLine('NORDHAVM', 0.99)] }))).toBeNull();
  });

  test('guesses and other words are not', () => {
    expect(signalValue(logoText, someFacts(silent, { images: [aLine('NORDHAVN', 0.3)] }))).toBeNull();
    expect(signalValue(logoText, someFacts(silent, { images: [aLine('NORTHERN HAVEN')] }))).toBeNull();
  });

  test('a picture that was not read says nothing, and could still say all unless the title names the brand', () => {
    expect(signalValue(logoText, someFacts(silent))).toBeNull();
    expect(logoText.bounds(someFacts(silent))).toEqual([0, 1]);
    expect(logoText.bounds(someFacts())).toEqual([0, 0]);
  });
});
