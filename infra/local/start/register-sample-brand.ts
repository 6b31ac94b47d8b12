import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseBrandFile } from '../brand-file.ts';

const FILE = fileURLToPath(new URL('../samples/nordhavn.yaml', import.meta.url));
const HOME = 'https://bazaar.example'; // where the sample file says that the marketplace lives

/** Registers the sample brand through the API, as an analyst would. Repeating it changes nothing. */
export async function registerSampleBrand(apiUrl: string, bazaarOrigin: string): Promise<void> {
  const brand = parseBrandFile(readFileSync(FILE, 'utf8').replaceAll(HOME, bazaarOrigin), FILE);
  const response = await fetch(`${apiUrl}/brands/${brand.id}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(brand),
  });
  if (!response.ok) throw new Error(`the API refused the sample brand: ${response.status} ${await response.text()}`);
}
