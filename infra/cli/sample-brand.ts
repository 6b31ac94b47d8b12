import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseBrandFile } from '#shared/brands/brand-file.ts';
import type { Brand } from '#shared/domain/brand.ts';

const at = (name: string) => fileURLToPath(new URL(`samples/${name}`, import.meta.url));
const FILE = at('nordhavn.yaml');
const SECOND_FILE = at('skumring.yaml');
const HOME = 'https://bazaar.example'; // where the sample file says that the marketplace lives

const brandIn = (file: string, bazaarOrigin: string): Brand =>
  parseBrandFile(readFileSync(file, 'utf8').replaceAll(HOME, bazaarOrigin), file).brand;

/** The sample brand, watching the sample marketplace where it runs now. */
export const sampleBrand = (bazaarOrigin: string): Brand => brandIn(FILE, bazaarOrigin);

/** Of another owner. */
export const secondSampleBrand = (bazaarOrigin: string): Brand => brandIn(SECOND_FILE, bazaarOrigin);
