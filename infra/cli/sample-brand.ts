import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseBrandFile } from '#shared/brands/brand-file.ts';
import type { Brand } from '#shared/domain/brand.ts';

const FILE = fileURLToPath(new URL('samples/nordhavn.yaml', import.meta.url));
const HOME = 'https://bazaar.example'; // where the sample file says that the marketplace lives

/** The sample brand, watching the sample marketplace where it runs now. */
export const sampleBrand = (bazaarOrigin: string): Brand =>
  parseBrandFile(readFileSync(FILE, 'utf8').replaceAll(HOME, bazaarOrigin), FILE).brand;
