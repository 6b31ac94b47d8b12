import { expect, test } from 'vitest';
import { missingFonts } from './installed-fonts.ts';

test('fonts are missing by family, whatever their weight and style', () => {
  const wanted = ['DejaVu Sans 700', 'Open Sans Condensed 300', 'Lato 900', 'Lato 300', 'Liberation Serif 700 italic'];
  expect(missingFonts(wanted, ['DejaVu Sans', 'Open Sans', 'Liberation Serif'])).toEqual([
    'Lato',
    'Open Sans Condensed',
  ]);
  expect(missingFonts(wanted, ['DejaVu Sans', 'Lato', 'Liberation Serif', 'Open Sans Condensed'])).toEqual([]);
});
