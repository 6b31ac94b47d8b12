import type { Brand } from '#shared/domain/brand.ts';
import type { Ask } from './sample-people.ts';

/** Registers the sample brand through the API, as an analyst would. Repeating it changes nothing. */
export async function registerSampleBrand(ask: Ask, brand: Brand): Promise<void> {
  const response = await ask(`/brands/${brand.id}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(brand),
  });
  if (!response.ok) throw new Error(`the API refused the sample brand: ${response.status} ${await response.text()}`);
}
