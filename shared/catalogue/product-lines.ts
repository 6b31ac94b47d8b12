import { ReferenceProduct } from '#shared/domain/product.ts';
import type { RowProduct } from './feed-product.ts';
import { refuseTooMany } from './feed-row.ts';

/** Products as a brand's file has them, one JSON object a line. */
export function productLines(text: string): RowProduct[] {
  const lines = text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .map((line, index) => ({ line, place: index + 1 }))
    .filter(({ line }) => line.trim() !== '');
  refuseTooMany(lines.length);
  return lines.map(({ line, place }) => {
    const lost = (field: string, message: string) => ({ place, field, message, isLost: true });
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      return { place, problems: [lost('(line)', 'is not JSON')] };
    }
    const { success, data, error } = ReferenceProduct.safeParse(value);
    if (success) return { place, product: data, problems: [] };
    return { place, problems: error.issues.map(({ path, message }) => lost(path.join('.'), message)) };
  });
}
