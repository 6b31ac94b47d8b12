import { expect, test } from 'vitest';
import { deobfuscate } from '#shared/recognition/deobfuscate.ts';

test.each([
  ['mir\u200bror qua\u00adlity', 'mirror quality'],
  ['Nordhavn\u200bFjeld', 'Nordhavn Fjeld'],
  ['Jаckеt', 'Jacket'], // Cyrillic а and е
  ['JАCKЕT', 'JACKET'], // Cyrillic А and Е
  ['𝐉𝐚𝐜𝐤𝐞𝐭 𝕵𝖆𝖈𝖐𝖊𝖙', 'Jacket Jacket'],
  ['Ⓙⓐⓒⓚⓔⓣ 🄹🄰', 'Jacket JA'],
  ['rᴇpʟicᴀ', 'replica'],
  ['诺\u0301德\u0301海文', '诺德海文'],
  ['BestRepNordhavnFjeldJacketUAVersion', 'Best Rep Nordhavn Fjeld Jacket UA Version'],
  ['N0rdhavnVandrer28Backpack', 'N0rdhavn Vandrer 28 Backpack'],
  ['NordhavnÇelikTermos', 'Nordhavn Çelik Termos'],
])('%s is read as a person reads it', (text, read) => {
  expect(deobfuscate(text)).toBe(read);
});

test.each([
  'Nordhavn Parka, size L',
  'NordSound iSound ProSound5 WaveLabs/MacWave', // names of two parts
  'Куртка Nordhavn синяя', // a word is what it is in its own script
  'Nordhavn ορειβατικό σακίδιο',
  'Ærø Smørrebrød łódź Straße',
  '❤\ufe0f Nordhavn Parka',
  'ジャケット Nordhavn™ ½ 羽绒服',
])('%s stays as it is', (text) => {
  expect(deobfuscate(text)).toBe(text);
});
