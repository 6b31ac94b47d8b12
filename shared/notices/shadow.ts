import type { Brand } from '#shared/domain/brand.ts';

/**
 * Why nothing of this brand may leave: in mode "shadow" offers are found, judged, reviewed and written into notices, so that a pilot can
 * be compared with whoever enforces today, and nothing reaches a venue.
 */
export function shadowRefusal({ name, enforcement }: Pick<Brand, 'name' | 'enforcement'>): string | undefined {
  if (enforcement.mode !== 'shadow') return undefined;
  return `${name} is in shadow: everything is prepared, and nothing is sent or filed. To begin, set enforcement.mode to "review"`;
}
