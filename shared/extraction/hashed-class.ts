/**
 * Selector for an element whose class name ends in a build's changing hash; the part before it is what its authors called it:
 * "priceInt--yqqZMJ5a", "Price--priceInt--ZlsSi_M", "RedSnippet__title__e15tmk", "_shop_1x4i2_30".
 */
export function hashedClass(...names: string[]): string {
  return names
    .flatMap((name) => [`${name}--`, `--${name}--`, `__${name}__`, `_${name}_`])
    .map((part) => `[class*="${part}"]`)
    .join(', ');
}
