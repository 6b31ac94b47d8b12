import { expect, test } from 'vitest';
import { overlayText } from '#shared/signals/overlay-text.ts';
import { aLine, signalValue, someFacts } from '../../support/facts.ts';

test('words for copies on the picture count, whatever the title says', () => {
  expect(signalValue(overlayText, someFacts({ title: 'Parka' }, { images: [aLine('高仿 现货')] }))).toBe(1);
  expect(signalValue(overlayText, someFacts({ title: 'Parka' }, { images: [aLine('WhatsApp 123456')] }))).toBe(0.5);
  expect(signalValue(overlayText, someFacts({ title: 'Parka' }, { images: [aLine('rеplicа')] }))).toBe(1); // Cyrillic е, а
});

test('other words and guesses do not', () => {
  expect(signalValue(overlayText, someFacts({}, { images: [aLine('Free shipping')] }))).toBeNull();
  expect(signalValue(overlayText, someFacts({}, { images: [aLine('高仿', 0.2)] }))).toBeNull();
  expect(signalValue(overlayText, someFacts())).toBeNull();
});
